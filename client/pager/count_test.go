package pager

import (
	"testing"

	"vapi-sessions/client"
)

// A leap into many rows of one instant makes the list no longer, whatever is
// read from there and in which order the answers come.
func TestEqualsAroundAJumpAreCountedOnce(t *testing.T) {
	for _, order := range []client.SortOrder{client.Descending, client.Ascending} {
		for _, to := range []int{900, 1100, 1400} {
			w := newWorld(seeded(uint64(to)), t.Fatalf, client.ListParams{SortOrder: order}, Options{}, lies{})
			w.calm, w.still = true, true
			for i := range 2500 {
				step := int64(10)
				if i > 1000 && i < 1800 {
					step = 0
				}
				w.s.add(step, 0)
			}
			w.settle()
			w.first = to
			for range 40 {
				w.look()
				w.plan()
				w.deliver()
				if n := w.p.Len(); n != 2500 {
					t.Fatalf("%s, leap to %d: %d positions, want 2500\n%s", order, to, n, w.dump())
				}
			}
			if w.first != to {
				t.Errorf("%s, leap to %d: the screen is at %d", order, to, w.first)
			}
		}
	}
}
