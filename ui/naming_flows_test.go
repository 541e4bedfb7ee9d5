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
