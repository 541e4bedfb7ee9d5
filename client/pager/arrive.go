package pager

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

var errOutOfBounds = errors.New("listing sessions: the server sends rows outside the bounds it was given")

// item is a row of an answer.
type item struct {
	id     string // empty when it cannot be read
	ord    ord
	listed bool // it passes the filter and was not removed since
}

// answer is a page, brought into the order of the list.
type answer struct {
	items    []item   // in the order of the list
	rowCount int      // rows on the page, readable or not
	total    int      // what the server says matches the request; -1 when it does not say
	edge     ord      // place of the row furthest in the direction of reading; the request's bound when there is none
	lastIDs  []string // of up to 16 rows at the edge, the last one at the end
	isShort  bool     // fewer rows than were asked for
	hasMore  bool     // the server says that there are more
	isLast   bool     // the server says that there are no more
}

// Arrived takes the answer to a request. Keep says for each row whether it
// passes the part of the filter that the server cannot apply; nil when all do.
// An answer that is not expected changes nothing.
func (p *Pager) Arrived(id int, rows []RowKey, keep []bool, meta client.PageMeta, transfer Transfer, now time.Time) Change {
	req := p.endRequest(id, now)
	if req == nil {
		return Change{}
	}
	p.measure(req, len(rows), meta, transfer)
	p.noteMeta(req, meta)
	a, err := p.newAnswer(req, rows, keep, meta)
	if err != nil {
		p.noteFailure(req, err)
	} else {
		p.successes++
		p.markSeen(req, a)
		if req.from == p.snapshot.lo && req.to == p.snapshot.hi && !req.byIDs() {
			p.noteServerTotal(req, a)
		}
		switch {
		case req.kind == pollNew:
			p.newRowsArrived(req, a)
		case req.kind == pollCount:
			p.countArrived()
		case req.byIDs():
			p.pollByIDArrived(req, a)
		case req.kind == reloadScreen:
			p.reloadArrived(req, a)
		case !p.byCreatedAt:
			p.numberedPageArrived(req, a)
		case req.kind == pollRows:
			p.pollByRangeArrived(req, a)
		case req.kind == fillJump:
			p.jumpArrived(req, a)
		default:
			p.edgePageArrived(req, a)
		}
		if req.fetch.fruitless > maxFruitless {
			p.noteFailure(req, errRepeats)
		}
	}
	p.shiftView()
	p.evictFar()
	return p.change
}

// Failed takes the failure of a request. The place that the rows were for
// becomes a Failed cell, which stays until Retry, or for some seconds and until
// another request succeeded. A poll that fails leaves no trace: the next one
// tries again.
func (p *Pager) Failed(id int, err error, now time.Time) Change {
	req := p.endRequest(id, now)
	if req == nil {
		return Change{}
	}
	p.noteFailure(req, err)
	return p.change
}

// endRequest removes a request from those in flight when its answer or failure
// comes. It returns nil when none has this ID.
func (p *Pager) endRequest(id int, now time.Time) *request {
	req := p.requestInFlight(id)
	if req != nil {
		p.now = later(p.now, now)
		p.beginChange()
		p.removeInFlight(req)
	}
	return req
}

// beginChange starts to collect a Change.
func (p *Pager) beginChange() {
	p.tick++
	p.version++
	p.change = Change{}
}

// noteMeta keeps what a page says about bounds and retention.
func (p *Pager) noteMeta(req *request, m client.PageMeta) {
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

// newAnswer turns a page into an answer: each ID once, without rows outside the
// range that was asked for. It fails when all rows are outside.
func (p *Pager) newAnswer(req *request, rows []RowKey, keep []bool, meta client.PageMeta) (*answer, error) {
	a := &answer{rowCount: len(rows), total: meta.TotalItems, edge: req.bound(), items: make([]item, 0, len(rows))}
	a.isShort = a.rowCount < req.params.Limit && (p.measured.serverLimit == 0 || a.rowCount < p.measured.serverLimit)
	next := meta.HasNextPage
	a.hasMore = next != nil && *next || a.total > req.offset+a.rowCount
	a.isLast = !a.hasMore && (next != nil || a.total >= 0)
	outside := p.collectItems(a, req, rows, keep)
	if outside > 0 && len(a.items) == 0 {
		return nil, errOutOfBounds
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

// collectItems fills an answer's items, and counts the rows outside the range
// that was asked for.
func (p *Pager) collectItems(a *answer, req *request, rows []RowKey, keep []bool) (outside int) {
	ids, unreadable := make(map[string]struct{}, len(rows)), map[ord]int{}
	x := p.firstOrd(req, rows)
	for i, k := range rows {
		if !p.byCreatedAt {
			x = ord(req.offset + i)
		} else if !k.Created.IsZero() { // without a readable time a row stays beside the one before it
			x = p.ordOf(k.Created)
			p.subMillisecond = p.subMillisecond || k.Created.Nanosecond()%int(time.Millisecond) != 0
		}
		if _, twice := ids[k.ID]; twice && k.ID != "" {
			continue
		}
		if p.byCreatedAt && !req.byIDs() && (x < req.from || x > req.to) {
			outside++
			continue
		}
		if k.ID == "" {
			unreadable[x]++
			p.unreadable[x] = max(p.unreadable[x], unreadable[x]) // counted once, however often it is read
			if !k.Created.IsZero() {                              // it is not listed, but says how far the page goes
				a.items = append(a.items, item{ord: x})
			}
			continue
		}
		ids[k.ID] = struct{}{}
		_, removed := p.removed[k.ID]
		pass := i >= len(keep) || keep[i]
		a.items = append(a.items, item{id: k.ID, ord: x, listed: pass && !removed})
		p.countSearched(k.ID, x, req)
	}
	return outside
}

// firstOrd is the place that rows of an answer get as long as none before them
// has a readable createdAt.
func (p *Pager) firstOrd(req *request, rows []RowKey) ord {
	if x := req.bound(); x != startOfTime && x != endOfTime {
		return x
	}
	if i := slices.IndexFunc(rows, func(k RowKey) bool { return !k.Created.IsZero() }); i >= 0 {
		return p.ordOf(rows[i].Created)
	}
	return 0
}

// countSearched counts a row as searched, once.
func (p *Pager) countSearched(id string, x ord, req *request) {
	if !p.options.Scan || req.kind != fillDown || !p.byCreatedAt {
		return
	}
	if x < p.searchedTo {
		return // counted before, and evicted since
	}
	if x > p.searchedTo {
		p.searchedAtEdge, p.searchedTo = map[string]struct{}{}, x
	}
	if _, counted := p.searchedAtEdge[id]; !counted {
		p.searchedAtEdge[id] = struct{}{}
		p.stats.Searched++
	}
}
