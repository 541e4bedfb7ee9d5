package pager

import "testing"

// failed is where a failure shows; -1 for nowhere.
func (w *world) failed() int {
	for i := range w.p.Len() {
		if w.p.At(i).Kind == Failed {
			return i
		}
	}
	return -1
}

// until reads on, a few rows at a time from a place, until another is loaded.
func (w *world) until(loaded, from, by int) {
	for w.first = from; w.p.At(loaded).Kind == Blank; w.first += by {
		w.settle()
	}
}

// A failure stays where the rows were looked for while the gap around it is filled
// from either side. When its own place is, it stands beside it.
func TestAFailureStaysInItsPlace(t *testing.T) {
	for name, at := range map[string]int{"from above": 150, "in the middle": 1000, "from below": 1850} {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 2000, orders["newest first"].base, Options{})
			w.to(w.p.Len() - w.height)
			w.first = at
			w.look()
			w.plan()
			for _, s := range w.wires {
				w.p.Failed(s.req.ID, errServer, w.now)
			}
			w.wires = nil
			is := w.failed()
			if is < at || is >= at+w.height {
				t.Fatalf("it is at %d, the screen at %d", is, at)
			}
			if at != 1000 {
				w.to(1000)
			}
			if at != 150 { // what reads from there has failed
				w.until(is-200, 0, 5)
				w.until(120, 0, 5)
			}
			if at != 1850 {
				w.until(is+200, 1990, -5)
			}
			if got := w.failed(); got != is {
				t.Errorf("it was at %d, and is at %d", is, got)
			}
			if at == 150 {
				for range 3 {
					w.s.add(10, 0)
				}
				w.p.Poll()
				w.settle()
				if added := w.p.Join(); len(added) != 3 || w.failed() != is+3 {
					t.Errorf("with %d new rows before it, it is at %d\n%s", len(added), w.failed(), w.dump())
				}
			}
			if at == 1000 {
				w.until(is-1, 1990, -5)
				if got := w.failed(); got != w.p.segmentStart(1)-1 {
					t.Errorf("then it is at %d\n%s", got, w.dump())
				}
			}
		})
	}
}
