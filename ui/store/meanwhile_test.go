package store

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// An edit of many stays behind a pause, also where an edit of one of them was queued
// beside it and undone.
func TestAPauseHoldsWhatASingleEditLeaves(t *testing.T) {
	s := sample(t, 1, Options{})
	s.Pause()
	s.Edit([]string{"a"}, named("of many"), EditOptions{Bulk: true})
	s.Edit([]string{"a"}, completed(), EditOptions{})
	s.Undo(noon)
	nothing(t, s, noon)
	s.Resume()
	if w := next(t, s, noon, Patch); !w.Bulk || value(w.Patch.Name) != "of many" || w.Patch.Status != nil {
		t.Errorf("after the pause: %+v", w)
	}
}

// A refused undo is no failure where it was redone meanwhile, and says so of what it
// was sent with where that was not.
func TestARefusedUndoThatNobodyWantsIsNoFailure(t *testing.T) {
	s := sample(t, 1, Options{})
	for i, p := range []client.UpdateSession{completed(), named("mine")} {
		s.Edit([]string{"a"}, p, EditOptions{})
		saved(t, s, next(t, s, noon, Patch), session("a", "first", after(time.Duration(i))), noon)
	}
	s.Undo(noon)
	w := next(t, s, noon, Patch)
	s.Redo(noon)
	finish(s, w, noon, Refused, errNo)
	if f, failed := s.Failed("a"); failed || shown(t, s, "a").Err != nil {
		t.Errorf("failure %+v", f)
	}
	s.Undo(noon)
	s.Undo(noon)
	w = next(t, s, noon, Patch) // of both
	s.Redo(noon)
	finish(s, w, noon, Refused, errNo)
	if f, _ := s.Failed("a"); !f.Undo || f.Patch.Name == nil || f.Patch.Status != nil {
		t.Errorf("of two of which one was redone: %+v", f)
	}
}

// What was typed while another write was on its way, and is sent after that was
// refused, is compared with what the refused one saw, also below a failed delete.
func TestWhatIsTypedOverARefusedWriteMeetsNoChangeOfOthers(t *testing.T) {
	for _, deletes := range []bool{false, true} {
		s := sample(t, 1, Options{})
		s.Edit([]string{"a"}, named("one"), EditOptions{})
		w := next(t, s, noon, Patch)
		seen, _ := s.Seen("a")
		finish(s, w, noon, Refused, errNo)
		if deletes {
			s.Delete([]string{"a"}, DeleteOptions{}, noon)
			finish(s, next(t, s, noon, DeleteOne), noon, Refused, errNo)
		}
		s.Edit([]string{"a"}, named("two"), EditOptions{Seen: &seen})
		saved(t, s, next(t, s, noon, Patch), session("a", "first", after(-time.Hour)), after(time.Second))
		if f, failed := s.Failed("a"); failed || shown(t, s, "a").Name != "two" {
			t.Errorf("after a failed delete %v: row %+v, failure %+v", deletes, shown(t, s, "a"), f)
		}
	}
}
