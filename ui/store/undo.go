package store

import (
	"fmt"
	"slices"
	"time"
)

// Undone is what Undo or Redo did.
type Undone struct {
	What    string   // words for the status line
	Deletes []string // Undo: no longer to be deleted; Redo: to be deleted again
	Own     any      // the caller's step whose turn it was; see Remember
	// Sent are the sessions to which values are now on their way: the old ones
	// by Undo, the new ones by Redo.
	Sent []string
	// Changes are what is sent when that is one session.
	Changes []Change
	Late    int // deletes that were sent, which nothing takes back
}

// Undo takes back the latest step. Marks and what was not sent go back at once;
// an edit that was sent is answered by an edit of the same fields to what they
// were, which is queued as any other is. It reports false when nothing is taken
// back; What then says why, and the step is passed over.
func (s *Store) Undo(now time.Time) (Undone, bool) {
	h := &s.history
	return s.turn(direction{"undo", "undone: ", "the old values are sent back", &h.done, &h.undone}, now)
}

// Redo does again what was undone last. A delete gets a new undo window. It
// reports false when nothing is left to redo; What then says so.
func (s *Store) Redo(now time.Time) (Undone, bool) {
	h := &s.history
	return s.turn(direction{"redo", "done again: ", "the new values are sent again", &h.undone, &h.done}, now)
}

// direction is a way through the history, with its words.
type direction struct {
	verb, did, sends string
	from, to         *[]*step
}

// turn turns the latest step of one list around and puts it into the other one.
func (s *Store) turn(d direction, now time.Time) (Undone, bool) {
	n := len(*d.from)
	if n == 0 {
		return Undone{What: "nothing to " + d.verb}, false
	}
	st, undoing := (*d.from)[n-1], d.from == &s.history.done
	*d.from = (*d.from)[:n-1]
	var u Undone
	turned := st
	switch {
	case st.own != nil:
		u.Own = st.own
	case len(st.marks) > 0:
		s.applyMarks(st.marks, undoing)
		u.What = d.did + st.name(len(st.marks))
	case len(st.deletes) > 0 && undoing:
		turned, u = s.undoDeletes(st)
	case len(st.deletes) > 0:
		turned, u = s.redoDeletes(st, now)
	default:
		turned, u = s.flip(st, now).undone(d, st)
	}
	if turned == nil {
		return u, false
	}
	push(d.to, turned)
	return u, true
}

// UndoesDeletes reports whether Undo would take back deletes, and nothing else.
func (s *Store) UndoesDeletes() bool {
	h := s.history.done
	return len(h) > 0 && slices.ContainsFunc(h[len(h)-1].deletes, func(d *deletion) bool {
		return s.deletes[d.id] == d && d.unsent()
	})
}

// undoDeletes takes back the deletes of a step that were not sent; nil when all
// were.
func (s *Store) undoDeletes(st *step) (*step, Undone) {
	back := &step{verb: st.verb}
	var u Undone
	for _, d := range st.deletes {
		switch on := s.deletes[d.id] == d; {
		case on && d.unsent():
			s.takeBack(d)
			back.deletes = append(back.deletes, d)
			u.Deletes = append(u.Deletes, d.id)
		case on, s.Deleted(d.id):
			u.Late++
		}
	}
	n, total := len(back.deletes), len(st.deletes)
	s.run.total -= n
	switch {
	case n == 0 && u.Late == 0:
		u.What = "nothing to undo, not deleted: " + st.name(total)
		return nil, u
	case n == 0:
		u.What = "too late to undo, sent already or just now: " + st.name(u.Late)
		return nil, u
	}
	u.What = "undone: " + st.name(n)
	if u.Late > 0 {
		u.What += fmt.Sprintf("; %d of %d were sent already", u.Late, total)
	}
	return back, u
}

// redoDeletes queues the deletes of a step anew; nil when all sessions are gone.
func (s *Store) redoDeletes(st *step, now time.Time) (*step, Undone) {
	again := &step{verb: st.verb}
	var u Undone
	for _, d := range st.deletes {
		if s.deletes[d.id] == nil && !s.Deleted(d.id) {
			again.deletes = append(again.deletes, &deletion{id: d.id, bulk: d.bulk, alone: d.alone, expect: d.expect, mark: s.marks[d.id]})
			u.Deletes = append(u.Deletes, d.id)
		}
	}
	if len(again.deletes) == 0 {
		return nil, Undone{What: "nothing to redo: the sessions are gone"}
	}
	s.queueDeletes(again.deletes, now)
	u.What = "done again: " + st.name(len(again.deletes))
	return again, u
}

// UndoWrites reports whether Undo would now queue or take back an edit.
func (s *Store) UndoWrites() bool {
	n := len(s.history.done)
	return n > 0 && len(s.history.done[n-1].edits) > 0
}

// RedoWrites reports whether Redo would now queue or take back a write.
func (s *Store) RedoWrites() bool {
	n := len(s.history.undone)
	return n > 0 && len(s.history.undone[n-1].edits)+len(s.history.undone[n-1].deletes) > 0
}
