package pager

import (
	"runtime"
	"testing"
)

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// scrolled is a list of a million rows of which the first n were scrolled
// through, and what it keeps in memory.
func scrolled(n int) (d *desk, bytes uint64) {
	before := heap()
	d = newDesk(1_000_000, Options{})
	d.v.bytes = 1000
	d.rest()
	d.hold(500, 5, n/500)
	d.rest()
	return d, heap() - before
}

// A run through a million rows keeps no more than one through ten thousand.
func TestFlatMemory(t *testing.T) {
	short, few := scrolled(10_000)
	long, many := scrolled(995_000)
	if long.p.Stats().Loaded > 5000 || short.p.Stats().Loaded > 5000 {
		t.Errorf("%d and %d rows are kept", short.p.Stats().Loaded, long.p.Stats().Loaded)
	}
	if len(long.p.segs) > 3 {
		t.Errorf("%d runs", len(long.p.segs))
	}
	if many > few+few/2 {
		t.Errorf("%d bytes after 10,000 rows, %d after 1,000,000", few, many)
	}
	if long.p.Len() != 1_000_000 {
		t.Errorf("%d positions, %+v", long.p.Len(), long.p.Stats())
	}
	t.Logf("%d bytes with %d rows; %d bytes with %d rows", few, short.p.Stats().Loaded, many, long.p.Stats().Loaded)
}
