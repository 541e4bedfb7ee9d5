package pager

import (
	"errors"
	"testing"
	"time"

	"vapi-sessions/client"
)

// Again and again others delete rows of an instant that is read by page numbers,
// so many that the next page begins behind rows that nobody has seen. The scan
// begins anew, brings all that is left, and does not give up.
func TestAPageScanBeginsAnewWhenRowsGo(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{cap: 10})
	w.calm, w.still = true, true
	for range 400 {
		w.s.add(0, 0)
	}
	w.p.LoadAll(true)
	gone := 0
	for asks := 0; !w.p.Stats().Complete; asks++ {
		if w.p.Stats().Loaded-gone >= 40 && gone < 200 {
			for _, id := range w.p.IDs()[gone : gone+40] {
				w.s.byID[id].deleted = true
			}
			gone += 40
		}
		w.look()
		w.plan()
		w.deliver()
		if w.stuck() > 0 || asks > 400 {
			t.Fatalf("after %d requests\n%s", asks, w.dump())
		}
	}
	if n := w.p.Stats().Loaded; n != 400 {
		t.Errorf("%d rows", n)
	}
}

// A server that always says that there is more does not keep the scan of an instant
// from its end.
func TestAPageScanEndsWhateverTheServerSays(t *testing.T) {
	for _, n := range []int{290, 300} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{cap: 100, next: 1, total: 1})
		w.calm, w.still = true, true
		for range n {
			w.s.add(0, 0)
		}
		w.p.LoadAll(true)
		w.settle()
		if st := w.p.Stats(); !st.Complete || st.Loaded != n || w.s.asks > 12 {
			t.Errorf("%d requests: %+v\n%s", w.s.asks, st, w.dump())
		}
	}
}

// An answer without rows, of a server that says that it has some, is no list yet: no
// row has a place, and a failure is that of the whole.
func TestAnEmptyAnswerIsNoListYet(t *testing.T) {
	p := New(client.ListParams{}, Options{})
	ask := func() Request {
		start, _ := p.Plan(time.Time{})
		if len(start) != 1 {
			t.Fatalf("%+v", start)
		}
		return start[0]
	}
	p.Arrived(ask().ID, nil, nil, client.PageMeta{TotalItems: 5}, Transfer{}, time.Time{})
	if st := p.Stats(); p.Len() != 0 || st.Complete {
		t.Errorf("%d positions, %+v", p.Len(), st)
	}
	p.Failed(ask().ID, errServer, time.Time{})
	if err := p.Stats().Err; !errors.Is(err, errServer) {
		t.Errorf("the list failed of %v", err)
	}
	p.Retry(0)
	for range 2 {
		p.Arrived(ask().ID, nil, nil, client.PageMeta{TotalItems: 5}, Transfer{}, time.Time{})
	}
	if st := p.Stats(); p.Len() != 0 || !st.Complete || st.Err != nil {
		t.Errorf("in the end there are %d positions, %+v", p.Len(), st)
	}
}

// What is newer than the list waits until it joins, also where a page has it that
// was asked for before the newest row was known, and the end of the list was evicted
// since.
func TestANewRowOnALatePageWaits(t *testing.T) {
	w := calm(t, 300, client.ListParams{SortOrder: client.Ascending}, Options{})
	w.first = w.p.Len() - w.height
	w.look()
	w.plan()
	w.p.LoadAll(true)
	w.plan()
	if len(w.wires) != 2 {
		t.Fatalf("%d requests", len(w.wires))
	}
	w.deliver()
	w.p.LoadAll(false)
	w.p.options.Retain = 20
	w.p.SetView(View{First: 0, Last: 9})
	w.p.evictFar()
	if w.p.At(w.p.Len()-1).Kind != Blank {
		t.Fatal("the end is still there\n" + w.dump())
	}
	w.p.options.Retain = 4000
	v := w.s.add(10, 0)
	w.deliver()
	if _, listed := w.p.Index(v.id); listed || w.p.Stats().Buffered != 1 || w.p.Len() != 300 {
		t.Errorf("listed %v, %+v\n%s", listed, w.p.Stats(), w.dump())
	}
}

// Where each instant fits on a page the list is read by bounds alone.
func TestAListIsReadByBounds(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 1000, client.ListParams{SortOrder: order}, Options{})
		w.p = New(w.p.base, Options{}) // from its first page on
		for _, by := range []int{w.height, -w.height} {
			for ; w.first >= 0 && w.first < 900; w.first += by {
				for {
					w.look()
					if w.plan(); len(w.wires) == 0 {
						break
					}
					for _, s := range w.wires {
						if s.req.Params.Page != 1 || s.req.Params.Limit > 200 {
							t.Fatalf("%s: %+v", order, s.req.Params)
						}
					}
					w.deliver()
				}
			}
			w.p.options.Retain = 100 // and back
			w.first -= w.height
		}
	}
}

// In a list that begins with its oldest row, a gap that is closed is not its end:
// what lies behind it belongs to the list.
func TestAGapThatIsClosedIsNotTheEnd(t *testing.T) {
	w := calm(t, 2000, client.ListParams{SortOrder: client.Ascending}, Options{PageMin: 5, PageStart: 20, PageMax: 100})
	w.to(1000)
	w.first = 0
	if seen := w.scroll(true); len(seen) != 2000 {
		t.Errorf("%d rows\n%s", len(seen), w.dump())
	}
}

// A jump brings a page that begins in the instant at which the known rows before it
// end. What lies between is not known for that.
func TestAJumpIntoAnInstantThatIsKnownInPart(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := instants(t, order, 100, 300, 100)
		for first := 0; first < 150; first += w.height {
			w.to(first)
		}
		w.to(395)
		w.first = 0
		if seen := w.scroll(true); len(seen) != 500 {
			t.Errorf("%s: %d rows\n%s", order, len(seen), w.dump())
		}
	}
}

// The server counts more than it has. A jump to where nothing is makes the list
// shorter, and the place is found by a few requests.
func TestAJumpBehindTheEnd(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{total: 1})
	w.calm, w.still = true, true
	for range 30_000 {
		w.s.add(10, 0)
	}
	w.to(0)
	if n := w.p.Len(); n != 40_001 {
		t.Fatalf("%d positions", n)
	}
	asks := w.s.asks
	w.to(36_000)
	if n := w.s.asks - asks; n > 8 || w.p.At(w.first).Kind != Loaded {
		t.Errorf("%d requests, %d positions\n%s", n, w.p.Len(), w.dump())
	}
}

// The answer of a jump to a gap that was filled meanwhile is empty.
func TestAJumpToAGapThatIsGone(t *testing.T) {
	for _, by := range []client.SortBy{client.SortByCreatedAt, client.SortByCost} {
		w := calm(t, 60, client.ListParams{SortBy: by}, Options{})
		w.p.inFlight = []*request{{id: 99, kind: fillJump, fetch: newGap(false).fetches[fillJump], offset: 30}}
		w.p.Arrived(99, nil, nil, client.PageMeta{TotalItems: 60}, Transfer{}, w.now)
		if st := w.p.Stats(); !st.Complete || st.Loaded != 60 {
			t.Errorf("%s: %+v", by, st)
		}
	}
}

// The newest row of the list is evicted, and deleted by others. What comes to match
// after it belongs to the list all the same, and is not new.
func TestTheNewestRowIsDeletedAfterItWasEvicted(t *testing.T) {
	w := calm(t, 1000, client.ListParams{}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
	w.s.all[998].match = false
	w = &world{choose: w.choose, fatal: w.fatal, s: w.s, p: New(w.p.base, w.p.options), keyed: true, calm: true, still: true, height: 10,
		killed: w.killed, gone: w.gone, now: time.Unix(1_800_000_000, 0)}
	for first := 0; first < 500; first += w.height {
		w.to(first)
	}
	w.s.all[999].deleted = true
	for first := 500; first >= 0; first -= w.height {
		w.to(first)
	}
	w.s.all[998].match = true
	for first := 0; first < 500; first += w.height {
		w.to(first)
	}
	w.first = 500
	w.scroll(false)
	if i, ok := w.p.Index("s998"); !ok || i != 0 {
		t.Errorf("at %d %v, %d are buffered\n%s", i, ok, len(w.p.buffered), w.dump())
	}
}

// Rows at the end of what was searched are evicted. Only a search from above finds
// them again: the end of the server's list is another one.
func TestASearchIsNotReadFromItsEnd(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{Scan: true, PageMin: 5, PageStart: 20, PageMax: 100, Retain: 100})
	for first := 0; first < 400; first += w.height {
		w.to(first)
	}
	for ; w.first > 0; w.first -= w.height {
		w.settle()
	}
	w.to(w.p.Len() - w.height)
	if got, want := w.visible(), 4999-w.first; len(got) != w.height || got[0] != w.s.all[want].id {
		t.Errorf("at %d are %v\n%s", w.first, got, w.dump())
	}
}
