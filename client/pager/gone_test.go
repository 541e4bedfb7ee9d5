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

// visible are the rows on the screen.
func (w *world) visible() (ids []string) {
	for i := w.first; i < w.first+w.height; i++ {
		if c := w.p.At(i); c.Kind == Loaded {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// A poll marks what others deleted, or changed so that it no longer matches,
// of the rows on the screen and of no others. Nothing moves.
func TestAPollMarksWhatOthersDeleted(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			for first := 0; first <= 150; first += 10 {
				w.to(first)
			}
			before := w.p.IDs()
			lost := append(w.others(deleted, 90, 91), w.others(unmatched, 95)...)
			w.others(deleted, 40)
			w.to(88)
			w.p.Poll()
			w.settle()
			if !slices.Equal(w.p.IDs(), before) || len(w.gone) != len(lost) {
				t.Errorf("the rows have moved, or others are marked: %v", w.gone)
			}
			for _, id := range lost {
				if !w.gone[id] {
					t.Errorf("%s is not marked", id)
				}
			}
		})
	}
}

// A poll costs three requests at most, and without one nothing that is loaded is
// asked for again.
func TestAPollIsThreeRequests(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			w.to(30)
			w.to(40)
			asks := w.s.asks
			for range 5 {
				w.now = w.now.Add(time.Hour)
				w.to(30)
				w.to(40)
			}
			if w.s.asks != asks {
				t.Errorf("%d requests to go back and forth over two screens", w.s.asks-asks)
			}
			w.p.Poll()
			w.settle()
			if asks = w.s.asks - asks; asks > 3 {
				t.Errorf("%d requests for a poll", asks)
			}
		})
	}
}

// Where rows are shown in another order than the list's, a poll reads those
// that are on the screen.
func TestAPollOfRowsInAnotherOrder(t *testing.T) {
	for name, c := range orders {
		t.Run(name, func(t *testing.T) {
			w := calm(t, 300, c.base, Options{Scan: c.scan})
			for first := 0; first <= 280; first += 10 {
				w.to(first)
			}
			all := w.p.IDs()
			for _, i := range []int{250, 3, 120, 199} {
				w.ids = append(w.ids, all[i])
			}
			w.to(0)
			lost := w.others(deleted, 120, 5, 200, 77)
			w.p.Poll()
			w.settle()
			if !w.gone[lost[0]] || len(w.gone) != 1 || !slices.Equal(w.p.IDs(), all) {
				t.Fatalf("a poll marks %v, not %s", w.gone, lost[0])
			}
		})
	}
}

// A page that was read before a row was deleted, and comes after a poll that
// found it gone, does not bring it back.
func TestALatePageBringsNothingBack(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{PageStart: 20, PageMin: 5})
	w.to(0)
	edge := w.p.gapStart(0) - 1
	w.first = edge - w.height + 1
	w.look()
	w.plan()
	late := w.wires[0]
	w.execute(late)
	w.wires = nil
	lost := w.others(deleted, edge)[0]
	if !slices.ContainsFunc(late.rows, func(k RowKey) bool { return k.ID == lost }) {
		t.Fatalf("the next page does not begin with %s", lost)
	}
	w.p.Poll()
	w.look()
	start, _ := w.p.Plan(w.now)
	for _, r := range start {
		rows, _, meta := w.s.list(r.Params)
		w.p.Arrived(r.ID, rows, nil, meta, Transfer{}, w.now)
	}
	if !w.p.index[lost].gone {
		t.Fatal("nobody found it gone")
	}
	w.p.Arrived(late.req.ID, late.rows, nil, late.meta, Transfer{}, w.now)
	if !w.p.index[lost].gone {
		t.Error("it is back")
	}
}

// A row is deleted here while the screen of a list by cost is read anew: what is
// on the screen stays there until it has been read again.
func TestADeleteWhileTheScreenIsReadAnew(t *testing.T) {
	w := calm(t, 600, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.to(300)
	w.p.Refresh()
	w.plan()
	w.s.byID[w.p.At(303).ID].deleted = true
	w.p.Remove(w.p.At(303).ID)
	shown := w.visible()
	w.deliver()
	if got := w.visible(); !slices.Equal(got, shown) {
		t.Errorf("on the screen are %v, not %v", got, shown)
	}
	lost := w.others(deleted, 305)
	w.settle()
	shown = slices.DeleteFunc(shown, func(id string) bool { return id == lost[0] })
	if got := w.visible(); len(got) != w.height || !slices.Equal(got[:w.height-1], shown) || w.p.Len() != 598 {
		t.Errorf("then on the screen are %v, not %v, of %d", got, shown, w.p.Len())
	}
}

// Others delete so many rows of a list by cost that the screen is behind its end.
// Refresh shows what is left.
func TestRefreshOfAListByCostThatShrank(t *testing.T) {
	w := calm(t, 600, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.to(500)
	for _, v := range w.s.all[:550] {
		v.deleted = true
	}
	w.p.Refresh()
	w.settle()
	w.first = 0
	w.settle()
	if seen := w.scroll(true); len(seen) != 50 || len(w.gone) > 0 {
		t.Errorf("%d rows, %d of them gone", len(seen), len(w.gone))
	}
}

// A list by cost of a server that heeds no page numbers comes to an end.
func TestAListByCostWithoutPageNumbersEnds(t *testing.T) {
	w := calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.p = New(w.p.base, w.p.options)
	w.p.LoadAll(true)
	asks := w.drive(100, func(w *world, q client.ListParams) ([]RowKey, client.PageMeta) {
		q.Page, q.Limit = 1, min(q.Limit, 100)
		rows, _, meta := w.s.list(q)
		return rows, meta
	})
	if asks > 20 {
		t.Errorf("%d requests", asks)
	}
}

// What a request asks for stays as it was sent, whatever becomes of it.
func TestRequestStaysAsItWasSent(t *testing.T) {
	w := calm(t, 300, client.ListParams{SortBy: client.SortByCost}, Options{})
	w.to(30)
	w.p.Poll()
	w.look()
	start, _ := w.p.Plan(w.now)
	ids := slices.Clone(start[0].Params.IDAny)
	w.p.Remove(ids[0])
	w.p.Failed(start[0].ID, errServer, w.now)
	if len(ids) == 0 || !slices.Equal(ids, start[0].Params.IDAny) {
		t.Errorf("%v became %v", ids, start[0].Params.IDAny)
	}
}

// drive plans so many times, answers everything at once, and counts the
// requests.
func (w *world) drive(times int, answer func(w *world, q client.ListParams) ([]RowKey, client.PageMeta)) (asks int) {
	for range times {
		start, _ := w.p.Plan(w.now)
		for _, r := range start {
			rows, meta := answer(w, r.Params)
			w.p.Arrived(r.ID, rows, nil, meta, Transfer{}, w.now)
			asks++
		}
	}
	return asks
}

// odd are servers that answer in ways of their own.
var odd = map[string]func(w *world, q client.ListParams) ([]RowKey, client.PageMeta){
	"nothing": func(*world, client.ListParams) ([]RowKey, client.PageMeta) {
		more := true
		return nil, client.PageMeta{TotalItems: 900, HasNextPage: &more}
	},
	"three rows a page, without a word": func(w *world, q client.ListParams) ([]RowKey, client.PageMeta) {
		rows, _, meta := w.s.list(q)
		return rows[:min(3, len(rows))], client.PageMeta{TotalItems: meta.TotalItems}
	},
	"the first page": func(w *world, q client.ListParams) ([]RowKey, client.PageMeta) {
		rows, _, meta := w.s.list(client.ListParams{Page: 1, Limit: q.Limit})
		return rows, meta
	},
}
