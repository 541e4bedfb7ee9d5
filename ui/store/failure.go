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

	base Base     // what the edit is compared with
	edit *Failure // of an edit, below that of a delete
}

// Failed is the write of a session that failed last and was not done again.
func (s *Store) Failed(id string) (Failure, bool) {
	if f := s.failures[id]; f != nil {
		return *f, true
	}
	return Failure{}, false
}

// Resolved is what is sent of a conflict of which those fields stay as they were
// typed: they, and what met no change of others.
func (f *Failure) Resolved(mine []string) client.UpdateSession {
	patch := f.Patch
	for _, c := range f.Conflicts {
		if !slices.Contains(mine, c.Field) {
			patch = without(patch, onlyFields(patch, c.Field))
		}
	}
	return patch
}

// recordFailedDelete keeps that a delete failed, above what was typed and not saved before.
func (s *Store) recordFailedDelete(d *deletion, err error) {
	f := &Failure{ID: d.id, Deleting: true, Err: err, Bulk: d.bulk, edit: s.failures[d.id]}
	if f.edit != nil {
		f.Patch, f.base = f.edit.Patch, f.edit.base
	}
	s.failures[d.id] = f
}

// forgetDelete drops what is kept of a failed delete, and of nothing else.
func (s *Store) forgetDelete(id string) {
	if f := s.failures[id]; f != nil && f.Deleting {
		delete(s.failures, id)
		if f.edit != nil {
			s.failures[id] = f.edit
		}
	}
}

// Failures are all of them, by ID.
func (s *Store) Failures() []Failure {
	list := make([]Failure, 0, len(s.failures))
	for _, f := range s.failures {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b Failure) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// Retry queues failed writes again, and returns of which sessions: edits with what
// was typed, deletes with their undo window. A conflict must be resolved instead.
func (s *Store) Retry(ids []string, now time.Time) (edits, deletes []string) {
	st := &step{verb: "edit"}
	again := map[bool][]string{} // deletes, by whether they are in bulk
	for _, id := range ids {
		switch f := s.failures[id]; {
		case f == nil || f.Theirs != nil || s.deletes[id] != nil:
		case f.Deleting:
			again[f.Bulk] = append(again[f.Bulk], id)
		default:
			e := newEdit(id, f.base, f.Patch, f.Bulk)
			st.edits = append(st.edits, e)
			s.queueEdit(e)
			edits = append(edits, id)
		}
	}
	if len(edits) > 0 {
		s.history.add(st)
	}
	for _, bulk := range []bool{false, true} {
		deletes = append(deletes, s.Delete(again[bulk], DeleteOptions{Bulk: bulk}, now).IDs...)
	}
	return edits, deletes
}
