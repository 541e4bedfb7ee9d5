package store

import "testing"

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
