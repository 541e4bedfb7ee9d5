package store

import (
	"slices"

	"vapi-sessions/client"
)

// Marked are the marked sessions as they were when they were marked, in the order of
// marking. Marks survive their rows. The slice is the store's own: read it before the
// next call that changes marks, and do not change it.
func (s *Store) Marked() []*client.Summary {
	if len(s.marked) > len(s.marks) {
		s.marked = slices.DeleteFunc(s.marked, func(m *client.Summary) bool { return s.marks[m.ID] != m })
	}
	return s.marked
}

// Mark marks the rows that are held, could be read, and are not being deleted.
// It returns how many were not marked before. Undo takes it back.
func (s *Store) Mark(ids []string) int {
	return s.changeMarks("mark", ids, func(id string) bool { return s.marks[id] == nil })
}

// Unmark takes marks off and returns how many there were.
func (s *Store) Unmark(ids []string) int {
	return s.changeMarks("unmark", ids, func(id string) bool { return s.marks[id] != nil })
}

// Toggle marks what is not marked and unmarks what is. It returns how many
// sessions that concerned.
func (s *Store) Toggle(ids []string) int {
	what := "mark"
	if len(ids) > 0 && s.marks[ids[0]] != nil {
		what = "unmark"
	}
	return s.changeMarks(what, ids, func(string) bool { return true })
}

// ClearMarks takes all marks off and returns how many there were.
func (s *Store) ClearMarks() int {
	var ids []string
	for _, m := range s.Marked() {
		ids = append(ids, m.ID)
	}
	return s.Unmark(ids)
}

// changeMarks flips the marks of the IDs that concern it, as one step of the
// history.
func (s *Store) changeMarks(what string, ids []string, concerns func(string) bool) int {
	var changes []markChange
	done := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		if _, twice := done[id]; twice || !concerns(id) {
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
	s.history.add(&step{verb: what, marks: changes})
	return len(changes)
}

// markChange is the mark of a session before and after a step; nil is none.
type markChange struct {
	id            string
	before, after *client.Summary
}

// applyMarks carries out changes, or takes them back. Sessions that were
// deleted meanwhile, or are about to be, do not get marks.
func (s *Store) applyMarks(changes []markChange, back bool) {
	s.bumpVersion()
	var on []*client.Summary
	for _, c := range changes {
		want := c.after
		if back {
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

// putMark marks what is not marked.
func (s *Store) putMark(m *client.Summary) {
	if s.marks[m.ID] == nil {
		s.marked = append(s.Marked(), m)
		s.marks[m.ID] = m
	}
}
