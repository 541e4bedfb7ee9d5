package pager

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

// calm is a world in which nothing goes wrong by itself.
func calm(t *testing.T, n int, base client.ListParams, o Options) *world {
	t.Helper()
	w := newWorld(func(int) int { return 0 }, t.Fatalf, base, o, lies{})
	w.calm, w.still = true, true
	for range n {
		w.s.add(10, 0)
	}
	w.settle()
	return w
}

func TestNewRowsWaitForJoin(t *testing.T) {
	for _, order := range []client.SortOrder{client.Descending, client.Ascending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		before := w.p.IDs()
		w.s.add(10, 0)
		w.s.add(0, 0)
		w.p.Poll()
		w.settle()
		if got := w.p.Stats().Buffered; got != 2 || !slices.Equal(w.p.IDs(), before) {
			t.Fatalf("%s: %d held, list %v", order, got, w.p.IDs())
		}
		anchor := w.p.Anchor(5)
		added := w.p.Join()
		if len(added) != 2 || w.p.Stats().Buffered != 0 || w.p.Len() != 32 {
			t.Fatalf("%s: joined %v, %d positions", order, added, w.p.Len())
		}
		if got := w.p.At(w.p.Resolve(anchor)).ID; got != anchor.ID {
			t.Errorf("%s: the cursor went from %s to %s", order, anchor.ID, got)
		}
		ids := w.p.IDs()
		if order == client.Ascending && !slices.Equal(ids[:30], before) || order != client.Ascending && !slices.Equal(ids[2:], before) {
			t.Errorf("%s: %v", order, ids)
		}
	}
}

func TestRemovedStaysAway(t *testing.T) {
	w := calm(t, 30, client.ListParams{}, Options{})
	w.p.Refresh()
	w.plan()
	late := w.wires[0]
	w.execute(late)
	a := w.p.Anchor(3)
	next := w.p.At(4).ID
	w.p.Remove(a.ID)
	if got := w.p.At(w.p.Resolve(a)).ID; got != next {
		t.Errorf("the cursor went to %s, want the next row %s", got, next)
	}
	w.p.Arrived(late.req.ID, late.rows, nil, late.meta, Transfer{}, w.now)
	if _, back := w.p.Index(a.ID); back || w.p.Stats().Buffered > 0 {
		t.Error("a late answer brought it back")
	}
}

// Where a removed row was is the place of the one after it, or else before it,
// whatever else is removed, and however often it is.
func TestThePlaceOfARemovedRow(t *testing.T) {
	w := calm(t, 1000, client.ListParams{}, Options{})
	edge := w.p.gapStart(0) - 1
	within, last := w.p.Anchor(10), w.p.Anchor(edge)
	after, before := w.p.At(11).ID, w.p.At(edge-1).ID
	w.p.Remove(within.ID, w.p.At(0).ID, w.p.At(1).ID, within.ID, last.ID)
	w.p.Remove(within.ID)
	for _, c := range []struct {
		of   Anchor
		want string
	}{{within, after}, {last, before}} {
		if got := w.p.At(w.p.Resolve(c.of)).ID; got != c.want {
			t.Errorf("the place of %s is that of %s, not of %s", c.of.ID, got, c.want)
		}
	}
}

// A row that waits to join is removed, and one that nobody knows.
func TestRemovedBeforeItJoined(t *testing.T) {
	w := calm(t, 30, client.ListParams{}, Options{})
	v := w.s.add(10, 0)
	w.p.Poll()
	w.settle()
	w.p.Remove(v.id, "unknown")
	if st := w.p.Stats(); st.Buffered != 0 || len(w.p.Join()) > 0 || w.p.Len() != 30 {
		t.Errorf("%+v", st)
	}
}

// While the whole list is loaded nothing is evicted.
func TestLoadAllKeepsAll(t *testing.T) {
	w := calm(t, 1000, client.ListParams{}, Options{Retain: 100})
	w.p.LoadAll(true)
	w.settle()
	if st := w.p.Stats(); st.Loaded != 1000 || !st.Complete {
		t.Errorf("%+v", st)
	}
}

func TestGoneRowsAreReported(t *testing.T) {
	w := calm(t, 30, client.ListParams{}, Options{})
	id := w.p.At(3).ID
	w.s.byID[id].deleted = true
	w.p.Poll()
	w.settle()
	if !w.gone[id] {
		t.Fatal("nobody said that it is gone")
	}
	if i, ok := w.p.Index(id); !ok || i != 3 {
		t.Error("it has left its place")
	}
}

func TestFailedStaysUntilRetry(t *testing.T) {
	w := calm(t, 500, client.ListParams{}, Options{})
	w.first = 250
	w.look()
	w.plan()
	w.p.Failed(w.wires[0].req.ID, errServer, w.now)
	w.wires = w.wires[1:]
	w.look()
	w.plan()
	if len(w.wires) > 0 {
		t.Fatalf("asked again by itself: %+v", w.wires[0].req)
	}
	failed := func() (at int) {
		for i := range w.p.Len() {
			if w.p.At(i).Kind == Failed {
				return i
			}
		}
		return -1
	}
	at := failed()
	if at < w.first || at >= w.first+w.height {
		t.Fatalf("the failure is at %d, the screen at %d", at, w.first)
	}
	w.first = 0 // something else succeeds, and the place is scrolled to again
	w.settle()
	w.p.Poll()
	w.settle()
	w.to(250)
	if got := failed(); got != at {
		t.Errorf("asked again at once: the failure was at %d, and is at %d", at, got)
	}
	w.now = w.now.Add(time.Second)
	w.to(250)
	if at := failed(); at >= 0 {
		t.Errorf("still failed at %d", at)
	}
}

func TestWholeListFailed(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{})
	w.s.add(1, 0)
	w.look()
	w.plan()
	w.p.Failed(w.wires[0].req.ID, errServer, w.now)
	w.wires = nil
	if w.p.Len() != 0 || w.p.Stats().Err == nil {
		t.Fatalf("%d positions, error %v", w.p.Len(), w.p.Stats().Err)
	}
	w.p.Retry(0)
	w.calm = true
	w.settle()
	if w.p.Len() != 1 || !w.p.Stats().Complete {
		t.Errorf("%d positions, %+v", w.p.Len(), w.p.Stats())
	}
}

func TestJumpCancelsWhatIsLeftBehind(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{})
	w.first = 2000
	w.look()
	w.plan()
	was := w.wires[0].req.ID
	w.first = 4000
	w.look()
	start, cancel := w.p.Plan(w.now)
	if !slices.Contains(cancel, was) || len(start) == 0 || !start[0].Urgent {
		t.Errorf("started %+v, cancelled %v", start, cancel)
	}
}

func TestScanStopsWhenTheScreenIsFull(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{Scan: true})
	st := w.p.Stats()
	if st.Searched == 0 || st.Searched > 1000 || st.Complete {
		t.Fatalf("searched %d of 5000 without being asked to", st.Searched)
	}
	w.p.LoadAll(true)
	w.settle()
	if st := w.p.Stats(); st.Searched != 5000 || !st.Complete || w.p.Len() != 5000 {
		t.Errorf("searched %d, %d positions, complete %v", st.Searched, w.p.Len(), st.Complete)
	}
}

// A search that has found nothing goes on in whole pages, not in such as fill a
// screen of rows that all match.
func TestScanReadsWholePages(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for range 1000 {
		w.s.add(10, 0).local = false
	}
	w.look()
	w.plan()
	w.deliver()
	w.look()
	w.plan()
	if n := w.wires[0].req.Params.Limit; n < 100 {
		t.Errorf("a page of %d rows", n)
	}
}

func TestScanCountsEachRowOnce(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for i := range 2000 {
		w.s.add(int64(i%7/6), 0).local = i%50 == 0
	}
	w.p.LoadAll(true)
	w.settle()
	if st := w.p.Stats(); st.Searched != 2000 || w.p.Len() != 40 {
		t.Errorf("searched %d, listed %d", st.Searched, w.p.Len())
	}
}

// Rows that were searched, evicted and read again are counted once.
func TestScanCountsEvictedRowsOnce(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for i := range 2000 {
		w.s.add(1, 0).local = i%10 == 0
	}
	w.p.LoadAll(true)
	w.settle()
	w.p.LoadAll(false)
	w.p.options.Retain = 60
	asks := w.s.asks
	for _, first := range []int{190, 0, 190, 0} {
		w.p.Poll()
		w.to(first)
	}
	if st := w.p.Stats(); st.Searched != 2000 || w.s.asks-asks < 10 {
		t.Errorf("searched %d by %d more requests", st.Searched, w.s.asks-asks)
	}
}

func TestUserLimitIsThePageSize(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{Limit: 33}, Options{}, lies{})
	w.s.add(1, 0)
	w.look()
	start, _ := w.p.Plan(w.now)
	if start[0].Params.Limit != 33 {
		t.Errorf("limit %d", start[0].Params.Limit)
	}
}

func TestBoundsOfTheFilterHold(t *testing.T) {
	lo, hi := time.UnixMilli(1_700_000_000_500), time.UnixMilli(1_700_000_003_000)
	w := calm(t, 400, client.ListParams{CreatedAtGt: lo, CreatedAtLe: hi}, Options{})
	w.first = 0
	if seen := w.scroll(true); len(seen) != 250 {
		t.Errorf("%d rows within the bounds, want 250", len(seen))
	}
}

func TestEmptyListFillsByPoll(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 0, client.ListParams{SortOrder: order}, Options{})
		if st := w.p.Stats(); !st.Complete || w.p.Len() != 0 {
			t.Fatalf("%s: %+v", order, st)
		}
		w.s.add(1, 0)
		w.p.Poll()
		w.settle()
		if w.p.Len() != 1 {
			t.Errorf("%s: %d positions", order, w.p.Len())
		}
	}
}

// A list whose only row was deleted here fills again, also when the first look
// for new rows failed.
func TestListEmptiedHereFillsByPoll(t *testing.T) {
	w := calm(t, 1, client.ListParams{}, Options{})
	only := w.p.At(0).ID
	w.s.byID[only].deleted = true
	w.p.Remove(only)
	w.p.Poll()
	w.plan()
	for _, s := range w.wires {
		w.p.Failed(s.req.ID, errServer, w.now)
	}
	w.wires = nil
	later := w.s.add(10, 0)
	w.p.Poll()
	w.settle()
	if got := w.p.Join(); len(got) != 1 || got[0] != later.id || w.p.Len() != 1 {
		t.Errorf("joined %v, %d positions", got, w.p.Len())
	}
}

// A list that has become empty finds what comes to match in it, and not only
// what is newer than it was.
func TestListEmptiedHereFindsWhatComesToMatch(t *testing.T) {
	for _, order := range []client.SortOrder{client.Descending, client.Ascending} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: order}, Options{}, lies{})
		w.calm, w.still = true, true
		w.s.add(10, 0).match = false
		w.s.add(10, 0)
		w.settle()
		w.s.all[1].deleted = true
		w.p.Remove(w.s.all[1].id)
		w.s.all[0].match = true
		w.p.Poll()
		w.settle()
		if got := w.p.Join(); len(got) != 1 || got[0] != w.s.all[0].id || w.p.Len() != 1 {
			t.Errorf("%s: joined %v, %d positions", order, got, w.p.Len())
		}
	}
}

// A session that was created here and deleted elsewhere is found to be gone,
// also while nothing newer is there.
func TestAnAdmittedRowIsFoundGone(t *testing.T) {
	w := calm(t, 10, client.ListParams{}, Options{})
	v := w.s.add(10, 0)
	w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
	v.deleted = true
	w.p.Poll()
	w.settle()
	if !w.gone[v.id] {
		t.Errorf("%v are said to be gone", w.gone)
	}
}

// It is read again by every poll, also once a poll has looked for what is newer.
func TestAnAdmittedRowIsPolledAgain(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 10, client.ListParams{SortOrder: order}, Options{})
		v := w.s.add(10, 0)
		w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
		w.p.Poll()
		w.settle()
		w.s.add(10, 0)
		w.p.Poll()
		w.settle()
		v.deleted = true
		w.p.Poll()
		w.settle()
		if st := w.p.Stats(); !w.gone[v.id] || st.Buffered != 1 || st.Total != 11 {
			t.Errorf("%s: gone %v, %d buffered, %d in all", order, w.gone, st.Buffered, st.Total)
		}
	}
}

// A poll of a screen that begins right below it says nothing of it.
func TestAnAdmittedRowBesideTheScreenIsNotGone(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		v := w.s.add(10, 0)
		w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
		at := 2 // the poll covers a row more on either side
		if order == client.Ascending {
			at = w.p.Len() - 2 - w.height
		}
		w.to(at)
		w.p.Poll()
		w.settle()
		if len(w.gone) > 0 {
			t.Errorf("%s: %v are said to be gone", order, w.gone)
		}
	}
}

func TestAdmitted(t *testing.T) {
	w := calm(t, 10, client.ListParams{}, Options{})
	v := w.s.add(10, 0)
	w.s.add(10, 0)
	w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
	if i, ok := w.p.Index(v.id); !ok || i != 0 {
		t.Fatalf("at %d %v", i, ok)
	}
	w.p.Poll()
	w.settle()
	if st := w.p.Stats(); st.Buffered != 1 || w.gone[v.id] || st.Total != 12 {
		t.Fatalf("%d held, gone %v, %d in all", st.Buffered, w.gone, st.Total)
	}
	w.p.Join()
	if got := strings.Join(w.p.IDs()[:3], " "); got != "s11 s10 s9" {
		t.Errorf("the list begins %s", got)
	}
}

// In a list by cost a session that was created here comes where cost is least,
// if that is loaded, and else is counted.
func TestAdmittedByCost(t *testing.T) {
	for _, c := range []struct {
		order client.SortOrder
		rows  int
		at    int // -1 for nowhere
	}{
		{client.Descending, 30, 30},
		{client.Descending, 0, 0},
		{client.Ascending, 30, 0},
		{client.Ascending, 5000, 0},
		{client.Descending, 5000, -1},
	} {
		w := calm(t, 0, client.ListParams{SortBy: client.SortByCost, SortOrder: c.order}, Options{})
		for range c.rows {
			w.s.add(10, 1)
		}
		w.p.Poll()
		w.settle()
		v := w.s.add(10, 0)
		w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
		i, ok := w.p.Index(v.id)
		if !ok {
			i = -1
		}
		if total := w.p.Stats().Total; i != c.at || total != c.rows+1 || w.p.Len() != total {
			t.Errorf("%s, %d rows: at %d, want %d, of %d and %d", c.order, c.rows, i, c.at, total, w.p.Len())
		}
		w.check()
		w.first = 0
		if seen := w.scroll(true); len(seen) != c.rows+1 {
			t.Errorf("%s, %d rows: then %d", c.order, c.rows, len(seen))
		}
	}
}

func TestUnreadableRows(t *testing.T) {
	p := New(client.ListParams{}, Options{})
	start, _ := p.Plan(time.Time{})
	at := time.UnixMilli(5000)
	more := false
	p.Arrived(start[0].ID, []RowKey{{ID: "a", Created: at}, {ID: "bad"}, {}, {ID: "a", Created: at}, {ID: "b", Created: at.Add(-time.Second)}},
		nil, client.PageMeta{TotalItems: 5, HasNextPage: &more}, Transfer{}, time.Time{})
	if got := strings.Join(p.IDs(), " "); got != "a bad b" || !p.Stats().Complete {
		t.Errorf("%q, %+v", got, p.Stats())
	}
}

func TestBoundsThatTheServerIgnores(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{})
	w.first = 60
	w.look()
	for range 50 {
		start, _ := w.p.Plan(w.now)
		for _, r := range start {
			r.Params.CreatedAtLe, r.Params.Page = time.Time{}, 1
			rows, _, meta := w.s.list(r.Params)
			w.p.Arrived(r.ID, rows[:1], nil, meta, Transfer{}, w.now)
		}
	}
	if w.s.asks > 60 {
		t.Errorf("%d requests to a server that always sends the first page", w.s.asks)
	}
}

func TestNarrowing(t *testing.T) {
	p := New(client.ListParams{}, Options{})
	start, _ := p.Plan(time.Time{})
	ge := time.UnixMilli(1000)
	p.Arrived(start[0].ID, []RowKey{{ID: "a", Created: time.UnixMilli(5000)}}, nil,
		client.PageMeta{TotalItems: 1, CreatedAtGe: ge, ItemsBeyondRetention: true}, Transfer{}, time.Time{})
	if st := p.Stats(); !st.NarrowedGe.Equal(ge) || !st.BeyondRetention || !st.NarrowedLe.IsZero() {
		t.Errorf("%+v", st)
	}
}

func TestFinerThanMilliseconds(t *testing.T) {
	p := New(client.ListParams{}, Options{PageMin: 2, PageStart: 2})
	p.SetView(View{Last: 9})
	at := time.UnixMilli(5000).Add(300 * time.Microsecond)
	start, _ := p.Plan(time.Time{})
	p.Arrived(start[0].ID, []RowKey{{ID: "a", Created: at.Add(time.Second)}, {ID: "b", Created: at}}, nil,
		client.PageMeta{TotalItems: 9}, Transfer{}, time.Time{})
	start, _ = p.Plan(time.Time{})
	if len(start) == 0 || start[0].Params.CreatedAtLe.Before(at) {
		t.Errorf("the bound cuts rows off within the millisecond: %+v", start)
	}
}

func TestAnchors(t *testing.T) {
	w := calm(t, 5000, client.ListParams{}, Options{})
	for _, i := range []int{0, 10, 55, 2500, 4970, 4999} {
		if got := w.p.Resolve(w.p.Anchor(i)); got != i {
			t.Errorf("%d became %d", i, got)
		}
	}
	end := w.p.Anchor(4999)
	if !end.FromEnd {
		t.Errorf("the end is named %+v", end)
	}
	w.first = 4990
	w.settle()
	if c := w.p.At(w.p.Resolve(end)); c.ID != "s0" {
		t.Errorf("the end is %+v", c)
	}
}

// A search by cost goes on over pages of which no row, or one alone, matches.
func TestScanByCostOfFewMatches(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortBy: client.SortByCost}, Options{Scan: true}, lies{})
	w.calm, w.still = true, true
	for i := range 6000 {
		w.s.add(1, i%7).local = i%900 == 5
	}
	w.p.LoadAll(true)
	w.settle()
	if st := w.p.Stats(); !st.Complete || w.p.Len() != 7 || st.Searched != 6000 {
		t.Errorf("%d rows, %+v", w.p.Len(), st)
	}
}
