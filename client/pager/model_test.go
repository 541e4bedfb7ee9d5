package pager

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"vapi-sessions/client"
)

var errServer = errors.New("503")

// sent is a request in flight in the model: waiting, then executed, then
// delivered in any order.
type sent struct {
	req  Request
	done bool
	rows []RowKey
	keep []bool
	meta client.PageMeta
}

// world is a pager, a server that changes underneath, and a network between
// them that loses, repeats and reorders.
type world struct {
	choose chooser
	fatal  func(format string, args ...any)
	s      *server
	p      *Pager
	scan   bool
	keyed  bool
	now    time.Time
	step   int
	calm   bool // nothing is lost, repeated or late
	still  bool // the server does not change
	mixed  bool // rows are shown in other orders at times
	again  bool // a row that was evicted may come again
	here   bool // the person creates sessions
	wires  []*sent
	old    []sent // delivered, to be repeated
	killed map[string]bool
	gone   map[string]bool // said to be gone
	first  int
	height int
	ids    []string // the rows on the screen, in an order that is not the list's
	cursor string   // the row that a scroll stands on
	speed  float64
	log    []string
}

func newWorld(choose chooser, fatal func(string, ...any), base client.ListParams, o Options, l lies) *world {
	w := &world{choose: choose, fatal: fatal, s: newServer(l), scan: o.Scan, killed: map[string]bool{}, gone: map[string]bool{}, height: 10,
		now: time.Unix(1_800_000_000, 0)}
	w.keyed = base.SortBy == "" || base.SortBy == client.SortByCreatedAt
	w.p = New(base, o)
	return w
}

func (w *world) say(format string, args ...any) {
	if len(w.log) > 60 {
		w.log = w.log[1:]
	}
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

func (w *world) fail(format string, args ...any) {
	for _, l := range w.log {
		fmt.Println("  ", l)
	}
	w.fatal("step %d: %s\n%s", w.step, fmt.Sprintf(format, args...), w.dump())
}

func (w *world) dump() string {
	out := fmt.Sprintf("len %d view %+v snapshot %+v newest %d held %d\n", w.p.Len(), w.p.view, w.p.snapshot, w.p.newest, len(w.p.buffered))
	for i, s := range w.p.segments {
		ids := make([]string, 0, len(s.rows))
		for _, r := range s.rows {
			ids = append(ids, r.id)
		}
		if len(ids) > 12 {
			ids = append(ids[:6:6], ids[len(ids)-6:]...)
		}
		out += fmt.Sprintf("  seg %d at %d rows %d span %+v %v\n", i, w.p.segmentStart(i), len(s.rows), s.span, ids)
		if i < len(w.p.gaps) {
			g := w.p.gaps[i]
			out += fmt.Sprintf("  gap %d size %d exact %v down{%v fruitless %d scan %d} up{%v fruitless %d} mid{%v idle %d}\n", i, g.size, g.exact,
				g.fetches[fillDown].err, g.fetches[fillDown].fruitless, g.fetches[fillDown].scan.read, g.fetches[fillUp].err, g.fetches[fillUp].fruitless, g.fetches[fillJump].err, g.fetches[fillJump].fruitless)
		}
	}
	return out
}

func (w *world) look() {
	w.first = max(0, min(w.first, w.p.Len()-1))
	cursor := w.first
	if i, ok := w.p.Index(w.cursor); ok {
		cursor = i
	}
	w.p.SetView(View{First: w.first, Last: w.first + w.height - 1, Cursor: cursor, Velocity: w.speed, IDs: w.ids})
}

// plan sends what the pager wants.
func (w *world) plan() {
	start, cancel := w.p.Plan(w.now)
	for _, id := range cancel {
		w.wires = slices.DeleteFunc(w.wires, func(s *sent) bool {
			if s.req.ID != id {
				return false
			}
			w.old = append(w.old, *s)
			return true
		})
	}
	for _, r := range start {
		if w.p.requestInFlight(r.ID) == nil {
			w.fail("request %d is sent and given up", r.ID)
		}
		for _, s := range w.wires {
			if fmt.Sprint(s.req.Params) == fmt.Sprint(r.Params) {
				w.fail("the same request twice: %+v", r.Params)
			}
		}
		if ge, le := r.Params.CreatedAtGe, r.Params.CreatedAtLe; !le.IsZero() && ge.After(le) {
			w.fail("nothing can be within: %+v", r.Params)
		}
		if r.Params.Limit < 1 || r.Params.Limit > client.MaxLimit || r.Params.Page < 1 {
			w.fail("bad page: %+v", r.Params)
		}
		w.say("%d ask %d kind %d page %d limit %d %s ge %d le %d", w.step, r.ID, w.p.requestInFlight(r.ID).kind, r.Params.Page, r.Params.Limit,
			r.Params.SortOrder, r.Params.CreatedAtGe.UnixMilli()%1e9, r.Params.CreatedAtLe.UnixMilli()%1e9)
		w.wires = append(w.wires, &sent{req: r})
	}
	if len(w.wires) > 4 || len(w.p.inFlight) != len(w.wires) {
		w.fail("%d in flight, the pager thinks %d", len(w.wires), len(w.p.inFlight))
	}
}

func (w *world) execute(s *sent) {
	if !s.done {
		s.rows, s.keep, s.meta = w.s.list(s.req.Params)
		s.done = true
		if !w.scan {
			s.keep = nil
		}
	}
}

// deliver brings one answer, or a failure.
func (w *world) deliver() {
	if len(w.wires) == 0 {
		return
	}
	i := w.choose(len(w.wires))
	s, before := w.wires[i], maps.Clone(w.p.index)
	if !w.calm && w.choose(4) == 0 {
		w.execute(s) // executed now, delivered later
		return
	}
	w.wires = slices.Delete(w.wires, i, i+1)
	runs := w.runs()
	if !w.calm && w.choose(12) == 0 {
		w.say("%d fail %d", w.step, s.req.ID)
		w.follow(func() { w.p.Failed(s.req.ID, errServer, w.now) })
		w.check()
		return
	}
	w.execute(s)
	anew := w.p.requestInFlight(s.req.ID).kind == reloadScreen
	var c Change
	w.follow(func() {
		c = w.p.Arrived(s.req.ID, s.rows, s.keep, s.meta, Transfer{Bytes: int64(len(s.rows)) * 3000, RTT: 100 * time.Millisecond}, w.now)
	})
	w.say("%d got %d rows %d total %d added %d gone %v dropped %d held %v", w.step, s.req.ID, len(s.rows), s.meta.TotalItems,
		len(c.Added), c.Gone, len(c.Dropped), c.Buffered)
	for id := range w.p.index {
		if before[id] == nil && !slices.Contains(c.Added, id) {
			w.fail("%s is in the list, and nothing says that it was added", id)
		}
	}
	for _, id := range c.Gone {
		w.gone[id] = true
	}
	maps.DeleteFunc(w.gone, func(id string, _ bool) bool {
		r := w.p.index[id]
		return r != nil && !r.gone
	})
	w.old = append(w.old, *s)
	if len(w.old) > 8 {
		w.old = w.old[1:]
	}
	w.check()
	if !anew { // then other rows may stand where these were
		w.unbroken(runs, c)
	}
}

// follow keeps the top row where it is, as the pane does.
func (w *world) follow(do func()) {
	a := w.p.Anchor(w.first)
	do()
	w.first = w.p.Resolve(a)
}

// runs are the rows as they follow each other.
func (w *world) runs() map[string]string {
	next := map[string]string{}
	for _, s := range w.p.segments {
		for i := 1; i < len(s.rows); i++ {
			next[s.rows[i-1].id] = s.rows[i].id
		}
	}
	return next
}

// unbroken checks that an answer put nothing between rows that were shown one
// after the other.
func (w *world) unbroken(before map[string]string, c Change) {
	after := w.runs()
	dropped := map[string]bool{}
	for _, id := range c.Dropped {
		dropped[id] = true
	}
	for id, next := range before {
		a, b := w.p.index[id] != nil, w.p.index[next] != nil
		if a && b && after[id] != next {
			w.fail("%s was followed by %s, now by %s", id, next, after[id])
		}
		if !a && !dropped[id] && !w.killed[id] && w.p.buffered[id] == nil {
			w.fail("%s vanished", id)
		}
	}
}

// check looks for what must always hold.
func (w *world) check() {
	p := w.p
	n := 0
	at := 0
	if p.segments[0].lo != startOfTime || p.segments[len(p.segments)-1].hi != endOfTime || len(p.gaps) != len(p.segments)-1 {
		w.fail("%d segments and %d gaps do not reach from end to end", len(p.segments), len(p.gaps))
	}
	for i, s := range p.segments {
		if i > 0 {
			at += p.gaps[i-1].positions()
		}
		if p.segmentStart(i) != at {
			w.fail("segment %d is at %d, should be at %d", i, p.segmentStart(i), at)
		}
		n += len(s.rows)
		if i > 0 && i < len(p.gaps) && p.gaps[i-1].size < 1 {
			w.fail("gap %d has size %d", i-1, p.gaps[i-1].size)
		}
		for k, r := range s.rows {
			if got, ok := p.Index(r.id); !ok || got != at+k {
				w.fail("%s is at %d, Index says %d %v", r.id, at+k, got, ok)
			}
			if w.killed[r.id] {
				w.fail("%s was deleted here and is back", r.id)
			}
			if w.keyed && (r.ord < s.lo || r.ord > s.hi) || k > 0 && r.ord < s.rows[k-1].ord {
				w.fail("%s is out of order", r.id)
			}
		}
		at += len(s.rows)
		if w.keyed && i > 0 && s.lo < p.segments[i-1].hi {
			w.fail("segments %d and %d overlap", i-1, i)
		}
	}
	if n != len(p.index) {
		w.fail("%d rows, %d in the index", n, len(p.index))
	}
	if n := len(p.buffered); n > 0 && !w.keyed {
		w.fail("%d rows are held of a list that has no place for them", n)
	}
	for id := range p.buffered {
		if _, ok := p.index[id]; ok {
			w.fail("%s is held and listed", id)
		}
		if w.killed[id] {
			w.fail("%s was deleted here and is held", id)
		}
	}
	if limit := p.options.Retain + p.options.Retain/4 + client.MaxLimit; n > limit && !p.loadAll {
		w.fail("%d rows kept", n)
	}
}

// change lets the server's list change, as somebody else would.
func (w *world) change() {
	if w.still {
		return
	}
	switch w.choose(4) {
	case 0, 1:
		for range 1 + w.choose(3) {
			v := w.s.add(int64(w.choose(2)), w.choose(5))
			v.joined = w.step
			if w.here && w.choose(3) == 0 {
				w.say("%d admit %s", w.step, v.id)
				w.follow(func() { w.p.Admit(RowKey{ID: v.id, Created: time.UnixMilli(v.ms)}) })
				w.check()
			}
		}
	case 2:
		v := w.s.all[w.choose(len(w.s.all))]
		v.deleted = true
	default:
		v := w.s.all[w.choose(len(w.s.all))]
		v.match = !v.match
		v.joined = w.step
	}
}

// mix shows some rows in an order that is not the list's, or the list again.
func (w *world) mix() {
	w.ids = nil
	if all := w.p.IDs(); w.choose(2) == 0 && len(all) > 0 {
		for range w.height {
			if id := all[w.choose(len(all))]; !slices.Contains(w.ids, id) {
				w.ids = append(w.ids, id)
			}
		}
	}
}

// act does what a person does.
func (w *world) act() {
	if w.mixed && w.choose(3) == 0 {
		w.mix()
	}
	switch w.choose(12) {
	case 0, 1, 2:
		w.speed = float64(w.choose(400))
		w.first += w.choose(2 * w.height)
	case 3, 4:
		w.speed = -float64(w.choose(400))
		w.first -= w.choose(2 * w.height)
	case 5:
		w.speed, w.first = 0, 0
	case 6:
		w.speed, w.first = 0, w.p.Len()-w.height
	case 7:
		w.speed, w.first = 0, w.p.Len()*w.choose(100)/100
	case 8:
		w.p.Poll()
	case 9:
		if c := w.p.At(w.first); c.Kind == Loaded {
			w.say("%d remove %s", w.step, c.ID)
			w.s.byID[c.ID].deleted = true
			w.killed[c.ID] = true
			w.follow(func() { w.p.Remove(c.ID) })
		} else if c.Kind == Failed {
			w.p.Retry(w.first)
		}
	case 10:
		w.say("%d join", w.step)
		w.join()
	default:
		if !w.calm && len(w.old) > 0 { // a repeated, or cancelled, answer
			s := w.old[w.choose(len(w.old))]
			w.execute(&s)
			before := w.p.IDs()
			w.p.Arrived(s.req.ID, s.rows, s.keep, s.meta, Transfer{}, w.now)
			if !slices.Equal(before, w.p.IDs()) {
				w.fail("a repeated answer changed the list")
			}
		}
	}
	w.look()
	w.check()
}

// run lets everything happen in any order.
func (w *world) run(steps int) {
	for range steps {
		w.step++
		w.now = w.now.Add(time.Duration(w.choose(50)) * time.Millisecond)
		switch w.choose(6) {
		case 0:
			w.change()
		case 1, 2:
			w.act()
		case 3:
			w.plan()
		default:
			w.plan()
			w.deliver()
		}
	}
}

// join lets in what is buffered.
func (w *world) join() {
	w.follow(func() {
		for _, id := range w.p.Join() {
			delete(w.gone, id)
		}
	})
}
