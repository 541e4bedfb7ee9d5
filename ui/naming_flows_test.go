package ui

import (
	"testing"
	"time"
)

// The activity, the dry run and the trash call a session what the list calls it,
// and say what became of what was sent, and how long it took.
func TestSessionsAreNamedAsInTheList(t *testing.T) {
	scene(t, func(s *stage) {
		if _, err := s.server.Touch(s.selected(), map[string]any{"name": "", "customer": map[string]any{"number": "+15550100"}}); err != nil {
			t.Fatal(err)
		}
		id := s.selected()
		s.keys("r").shows("+15550100")
		s.faults("latency=70ms")
		s.keys("d", "y")
		s.wait(11 * time.Second)
		s.keys("@").shows("DELETE +15550100  done, 70 ms  /session/" + id[:8]).keys("esc")
		s.keys(":").typed("trash").keys("enter").shows("> +15550100").keys("esc")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(time.Second)
		s.faults("rate=1:422,only=PATCH")
		s.keys("i", "ctrl+u").typed("Other").keys("enter")
		s.wait(time.Second)
		s.keys("@").shows("PATCH  Mine  done, 70 ms", "refused: 422 ").keys("esc")
		s.keys(":").typed("private").keys("enter", "@").hides("Mine", "+15550100").shows("PATCH  a session  done")
	})
}

// One row leaves a batch of deletes that was not sent by the key that put it there.
func TestOneRowLeavesABatchOfDeletes(t *testing.T) {
	scene(t, func(s *stage) {
		kept := s.selected()
		n := s.server.Count()
		s.keys("space", "space", "space", "d").typed("delete 3").keys("enter", "g")
		s.shows("3 deletes in ", "u takes it back, d keeps this one")
		s.keys("d").shows("kept: ", "2 deletes in ").hides("Delete 1 session?", "1 marked")
		s.keys("j", "d").shows("1 delete in ")
		s.wait(12 * time.Second)
		if s.held(kept) == nil || s.server.Count() != n-1 {
			t.Errorf("the server holds %d sessions of %d, this one: %v", s.server.Count(), n, s.held(kept) != nil)
		}
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start would say %s", r)
		}
	})
}
