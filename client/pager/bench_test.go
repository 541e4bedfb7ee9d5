package pager

import (
	"fmt"
	"runtime"
	"testing"
	"time"
)

// What a key costs: SetView, Plan, and At for each of 40 rows.
func BenchmarkKey(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000, 10_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(n, Options{})
			d.rest()
			d.jump(n / 2)
			d.rest()
			d.jump(n)
			d.pass(time.Second, 0)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				d.p.SetView(View{First: d.first - i%2, Last: d.first - i%2 + 39, Cursor: d.first})
				d.p.Plan(d.now)
				for k := range 40 {
					d.p.At(d.first - i%2 + k)
				}
			}
		})
	}
}

// What a page costs to take in, in a list of a million that lets rows go.
func BenchmarkArrived(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := newDesk(10_000_000, Options{PageStart: n, PageMin: n, PageMax: n})
			d.rest()
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				d.first = d.p.gapStart(0) - d.height
				d.look(1)
				r := d.pending[0].req
				d.pending = d.pending[:0]
				rows, meta, cost := d.v.list(r.Params)
				b.StartTimer()
				d.p.Arrived(r.ID, rows, nil, meta, cost, d.now)
			}
		})
	}
}

// What a loaded row costs in memory.
func BenchmarkMemory(b *testing.B) {
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := heap()
		d := scrolled(4_000)
		b.ReportMetric(float64(heap()-before)/float64(d.p.Stats().Loaded), "B/row")
	}
}
