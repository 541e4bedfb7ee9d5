package store

import (
	"time"

	"vapi-sessions/client"
)

// Kind says what a Work asks for.
type Kind uint8

// The kinds of work.
const (
	// Patch: read the session, call MergePatch, and send what is left of the patch.
	// It is Done when nothing is left, and Conflicted when there are conflicts.
	Patch Kind = iota + 1
	// DeleteOne: read the session, compare it with Expected, keep a copy, delete it.
	DeleteOne
	// Reread: read the sessions in one request, Compare them, keep copies of
	// those that are the same. Nothing is deleted.
	Reread
	// Delete: delete the session, of which a copy is kept already.
	Delete
	// ReadBack: read the session, to see whether a write took effect. It is Done, with
	// the session, or AlreadyGone.
	ReadBack
)

// Work is one thing to do now. Its outcome goes to Finish with its ID.
type Work struct {
	ID       int
	Kind     Kind
	IDs      []string             // several for Reread, one for all others
	Expected []time.Time          // for Reread and DeleteOne: the updatedAt of each; zero compares nothing
	Patch    client.UpdateSession // of Patch, and of its ReadBack
	Base     Base                 // of Patch: the base for MergePatch
	Bulk     bool                 // nobody waits for this very request
}

// Session is the only ID of a work that has one.
func (w *Work) Session() string { return w.IDs[0] }

// Compare sorts the answer to a Reread: the sessions that are as expected, and an outcome
// for every ID. The caller keeps copies of the sessions before it calls Finish; the
// outcome of one that it cannot keep is Refused.
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

// ChangedSince reports whether the session is another version than the i-th expected one.
func (w *Work) ChangedSince(i int, theirs *client.Session) bool {
	return !w.Expected[i].IsZero() && !w.Expected[i].Equal(theirs.UpdatedAt)
}

// BatchSize is how many sessions one Reread should read at a rate in requests a second:
// as many as can be deleted in a second. A rate of 0 is without a limit.
func BatchSize(rate float64) int {
	const least, most = 1, 100
	if rate <= 0 {
		return most
	}
	return int(min(max(rate, least), most))
}
