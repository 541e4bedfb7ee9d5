package pager

import "slices"

// maxPolledIDs is how many rows one request asks for by ID.
const maxPolledIDs = 100

// Refresh polls at once and clears failures. A list that is not sorted by
// createdAt is reloaded as well: the screen is read anew, and all other rows
// are evicted. Options.Scan and LoadAll exclude that.
func (p *Pager) Refresh() {
	p.pollDue[reloadScreen] = !p.byCreatedAt && !p.options.Scan && !p.loadAll && !p.unread
	p.clearErrors()
	p.Poll()
}

// Poll reads the rows on the screen again and looks for new ones. An empty list
// is read again from the start.
func (p *Pager) Poll() {
	p.pollDue[pollRows], p.pollDue[pollNew], p.pollDue[pollCount] = true, p.byCreatedAt, !p.options.Scan
	if len(p.gaps) == 0 && len(p.index) == 0 && len(p.buffered) == 0 && !p.hasSnapshot() {
		p.reset()
	}
}

// screenRequest asks for the rows on the screen again: by their range of
// createdAt, which also shows what came to match between them, or by their IDs,
// where the range would not hold them or is too large for a page. For a list
// that has become empty it asks for the whole range.
func (p *Pager) screenRequest(req *request) *request {
	ids, from, to := p.loadedOnScreen()
	count := p.countBetween(from, to)
	req.from, req.to = p.withinSnapshot(from, to)
	for _, id := range ids { // those that were created here may be newer
		if x := p.index[id].ord; p.afterSnapshot(x) {
			req.from, req.to = min(req.from, x), max(req.to, x)
		}
	}
	hasRange := p.byCreatedAt && !p.options.Scan && p.view.IDs == nil && req.from <= req.to
	fits := count+p.options.PageMin <= p.maxPageSize()
	if hasRange && fits && (len(ids) > 0 || p.Len() == 0) {
		return p.withParams(req, 1, min(max(count, p.screenRows)+p.options.PageMin, p.maxPageSize()))
	}
	if len(ids) == 0 {
		p.pollDue[pollRows] = false
		return nil
	}
	req.params = p.base
	req.params.ID, req.params.IDAny = "", ids
	req.params.Page, req.params.Limit = 1, len(ids)
	return req
}

// loadedOnScreen lists the loaded rows on the screen, as many as one request
// asks for by ID, and the range from the row before the screen to the one after
// it.
func (p *Pager) loadedOnScreen() (ids []string, from, to ord) {
	for _, id := range p.view.IDs {
		if p.index[id] != nil {
			ids = append(ids, id)
		}
	}
	from, to = endOfTime, startOfTime
	first, last := p.view.First-1, p.view.Last+1
	for i := max(0, first); i <= min(last, p.Len()-1) && p.view.IDs == nil; i++ {
		if at, k, loaded := p.locate(i); loaded {
			r := p.segments[at].rows[k]
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
	return ids[:min(len(ids), maxPolledIDs)], from, to
}

// countBetween counts the loaded and buffered rows from one place to another.
func (p *Pager) countBetween(from, to ord) (n int) {
	for _, s := range p.segments {
		n += s.indexFrom(to+1) - s.indexFrom(from)
	}
	for _, r := range p.buffered {
		if r.ord >= from && r.ord <= to {
			n++
		}
	}
	return n
}

// pollByRangeArrived takes a range that was read again: rows may be gone, and
// others may have come to match. What did not fit on the page is left to the
// next poll, which asks for more rows.
func (p *Pager) pollByRangeArrived(req *request, a *answer) {
	c := span{lo: req.from, hi: req.to, loFull: true, hiFull: true}
	if !a.isShort || a.hasMore {
		if len(a.items) == 0 {
			return
		}
		c.hi, c.hiFull = a.edge, false
	}
	p.merge(req, a, c)
}

// pollByIDArrived takes the rows that were asked for by ID.
func (p *Pager) pollByIDArrived(req *request, a *answer) {
	for _, it := range a.items {
		if it.id != "" && !slices.Contains(req.params.IDAny, it.id) {
			return // the server does not know the parameter
		}
	}
	if !a.isShort && a.rowCount < len(req.params.IDAny) {
		return
	}
	for _, id := range req.params.IDAny {
		if r := p.index[id]; r != nil {
			p.reportGone(req, r)
		}
	}
}
