package pager

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// Lists that random runs found, each in a few words.

// While a search has found nothing, its first position is the start of the list,
// and not so many rows before the end: what is found then comes under it.
func TestTheStartOfASearchStays(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: client.Ascending, Limit: 5}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for i := range 40 {
		w.s.add(1, 0).local = i >= 20
	}
	w.look()
	w.plan()
	w.deliver()
	for range 6 {
		v := w.s.add(1, 0)
		w.p.Admit(Key{ID: v.id, Created: time.UnixMilli(v.ms)})
	}
	start := w.p.Anchor(0)
	w.settle()
	if i := w.p.Resolve(start); w.p.Len() != 26 || i != 0 {
		t.Errorf("the start of %d rows is at %d", w.p.Len(), i)
	}
}
