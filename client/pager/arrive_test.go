package pager

import (
	"errors"
	"testing"
	"time"

	"vapi-sessions/client"
)

// What a page says of what comes after it.
func TestWhatAPageProves(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		rows, total int
		next        *bool
		short       bool
		more, done  bool
	}{
		{5, 5, nil, true, false, true},
		{5, 5, &no, true, false, true},
		{5, 5, &yes, true, true, false},
		{5, 9, nil, true, true, false},
		{5, 9, &no, true, true, false},
		{5, -1, nil, true, false, false},
		{5, -1, &no, true, false, true},
		{5, -1, &yes, true, true, false},
		{5, 3, nil, true, false, true}, // it counts fewer than it gives
		{10, 10, &no, false, false, true},
		{10, 11, nil, false, true, false},
	} {
		p := New(client.ListParams{}, Options{})
		req := &request{from: startOfTime, to: endOfTime, params: client.ListParams{Limit: 10}}
		var rows []RowKey
		for i := range c.rows {
			rows = append(rows, RowKey{ID: string(rune('a' + i)), Created: time.UnixMilli(int64(1000 - i))})
		}
		a, err := p.newAnswer(req, rows, nil, client.PageMeta{TotalItems: c.total, HasNextPage: c.next})
		if err != nil || a.isShort != c.short || a.hasMore != c.more || a.isLast != c.done {
			t.Errorf("%+v: short %v, more %v, done %v, %v", c, a.isShort, a.hasMore, a.isLast, err)
		}
	}
}

// Rows outside the bounds of a request are no part of its answer, and an answer of
// nothing else is a failure.
func TestRowsOutsideTheBounds(t *testing.T) {
	w := calm(t, 300, client.ListParams{}, Options{})
	w.to(0)
	edge := w.p.gapStart(0)
	start, _ := w.leap(edge-w.height, 0)
	if len(start) != 1 {
		t.Fatalf("%+v", start)
	}
	newer, _, meta := w.s.list(client.ListParams{Page: 1, Limit: 20})
	w.p.Arrived(start[0].ID, newer, nil, meta, Transfer{}, w.now)
	if c := w.p.At(edge); c.Kind != Failed || !errors.Is(c.Err, errOutOfBounds) {
		t.Fatalf("a page of what is newer leaves %+v", c)
	}
	w.p.Retry(edge)
	start, _ = w.leap(edge-w.height, 0)
	rows, _, meta := w.s.list(start[0].Params)
	w.p.Arrived(start[0].ID, append(newer[:5:5], rows...), nil, meta, Transfer{}, w.now)
	for i := range edge + len(rows) - 1 {
		if c := w.p.At(i); c.ID != w.s.all[299-i].id {
			t.Fatalf("at %d is %+v", i, c)
		}
	}
	if len(w.p.buffered) > 0 {
		t.Errorf("%d are buffered", len(w.p.buffered))
	}
}

// Bounds that nobody asked for are told, those of the filter or of a page are not.
func TestBoundsOfTheServerAreReported(t *testing.T) {
	at := func(ms int64) time.Time {
		if ms == 0 {
			return time.Time{}
		}
		return time.UnixMilli(ms)
	}
	for _, c := range []struct {
		ge, le, saidGe, saidLe, wantGe, wantLe int64
	}{
		{},
		{saidGe: 100, wantGe: 100},
		{saidLe: 9000}, // the time of the answer, for all that is known
		{ge: 100, le: 9000, saidGe: 100, saidLe: 9000},
		{ge: 100, le: 9000, saidGe: 50, saidLe: 9500},
		{ge: 100, le: 9000, saidGe: 200, saidLe: 8000, wantGe: 200, wantLe: 8000},
		{ge: 100, le: 9000},
	} {
		p := New(client.ListParams{CreatedAtGe: at(c.ge), CreatedAtLe: at(c.le)}, Options{})
		start, _ := p.Plan(time.Time{})
		meta := client.PageMeta{TotalItems: 1, CreatedAtGe: at(c.saidGe), CreatedAtLe: at(c.saidLe), ItemsBeyondRetention: true}
		p.Arrived(start[0].ID, []RowKey{{ID: "a", Created: at(5000)}}, nil, meta, Transfer{}, time.Time{})
		st := p.Stats()
		if !st.NarrowedGe.Equal(at(c.wantGe)) || !st.NarrowedLe.Equal(at(c.wantLe)) {
			t.Errorf("%+v: from %v to %v", c, st.NarrowedGe, st.NarrowedLe)
		}
		p.Poll()
		start, _ = p.Plan(time.Time{})
		for _, r := range start {
			p.Arrived(r.ID, nil, nil, client.PageMeta{}, Transfer{}, time.Time{})
		}
		if !p.Stats().BeyondRetention {
			t.Errorf("%+v: what is out of reach is forgotten", c)
		}
	}
}

// How many rows are asked for follows what is measured: what a page may weigh, the
// largest that the server gives, and what passes by while one is waited for.
func TestThePageSizeFollowsWhatIsMeasured(t *testing.T) {
	for name, c := range map[string]struct {
		cost  Transfer
		per   int // itemsPerPage
		rows  int
		speed float64
		all   bool
		want  int
		fixed int
	}{
		"nothing is known":          {rows: 100, want: 100},
		"rows of 20 kB":             {rows: 100, cost: Transfer{Bytes: 2_097_152}, want: 50},
		"rows of 1 MB":              {rows: 100, cost: Transfer{Bytes: 100 << 20}, want: 25},
		"no rows weigh nothing":     {rows: 0, cost: Transfer{Bytes: 2_097_152}, want: 100},
		"a small page":              {rows: 40, per: 40, want: 40},
		"a small page is not given": {rows: 60, per: 40, want: 100},
		"the page that was asked":   {rows: 100, per: 100, want: 100},
		"fast":                      {rows: 100, cost: Transfer{RTT: 400 * time.Millisecond}, speed: -100, want: 200},
		"fast, without a time":      {rows: 100, speed: 200, want: 200},
		"everything":                {rows: 100, all: true, want: 1000},
		"everything, of 20 kB":      {rows: 100, cost: Transfer{Bytes: 2_097_152}, all: true, want: 50},
		"a fixed size":              {rows: 33, fixed: 33, all: true, want: 33},
		"a fixed size, and less":    {rows: 20, per: 20, fixed: 33, want: 20},
	} {
		p := New(client.ListParams{Limit: c.fixed}, Options{})
		p.measure(&request{params: client.ListParams{Limit: 100}}, c.rows, client.PageMeta{ItemsPerPage: c.per}, c.cost)
		p.loadAll = c.all
		p.SetView(View{Last: 9, Velocity: c.speed})
		if got := p.pageSize(); got != c.want {
			t.Errorf("%s: %d rows, want %d", name, got, c.want)
		}
	}
	p := New(client.ListParams{}, Options{})
	for _, n := range []int64{100 * 1000, 100 * 2000} {
		p.measure(&request{}, 100, client.PageMeta{}, Transfer{Bytes: n, RTT: time.Duration(n) * time.Microsecond})
	}
	p.measure(&request{}, 0, client.PageMeta{}, Transfer{Bytes: 300}) // of no row
	if p.measured.bytesPerRow != 1300 || p.measured.rtt != 0.13 {
		t.Errorf("two answers give %+v", p.measured)
	}
}
