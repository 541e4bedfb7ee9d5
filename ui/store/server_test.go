package store

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

var (
	epoch    = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	errLost  = error(&client.Error{Kind: client.ErrTimeout, Arrived: true})
	errNo    = errors.New("the name is not allowed")
	errDown  = error(&client.Error{Kind: client.ErrNetwork})
	errLimit = fmt.Errorf("slow down: %w", client.ErrRateLimited)
)

// server is the truth: what a perfect server would hold.
type server struct {
	sessions map[string]*client.Session
	clock    time.Time
	foreign  map[string]int            // changes by others, by session
	versions map[string]map[int64]int  // foreign changes at each updatedAt
	created  map[string]time.Time      // never changes
	patched  map[string]map[string]int // names written by us, by session
}

func newServer(n int) *server {
	v := &server{sessions: map[string]*client.Session{}, clock: epoch, foreign: map[string]int{}, versions: map[string]map[int64]int{},
		created: map[string]time.Time{}, patched: map[string]map[string]int{}}
	for range n {
		v.create()
	}
	return v
}

func (v *server) create() {
	id := fmt.Sprintf("s%03d", len(v.created))
	v.clock = v.clock.Add(time.Millisecond)
	v.created[id] = v.clock
	v.versions[id] = map[int64]int{}
	v.patched[id] = map[string]int{}
	v.sessions[id] = &client.Session{ID: id, Name: "first", Status: client.StatusActive, CreatedAt: v.clock, ExpirationSeconds: 3600}
	v.touch(id)
}

// touch gives a session its next version.
func (v *server) touch(id string) {
	v.clock = v.clock.Add(time.Millisecond)
	v.sessions[id].UpdatedAt = v.clock
	v.versions[id][v.clock.UnixNano()] = v.foreign[id]
}

func (v *server) get(id string) *client.Session {
	if s := v.sessions[id]; s != nil {
		c := *s
		return &c
	}
	return nil
}

func (v *server) patch(id string, u client.UpdateSession) *client.Session {
	s := v.sessions[id]
	if s == nil {
		return nil
	}
	if u.Name != nil {
		s.Name = *u.Name
		v.patched[id][*u.Name]++
	}
	if u.Status != nil {
		s.Status = *u.Status
	}
	v.touch(id)
	return v.get(id)
}

// meddle is somebody else changing a session.
func (v *server) meddle(id string, status bool) {
	s := v.sessions[id]
	if s == nil {
		return
	}
	v.foreign[id]++
	if status {
		s.Status = map[client.Status]client.Status{client.StatusActive: client.StatusCompleted, client.StatusCompleted: client.StatusActive}[s.Status]
	} else {
		s.Name = fmt.Sprintf("theirs %d", v.foreign[id])
	}
	v.touch(id)
}

func (v *server) ids() []string { return slices.Sorted(maps.Keys(v.created)) }

func (v *server) list() []client.Summary {
	var rows []client.Summary
	for _, id := range slices.Sorted(maps.Keys(v.sessions)) {
		rows = append(rows, client.Summarize(v.sessions[id]))
	}
	return rows
}

// fault is how a request goes wrong.
type fault int

const (
	fine fault = iota
	refused
	limited
	lostBefore // nobody knows, and it did not arrive
	lostAfter  // nobody knows, and it arrived
	lostLate   // nobody knows, and it arrives later
	unreached  // the server cannot be reached
	silent     // it works, and the answer has no session, or not the one asked for
	unsuited   // the server refuses to read many at once
	faults
)

func drawFault(t *rapid.T) fault {
	if rapid.Bool().Draw(t, "no fault") {
		return fine
	}
	return fault(rapid.IntRange(0, int(faults)-1).Draw(t, "fault"))
}

// carry does a work as the program does: read, compare, copy, write. It
// returns the outcomes and what is still to happen on the server.
func (v *server) carry(w *Work, f fault) (out []Outcome, late func()) {
	readFailed := map[fault]error{refused: errNo, limited: errLimit, unreached: errDown}
	switch w.Kind {
	case Reread:
		if f == unsuited {
			readFailed[f] = client.ErrInvalid
		}
		if err := readFailed[f]; err != nil {
			for _, id := range w.IDs {
				out = append(out, ReadOutcomeOf(id, err))
			}
			return out, nil
		}
		var rows []client.SessionRow
		for _, id := range w.IDs {
			if s := v.get(id); s != nil && f != silent {
				rows = append(rows, client.SessionRow{Session: *s})
			}
		}
		_, out = w.Compare(rows)
		return out, nil
	case ReadBack:
		if err := readFailed[f]; err != nil {
			return []Outcome{ReadOutcomeOf(w.Session(), err)}, nil
		}
		if s := v.get(w.Session()); s != nil {
			return []Outcome{{ID: w.Session(), Kind: Done, Session: s}}, nil
		}
		return []Outcome{{ID: w.Session(), Kind: AlreadyGone}}, nil
	default:
		o, late := v.write(w, f)
		return []Outcome{o}, late
	}
}

func (v *server) write(w *Work, f fault) (Outcome, func()) {
	id := w.Session()
	o := Outcome{ID: id, Kind: Done}
	do := func() { delete(v.sessions, id) }
	theirs := v.get(id)
	if theirs == nil {
		return Outcome{ID: id, Kind: AlreadyGone}, nil
	}
	switch w.Kind {
	case DeleteOne:
		if w.ChangedSince(0, theirs) {
			return Outcome{ID: id, Kind: LeftOut, Session: theirs}, nil
		}
	case Patch:
		m := MergePatch(w.Base, w.Patch, theirs)
		if len(m.Conflicts) > 0 {
			return Outcome{ID: id, Kind: Conflicted, Session: theirs, Conflicts: m.Conflicts}, nil
		}
		o.UpdatedBefore, o.Replaced = theirs.UpdatedAt, &m.Replaced
		if m.Patch.Empty() {
			o.Session = theirs
			return o, nil
		}
		do = func() { o.Session = v.patch(id, m.Patch) }
	default: // deletes, and what only reads
	}
	switch f {
	case refused:
		return Outcome{ID: id, Kind: Refused, Err: errNo}, nil
	case unreached:
		if w.Kind != Patch {
			return DeleteOutcomeOf(id, errDown), nil
		}
		return OutcomeOf(id, errDown), nil
	case silent:
		do()
		o.Session = nil
		return o, nil
	case limited:
		return OutcomeOf(id, errLimit), nil
	case lostBefore:
		return Outcome{ID: id, Kind: Unknown, Err: errLost, Replaced: o.Replaced}, nil
	case lostAfter:
		do()
		return Outcome{ID: id, Kind: Unknown, Err: errLost, Replaced: o.Replaced}, nil
	case lostLate:
		return Outcome{ID: id, Kind: Unknown, Err: errLost, Replaced: o.Replaced}, do
	default: // it passes
	}
	do()
	return o, nil
}
