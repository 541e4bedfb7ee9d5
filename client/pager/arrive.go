package pager

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

var errUnheeded = errors.New("listing sessions: the server sends rows outside the bounds it was given")

// item is a row of an answer.
type item struct {
	id   string
	ord  ord
	list bool // passes the filter and was not taken out since
}

// answer is a page as the list sees it.
type answer struct {
	items   []item // in the order of the list
	raw     int    // rows on the page, readable or not
	total   int    // what the server says matches the request; -1 when it does not say
	edge    ord    // of the row furthest in the direction of reading; where that begins when there is none
	lastIDs []string
	short   bool // fewer rows than were asked for
	more    bool // the server says that there are more
	done    bool // the server says that there are no more
}

// Arrived takes an answer. Keep says which of the rows pass the local part of
// the filter; nil for all. An answer that is not expected changes nothing.
func (p *Pager) Arrived(id int, rows []RowKey, keep []bool, meta client.PageMeta, transfer Transfer, now time.Time) Change {
	req := p.landed(id, now)
	if req == nil {
		return Change{}
	}
	p.measure(req, len(rows), meta, transfer)
	p.note(req, meta)
	a, err := p.read(req, rows, keep, meta)
	if err != nil {
		p.fail(req, err)
	} else {
		p.successes++
		p.stamp(req, a)
		if req.from == p.snapshot.lo && req.to == p.snapshot.hi && !req.byIDs() {
			p.countedWhole(req, a)
		}
		switch {
		case req.kind == pollNew:
			p.freshArrived(req, a)
		case req.kind == pollCount:
			p.recounted()
		case req.byIDs():
			p.polledIDs(req, a)
		case req.kind == reloadScreen:
			p.renewed(req, a)
		case !p.keyed:
			p.pageArrived(req, a)
		case req.kind == pollRows:
			p.polledRange(req, a)
		case req.kind == fillJump:
			p.jumped(req, a)
		default:
			p.filled(req, a)
		}
		if req.fetch.fruitless > maxFruitless {
			p.fail(req, errStuck)
		}
	}
	p.follow()
	p.letGo()
	return p.change
}

// Failed takes a failure. The place that the rows were for becomes a Failed
// cell, which stays until Retry, or for some seconds and until something else
// succeeded. A poll that fails leaves no trace: the next one tries again.
func (p *Pager) Failed(id int, err error, now time.Time) Change {
	req := p.landed(id, now)
	if req == nil {
		return Change{}
	}
	p.fail(req, err)
	return p.change
}

// landed is the request whose answer, or failure, is there; nil when it is not
// expected.
func (p *Pager) landed(id int, now time.Time) *request {
	req := p.request(id)
	if req != nil {
		p.now = later(p.now, now)
		p.begin()
		p.land(req)
	}
	return req
}

// begin starts to collect a change.
func (p *Pager) begin() {
	p.tick++
	p.version++
	p.change = Change{}
}

// note keeps what a page says beside its rows.
func (p *Pager) note(req *request, m client.PageMeta) {
	p.stats.BeyondRetention = p.stats.BeyondRetention || m.ItemsBeyondRetention
	if req.byIDs() {
		return
	}
	asked := req.params
	if t := m.CreatedAtGe; !t.IsZero() && t.After(later(asked.CreatedAtGe, asked.CreatedAtGt)) {
		p.stats.NarrowedGe = later(p.stats.NarrowedGe, t)
	}
	if t := m.CreatedAtLe; !t.IsZero() && t.Before(earlier(asked.CreatedAtLe, asked.CreatedAtLt)) {
		p.stats.NarrowedLe = earlier(p.stats.NarrowedLe, t)
	}
}

// read turns a page into an answer: in the order of the list, each ID once,
// without what is outside of what was asked for.
func (p *Pager) read(req *request, rows []RowKey, keep []bool, meta client.PageMeta) (*answer, error) {
	a := &answer{raw: len(rows), total: meta.TotalItems, edge: req.bound(), items: make([]item, 0, len(rows))}
	a.short = a.raw < req.params.Limit && (p.pace.cap == 0 || a.raw < p.pace.cap)
	next := meta.HasNextPage
	a.more = next != nil && *next || a.total > req.offset+a.raw
	a.done = !a.more && (next != nil || a.total >= 0)
	outside := p.collect(a, req, rows, keep)
	if outside > 0 && len(a.items) == 0 {
		return nil, errUnheeded
	}
	slices.SortStableFunc(a.items, func(x, y item) int {
		if req.reverse {
			x, y = y, x
		}
		return cmp.Compare(x.ord, y.ord)
	})
	if n := len(a.items); n > 0 {
		a.edge = a.items[n-1].ord
		for _, it := range a.items[max(0, n-16):] {
			if it.id != "" {
				a.lastIDs = append(a.lastIDs, it.id)
			}
		}
	}
	if req.reverse {
		slices.Reverse(a.items)
	}
	return a, nil
}

// collect fills an answer's items and counts the rows that were not asked for.
func (p *Pager) collect(a *answer, req *request, rows []RowKey, keep []bool) (outside int) {
	ids, found := make(map[string]struct{}, len(rows)), map[ord]int{}
	x := p.firstOrd(req, rows)
	for i, k := range rows {
		if !p.keyed {
			x = ord(req.offset + i)
		} else if !k.Created.IsZero() { // a row that could not be read stays beside the one before it
			x = p.ordOf(k.Created)
			p.fine = p.fine || k.Created.Nanosecond()%int(time.Millisecond) != 0
		}
		if _, twice := ids[k.ID]; twice && k.ID != "" {
			continue
		}
		if p.keyed && !req.byIDs() && (x < req.from || x > req.to) {
			outside++
			continue
		}
		if k.ID == "" {
			found[x]++
			p.unreadable[x] = max(p.unreadable[x], found[x]) // counted once, however often it is read
			if !k.Created.IsZero() {                         // it is not listed, but says how far the page goes
				a.items = append(a.items, item{ord: x})
			}
			continue
		}
		ids[k.ID] = struct{}{}
		_, removed := p.removed[k.ID]
		pass := i >= len(keep) || keep[i]
		a.items = append(a.items, item{id: k.ID, ord: x, list: pass && !removed})
		p.search(k.ID, x, req)
	}
	return outside
}

// firstOrd is where the rows of an answer are taken to begin, before one of them
// says where it lies.
func (p *Pager) firstOrd(req *request, rows []RowKey) ord {
	if x := req.bound(); x != startOfTime && x != endOfTime {
		return x
	}
	if i := slices.IndexFunc(rows, func(k RowKey) bool { return !k.Created.IsZero() }); i >= 0 {
		return p.ordOf(rows[i].Created)
	}
	return 0
}

// search counts a row that was looked at, once.
func (p *Pager) search(id string, x ord, req *request) {
	if !p.o.Scan || req.kind != fillDown || !p.keyed {
		return
	}
	if x < p.edgeOrd {
		return // searched before, and let go since
	}
	if x > p.edgeOrd {
		p.edge, p.edgeOrd = map[string]struct{}{}, x
	}
	if _, counted := p.edge[id]; !counted {
		p.edge[id] = struct{}{}
		p.stats.Searched++
	}
}
