package pager

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// A server that heeds no page numbers gives the first page of an instant again and
// again, however many more rows that has. The list stops there and says so, until
// the person asks again; what is beyond is read from its other side.
func TestAnInstantWithoutPageNumbersStops(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		for _, most := range []int{0, 10, 40} {
			t.Run(fmt.Sprint(order, " in pages of ", most), func(t *testing.T) {
				w := instants(t, order, 30, 300, 30)
				w.s.lies = lies{pages: 1, cap: most}
				w.p.LoadAll(true)
				w.to(0)
				place := w.stuck()
				if n := w.p.At(place - 1); n.Kind != Loaded || w.s.asks > 60 {
					t.Fatalf("after %d requests it stops at %d\n%s", w.s.asks, place, w.dump())
				}
				w.to(w.p.Len() - 1)
				if w.p.At(w.p.Len()-1).Kind != Loaded || w.s.asks > 120 {
					t.Errorf("%d requests, and the end is not read\n%s", w.s.asks, w.dump())
				}
				asks := w.s.asks
				for range 60 {
					w.now = w.now.Add(time.Second)
					w.p.Poll()
					w.to(place)
				}
				if n := w.s.asks - asks; n > 60*10 {
					t.Errorf("%d requests for 60 polls", n)
				}
				w.s.lies.pages = 0
				for range 2 { // one side, and then the other
					w.p.Retry(w.stuck())
					w.to(0)
				}
				if st := w.p.Stats(); !st.Complete || st.Loaded != 360 {
					t.Errorf("when the server gives pages, there are %+v", st)
				}
			})
		}
	}
}

// A server may give no more than some pages. The list stops after these.
func TestAnInstantOfSomePagesStops(t *testing.T) {
	for last := 2; last < 6; last++ {
		w := instants(t, client.Descending, 30, 300, 30)
		w.s.lies = lies{pages: last, cap: 20}
		w.p.LoadAll(true)
		w.to(0)
		if w.s.asks > 60 || w.stuck() == 0 {
			t.Errorf("%d pages: %d requests\n%s", last, w.s.asks, w.dump())
		}
	}
}

// stuck is where the list says that the same page comes again and again; 0 where
// it does not.
func (w *world) stuck() int {
	for i := range w.p.Len() {
		if c := w.p.At(i); c.Kind == Failed && errors.Is(c.Err, errRepeats) {
			return i
		}
	}
	return 0
}

// More rows are new at one instant than a page of such a server holds: a poll
// brings those that it gives, and ends.
func TestAPollWithoutPageNumbersEnds(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		w.s.lies = lies{pages: 1, cap: 10}
		for i := range 30 {
			w.s.add(int64(max(0, 10-i)), 0)
		}
		for i := range 3 {
			asks := w.s.asks
			w.p.Poll()
			w.settle()
			if n := w.s.asks - asks; n > 30 || w.p.Stats().Buffered < 10 {
				t.Errorf("%s: poll %d is %d requests, and %d rows are buffered", order, i, n, w.p.Stats().Buffered)
			}
		}
		w.s.lies.pages = 0
		w.p.Poll()
		w.settle()
		if n := w.p.Stats().Buffered; n != 30 {
			t.Errorf("%s: when the server gives pages, %d rows are buffered", order, n)
		}
	}
}

// The middle of such a server's list is read from the nearer end.
func TestTheMiddleWithoutPageNumbers(t *testing.T) {
	w := calm(t, 3000, client.ListParams{}, Options{})
	w.s.lies.pages = 1
	for _, first := range []int{1000, 2200} {
		asks := w.s.asks
		w.to(first)
		if n := w.s.asks - asks; n > 20 || len(w.visible()) != w.height || w.visible()[0] != fmt.Sprint("s", 2999-first) {
			t.Errorf("at %d are %v after %d requests\n%s", first, w.visible(), n, w.dump())
		}
	}
}

// What a list by createdAt needs page numbers for are instants that do not fit on
// a page: where all do, the list of such a server is whole.
func TestExactlyOnceWithoutPageNumbers(t *testing.T) {
	steps, first := setting("PAGER_STEPS", 4_000), setting("PAGER_SEED", 1)
	for seed := uint64(first); steps > 0; seed++ {
		w := scene(seeded(seed), func(format string, args ...any) { t.Fatal("seed", seed, fmt.Sprintf(format, args...)) })
		if w.s.lies.cap > 0 && w.s.lies.cap < 3*w.s.widest() || 100 < 3*w.s.widest() {
			continue
		}
		w.s.lies.pages, w.here = 1, true
		story(w, 200)
		steps -= w.step
	}
}

// widest is how many sessions the instant with the most of them has.
func (s *server) widest() (n int) {
	at := map[int64]int{}
	for _, v := range s.all {
		at[v.ms]++
		n = max(n, at[v.ms])
	}
	return n
}

// Where reading from above is stuck, what lies behind is read from below, however
// little that is.
func TestWhatIsBehindAnInstantIsReadFromBelow(t *testing.T) {
	w := instants(t, client.Ascending, append([]int{5, 70}, slices.Repeat([]int{1}, 30)...)...)
	w.s.lies.pages = 1
	w.p = New(w.p.base, Options{PageMin: 5, PageStart: 60, PageMax: 60})
	w.to(0)
	w.to(60)
	if w.stuck() == 0 || w.p.gaps[0].size > 60 {
		t.Fatal(w.dump())
	}
	w.to(w.p.Len() - w.height)
	for i := 75; i < 105; i++ {
		if w.p.At(i).Kind != Loaded {
			t.Fatalf("%d is %+v\n%s", i, w.p.At(i), w.dump())
		}
	}
}
