package pager

import "slices"

// A list that is sorted by anything but createdAt has no bound to hold on to. It
// is read by page numbers, and the place of a row is the server's position of
// it: a page from position 100 with 50 rows is a fact about the stretch from 100
// to 150. A row that is in the list already is not put in it again.

// pageAt is the page at the edge of a gap: it shows the edge and at least half a
// page beyond it.
func (p *Pager) pageAt(req *request, w want) (number, limit int) {
	size := max(p.pageSize(), min(p.o.PageMin, p.largest()))
	from, to := p.between(w.gap)
	x := int(from)
	y := x + size/2
	if w.kind == fillUp {
		y = int(to)
		x = y - size/2
	}
	number, limit, req.offset = pageAround(x, y, size, p.largest())
	return number, limit
}

// pageArrived takes a page of such a list.
func (p *Pager) pageArrived(req *request, a *answer) {
	p.stats.Searched = max(p.stats.Searched, req.offset+a.raw)
	at, ok := p.gapOf(req.fetch)
	switch {
	case !ok, req.moves != p.moves:
		return // the list was read anew, or places are other ones now: the page is asked for again
	case req.kind == fillJump && a.raw == 0:
		req.fetch.fruitless++
		p.shrink(req)
		return
	}
	f := req.fetch
	c := span{lo: ord(req.offset), loFull: true, hi: ord(req.offset + a.raw)}
	from, to := p.between(at)
	further := c.hi > from && c.lo < to && !slices.Equal(a.lastIDs, f.scan.lastIDs) // it reaches beyond what is known beside the gap
	f.scan.lastIDs = a.lastIDs
	if f.fruitless++; further {
		f.progressed()
	}
	if f.ends(a) {
		c.hi, c.hiFull = endOfTime, true
	}
	if c.lo < c.hi {
		p.merge(req, a, c)
	}
}

// space makes the gaps as large as the positions say, and the last one as the
// server counts.
func (p *Pager) space() {
	if p.o.Scan { // the server counts rows that are not listed
		return
	}
	for i, g := range p.gaps {
		from, to := p.between(i)
		if p.atEnd(i) {
			if to = ord(p.whole); p.whole == unknown {
				continue
			}
		}
		g.size = max(1, int(to-from))
	}
}

// move takes note that rows after a place moved, as one before them was taken
// out or put in.
func (p *Pager) move(after, by ord) {
	p.moves++
	for _, s := range p.segs {
		if s.lo > after && s.lo != endOfTime {
			s.lo += by
		}
		if s.hi > after && s.hi != endOfTime {
			s.hi += by
		}
		for _, r := range s.rows[s.from(after+1):] {
			r.ord += by
		}
	}
}

// renewed takes the rows of the screen in the place of all that was loaded.
func (p *Pager) renewed(req *request, a *answer) {
	if req.moves != p.moves {
		p.pollDue[reloadScreen] = true // places are other ones now
		return
	}
	p.change.Dropped = p.IDs()
	p.reset()
	p.stats.Gone = 0
	clear(p.index)
	req.fetch = p.gaps[0].fetches[fillJump]
	p.pageArrived(req, a)
	p.change.Dropped = slices.DeleteFunc(p.change.Dropped, func(id string) bool { return p.index[id] != nil })
}

// admitCheap puts a row that was created here where cost is least: at the end,
// or at the start.
func (p *Pager) admitCheap(r *row) bool {
	first, last := p.segs[0], p.segs[len(p.gaps)]
	switch {
	case p.desc && last.span != endSpan():
		r.ord = 0
		if n := len(last.rows); n > 0 {
			r.ord = last.rows[n-1].ord + 1
		}
		last.rows = append(last.rows, r)
	case !p.desc && first.span != p.startSpan():
		p.move(startOfTime, 1)
		r.ord = 0
		first.rows = slices.Insert(first.rows, 0, r)
	default:
		return false
	}
	p.index[r.id] = r
	return true
}
