package store

import (
	"time"

	"vapi-sessions/client"
)

// Kind says what a Work asks for.
type Kind uint8

// The kinds of work.
const (
	// Patch: read the session, MergePatch, and send what is left of the patch.
	// Without anything left it is Done; with conflicts it is Conflicted.
	Patch Kind = iota + 1
	// DeleteOne: read the session, compare it when Expect says so, keep a copy,
	// delete it.
	DeleteOne
	// Reread: read the sessions in one request, Compare them, keep copies of
	// those that are the same. Nothing is deleted.
	Reread
	// Delete: delete the session, whose copy is kept already.
	Delete
	// ReadBack: read the session, to see what became of a write that may have
	// arrived. Done with the session when it is there, AlreadyGone when not.
	ReadBack
)

// Work is one thing to do now, to be answered by Finish with its ID.
type Work struct {
	ID       int
	Kind     Kind
	IDs      []string             // several for Reread, one for all others
	Expected []time.Time          // for Reread and DeleteOne: the updatedAt of each that must still hold; zero compares nothing
	Patch    client.UpdateSession // for Patch, and for the ReadBack of one
	Base     Base                 // of Patch: what MergePatch compares with
	Bulk     bool                 // no person waits for this very request
}

// Session is the only ID of a work that has one.
func (w *Work) Session() string { return w.IDs[0] }

// Compare sorts the answer to a Reread: the sessions that are as expected, of
// which copies are to be kept before Finish is told, and an outcome for every
// ID. When a copy cannot be kept, make its outcome Refused.
func (w *Work) Compare(rows []client.SessionRow) (same []*client.Session, outcomes []Outcome) {
	at := make(map[string]*client.SessionRow, len(rows))
	for i := range rows {
		at[rows[i].ID] = &rows[i]
	}
	for i, id := range w.IDs {
		o := Outcome{ID: id, Kind: Missing}
		switch r := at[id]; {
		case r == nil:
		case r.Err != nil:
			o.Kind, o.Err = Refused, r.Err
		case w.ChangedSince(i, &r.Session):
			o.Kind, o.Session = LeftOut, &r.Session
		default:
			o.Kind = Same
			same = append(same, &r.Session)
		}
		outcomes = append(outcomes, o)
	}
	return same, outcomes
}

// ChangedSince reports whether the session is other than the work expects at that
// place of IDs.
func (w *Work) ChangedSince(i int, theirs *client.Session) bool {
	return !w.Expected[i].IsZero() && !w.Expected[i].Equal(theirs.UpdatedAt)
}

// BatchSize is how many sessions are well read again in one request at a rate, in
// requests a second; 0 means that nothing limits it. It is what can be deleted in a
// second.
func BatchSize(rate float64) int {
	const least, most = 1, 100
	if rate <= 0 {
		return most
	}
	return int(min(max(rate, least), most))
}
