package store

import (
	"fmt"
	"time"

	"vapi-sessions/client"
)

// history is what can be undone and redone, the latest last.
type history struct {
	done, undone []*step
}

// steps is how many steps are remembered.
const steps = 100

// step is one action of the person.
type step struct {
	verb    string
	marks   []markChange
	deletes []*deletion
	edits   []editStep
	taken   int // how many writes Undo took back
}

type editStep struct {
	id   string
	part *part
}

// add remembers a step; what was undone before cannot be redone any more.
func (h *history) add(st *step) {
	h.undone = nil
	if len(h.done) == steps {
		h.done = append(h.done[:0], h.done[1:]...)
	}
	h.done = append(h.done, st)
}

// Undone is what Undo or Redo did.
type Undone struct {
	What    string   // words for the status line
	Deletes []string // Undo: no longer to be deleted; Redo: to be deleted again
}

// Undo takes back the latest step: marks, and of writes what was not sent. It
// reports false when that is nothing; What then says why. A step that was sent
// is passed over once it was said.
func (s *Store) Undo(_ time.Time) (Undone, bool) {
	h := &s.history
	if len(h.done) == 0 {
		return Undone{What: "nothing to undo"}, false
	}
	st := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	if len(st.marks) > 0 {
		s.applyMarks(st.marks, true)
		h.undone = append(h.undone, st)
		return Undone{What: "undone: " + st.name(len(st.marks))}, true
	}
	back := s.unsend(st)
	total := len(st.deletes) + len(st.edits)
	if st.taken = len(back.deletes) + len(back.edits); st.taken == 0 {
		return Undone{What: "too late to undo, already sent: " + st.name(total)}, false
	}
	s.run.total -= st.taken
	h.undone = append(h.undone, back)
	u := Undone{What: "undone: " + st.name(st.taken)}
	if st.taken < total {
		u.What = fmt.Sprintf("undone: %s; %d of %d were sent already", st.name(st.taken), total-st.taken, total)
	}
	for _, d := range back.deletes {
		u.Deletes = append(u.Deletes, d.id)
	}
	return u, true
}

// unsend takes back what was not sent of a step, and returns that part of it.
func (s *Store) unsend(st *step) *step {
	back := &step{verb: st.verb}
	for _, d := range st.deletes {
		if s.deletes[d.id] == d && d.unsent() {
			s.takeBack(d)
			back.deletes = append(back.deletes, d)
		}
	}
	for _, e := range st.edits {
		if s.takeBackPart(e.id, e.part) {
			back.edits = append(back.edits, e)
		}
	}
	return back
}

// Redo does again what was undone last. A delete gets a new undo window. It
// reports false when nothing is left to redo; What then says so.
func (s *Store) Redo(now time.Time) (Undone, bool) {
	h := &s.history
	if len(h.undone) == 0 {
		return Undone{What: "nothing to redo"}, false
	}
	st := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	if len(st.marks) > 0 {
		s.applyMarks(st.marks, false)
		h.done = append(h.done, st)
		return Undone{What: "done again: " + st.name(len(st.marks))}, true
	}
	again := &step{verb: st.verb}
	u := Undone{}
	for _, d := range st.deletes {
		if s.deletes[d.id] == nil && !s.Deleted(d.id) {
			again.deletes = append(again.deletes, &deletion{id: d.id, bulk: d.bulk, alone: d.alone, expect: d.expect, mark: s.marks[d.id]})
			u.Deletes = append(u.Deletes, d.id)
		}
	}
	if len(again.deletes) > 0 {
		s.queueDeletes(again.deletes, now)
	}
	for _, e := range st.edits {
		if s.deletes[e.id] == nil && !s.Deleted(e.id) {
			s.queueEdit(e.id, e.part, now)
			again.edits = append(again.edits, e)
		}
	}
	n := len(again.deletes) + len(again.edits)
	if n == 0 {
		return Undone{What: "nothing to redo: the sessions are gone"}, false
	}
	h.done = append(h.done, again)
	u.What = "done again: " + st.name(n)
	return u, true
}

// name is the step in words, such as "delete 3 sessions".
func (st *step) name(n int) string {
	if n == 1 {
		return st.verb + " 1 session"
	}
	return fmt.Sprintf("%s %d sessions", st.verb, n)
}

// keepTyped keeps an edit that was stopped before it was sent, to be tried again.
func (s *Store) keepTyped(id string, patch client.UpdateSession) {
	f := s.failures[id]
	if f == nil {
		f = &Failure{ID: id}
		s.failures[id] = f
	}
	f.Patch, f.Err = join(f.Patch, patch), errStopped
}
