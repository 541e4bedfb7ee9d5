package pager

func (p *Pager) requestInFlight(id int) *request {
	for _, req := range p.inFlight {
		if req.id == id {
			return req
		}
	}
	return nil
}

// overlap is how many of n known rows the page after them repeats, in pages of
// at most most rows.
func overlap(n, most int) int { return max(1, min(16, n/4, most/4)) }

// nextScanPage chooses page number and limit for the rows after n known ones,
// so that the page begins a little before these end and brings as many new rows
// as it can. Offset is how many rows come before the page.
func nextScanPage(n, most int) (number, limit, offset int) {
	target := n - overlap(n, most)
	number, limit = 1, most
	for l := min(most, target); l > most/3 && l > 0; l-- {
		if at := target / l * l; at+l > offset+limit {
			number, limit, offset = target/l+1, l, at
		}
	}
	return number, limit, offset
}

// pageAround chooses page number and limit so that the page holds positions x
// to y. Offset is how many rows come before the page.
func pageAround(x, y, size, most int) (number, limit, offset int) {
	x = max(x, 0)
	for l := size; l <= most; l++ {
		if x/l == y/l {
			return x/l + 1, l, x / l * l
		}
	}
	return x/size + 1, size, x / size * size
}

// newRequest makes the request for a want; nil when there is nothing to
// request.
func (p *Pager) newRequest(w want) *request {
	req := &request{kind: w.kind, from: startOfTime, to: endOfTime, fetch: w.fetch, urgent: w.urgent, sentTick: p.tick, shifts: p.shifts}
	number, limit := 1, p.urgentLimit(w, p.pageSize())
	w.fetch.target = p.Anchor(w.first)
	switch w.kind {
	case fillDown, fillUp:
		if w.kind == fillUp {
			w.fetch.target = p.Anchor(w.last)
		}
		if !p.byCreatedAt {
			number, limit = p.pageAtGapEdge(req, w)
			break
		}
		req.reverse = w.kind == fillUp
		req.from, req.to = p.withinSnapshot(p.gapBounds(w.gap))
		number, limit = p.edgePage(req, w, limit)
	case fillJump:
		req.from, req.to = p.withinSnapshot(req.from, req.to)
		number, limit, req.offset = pageAround(w.first, w.last, limit, p.maxPageSize())
	case reloadScreen:
		number, limit, req.offset = pageAround(w.first, w.last, limit, p.maxPageSize())
	case pollRows:
		return p.screenRequest(req)
	case pollNew:
		if !p.hasSnapshot() || len(p.buffered) >= maxBuffered {
			return nil
		}
		req.reverse = p.descending // the oldest first
		req.from, req.to = p.newerThan(p.newest)
		number, limit = p.edgePage(req, w, limit)
	case pollCount:
		req.from, req.to = p.withinSnapshot(req.from, req.to)
		limit = 1
	}
	return p.withParams(req, number, limit)
}

func (p *Pager) withParams(req *request, number, limit int) *request {
	req.params = p.rangeParams(req.from, req.to, req.reverse)
	req.params.Page, req.params.Limit = number, limit
	return req
}

// gapBounds is the range that a gap covers.
func (p *Pager) gapBounds(gap int) (from, to ord) {
	return p.segments[gap].hi, p.segments[gap+1].lo
}

// edgePage chooses page number and limit for the next page from a bound on:
// larger than the number of known rows at the bound itself, which are repeated.
// A page scan continues.
func (p *Pager) edgePage(req *request, w want, limit int) (number, size int) {
	bound := req.bound()
	if at := &w.fetch.scan; at.read > 0 && at.bound == bound {
		number, limit, req.offset = nextScanPage(at.read, p.maxPageSize())
		return number, limit
	}
	ties := 0
	switch w.kind {
	case fillDown:
		above := p.segments[w.gap]
		ties = len(above.rows) - above.indexFrom(bound)
	case fillUp:
		ties = p.segments[w.gap+1].indexFrom(bound + 1)
	default:
	}
	if ties > limit/2 {
		limit = min(p.maxPageSize(), ties+limit)
	}
	return 1, limit
}

// covers reports whether the answer would bring the wanted rows. A request that
// fills a gap from an edge always does.
func (req *request) covers(w want) bool {
	return req.kind != fillJump || req.offset <= w.last && w.first < req.offset+req.params.Limit
}
