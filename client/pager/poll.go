package pager

import (
	"slices"
	"sort"
)

// pollMost is how many rows one request asks for by ID.
const pollMost = 100

// Refresh polls. In a list without an order by createdAt, and without
// Options.Scan, it reads the screen anew, and lets go of everything else.
func (p *Pager) Refresh() {
	p.due[aimRenew] = !p.keyed && !p.o.Scan && !p.loadAll && len(p.segs) > 0
	for _, g := range p.gaps {
		g.clearErrors()
	}
	p.dirty = true
	p.Poll()
}

// Poll reads the rows on the screen again and looks for new ones. An empty list
// is read again.
func (p *Pager) Poll() {
	p.due[aimPoll], p.due[aimFresh], p.due[aimCount] = true, p.keyed, !p.o.Scan
	if p.gotFirst && len(p.index) == 0 && len(p.buffered) == 0 && !p.bounded && p.gaps[len(p.gaps)-1].closed {
		p.segs, p.gaps = nil, []*gap{{}}
		p.dirty = true
	}
}

// pollWant asks for the rows on the screen again: by their range of createdAt,
// which shows also what came to match between them, or by their IDs, where a
// range would not hold them or is too large for a page.
func (p *Pager) pollWant() (w want, ok bool) {
	w = want{aim: aimPoll, first: p.view.First, last: p.view.Last, poll: true}
	byRange := p.keyed && !p.o.Scan && len(p.view.IDs) == 0
	if len(p.view.IDs) > 0 {
		w.ids = p.onScreen()
	} else {
		p.pollRange(&w)
	}
	from, to := p.withinSnapshot(w.from, w.to)
	switch {
	case len(w.ids) == 0:
		return w, false
	case byRange && from <= to && w.count+p.o.PageMin <= p.largest():
		w.from, w.to, w.ids = from, to, nil
		return w, true
	}
	return w, true
}

// pollRange finds the range from the row before the screen to the one after it:
// what came to match may lie between.
func (p *Pager) pollRange(w *want) {
	for i := max(0, p.view.First-1); i <= min(p.view.Last+1, p.length-1); i++ {
		at, k := p.locate(i)
		if k < 0 {
			continue
		}
		r := &p.segs[at].rows[k]
		if len(w.ids) == 0 {
			w.from = r.ord
		}
		w.to = r.ord
		if i == 0 {
			w.from = startOfTime
		}
		if i == p.length-1 {
			w.to = endOfTime
		}
		if len(w.ids) < pollMost {
			w.ids = append(w.ids, r.id)
		}
	}
	w.count = max(p.countBetween(w.from, w.to), min(w.last, p.length-1)-w.first+1)
}

// onScreen lists the rows of View.IDs that are loaded.
func (p *Pager) onScreen() (ids []string) {
	for _, id := range p.view.IDs {
		if r := p.row(id); r != nil && len(ids) < pollMost {
			ids = append(ids, id)
		}
	}
	return ids
}

// countBetween counts the rows that are known from one instant to another.
func (p *Pager) countBetween(from, to ord) (n int) {
	for _, s := range p.segs {
		i := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= from })
		j := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord > to })
		n += j - i
	}
	for _, r := range p.buffered {
		if r.ord >= from && r.ord <= to {
			n++
		}
	}
	return n
}

// polledRange takes a range that was read again: rows may be gone, and others
// may have come to match. What did not fit on the page is left to the next poll,
// which asks for more.
func (p *Pager) polledRange(req *request, a *answer) {
	c := p.beyondSnapshot(span{lo: req.from, hi: req.to, loFull: true, hiFull: true}, req)
	if !a.short || a.more {
		if len(a.items) == 0 {
			return
		}
		if c.hi, c.hiFull = a.edge, false; a.edge == req.from {
			c = span{lo: a.edge, hi: a.edge}
		}
	}
	p.merge(req, a, c)
}

// polledIDs takes the rows that were asked for by ID.
func (p *Pager) polledIDs(req *request, a *answer, rows []Key) {
	for _, k := range rows {
		if k.ID != "" && !slices.Contains(req.params.IDAny, k.ID) {
			return // not what was asked for: the server does not know the parameter
		}
	}
	if !a.short && len(rows) < len(req.params.IDAny) {
		return
	}
	for _, id := range req.params.IDAny {
		if r := p.row(id); r != nil && !r.gone && r.seen < req.sent {
			p.vanish(r)
		}
	}
}
