package store

import (
	"slices"

	"vapi-sessions/client"
)

// Marked are the marked sessions as they were when they were marked, in the order of
// marking; their rows may be gone. The slice is valid until the next call that changes
// marks, and must not be changed.
func (s *Store) Marked() []*client.Summary {
	if len(s.marked) > len(s.marks) {
		s.marked = slices.DeleteFunc(s.marked, func(m *client.Summary) bool { return s.marks[m.ID] != m })
	}
	return s.marked
}

// Mark marks loaded rows that could be read and are not being deleted. It returns how
// many were not marked before.
func (s *Store) Mark(ids []string) int {
	return s.changeMarks("mark", ids, func(id string) bool { return s.marks[id] == nil })
}

// Toggle marks the sessions without a mark and unmarks the others. It returns how many
// marks changed.
func (s *Store) Toggle(ids []string) int {
	what := "mark"
	if len(ids) > 0 && s.marks[ids[0]] != nil {
		what = "unmark"
	}
	return s.changeMarks(what, ids, func(string) bool { return true })
}

// ClearMarks removes all marks and returns how many there were.
func (s *Store) ClearMarks() int {
	var ids []string
	for _, m := range s.Marked() {
		ids = append(ids, m.ID)
	}
	return s.Toggle(ids)
}

// changeMarks toggles the marks of the IDs that match, as one step of the history.
func (s *Store) changeMarks(verb string, ids []string, matches func(id string) bool) int {
	var changes []markChange
	done := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		if _, twice := done[id]; twice || !matches(id) {
			continue
		}
		done[id] = struct{}{}
		c := markChange{id: id, before: s.marks[id]}
		if c.before == nil {
			e := s.rows[id]
			if e == nil || e.base.Bad != nil || s.deletes[id] != nil {
				continue
			}
			mark := e.base
			c.after = &mark
		}
		changes = append(changes, c)
	}
	if len(changes) == 0 {
		return 0
	}
	s.applyMarks(changes, false)
	s.history.add(&step{verb: verb, marks: changes})
	return len(changes)
}

// markChange is the mark of a session before and after a step; nil means no mark.
type markChange struct {
	id            string
	before, after *client.Summary
}

// applyMarks makes changes of marks, or undoes them. Sessions that are deleted, or are
// being deleted, get no marks.
func (s *Store) applyMarks(changes []markChange, undo bool) {
	s.version++
	var on []*client.Summary
	for _, c := range changes {
		want := c.after
		if undo {
			want = c.before
		}
		switch {
		case want == nil:
			delete(s.marks, c.id)
		case !s.Deleted(c.id) && s.deletes[c.id] == nil:
			on = append(on, want)
		}
	}
	for _, m := range on {
		s.putMark(m)
	}
}

// putMark adds a mark unless the session has one.
func (s *Store) putMark(m *client.Summary) {
	if s.marks[m.ID] == nil {
		s.marked = append(s.Marked(), m)
		s.marks[m.ID] = m
	}
}
