package pager

import "slices"

// A list that is sorted by anything but createdAt has no bounds. It is read by
// page numbers, and the ord of a row is the server's position of it: a page from
// position 100 with 50 rows makes known the span from 100 to 150. A row that is
// in the list already is not put in it again.

// pageAtGapEdge is the page that shows the edge of a gap and at least half a
// page beyond it.
func (p *Pager) pageAtGapEdge(req *request, w want) (number, limit int) {
	size := max(p.pageSize(), min(p.options.PageMin, p.maxPageSize()))
	from, to := p.gapBounds(w.gap)
	x := int(from)
	y := x + size/2
	if w.kind == fillUp {
		y = int(to)
		x = y - size/2
	}
	number, limit, req.offset = pageAround(x, y, size, p.maxPageSize())
	return number, limit
}

// numberedPageArrived takes a page of a list without bounds.
func (p *Pager) numberedPageArrived(req *request, a *answer) {
	p.stats.Searched = max(p.stats.Searched, req.offset+a.rowCount)
	at, ok := p.gapOf(req.fetch)
	switch {
	case !ok, req.shifts != p.shifts:
		return // the list was reloaded, or rows changed position since: the page will be asked for again
	case req.kind == fillJump && a.rowCount == 0:
		req.fetch.fruitless++
		p.shrinkGap(req)
		return
	}
	f := req.fetch
	c := span{lo: ord(req.offset), loFull: true, hi: ord(req.offset + a.rowCount)}
	from, to := p.gapBounds(at)
	further := c.hi > from && c.lo < to && !slices.Equal(a.lastIDs, f.scan.lastIDs) // the page reaches into the gap
	f.scan.lastIDs = a.lastIDs
	f.fruitless++
	if further {
		f.progressed()
	}
	if f.ends(a) {
		c.hi, c.hiFull = endOfTime, true
	}
	if c.lo < c.hi {
		p.merge(req, a, c)
	}
}

// sizeGapsByPosition makes the gaps as large as the positions beside them say,
// and the last one as the server's count says.
func (p *Pager) sizeGapsByPosition() {
	if p.options.Scan { // the server counts rows that are not listed
		return
	}
	for i, g := range p.gaps {
		from, to := p.gapBounds(i)
		if p.atEnd(i) {
			if p.serverTotal == unknown {
				continue
			}
			to = ord(p.serverTotal)
		}
		g.size = max(1, int(to-from))
	}
}

// shiftRows changes the positions of all rows after a place, because a row
// before them was removed (by -1) or inserted (by 1).
func (p *Pager) shiftRows(after, by ord) {
	p.shifts++
	for _, s := range p.segments {
		if s.lo > after && s.lo != endOfTime {
			s.lo += by
		}
		if s.hi > after && s.hi != endOfTime {
			s.hi += by
		}
		for _, r := range s.rows[s.indexFrom(after+1):] {
			r.ord += by
		}
	}
}

// reloadArrived replaces all loaded rows by those of the screen.
func (p *Pager) reloadArrived(req *request, a *answer) {
	if req.shifts != p.shifts {
		p.pollDue[reloadScreen] = true // rows changed position since it was sent
		return
	}
	p.change.Dropped = p.IDs()
	p.reset()
	p.stats.Gone = 0
	clear(p.index)
	req.fetch = p.gaps[0].fetches[fillJump]
	p.numberedPageArrived(req, a)
	p.change.Dropped = slices.DeleteFunc(p.change.Dropped, func(id string) bool { return p.index[id] != nil })
}

// admitAtLowestValue puts a row that was created here, with a cost and a
// duration of zero, at the end of a descending list, or at the start of an
// ascending one.
func (p *Pager) admitAtLowestValue(r *row) bool {
	first, last := p.segments[0], p.segments[len(p.gaps)]
	switch {
	case p.descending && last.span != endSpan():
		r.ord = 0
		if n := len(last.rows); n > 0 {
			r.ord = last.rows[n-1].ord + 1
		}
		last.rows = append(last.rows, r)
	case !p.descending && first.span != p.startSpan():
		p.shiftRows(startOfTime, 1)
		r.ord = 0
		first.rows = slices.Insert(first.rows, 0, r)
	default:
		return false
	}
	p.index[r.id] = r
	return true
}
