package pager

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// instants is a world at rest whose sessions lie at so many instants, each with
// so many of them.
func instants(t *testing.T, order client.SortOrder, sizes ...int) *world {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: order},
		Options{PageMin: 5, PageStart: 20, PageMax: 100}, lies{})
	w.calm, w.still = true, true
	for _, n := range sizes {
		for i := range n {
			w.s.add(int64(max(0, 1-i)), 0)
		}
	}
	return w
}

// More rows come to match on the screen than one answer of a poll has room for:
// the polls that follow bring the rest.
func TestPollsBringWhatCameToMatch(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 60, client.ListParams{SortOrder: order}, Options{PageMin: 5, PageMax: 100})
		hide := func(is bool) {
			for i, v := range w.s.all {
				if i%20 != 0 && i != 59 {
					v.match = !is
				}
			}
		}
		hide(true)
		w = &world{choose: w.choose, fatal: w.fatal, s: w.s, p: New(w.p.base, w.p.options), keyed: true, calm: true, still: true, height: 10,
			killed: w.killed, gone: w.gone, now: w.now}
		w.settle()
		if n := len(w.p.IDs()); n != 4 {
			t.Fatalf("%d rows to begin with", n)
		}
		hide(false)
		for range 10 {
			w.p.Poll()
			w.settle()
		}
		w.join()
		if got, want := len(w.p.IDs()), len(w.s.all); got != want {
			t.Errorf("%s: %d rows are listed, the server has %d", order, got, want)
		}
	}
}

// The page of a poll ends within an instant. The rows of that instant which have no
// room on it are not gone for that.
func TestAPollThatEndsWithinAnInstant(t *testing.T) {
	w := instants(t, client.Descending, 10, 20, 10, 10, 1, 1, 1, 1)
	for _, v := range w.s.all[30:50] {
		v.match = false
	}
	w.to(0)
	for _, v := range w.s.all[30:50] {
		v.match = true
	}
	w.p.Poll()
	w.settle()
	if n := w.p.Stats().Buffered; n != 20 || len(w.gone) > 0 {
		t.Errorf("%d are held, and %d are gone", n, len(w.gone))
	}
}

// The screen begins in an instant with more rows than a page, of which the first
// ones are not loaded. A poll of it proves nothing of these.
func TestAPollWithinAnInstant(t *testing.T) {
	w := instants(t, client.Descending, 300, 95, 300)
	w.to(0)
	w.to(360)
	w.to(w.p.gapStart(0) + w.p.gaps[0].size)
	for range 3 {
		w.p.Poll()
		w.settle()
	}
	w.first = w.p.gapStart(0) + w.p.gaps[0].size
	w.scroll(false)
	w.first = 0
	if seen := w.scroll(true); len(seen) != 695 {
		t.Errorf("%d rows", len(seen))
	}
}

// A poll for which there was no room is sent when there is.
func TestAPollWaitsForRoom(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{MaxInFlight: 1})
	w.first = 100
	w.look()
	w.plan()
	if len(w.wires) != 1 || w.wires[0].req.Urgent {
		t.Fatalf("%+v", w.wires)
	}
	lost := w.others(deleted, 103)
	w.p.Poll()
	w.settle()
	if !w.gone[lost[0]] {
		t.Error("it was forgotten")
	}
}

// A screen of nothing but sessions that were created here is read by their range,
// which begins behind the newest row of the list.
func TestAPollOfWhatIsNewerThanTheList(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		for range 30 {
			v := w.s.add(10, 0)
			w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)})
		}
		at := 5
		if order == client.Ascending {
			at = 45
		}
		w.to(at)
		lost := w.others(deleted, at+3)
		w.p.Poll()
		w.settle()
		if !w.gone[lost[0]] {
			t.Errorf("%s: it is not marked", order)
		}
	}
}

// More rows are new than are buffered. However often there is a poll before they
// join, none is passed over.
func TestNewRowsBeyondTheBuffer(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := calm(t, 30, client.ListParams{SortOrder: order}, Options{})
		for range 4 * maxBuffered {
			w.s.add(10, 0)
		}
		for range 15 {
			w.p.Poll()
			w.settle()
		}
		if n := w.p.Stats().Buffered; n < maxBuffered || n > 2*maxBuffered {
			t.Errorf("%s: %d are buffered", order, n)
		}
		for range 6 {
			w.join()
			w.settle()
		}
		w.first = 0
		if seen := w.scroll(true); len(seen) != len(w.s.all) {
			t.Errorf("%s: %d rows are listed, the server has %d", order, len(seen), len(w.s.all))
		}
	}
}

// A server that gives small pages shows some of the rows that it is asked for by
// ID. The others are not gone for that.
func TestAPollByIDsOfSmallPages(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortBy: client.SortByCost}, Options{}, lies{cap: 5})
	w.calm, w.still = true, true
	for range 40 {
		w.s.add(10, 0)
	}
	w.settle()
	w.p.Poll()
	w.settle()
	if len(w.gone) > 0 || len(w.visible()) != w.height {
		t.Errorf("%v of %d rows are marked", w.gone, len(w.visible()))
	}
}

// What a poll asks for: the rows on the screen by their range or by their IDs, new
// ones, and the count of all.
func TestWhatAPollAsksFor(t *testing.T) {
	for name, want := range map[string]struct{ byIDs, n int }{
		"newest first": {0, 3}, "oldest first": {0, 3}, "by cost": {1, 2}, "searched": {1, 2},
	} {
		w := calm(t, 60, orders[name].base, Options{Scan: orders[name].scan})
		w.to(w.p.Len() - w.height)
		w.to(20)
		w.p.Poll()
		start, _ := w.leap(20, 0)
		byIDs := 0
		for _, r := range start {
			if len(r.Params.IDAny) > 0 {
				byIDs++
			}
		}
		if len(start) != want.n || byIDs != want.byIDs {
			t.Errorf("%s: %d requests, %d of them by IDs", name, len(start), byIDs)
		}
	}
}

// A server that knows nothing of IDs gives other rows than a poll asks for. Nothing
// is gone for that.
func TestAPollByIDsThatTheServerIgnores(t *testing.T) {
	w := calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.to(40)
	w.p.Poll()
	w.look()
	start, _ := w.p.Plan(w.now)
	for _, r := range start {
		r.Params.IDAny = nil
		rows, _, meta := w.s.list(r.Params)
		if c := w.p.Arrived(r.ID, rows, nil, meta, Transfer{}, w.now); len(c.Gone) > 0 {
			t.Errorf("%v are gone", c.Gone)
		}
	}
}

// Refresh reads the screen of a list by cost anew. A search by cost, the whole of a
// list, and one of which nothing is known go on as they are.
func TestWhatRefreshReadsAnew(t *testing.T) {
	for _, c := range []struct {
		name      string
		scan, all bool
		anew      bool
	}{{name: "a list", anew: true}, {name: "a search", scan: true}, {name: "all of a list", all: true}} {
		w := calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{Scan: c.scan})
		w.p.LoadAll(c.all)
		for first := 0; first < 250; first += w.height {
			w.to(first)
		}
		before := w.p.IDs()
		w.p.Refresh()
		if w.p.pollDue[reloadScreen] != c.anew {
			t.Errorf("%s: to be read anew: %v", c.name, !c.anew)
		}
		w.settle()
		if got := len(w.p.IDs()) < len(before); got != c.anew {
			t.Errorf("%s: %d rows were loaded, and are %d", c.name, len(before), len(w.p.IDs()))
		}
	}
	p := New(client.ListParams{SortBy: client.SortByCost}, Options{})
	p.Refresh()
	if start, _ := p.Plan(time.Time{}); len(start) != 1 || start[0].Params.Page != 1 || p.inFlight[0].kind != fillDown || p.pollDue[reloadScreen] {
		t.Errorf("%+v", start)
	}
}

// Whatever a server does with a poll, it comes to an end.
func TestAPollEnds(t *testing.T) {
	for name, answer := range odd {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, client.ListParams{}, Options{})
			w.to(30)
			w.p.Poll()
			asks := w.drive(100, answer)
			if asks > 20 {
				t.Errorf("%d requests", asks)
			}
			t.Logf("%d requests", asks)
		})
	}
}

// A list that is shorter than the screen is read by its range, too, where a
// page holds that list but not a whole screen.
func TestAPollOfAShortListBringsWhatCameToMatch(t *testing.T) {
	for _, order := range []client.SortOrder{client.Ascending, client.Descending} {
		w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{SortOrder: order}, Options{PageMin: 5, PageMax: 12}, lies{})
		w.calm, w.still = true, true
		for i := range 5 {
			w.s.add(10, 0).match = i != 2
		}
		w.settle()
		w.s.all[2].match = true
		w.p.Poll()
		w.settle()
		w.join()
		if _, ok := w.p.Index("s2"); !ok {
			t.Errorf("%s: it is not listed", order)
		}
	}
}

// A gap lies within an instant. What is read from below it stands at its lower
// side, where the person looks.
func TestAGapWithinAnInstantIsReadFromBelow(t *testing.T) {
	w := instants(t, client.Descending, 100, 300, 100)
	w.s.lies.cap = 20
	for first := 0; first <= 150; first += w.height {
		w.to(first)
	}
	for first := w.p.Len() - w.height; first >= 350; first -= w.height {
		w.to(first)
	}
	if len(w.p.gaps) != 1 || w.p.segments[0].hi != w.p.segments[1].lo {
		t.Fatal("the gap lies elsewhere\n" + w.dump())
	}
	below := w.p.At(w.p.segmentStart(1)).ID
	w.first = w.p.segmentStart(1) - w.height/2
	for i := 1; i > 0; i = len(w.wires) {
		w.look()
		w.plan()
		w.deliver()
		if i, _ := w.p.Index(below); w.p.At(i-1).Kind == Loaded {
			return
		}
	}
	t.Error("nothing stands there\n" + w.dump())
}
