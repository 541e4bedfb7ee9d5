package pager

import "slices"

// pollMost is how many rows one request asks for by ID.
const pollMost = 100

// Refresh polls. In a list without an order by createdAt, and without
// Options.Scan, it reads the screen anew, and lets go of everything else.
func (p *Pager) Refresh() {
	p.pollDue[reloadScreen] = !p.keyed && !p.o.Scan && !p.loadAll && !p.unread
	for _, g := range p.gaps {
		g.clearErrors()
	}
	p.version++
	p.Poll()
}

// Poll reads the rows on the screen again and looks for new ones. An empty list
// is read again.
func (p *Pager) Poll() {
	p.pollDue[pollRows], p.pollDue[pollNew], p.pollDue[pollCount] = true, p.keyed, !p.o.Scan
	if len(p.gaps) == 0 && len(p.index) == 0 && len(p.buffered) == 0 && !p.bounded() {
		p.reset()
	}
}

// pollScreen asks for the rows on the screen again: by their range of createdAt,
// which shows also what came to match between them, or by their IDs, where a
// range would not hold them or is too large for a page. Of a list that has become
// empty the whole range is read, for what came to match since.
func (p *Pager) pollScreen(req *request) *request {
	ids, from, to := p.onScreen()
	count := p.countBetween(from, to)
	req.from, req.to = p.withinSnapshot(from, to)
	switch emptied := p.Len() == 0; {
	case p.keyed && !p.o.Scan && p.view.IDs == nil && (emptied || len(ids) > 0) && req.from <= req.to && count+p.o.PageMin <= p.largest():
		return p.asked(req, 1, min(max(count, p.screen)+p.o.PageMin, p.largest()))
	case len(ids) == 0:
		p.pollDue[pollRows] = false
		return nil
	}
	req.params = p.base
	req.params.ID, req.params.IDAny = "", ids
	req.params.Page, req.params.Limit = 1, len(ids)
	return req
}

// onScreen lists the rows on the screen, as many as one request asks for by ID,
// and the range from the row before the screen to the one after it: what came to
// match may lie between.
func (p *Pager) onScreen() (ids []string, from, to ord) {
	for _, id := range p.view.IDs {
		if p.index[id] != nil {
			ids = append(ids, id)
		}
	}
	from, to = endOfTime, startOfTime
	first, last := p.view.First-1, p.view.Last+1
	for i := max(0, first); i <= min(last, p.Len()-1) && p.view.IDs == nil; i++ {
		if at, k, loaded := p.locate(i); loaded {
			r := p.segs[at].rows[k]
			from, to = min(from, r.ord), r.ord
			ids = append(ids, r.id)
		}
	}
	if first <= 0 {
		from = startOfTime
	}
	if last >= p.Len()-1 {
		to = endOfTime
	}
	return ids[:min(len(ids), pollMost)], from, to
}

// countBetween counts the rows that are known from one instant to another.
func (p *Pager) countBetween(from, to ord) (n int) {
	for _, s := range p.segs {
		n += s.from(to+1) - s.from(from)
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
	c := span{lo: req.from, hi: req.to, loFull: true, hiFull: true}
	if !a.short || a.more {
		if len(a.items) == 0 {
			return
		}
		c.hi, c.hiFull = a.edge, false
	}
	p.merge(req, a, c)
}

// polledIDs takes the rows that were asked for by ID.
func (p *Pager) polledIDs(req *request, a *answer) {
	for _, it := range a.items {
		if it.id != "" && !slices.Contains(req.params.IDAny, it.id) {
			return // not what was asked for: the server does not know the parameter
		}
	}
	if !a.short && a.raw < len(req.params.IDAny) {
		return
	}
	for _, id := range req.params.IDAny {
		if r := p.index[id]; r != nil {
			p.vanish(req, r)
		}
	}
}
