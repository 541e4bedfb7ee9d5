package store

import (
	"slices"
	"time"

	"vapi-sessions/ui/words"
)

// Undone is what Undo or Redo did.
type Undone struct {
	What    string   // words for the status line
	Verb    string   // of the step: "delete", "edit" or "mark"
	Of      []string // the sessions of deletes or of one edit that went back, or are done again
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
	return s.undoOrRedo(direction{true, "undo", "undone: ", "the old values are sent back"}, now)
}

// Redo does again what was undone last. A delete gets a new undo window. It
// reports false when nothing is left to redo; What then says so.
func (s *Store) Redo(now time.Time) (Undone, bool) {
	return s.undoOrRedo(direction{false, "redo", "done again: ", "the new values are sent again"}, now)
}

// direction is Undo or Redo, with its words.
type direction struct {
	undo             bool
	verb, did, sends string
}

// undoOrRedo undoes a step, or does it again. One that has come to nothing is
// forgotten.
func (s *Store) undoOrRedo(d direction, now time.Time) (Undone, bool) {
	st := s.history.next(d.undo)
	if st == nil {
		return Undone{What: "nothing to " + d.verb}, false
	}
	u, ok := Undone{}, true
	edits := len(st.edits) > 0
	switch {
	case st.own != nil:
		u.Own = st.own
	case len(st.marks) > 0:
		s.applyMarks(st.marks, d.undo)
		u.What = d.did + st.name(len(st.marks))
	case edits:
		u, ok = s.undoOrRedoEdits(st, d.undo).summary(d, st)
	case d.undo:
		u, ok = s.undoDeletes(st)
	default:
		u, ok = s.redoDeletes(st, now)
	}
	u.Verb, u.Of = st.verb, append(u.Of, u.Deletes...)
	switch {
	case edits && len(st.edits) == 0, !edits && !ok:
		s.history.forget(st)
	case !edits:
		st.undone = d.undo
	}
	return u, ok
}

// UndoesDeletes reports whether Undo would take back deletes, and nothing else.
func (s *Store) UndoesDeletes() bool {
	st := s.history.next(true)
	return st != nil && slices.ContainsFunc(st.deletes, func(d *deletion) bool {
		return s.deletes[d.id] == d && d.unsent()
	})
}

// undoDeletes takes back the deletes of a step that were not sent, and drops
// the others from it. It reports false when all were sent.
func (s *Store) undoDeletes(st *step) (Undone, bool) {
	var back []*deletion
	var u Undone
	for _, d := range st.deletes {
		switch on := s.deletes[d.id] == d; {
		case on && d.unsent():
			s.takeBack(d)
			back = append(back, d)
			u.Deletes = append(u.Deletes, d.id)
		case on, s.Deleted(d.id):
			u.Late++
		}
	}
	n, total := len(back), len(st.deletes)
	s.run.total -= n
	switch {
	case n == 0 && u.Late == 0:
		u.What = "nothing to undo, not deleted: " + st.name(total)
		return u, false
	case n == 0:
		u.What = "too late to undo, sent already or just now: " + st.name(u.Late)
		return u, false
	}
	u.What = "undone: " + st.name(n)
	if u.Late > 0 {
		u.What += "; " + words.Count(u.Late) + " of " + words.Count(total) + " were sent already"
	}
	st.deletes = back
	return u, true
}

// redoDeletes queues the deletes of a step anew. It reports false when all
// sessions are gone.
func (s *Store) redoDeletes(st *step, now time.Time) (Undone, bool) {
	var again []*deletion
	var u Undone
	for _, d := range st.deletes {
		if s.deletes[d.id] == nil && !s.Deleted(d.id) {
			again = append(again, &deletion{id: d.id, bulk: d.bulk, alone: d.alone, expect: d.expect, mark: s.marks[d.id]})
			u.Deletes = append(u.Deletes, d.id)
		}
	}
	if len(again) == 0 {
		return Undone{What: "nothing to redo: the sessions are gone"}, false
	}
	s.queueDeletes(again, now)
	u.What = "done again: " + st.name(len(again))
	st.deletes = again
	return u, true
}

// UndoWrites reports whether Undo would now queue or take back an edit.
func (s *Store) UndoWrites() bool {
	st := s.history.next(true)
	return st != nil && len(st.edits) > 0
}

// RedoWrites reports whether Redo would now queue or take back a write.
func (s *Store) RedoWrites() bool {
	st := s.history.next(false)
	return st != nil && len(st.edits)+len(st.deletes) > 0
}
