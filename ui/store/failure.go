package store

import (
	"errors"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
)

// Failure is a write that did not take effect, or of which that is not known.
type Failure struct {
	ID        string
	Deleting  bool                 // the write is a delete; an edit that follows removes it
	Origin    Origin               // Typed when anything in Patch was typed
	Patch     client.UpdateSession // the values that were not saved
	Err       error                // why they were not
	Conflicts []Conflict           // when Err is ErrConflict
	Theirs    *Base                // the server's values at a conflict; see Resolve
	Bulk      bool                 // it was one of many

	base Base     // what Patch is compared with
	edit *Failure // below the failure of a delete: that of an edit before it
}

// Failed is the failure of a session's last write, until it is tried again.
func (s *Store) Failed(id string) (Failure, bool) {
	if f := s.failures[id]; f != nil {
		return *f, true
	}
	return Failure{}, false
}

// Unsure reports whether it is not known that the write did not take effect.
func (f *Failure) Unsure() bool { return errors.Is(f.Err, errUnsure) }

// Resolved is what Resolve sends: the fields of mine, and those without a conflict.
func (f *Failure) Resolved(mine []string) client.UpdateSession {
	patch := f.Patch
	for _, c := range f.Conflicts {
		if !slices.Contains(mine, c.Field) {
			patch = without(patch, onlyField(patch, c.Field))
		}
	}
	return patch
}

// forgetDelete removes the failure of a delete; that of an edit below it stays.
func (s *Store) forgetDelete(id string) {
	if f := s.failures[id]; f != nil && f.Deleting {
		delete(s.failures, id)
		if f.edit != nil {
			s.failures[id] = f.edit
		}
	}
}

// forgetFields removes fields from a failure.
func (s *Store) forgetFields(id string, fields client.UpdateSession) {
	if f := s.failures[id]; f != nil {
		if f.Patch = without(f.Patch, fields); f.Patch.Empty() {
			delete(s.failures, id)
		}
	}
}

// Failures are all failures, by ID.
func (s *Store) Failures() []Failure {
	list := make([]Failure, 0, len(s.failures))
	for _, f := range s.failures {
		list = append(list, *f)
	}
	slices.SortFunc(list, func(a, b Failure) int { return strings.Compare(a.ID, b.ID) })
	return list
}

// Retry queues failed writes again, and returns the sessions of each kind. Deletes get
// an undo window. A conflict must be resolved instead.
func (s *Store) Retry(ids []string, now time.Time) (edits, deletes []string) {
	st := &step{verb: "edit"}
	again := map[bool][]string{} // deletes, by Bulk
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
