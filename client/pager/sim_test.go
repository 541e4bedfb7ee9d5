package pager

import (
	"sort"
	"strconv"
	"testing"
	"time"

	"vapi-sessions/client"
)

// vast is a server of any number of sessions, one a second, that costs no memory.
type vast struct {
	n     int
	bytes int64 // per row
	asks  int
}

func (v *vast) list(q client.ListParams) ([]RowKey, client.PageMeta, Transfer) {
	v.asks++
	lo, hi := 0, v.n // sessions lo to hi match
	if !q.CreatedAtGe.IsZero() {
		lo = max(lo, int(q.CreatedAtGe.Unix()))
	}
	if !q.CreatedAtLe.IsZero() {
		hi = min(hi, int(q.CreatedAtLe.Unix())+1)
	}
	from := (q.Page - 1) * q.Limit
	keys := make([]RowKey, 0, q.Limit)
	for i := from; i < min(from+q.Limit, hi-lo); i++ {
		k := lo + i
		if q.SortOrder != client.Ascending {
			k = hi - 1 - i
		}
		keys = append(keys, RowKey{ID: "session-" + strconv.Itoa(k), Created: time.Unix(int64(k), 0)})
	}
	more := from+len(keys) < hi-lo
	return keys, client.PageMeta{TotalItems: max(0, hi-lo), HasNextPage: &more},
		Transfer{Bytes: v.bytes * int64(len(keys)), RTT: 100 * time.Millisecond}
}

// desk is a person before a screen, with a clock and a network that takes time.
type desk struct {
	p       *Pager
	v       *vast
	now     time.Time
	first   int
	height  int
	pending []landing
	starts  int
	ends    int
}

type landing struct {
	at  time.Time
	req Request
}

func newDesk(n int, o Options) *desk {
	return &desk{p: New(client.ListParams{}, o), v: &vast{n: n, bytes: 16_400}, now: time.Unix(1_800_000_000, 0), height: 38}
}

func (d *desk) look(speed float64) {
	d.first = max(0, min(d.first, d.p.Len()-d.height))
	d.p.SetView(View{First: d.first, Last: d.first + d.height - 1, Cursor: d.first, Velocity: speed})
	start, cancel := d.p.Plan(d.now)
	d.starts += len(start)
	d.ends += len(cancel)
	for _, id := range cancel {
		for i := range d.pending {
			if d.pending[i].req.ID == id {
				d.pending = append(d.pending[:i], d.pending[i+1:]...)
				break
			}
		}
	}
	for _, r := range start {
		d.pending = append(d.pending, landing{d.now.Add(100 * time.Millisecond), r})
	}
}

// pass lets time go by.
func (d *desk) pass(t time.Duration, speed float64) {
	until := d.now.Add(t)
	for len(d.pending) > 0 {
		sort.SliceStable(d.pending, func(i, j int) bool { return d.pending[i].at.Before(d.pending[j].at) })
		next := d.pending[0]
		if next.at.After(until) {
			break
		}
		d.now = next.at
		d.pending = d.pending[1:]
		d.answer(next.req)
		d.look(speed)
	}
	d.now = until
}

func (d *desk) answer(r Request) {
	a := d.p.Anchor(d.first)
	rows, meta, cost := d.v.list(r.Params)
	d.p.Arrived(r.ID, rows, nil, meta, cost, d.now)
	d.first = d.p.Resolve(a)
}

// rest lets everything land.
func (d *desk) rest() {
	d.look(0)
	d.pass(time.Hour, 0)
}

// jump goes somewhere and counts the requests until the screen is full.
func (d *desk) jump(to int) (asks int) {
	d.first = to
	before := d.starts
	for i := 0; ; i++ {
		d.look(0)
		if d.blank() == 0 || i > 20 {
			return asks
		}
		asks = d.starts - before
		d.pass(100*time.Millisecond, 0)
	}
}

func (d *desk) blank() (n int) {
	for i := d.first; i < d.first+d.height; i++ {
		if i < d.p.Len() && d.p.At(i).Kind != Loaded {
			n++
		}
	}
	return n
}

// hold holds a key down: so many rows at a time, so many times a second.
func (d *desk) hold(rows, rate, presses int) (frames, blanks int) {
	for range presses {
		d.first += rows
		d.look(float64(rows * rate))
		frames++
		if d.blank() > 0 {
			blanks++
		}
		d.pass(time.Second/time.Duration(rate), float64(rows*rate))
	}
	return frames, blanks
}

// With 100 ms to the server, a placeholder is never seen while j is held, and
// hardly ever while a page key is.
func TestNoWaiting(t *testing.T) {
	for _, c := range []struct {
		name       string
		rows, rate int
		from       int // per cent
		most       int // per cent of the frames
	}{
		{"j", 1, 30, 0, 0}, {"k", -1, 30, 100, 0}, {"page down", 37, 10, 0, 5}, {"page up", -37, 10, 100, 5},
		{"j in the middle", 1, 30, 50, 0}, {"k in the middle", -1, 30, 50, 0}, {"page down in the middle", 37, 10, 50, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(1_000_000, Options{})
			d.rest()
			d.jump(d.p.Len() * c.from / 100)
			d.rest()
			frames, blanks := d.hold(c.rows, c.rate, 400)
			if 100*blanks > c.most*frames {
				t.Errorf("%d of %d frames had placeholders", blanks, frames)
			}
			t.Logf("%d of %d frames, %d requests, %d cancelled, page %d", blanks, frames, d.starts, d.ends, d.p.pageSize())
		})
	}
}

// Any place costs one request, however long the list.
func TestAnyPlaceAtOnce(t *testing.T) {
	for _, n := range []int{10_000, 10_000_000} {
		d := newDesk(n, Options{})
		d.rest()
		for _, to := range []int{n, 0, n / 2, n - n/10, n / 3, 1000, n} {
			if asks := d.jump(to); asks > 1 {
				t.Errorf("%d rows: %d requests to see position %d", n, asks, to)
			}
			if d.blank() > 0 {
				t.Errorf("%d rows: position %d is blank after one round trip", n, to)
			}
			d.rest()
		}
		if got := d.p.Len(); got != n {
			t.Errorf("%d positions, want %d", got, n)
		}
	}
}

// A leap asks for what fills the screen first, and then for what is around it.
func TestAJumpBringsTheScreenFirst(t *testing.T) {
	d := newDesk(1_000_000, Options{})
	d.rest()
	for _, to := range []int{1_000_000, 0, 500_000, 999_000} {
		d.first = to
		d.look(0)
		if d.blank() == 0 {
			d.rest() // it is still loaded
			continue
		}
		if n := d.pending[0].req.Params.Limit; !d.pending[0].req.Urgent || n > 2*(d.height+spareRows) {
			t.Errorf("position %d: %d rows are waited for to fill %d lines", to, n, d.height)
		}
		d.rest()
		if d.blank() > 0 {
			t.Errorf("position %d is not filled", to)
		}
	}
}

// Standing still sends nothing more.
func TestStandingStillIsSilent(t *testing.T) {
	d := newDesk(100_000, Options{})
	d.rest()
	before := d.v.asks
	for range 10 {
		d.rest()
	}
	if d.v.asks != before {
		t.Errorf("%d requests while nothing moved", d.v.asks-before)
	}
}

// A page that was asked for before a leap counts what is beyond the leap, too;
// coming after it, it makes the list no longer.
func TestAPageFromBeforeAJumpCountsNothingTwice(t *testing.T) {
	const n = 2500
	for _, up := range []bool{false, true} {
		d := newDesk(n, Options{})
		d.rest()
		near, far := 90, 320
		if up {
			d.jump(n)
			d.rest()
			near, far = n-90-d.height, n-320-d.height
		}
		d.first = near
		d.look(0)
		before := len(d.pending)
		d.first = far
		d.look(0)
		if before == 0 || len(d.pending) <= before {
			t.Fatalf("up %v: %d requests before the leap, %d after", up, before, len(d.pending))
		}
		for i := len(d.pending) - 1; i >= 0; i-- { // the latest first
			d.answer(d.pending[i].req)
		}
		d.pending = nil
		d.look(0)
		if got := d.p.Len(); got != n {
			t.Errorf("up %v: %d positions, want %d", up, got, n)
		}
	}
}
