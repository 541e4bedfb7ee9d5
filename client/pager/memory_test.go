package pager

import "testing"

// scrolled is a list of a million rows of which the first n were scrolled
// through.
func scrolled(n int) *desk {
	d := newDesk(1_000_000, Options{})
	d.v.bytes = 1000
	d.rest()
	d.hold(500, 5, n/500)
	d.rest()
	return d
}

// kept counts everything that a Pager keeps by the row, the page or the request.
func (p *Pager) kept() (n int) {
	n = len(p.index) + len(p.buffered) + len(p.removed) + len(p.searchedAtEdge) +
		len(p.unreadable) + len(p.inFlight) + len(p.segments) + len(p.gaps)
	for _, s := range p.segments {
		n += cap(s.rows)
	}
	return n
}

// A run through a million rows keeps no more than one through ten thousand.
func TestFlatMemory(t *testing.T) {
	const most = 4000 + 4000/4 // Options.Retain and what may be beyond it
	for _, rows := range []int{10_000, 995_000} {
		d := scrolled(rows)
		if st := d.p.Stats(); st.Loaded > most || st.Total != 1_000_000 {
			t.Errorf("after %d rows: %+v", rows, st)
		}
		if n := d.p.kept(); n > 4*most {
			t.Errorf("after %d rows %d things are kept", rows, n)
		}
		if len(d.p.segments) > 3 {
			t.Errorf("after %d rows: %d segments", rows, len(d.p.segments))
		}
	}
}
