package store

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// What was undone cannot be done again after something new, of a step of many too;
// what of it is left can still be undone.
func TestSomethingNewEndsRedo(t *testing.T) {
	s := sample(t, 3, Options{})
	s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true})
	for range 2 {
		w := next(t, s, noon, Patch)
		saved(t, s, w, session(w.Session(), "first", noon), noon)
	}
	s.Undo(noon)
	finish(s, next(t, s, noon, Patch), noon, Refused, errNo) // of a
	w := next(t, s, noon, Patch)
	saved(t, s, w, session("b", "mine", noon), noon)
	s.Mark([]string{"c"})
	if u, ok := s.Redo(noon); ok {
		t.Errorf("Redo = %+v", u)
	}
	s.Undo(noon)
	if u, ok := s.Undo(noon); !ok || !slices.Equal(u.Sent, []string{"a"}) || u.ID != "a" {
		t.Errorf("Undo = %+v %v", u, ok)
	}
	finish(s, next(t, s, noon, Patch), noon, Done, nil)
	s.Mark([]string{"b"})
	for _, want := range []bool{true, false} { // of b, and nothing is left
		if u, ok := s.Undo(noon); ok != want || len(u.Sent) > 0 {
			t.Errorf("Undo = %+v %v", u, ok)
		}
	}
}

// A step of which all was undone is no step after something new.
func TestAnUndoneEditIsForgotten(t *testing.T) {
	s := sample(t, 2, Options{})
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	s.Undo(noon)
	s.Mark([]string{"b"})
	s.Undo(noon)
	if u, ok := s.Undo(noon); ok || u.Text != "nothing to undo" {
		t.Errorf("Undo = %+v %v", u, ok)
	}
}

// Steps that had no effect become as they were when the last ones had; others stay.
func TestStepsAreRolledBack(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Remember("committed")
	s.Remember("undone")
	s.Undo(noon)
	s.CommitSteps()
	s.Undo(noon)
	s.Redo(noon)
	s.Redo(noon)
	roll := func() { s.RollbackSteps(func(external any) bool { return external != "other" }) }
	roll()
	if u, ok := s.Redo(noon); !ok || u.External != "undone" {
		t.Errorf("Redo = %+v %v", u, ok)
	}
	s.Remember("new")
	s.Remember("other")
	roll()
	for _, want := range []any{"other", "committed", nil} {
		if u, _ := s.Undo(noon); u.External != want {
			t.Errorf("Undo = %+v, want %v", u, want)
		}
	}
}

func TestAHundredStepsAreRemembered(t *testing.T) {
	s := sample(t, 1, Options{})
	for range maxSteps + 5 {
		s.Toggle([]string{"a"})
	}
	n := 0
	for _, ok := s.Undo(noon); ok; _, ok = s.Undo(noon) {
		n++
	}
	if n != maxSteps {
		t.Errorf("%d steps", n)
	}
}

// What undo and redo would do is known before.
func TestWhatAStepWouldDo(t *testing.T) {
	s := sample(t, 3, Options{UndoWindow: ten})
	would := func(when string, deletes, undoSends, redoSends bool) {
		t.Helper()
		if s.UndoCancelsDeletes() != deletes || s.UndoOrRedoMaySend(true) != undoSends || s.UndoOrRedoMaySend(false) != redoSends {
			t.Errorf("%s: deletes %v, sends %v, again %v", when, s.UndoCancelsDeletes(), s.UndoOrRedoMaySend(true), s.UndoOrRedoMaySend(false))
		}
	}
	would("at first", false, false, false)
	s.Mark([]string{"c"})
	would("after a mark", false, false, false)
	s.Undo(noon)
	would("after its undo", false, false, false)
	s.Delete([]string{"a"}, DeleteOptions{}, noon)
	would("with a delete", true, false, false)
	s.Undo(noon)
	would("taken back", false, false, true)
	s.Redo(noon)
	next(t, s, after(ten), DeleteOne)
	would("on its way", false, false, false)
	s.Edit([]string{"b"}, named("mine"), EditOptions{})
	would("after an edit", false, true, false)
	s.Undo(noon)
	would("taken back", false, false, true)
	if u, ok := s.Redo(noon); !ok || u.Sent != nil || u.ID != "b" || u.Verb != "edit" {
		t.Errorf("Redo of what was not sent = %+v %v", u, ok)
	}
}

// Of a step of edits it is said what is gone, or about to be.
func TestUndoOfEditsOfWhatIsDeleted(t *testing.T) {
	for _, window := range []time.Duration{0, ten} {
		s := sample(t, 2, Options{UndoWindow: window})
		s.Edit([]string{"a", "b"}, named("mine"), EditOptions{Bulk: true})
		for range 2 {
			w := next(t, s, noon, Patch)
			saved(t, s, w, session(w.Session(), "first", noon), noon)
		}
		s.Remember("an export")
		s.Delete([]string{"b"}, DeleteOptions{}, noon)
		if window == 0 {
			finish(s, next(t, s, noon, DeleteOne), noon, Done, nil)
		} else {
			next(t, s, after(ten), DeleteOne)
		}
		s.Undo(noon) // too late
		s.Undo(noon) // of the caller's own
		u, ok := s.Undo(noon)
		if want := "undone: edit 1 session; the old values are sent back; 1 of 2 are gone"; !ok || u.Text != want || u.ID != "" || u.Changes != nil {
			t.Errorf("Undo = %+v %v, want %q", u, ok, want)
		}
	}
}

// A reading that was asked for before a delete was taken back says nothing of the
// delete that is done again.
func TestAReadingFromBeforeUndoIsOfNoUse(t *testing.T) {
	s := inBulk(t, "a")
	old := next(t, s, after(ten), Reread)
	s.Undo(after(ten))
	s.Redo(after(ten))
	if r := s.Finish(old.ID, same(&old), after(ten)); r.NotDeleted != nil || r.Ended {
		t.Errorf("Finish = %+v", r)
	}
	nothing(t, s, after(2*ten-1))
	next(t, s, after(2*ten), Reread)
	s = inBulk(t, "a")
	old = next(t, s, after(ten), Reread)
	s.Undo(after(ten))
	if r := s.Finish(old.ID, same(&old), after(ten)); r.Ended || !slices.Equal(r.NotDeleted, []string{"a"}) {
		t.Errorf("nothing was to be done: %+v", r)
	}
}

// No more than two readings of many are under way, whatever else is answered.
func TestTwoReadingsAtATime(t *testing.T) {
	s, ids := many(300, Options{Parallel: 4})
	s.Edit(ids[:1], named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	s.Delete(ids[2:], DeleteOptions{Bulk: true}, noon)
	list := s.Next(noon, 4, hundred)
	s.Delete(ids[1:2], DeleteOptions{}, noon)
	next(t, s, noon, DeleteOne) // the next reading would be a large one
	finish(s, w, noon, Done, nil)
	if more := s.Next(noon, 4, hundred); len(list) != 2 || more != nil {
		t.Errorf("%d readings, then %s", len(list), kinds(more))
	}
}

// A row that was let go is deleted by its reading, and one that changed in the
// meantime is told.
func TestReadyDeletesAndTheirRows(t *testing.T) {
	s := inBulk(t, "a", "b")
	w := next(t, s, after(ten), Reread)
	s.Drop([]string{"a"})
	s.Merge([]client.Summary{row("b", "theirs", noon)}, after(ten))
	if r := s.Finish(w.ID, same(&w), after(ten)); !slices.Equal(r.Changed, []string{"b"}) || !slices.Equal(r.NotDeleted, r.Changed) {
		t.Errorf("Finish = %+v", r)
	}
	if w := next(t, s, after(ten), Delete); w.Session() != "a" {
		t.Errorf("then %+v", w)
	}
}
