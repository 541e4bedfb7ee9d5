package pager

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// Lists that random runs found, each in a few words.

// Pages by number read an instant with many more rows than a page. When
// one of them fails, those before it are not asked for again: a page scan that began
// anew never came to its end where every fourth request failed.
func TestAPageScanGoesOnAfterAFailure(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{cap: 10})
	w.calm, w.still = true, true
	for range 80 {
		w.s.add(0, 0)
	}
	w.p.LoadAll(true)
	for asks := 1; !w.p.Stats().Complete; asks++ {
		w.look()
		w.plan()
		if len(w.wires) == 0 || asks > 40 {
			t.Fatalf("%d rows after %d requests", w.p.Stats().Loaded, asks)
		}
		if asks%4 > 0 {
			w.deliver()
			continue
		}
		w.p.Failed(w.wires[0].req.ID, errServer, w.now)
		w.wires = w.wires[1:]
		for i := range w.p.Len() {
			w.p.Retry(i)
		}
	}
	if n := len(w.p.IDs()); n != 80 {
		t.Errorf("%d rows", n)
	}
}

// The newest instant has more rows than a page. Each page of the scan through it
// shows some, and those of the pages before are not gone for that.
func TestAPageScanAtTheNewestInstantMarksNothing(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: order}, Options{}, lies{cap: 10})
		w.calm, w.still = true, true
		for i := range 50 {
			w.s.add(int64(max(0, 11-i)), 0)
		}
		w.to(0)
		w.to(w.p.Len() - 1)
		w.p.LoadAll(true)
		w.settle()
		if st := w.p.Stats(); !st.Complete || len(w.gone) > 0 {
			t.Errorf("%s: %d rows, of which %d are marked: %+v", order, st.Loaded, len(w.gone), st)
		}
	}
}

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
		w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
	}
	start := w.p.Anchor(0)
	w.settle()
	if i := w.p.Resolve(start); w.p.Len() != 26 || i != 0 {
		t.Errorf("the start of %d rows is at %d", w.p.Len(), i)
	}
}

// Sessions that are created here stand beyond the newest row that was read. When
// they are evicted they are buffered, and leave no positions behind for which
// nothing could be asked.
func TestWhatIsNewerThanTheListLeavesNoGap(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 400, client.ListParams{SortOrder: order}, Options{Retain: 100, PageMin: 20})
		newest := func() int { return 0 }
		if order == client.Ascending {
			newest = func() int { return w.p.Len() - 1 }
		}
		w.to(newest())
		for range 200 {
			v := w.s.add(10, 0)
			w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
		}
		for away := 0; away < 400 && w.p.Stats().Buffered == 0; away += w.height {
			w.to(max(newest()-away, away-newest()))
		}
		is := max(newest()-w.first, w.first-newest())
		should := 399 - slices.Index(w.s.all, w.s.byID[w.p.At(w.first).ID])
		if held := w.p.Stats().Buffered; held != 200 || is != should {
			t.Errorf("%s: %d are held, and a row is %d after the newest, not %d", order, held, is, should)
		}
	}
}

// Rows that are gone leave no positions behind when they are evicted: those after
// them move up, and so does the screen. What is on it is not let go with the next
// ones, which are looked for from where it has moved to.
func TestRowsOnTheScreenAreNotEvicted(t *testing.T) {
	w := instants(t, client.Descending, 60, 60, 60)
	w.to(0)
	w.to(w.p.Len() - w.height)
	for first := 0; first < 100; first += w.height {
		w.to(first)
	}
	lost := w.others(deleted, 0, 1, 2, 3, 4)
	w.to(0)
	w.p.Poll()
	w.settle()
	if len(w.gone) != len(lost) || len(w.p.gaps) != 1 {
		t.Fatalf("%d are gone\n%s", len(w.gone), w.dump())
	}
	w.first = w.p.gapStart(0) - 4
	w.look()
	shown := w.visible()
	w.p.options.Retain = 90
	w.p.Poll()
	w.plan()
	w.wires = slices.DeleteFunc(w.wires, func(s *sent) bool { return w.p.requestInFlight(s.req.ID).kind != pollNew })
	w.deliver()
	if n := len(w.p.IDs()); n != 100 || !slices.Equal(w.visible(), shown) {
		t.Errorf("%d rows are kept, and on the screen are %v, not %v", n, w.visible(), shown)
	}
}

// Others delete rows that were evicted. A poll counts the list, and the gap there
// becomes smaller, although its size was known.
func TestAPollSizesAGapOfEvictedRows(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
	for first := 0; first < 1900; first += w.height {
		w.to(first)
	}
	for _, v := range w.s.all[1500:1800] {
		v.deleted = true
	}
	w.p.Poll()
	w.settle()
	if n, st := w.p.Len(), w.p.Stats(); n != 1700 || st.Total != 1700 {
		t.Errorf("%d positions, %+v", n, st)
	}
}

// The newest row of the list was evicted. A poll finds it, and nothing else: it is
// not new for that.
func TestTheNewestRowIsNotNewWhenItWasEvicted(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 2000, client.ListParams{SortOrder: order}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
		w.to(w.p.Len() - w.height)
		w.to(0)
		away := func(i int) int { return i }
		if order == client.Ascending {
			w.to(w.p.Len() - w.height)
			away = func(i int) int { return 2000 - w.height - i }
		}
		for i := 0; i < 600; i += w.height {
			w.to(away(i))
		}
		v := w.s.add(10, 0)
		for range 2 {
			w.p.Poll()
			w.settle()
		}
		if st := w.p.Stats(); st.Buffered != 1 || w.p.buffered[v.id] == nil {
			t.Errorf("%s: %d are held", order, st.Buffered)
		}
	}
}

// The last page of a scan through an instant is under way when the rows of the
// pages before it are evicted. It does not prove that these are known.
func TestTheLastPageOfAScanWhoseRowsWereEvicted(t *testing.T) {
	ones := slices.Repeat([]int{1}, 300)
	w := instants(t, client.Descending, slices.Concat(ones, []int{100}, ones)...)
	w.s.lies.cap = 20
	w.p.options.Retain = 60
	w.to(0)
	w.first = 370
	var late *sent
	for late == nil {
		w.look()
		w.plan()
		for _, s := range w.wires {
			req := w.p.requestInFlight(s.req.ID)
			w.execute(s)
			if ms := s.rows[len(s.rows)-1].Created.UnixMilli(); req.kind == fillDown && req.offset > 0 && -ms != req.from {
				late = s
			}
		}
		if len(w.wires) == 0 {
			w.first++
		}
		if late == nil {
			w.deliver()
		}
	}
	all := func(w *world, q client.ListParams) ([]RowKey, client.PageMeta) {
		rows, _, meta := w.s.list(q)
		return rows, meta
	}
	for w.first = 0; w.first < 100; w.first += w.height {
		w.look()
		w.drive(5, all)
	}
	if _, there := w.p.gapOf(w.p.requestInFlight(late.req.ID).fetch); there {
		t.Fatal("the segment is still there\n" + w.dump())
	}
	w.p.options.Retain = 4000
	w.p.Arrived(late.req.ID, late.rows, nil, late.meta, Transfer{}, w.now)
	w.wires = nil
	for w.first = w.p.Len() - w.height; w.first > 0; w.first -= w.height {
		w.look()
		w.drive(5, all)
	}
	w.first = 0
	if seen := w.scroll(true); len(seen) != 700 {
		t.Errorf("%d rows", len(seen))
	}
}

// A page scan that begins anew passes over more rows that are known than its pages
// can be idle for.
func TestAPageScanPassesOverKnownRows(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{cap: 10})
	w.calm, w.still = true, true
	for range 400 {
		w.s.add(0, 0)
	}
	w.p.LoadAll(true)
	for w.p.Stats().Loaded < 200 {
		w.look()
		w.plan()
		w.deliver()
	}
	w.p.gaps[0].fetches[fillDown].scan = pageScan{}
	w.settle()
	if st := w.p.Stats(); !st.Complete || st.Loaded != 400 {
		t.Errorf("%+v", st)
	}
}

// The size of a gap is known where its rows were read and evicted. When others
// delete rows elsewhere, a jump finds that there are fewer, and takes them off a
// gap whose size is a guess. Else a scroll from the end of the list would begin
// before its end.
func TestAGapOfEvictedRowsKeepsItsSize(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 2000, client.ListParams{SortOrder: order}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
		for first := w.p.Len() - w.height; first >= 600; first -= w.height {
			w.to(first)
		}
		end := func() (size int) {
			for i := w.p.Len() - 1; w.p.At(i).Kind == Blank; i-- {
				size++
			}
			return size
		}
		known := end()
		if known < 1000 || w.p.Len() != 2000 {
			t.Fatalf("%s: %d were evicted of %d", order, known, w.p.Len())
		}
		for i := range 50 {
			w.others(deleted, 2000-known-1-i)
		}
		w.p.options.Retain = 2000 // no more are evicted
		w.to(300)
		if got := end(); got != known || w.p.Stats().Total != 1950 {
			t.Errorf("%s: %d of %d rows are left, and %d in all", order, got, known, w.p.Stats().Total)
		}
	}
}

// Rows that are gone are evicted with others. They leave no positions behind: the
// rows after them stand where the server has them.
func TestGoneRowsThatAreEvictedLeaveNoPositions(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
	w.to(0)
	w.others(deleted, 3, 4, 5)
	w.p.Poll()
	w.settle()
	if len(w.gone) != 3 {
		t.Fatalf("%d are gone", len(w.gone))
	}
	for first := 0; first < 800; first += w.height {
		w.to(first)
	}
	if i, ok := w.p.Index("s1200"); !ok || i != 1999-1200-3 || w.p.At(0).Kind == Loaded {
		t.Errorf("at %d %v\n%s", i, ok, w.dump())
	}
}

// A list by cost is as long as it was when rows at its end are evicted.
func TestAListByCostKeepsItsLength(t *testing.T) {
	w := calm(t, 2000, client.ListParams{SortBy: client.SortByCost}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
	for first := 0; first < 800; first += w.height {
		w.to(first)
	}
	for first := 800; first >= 0; first -= w.height {
		w.to(first)
		if n := w.p.Len(); n != 2000 {
			t.Fatalf("%d positions at %d\n%s", n, first, w.dump())
		}
	}
}

// Rows are evicted between a gap of which the size is a guess and one of which it is
// known. That of the gap which is made of all is a guess, too, and follows the
// server's count.
func TestAGapThatIsInPartAGuessFollowsTheCount(t *testing.T) {
	w := calm(t, 2000, client.ListParams{}, Options{PageMin: 5, PageStart: 20, PageMax: 100, Retain: 200})
	for first := w.p.Len() - w.height; first > 1600; first -= w.height {
		w.to(first) // the last rows are evicted
	}
	if last := w.p.gaps[len(w.p.gaps)-1]; len(w.p.gaps) != 2 || !last.exact {
		t.Fatal(w.dump())
	}
	for first := 500; first > 100; first -= w.height {
		w.to(first)
	}
	if len(w.p.gaps) != 2 || w.p.Len() != 2000 {
		t.Fatal(w.dump())
	}
	w.p.serverTotal -= 50 // as the server counts when others delete
	w.p.fitGaps()
	if i, _ := w.p.Index("s1750"); i != 249 || w.p.Len() != 1950 {
		t.Errorf("row 249 is at %d of %d\n%s", i, w.p.Len(), w.dump())
	}
}
