package store

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
)

// Failure is a write that did not take effect, with what was typed.
type Failure struct {
	ID        string
	Deleting  bool                 // a delete, which is not kept when an edit follows
	Undo      bool                 // nobody typed it: it would have taken an edit back
	Patch     client.UpdateSession // what was typed and not saved
	Err       error                // why
	Conflicts []Conflict           // when Err is ErrConflict
	Theirs    *Base                // the server's side of a conflict; see Resolve
	Bulk      bool                 // one of many that were written together

	base Base
}

// Failed is the write of a session that failed last and was not done again.
func (s *Store) Failed(id string) (Failure, bool) {
	f, typed := s.refusals[id], s.failures[id]
	switch {
	case f == nil && typed == nil:
		return Failure{}, false
	case f == nil:
		return *typed, true
	}
	both := *f
	if typed != nil {
		both.Patch = typed.Patch
	}
	return both, true
}

// Failures are all of them, by ID.
func (s *Store) Failures() []Failure {
	list := make([]Failure, 0, len(s.failures)+len(s.refusals))
	for id := range s.failures {
		f, _ := s.Failed(id)
		list = append(list, f)
	}
	for id := range s.refusals {
		if s.failures[id] == nil {
			f, _ := s.Failed(id)
			list = append(list, f)
		}
	}
	slices.SortFunc(list, func(a, b Failure) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// Forget drops what is kept of failed writes.
func (s *Store) Forget(ids []string) {
	s.changed()
	for _, id := range ids {
		delete(s.failures, id)
		delete(s.refusals, id)
	}
}

// Retry queues failed writes again: edits with what was typed, deletes with
// their undo window. A conflict must be resolved instead.
func (s *Store) Retry(ids []string, now time.Time) Queued {
	var q Queued
	st := &step{verb: "edit"}
	var single, bulk []string
	for _, id := range ids {
		f := s.refusals[id]
		if f == nil {
			f = s.failures[id]
		}
		switch {
		case f == nil || f.Theirs != nil || !f.Deleting && f.Patch.Empty():
			q.Unknown++
		case s.deletes[id] != nil || s.Deleted(id):
			q.Busy++
		case f.Deleting && f.Bulk:
			bulk = append(bulk, id)
		case f.Deleting:
			single = append(single, id)
		default:
			p := &part{patch: f.Patch, base: f.base, bulk: f.Bulk}
			st.edits = append(st.edits, newEditStep(id, p))
			s.queueEdit(id, p)
			q.IDs = append(q.IDs, id)
		}
	}
	if len(st.edits) > 0 {
		s.history.add(st)
	}
	for _, d := range []struct {
		ids  []string
		bulk bool
	}{{single, false}, {bulk, true}} {
		if len(d.ids) > 0 {
			r := s.Delete(d.ids, DeleteOptions{Bulk: d.bulk}, now)
			q.IDs = append(q.IDs, r.IDs...)
			q.Busy += r.Busy
			q.Unknown += r.Unknown
		}
	}
	return q
}
