package pager

// request is the request in flight that has an ID.
func (p *Pager) request(id int) *request {
	for _, req := range p.inFlight {
		if req.id == id {
			return req
		}
	}
	return nil
}

// overlap is how many of n known rows come again with the page after them.
func overlap(n, most int) int { return max(1, min(16, n/4, most/4)) }

// page splits what is to be read after n known rows into a page number and a
// limit, so that the page begins a little before and brings as much as it can.
func page(n, most int) (number, limit, offset int) {
	target := n - overlap(n, most)
	number, limit = 1, most
	for l := min(most, target); l > most/3 && l > 0; l-- {
		if at := target / l * l; at+l > offset+limit {
			number, limit, offset = target/l+1, l, at
		}
	}
	return number, limit, offset
}

// pageAround splits the list into pages so that one of them holds positions x
// to y.
func pageAround(x, y, size, most int) (number, limit, offset int) {
	x = max(x, 0)
	for l := size; l <= most; l++ {
		if x/l == y/l {
			return x/l + 1, l, x / l * l
		}
	}
	return x/size + 1, size, x / size * size
}

// newRequest makes the request that a want stands for; nil when there is nothing
// to ask for.
func (p *Pager) newRequest(w want) *request {
	req := &request{kind: w.kind, from: startOfTime, to: endOfTime, fetch: w.fetch, urgent: w.urgent, sent: p.tick, moves: p.moves}
	number, limit := 1, p.soon(w, p.pageSize())
	w.fetch.target = p.Anchor(w.first)
	switch w.kind {
	case fillDown, fillUp:
		if w.kind == fillUp {
			w.fetch.target = p.Anchor(w.last)
		}
		if !p.keyed {
			number, limit = p.pageAt(req, w)
			break
		}
		req.reverse = w.kind == fillUp
		req.from, req.to = p.withinSnapshot(p.between(w.gap))
		number, limit = p.fromEdge(req, w, limit)
	case fillJump:
		req.from, req.to = p.withinSnapshot(req.from, req.to)
		number, limit, req.offset = pageAround(w.first, w.last, limit, p.largest())
	case reloadScreen:
		number, limit, req.offset = pageAround(w.first, w.last, limit, p.largest())
	case pollRows:
		return p.pollScreen(req)
	case pollNew:
		if !p.bounded() || len(p.buffered) >= bufferMost {
			return nil
		}
		req.reverse = p.desc // the oldest first
		req.from, req.to = p.newerThan(p.newest)
		number, limit = p.fromEdge(req, w, limit)
	case pollCount:
		req.from, req.to = p.withinSnapshot(req.from, req.to)
		limit = 1
	}
	return p.asked(req, number, limit)
}

// asked gives a request its parameters.
func (p *Pager) asked(req *request, number, limit int) *request {
	req.params = p.window(req.from, req.to, req.reverse)
	req.params.Page, req.params.Limit = number, limit
	return req
}

// between is the stretch of time that a gap covers.
func (p *Pager) between(gap int) (from, to ord) {
	return p.segs[gap].hi, p.segs[gap+1].lo
}

// fromEdge sizes the next page from a bound on: more than the known rows of the
// bound's own instant, which come again. A page scan goes on where it came to.
func (p *Pager) fromEdge(req *request, w want, limit int) (number, size int) {
	bound := req.bound()
	if at := &w.fetch.scan; at.read > 0 && at.bound == bound {
		number, limit, req.offset = page(at.read, p.largest())
		return number, limit
	}
	ties := 0
	switch w.kind {
	case fillDown:
		above := p.segs[w.gap]
		ties = len(above.rows) - above.from(bound)
	case fillUp:
		ties = p.segs[w.gap+1].from(bound + 1)
	default:
	}
	if ties > limit/2 {
		limit = min(p.largest(), ties+limit)
	}
	return 1, limit
}

// covers reports whether an answer would bring what is wanted. What fills a
// gap from an edge always does.
func (req *request) covers(w want) bool {
	return req.kind != fillJump || req.offset <= w.last && w.first < req.offset+req.params.Limit
}
