package pager

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client"
)

// orders are lists of each sort that is read in its own way.
var orders = map[string]struct {
	base client.ListParams
	scan bool
}{
	"newest first": {},
	"oldest first": {base: client.ListParams{SortOrder: client.Ascending}},
	"by cost":      {base: client.ListParams{SortBy: client.SortByCost}},
	"searched":     {scan: true},
}

// others does to rows what somebody else would do.
func (w *world) others(do func(v *session), places ...int) (ids []string) {
	for _, i := range places {
		id := w.p.At(i).ID
		do(w.s.byID[id])
		ids = append(ids, id)
	}
	return ids
}

func deleted(v *session)   { v.deleted = true }
func unmatched(v *session) { v.match = false }

// to goes to a place, and waits there.
func (w *world) to(first int) {
	w.first = first
	w.settle()
}

func TestScrollingBackMarksWhatOthersDeleted(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			for first := 0; first <= 150; first += 10 {
				w.to(first)
			}
			before := w.p.IDs()
			lost := append(w.others(deleted, 40, 41, 62), w.others(unmatched, 95)...)
			w.now = w.now.Add(w.p.o.Fresh + time.Second)
			for first := 140; first >= 30; first -= 10 {
				w.to(first)
				for _, id := range lost {
					if i, _ := w.p.Index(id); i >= first && i < first+w.height && !w.gone[id] {
						t.Errorf("%s at %d is passed without a mark", id, i)
					}
				}
			}
			if !slices.Equal(w.p.IDs(), before) || len(w.gone) != len(lost) {
				t.Errorf("the rows have moved, or others are marked: %v", w.gone)
			}
		})
	}
}

// Rows that were loaded ahead long ago are read again before they are seen.
func TestWhatWasLoadedAheadIsReadAgain(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{})
	lost := w.others(deleted, 12, 18)
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	w.to(1)
	if !w.gone[lost[0]] || !w.gone[lost[1]] {
		t.Errorf("%v are to be marked, %v are", lost, w.gone)
	}
}

// A screen that is known costs nothing to see again, and neither does standing
// still, however long.
func TestWhatIsFreshIsNotReadAgain(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			w.to(30)
			w.to(40)
			asks := w.s.asks
			for range 5 {
				w.now = w.now.Add(w.p.o.Fresh / 10)
				w.to(30)
				w.to(40)
			}
			if w.s.asks != asks {
				t.Errorf("%d requests to go back and forth over two screens", w.s.asks-asks)
			}
			for range 5 {
				w.now = w.now.Add(2 * w.p.o.Fresh)
				w.settle()
			}
			if w.s.asks != asks {
				t.Errorf("%d requests while nothing moved", w.s.asks-asks)
			}
			w.to(39)
			if asks = w.s.asks - asks; asks != 1 {
				t.Errorf("%d requests for a screen that is old and what comes next", asks)
			}
		})
	}
}

// old is a world that stands at a place among rows that are old.
func old(t *testing.T, o Options) *world {
	t.Helper()
	w := calm(t, 5000, client.ListParams{}, o)
	w.to(30)
	w.to(60)
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	return w
}

// A reading of old rows that failed is no failed row. It is tried again when
// the person moves on, but not at once.
func TestFailedReadingOfOldRows(t *testing.T) {
	w := old(t, Options{})
	lost := w.others(deleted, 55)
	move := func(first int) int {
		w.first = first
		w.look()
		w.plan()
		return len(w.wires)
	}
	if n := move(50); n != 1 {
		t.Fatalf("%d requests", n)
	}
	w.p.Failed(w.wires[0].req.ID, errServer, w.now)
	w.wires = nil
	for i := range w.p.Len() {
		if w.p.At(i).Kind == Failed {
			t.Fatalf("%d shows the failure", i)
		}
	}
	for first := 49; first > 44; first-- {
		if n := move(first); n > 0 {
			t.Fatalf("asked again at once: %+v", w.wires[0].req)
		}
	}
	w.now = w.now.Add(2 * time.Second)
	w.to(50)
	if !w.gone[lost[0]] {
		t.Error("it was not tried again")
	}
}

// Old rows wait for those that are blank: they take the place of none, and make
// room.
func TestBlankRowsGoBeforeOldOnes(t *testing.T) {
	w := old(t, Options{MaxInFlight: 1})
	w.first = 50
	w.look()
	w.plan()
	if len(w.wires) != 1 || w.wires[0].req.Urgent || !w.p.flights[0].verify {
		t.Fatalf("%+v", w.wires)
	}
	reading := w.wires[0].req.ID
	w.first = 3000
	w.look()
	start, cancel := w.p.Plan(w.now)
	if len(start) != 1 || !start[0].Urgent || !slices.Contains(cancel, reading) {
		t.Errorf("started %+v, cancelled %v", start, cancel)
	}
}

// A poll reads the screen as of now: what was asked before is not waited for.
func TestPollTakesTheReadingOver(t *testing.T) {
	w := old(t, Options{})
	w.first = 50
	w.look()
	w.plan()
	reading := w.wires[0].req.ID
	w.p.Refresh()
	start, cancel := w.p.Plan(w.now)
	if !slices.Contains(cancel, reading) || len(start) == 0 || !start[0].Poll {
		t.Errorf("started %+v, cancelled %v", start, cancel)
	}
}

// drive plans so many times, answers everything at once, and counts the
// requests.
func (w *world) drive(times int, answer func(w *world, q client.ListParams) ([]Key, client.PageMeta)) (asks int) {
	for range times {
		start, _ := w.p.Plan(w.now)
		for _, r := range start {
			rows, meta := answer(w, r.Params)
			w.p.Arrived(r.ID, rows, nil, meta, Cost{}, w.now)
			asks++
		}
	}
	return asks
}

// odd are servers that answer in ways of their own.
var odd = map[string]func(w *world, q client.ListParams) ([]Key, client.PageMeta){
	"nothing": func(*world, client.ListParams) ([]Key, client.PageMeta) {
		more := true
		return nil, client.PageMeta{TotalItems: 900, HasNextPage: &more}
	},
	"three rows a page, without a word": func(w *world, q client.ListParams) ([]Key, client.PageMeta) {
		rows, _, meta := w.s.list(q)
		return rows[:min(3, len(rows))], client.PageMeta{TotalItems: meta.TotalItems}
	},
	"the first page": func(w *world, q client.ListParams) ([]Key, client.PageMeta) {
		rows, _, meta := w.s.list(client.ListParams{Page: 1, Limit: q.Limit})
		return rows, meta
	},
}

// Whatever a server does with such requests, they come to an end.
func TestReadingOldRowsEnds(t *testing.T) {
	for name, answer := range odd {
		t.Run(name, func(t *testing.T) {
			w := old(t, Options{})
			asks := 0
			for first := 60; first > 30; first-- {
				w.first = first
				w.look()
				asks += w.drive(100, answer)
			}
			if asks > 60 {
				t.Errorf("%d requests", asks)
			}
			t.Logf("%d requests", asks)
		})
	}
}

// What was held back for long is read again once it is let in.
func TestOldRowsThatJoinAreReadAgain(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{})
	w.to(100)
	v := w.s.add(10, 0)
	w.p.Poll()
	w.settle()
	v.deleted = true
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	w.join()
	w.to(0)
	if !w.gone[v.id] {
		t.Error("it is not marked")
	}
}

// What a request asks for stays as it was sent, whatever becomes of it.
func TestRequestStaysAsItWasSent(t *testing.T) {
	w := calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.to(30)
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	w.first = 20
	w.look()
	start, _ := w.p.Plan(w.now)
	ids := slices.Clone(start[0].Params.IDAny)
	w.p.Remove(ids[0])
	w.p.Failed(start[0].ID, errServer, w.now)
	if len(ids) == 0 || !slices.Equal(ids, start[0].Params.IDAny) {
		t.Errorf("%v became %v", ids, start[0].Params.IDAny)
	}
}

// Rows that are too heavy for a page are read again all the same.
func TestOldRowsOfAnyWeight(t *testing.T) {
	w := old(t, Options{})
	w.p.pace.bytes = 2 * pageBytes
	lost := w.others(deleted, 55)
	w.to(50)
	if !w.gone[lost[0]] {
		t.Error("it is not marked")
	}
}

// Where rows are shown in another order than the list's, those on the screen
// are looked after all the same: by a poll, and when they come on it.
func TestRowsInAnotherOrderAreReadAgain(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			for first := 0; first <= 280; first += 10 {
				w.to(first)
			}
			all := w.p.IDs()
			screen := func(places ...int) {
				w.ids = nil
				for _, i := range places {
					w.ids = append(w.ids, all[i])
				}
				w.to(0)
			}
			screen(250, 3, 120, 199)
			lost := w.others(deleted, 120, 5, 200, 77)
			w.p.Poll()
			w.settle()
			if !w.gone[lost[0]] || len(w.gone) != 1 {
				t.Fatalf("a poll marks %v, not %s", w.gone, lost[0])
			}
			asks := w.s.asks
			screen(250, 3, 199)
			if w.s.asks != asks {
				t.Errorf("%d requests for rows that are fresh", w.s.asks-asks)
			}
			w.now = w.now.Add(w.p.o.Fresh + time.Second)
			screen(5, 200, 3)
			if asks = w.s.asks - asks; asks != 1 || !w.gone[lost[1]] || !w.gone[lost[2]] || len(w.gone) != 3 {
				t.Errorf("%d requests, and %v are marked", asks, w.gone)
			}
			if !slices.Equal(w.p.IDs(), all) {
				t.Error("rows have moved")
			}
		})
	}
}

// Two readings by range that a server without an end leaves open are both gone
// on with by IDs.
func TestSeveralReadingsLeftOpenGoOn(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{total: 1})
	w.calm, w.still = true, true
	for range 60 {
		w.s.add(10, 0)
	}
	w.to(0)
	lost := w.others(deleted, 5, 9)
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	w.p.clock(w.now)
	for _, id := range w.p.IDs() {
		if !slices.Contains(lost, id) {
			w.p.row(id).due = w.p.freshUntil()
		}
	}
	w.to(1)
	if !w.gone[lost[0]] || !w.gone[lost[1]] {
		t.Errorf("%v are to be marked, %v are", lost, w.gone)
	}
}

// What comes to match is seen by the answer that shows it, even when another
// one, for rows elsewhere, has come since it was asked for.
func TestWhatComesToMatchBesideAnotherReading(t *testing.T) {
	w := newWorld(func(int) int { return 0 }, t.Fatalf, client.ListParams{}, Options{}, lies{})
	w.calm, w.still = true, true
	for range 60 {
		w.s.add(10, 0)
	}
	hidden := w.s.all[60-8] // between the rows that are now at 6 and 7
	hidden.match = false
	w.to(0)
	w.now = w.now.Add(w.p.o.Fresh + time.Second)
	w.p.clock(w.now)
	for i, id := range w.p.IDs() {
		if i < 5 || i > 7 && i != 9 {
			w.p.row(id).due = w.p.freshUntil()
		}
	}
	w.first = 1
	w.look()
	w.plan()
	if len(w.wires) != 2 {
		t.Fatalf("%d readings", len(w.wires))
	}
	hidden.match = true
	slices.Reverse(w.wires)
	w.deliver()
	w.deliver()
	if _, held := w.p.held[hidden.id]; !held {
		t.Error("it was shown, and is not held")
	}
}
