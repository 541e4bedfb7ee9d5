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
	x, y := 0, size/2
	switch {
	case w.aim == aimUp:
		y = int(p.segs[w.gap].lo)
		x = y - size/2
	case w.gap > 0:
		x = int(p.segs[w.gap-1].hi)
		y = x + size/2
	}
	number, limit, req.offset = pageAround(x, y, size, p.largest())
	return number, limit
}

// pageArrived takes a page of such a list.
func (p *Pager) pageArrived(req *request, a *answer) {
	p.firstAnswer(req, a)
	p.searched = max(p.searched, req.offset+a.raw)
	at, ok := p.gapOf(req.probe)
	switch {
	case !ok, req.moves != p.moves:
		return // the list was read anew, or places are other ones now: the page is asked for again
	case req.aim == aimMid && a.raw == 0:
		req.probe.idle++
		p.shrink(req, a)
		return
	}
	b := req.probe
	c := span{lo: ord(req.offset), loFull: true, hi: ord(req.offset + a.raw)}
	if req.offset == 0 {
		c.lo = startOfTime
	}
	ended := p.ends(b, a, func() bool {
		further := p.further(at, c) && !slices.Equal(a.tail, b.scan.tail)
		b.scan.tail = a.tail
		if c.lo < c.hi {
			p.merge(req, a, c)
		}
		return further
	})
	if ended {
		p.merge(req, a, span{lo: min(c.lo, ord(req.offset)), loFull: true, hi: endOfTime, hiFull: true})
	}
	if b.idle > idleMost {
		p.fail(req, errStuck)
	}
	p.space(a.total)
}

// further reports whether a stretch reaches beyond what is known beside a gap.
func (p *Pager) further(at int, c span) bool {
	above, below := ord(0), endOfTime
	if at > 0 {
		above = p.segs[at-1].hi
	}
	if at < len(p.segs) {
		below = p.segs[at].lo
	}
	return c.hi > above && c.lo < below
}

// space makes the gaps as large as the positions say, and the last one as the
// server counts.
func (p *Pager) space(total int) {
	if p.o.Scan { // the server counts rows that are not listed
		return
	}
	from := ord(0)
	for i, s := range p.segs {
		if g := p.gaps[i]; !g.closed {
			g.size = max(1, int(s.lo-from))
		}
		from = s.hi
	}
	if tail := p.gaps[len(p.segs)]; !tail.closed && total >= 0 {
		tail.size = max(1, total-int(from))
	}
	p.dirty = true
}

// move takes note that rows after a place moved, as one before them was taken
// out or put in.
func (p *Pager) move(after, by ord) {
	p.moves++
	for _, s := range p.segs {
		if s.lo > after {
			s.lo += by
		}
		if s.hi > after && s.hi != endOfTime {
			s.hi += by
		}
		for i := range s.rows {
			if s.rows[i].ord > after {
				s.rows[i].ord += by
			}
		}
	}
}

// renewed takes the rows of the screen in the place of all that was loaded.
func (p *Pager) renewed(req *request, a *answer) {
	switch {
	case req.moves != p.moves:
		p.due[aimRenew] = true // places are other ones now
		return
	case a.raw == 0 && a.total != 0:
		return
	}
	for _, s := range p.segs {
		for i := range s.rows {
			p.change.Dropped = append(p.change.Dropped, s.rows[i].id)
		}
	}
	p.segs, p.gaps, p.gone = nil, []*gap{newGap(0)}, 0
	clear(p.index)
	p.countedWhole(req, a)
	req.probe = p.gaps[0].by[aimMid]
	p.pageArrived(req, a)
	p.change.Dropped = slices.DeleteFunc(p.change.Dropped, func(id string) bool { _, kept := p.index[id]; return kept })
}

// admitCheap puts a row that was created here where cost is least: at the end,
// or at the start.
func (p *Pager) admitCheap(r row) bool {
	last := len(p.segs) - 1
	switch {
	case p.desc && p.gaps[last+1].closed:
		s := p.segs[last]
		if n := len(s.rows); n > 0 {
			r.ord = s.rows[n-1].ord + 1
		}
		p.extend(s, nil, []row{r})
	case !p.desc && p.gaps[0].closed:
		p.move(startOfTime, 1)
		r.ord = 0
		p.extend(p.segs[0], []row{r}, nil)
	default:
		return false
	}
	return true
}
