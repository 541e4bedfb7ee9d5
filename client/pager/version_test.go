package pager

import (
	"fmt"
	"testing"
)

// cells is everything that a screen can be drawn from.
func (w *world) cells() []Cell {
	cells := make([]Cell, w.p.Len())
	for i := range cells {
		cells[i] = w.p.At(i)
	}
	return cells
}

// While the version is the same, so is every position.
func TestVersionChangesWithEveryCell(t *testing.T) {
	for seed := uint64(1); seed <= 60; seed++ {
		w := scene(seeded(seed), func(format string, args ...any) { t.Fatal("seed", seed, fmt.Sprintf(format, args...)) })
		w.here = true
		w.look()
		version, before := w.p.Version(), w.cells()
		for range 150 {
			w.run(1)
			after := w.cells()
			if w.p.Version() == version && fmt.Sprint(before) != fmt.Sprint(after) {
				t.Fatalf("seed %d, step %d: positions changed under version %d", seed, w.step, version)
			}
			version, before = w.p.Version(), after
		}
	}
}
