package pager

import (
	"sort"
)

// Remove takes rows out that were deleted here. No late answer brings them back.
func (p *Pager) Remove(ids ...string) {
	restore := p.begin()
	for _, id := range ids {
		if _, done := p.removed[id]; !done {
			p.removed[id] = p.takeOut(id)
		}
	}
	p.finish(restore)
}

// takeOut removes a row and returns the ID of the one after it, or before it.
func (p *Pager) takeOut(id string) (next string) {
	delete(p.buffered, id)
	at, ok := p.index[id]
	if !ok {
		return ""
	}
	s, k := at.seg, at.seg.find(at.num)
	x, gone := s.rows[k].ord, s.rows[k].gone
	if p.whole > 0 && !gone {
		p.whole--
	}
	if k+1 < len(s.rows) {
		next = s.rows[k+1].id
	} else if k > 0 {
		next = s.rows[k-1].id
	}
	p.cut(s, k, k+1)
	if !p.keyed && !gone {
		p.move(x, -1)
	}
	return next
}

// letGo drops the rows farthest from the screen when there are too many.
func (p *Pager) letGo() {
	if p.loadAll || len(p.index) <= p.o.Retain+p.o.Retain/4 {
		return
	}
	for dropped := true; dropped && len(p.index) > p.o.Retain; {
		restore := p.keepView() // rows that are gone leave no positions behind
		dropped = p.dropFarthest(len(p.index) - p.o.Retain)
		restore()
	}
}

// dropFarthest lets go of some rows, of so many that are too many.
func (p *Pager) dropFarthest(excess int) bool {
	p.layout()
	first, last := p.segs[0], p.segs[len(p.segs)-1]
	before, after := p.view.First-first.at, last.end()-1-p.view.Last
	margin := p.o.Retain / 4
	switch {
	case before >= after && before > margin:
		return p.dropStart(first, min(excess, before-margin))
	case after > before && after > margin:
		return p.dropEnd(last, min(excess, after-margin))
	}
	return false
}

// dropStart lets go of about n rows at the start of the first segment. It cuts
// between two instants, so that what stays is known whole.
func (p *Pager) dropStart(s *segment, n int) bool {
	if n < len(s.rows) {
		x := s.rows[n].ord
		n = sort.Search(n, func(i int) bool { return s.rows[i].ord >= x })
	}
	if n == 0 || n >= len(s.rows) {
		return p.dropWhole(0)
	}
	opened := p.release(p.gaps[0], s.rows[:n])
	p.cut(s, 0, n)
	if opened {
		s.lo = s.rows[0].ord
		s.loFull = s.lo < s.hi || s.hiFull || !p.keyed
	}
	return true
}

// dropEnd lets go of about n rows at the end of the last segment.
func (p *Pager) dropEnd(s *segment, n int) bool {
	keep := max(0, len(s.rows)-n)
	if keep > 0 {
		x := s.rows[keep-1].ord
		keep = sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord > x })
	}
	if keep == 0 || keep == len(s.rows) {
		return p.dropWhole(len(p.segs) - 1)
	}
	opened := p.release(p.gaps[len(p.gaps)-1], s.rows[keep:])
	p.cut(s, keep, len(s.rows))
	if opened {
		s.hi = s.rows[keep-1].ord
		s.hiFull = s.lo < s.hi || s.loFull
		if !p.keyed {
			s.hi, s.hiFull = s.hi+1, false // a stretch of positions ends before the next one
		}
	}
	return true
}

// dropWhole lets go of a segment, unless it is the only one or on the screen.
func (p *Pager) dropWhole(i int) bool {
	s := p.segs[i]
	if len(p.segs) == 1 || s.at <= p.view.Last && s.end() > p.view.First {
		return false
	}
	for k := range s.rows {
		p.dropped(&s.rows[k])
	}
	p.removeSegment(i)
	return true
}

// release counts rows into the gap that they leave, and reports whether it is
// open: where all were newer than the list, nothing is left to be read.
func (p *Pager) release(g *gap, rows []row) (opened bool) {
	size := 0
	for i := range rows {
		p.dropped(&rows[i])
		if p.afterSnapshot(rows[i].ord) {
			continue
		}
		if opened = true; !rows[i].gone {
			size++
		}
	}
	if !opened && g.closed {
		return false
	}
	if g.closed {
		g.closed, g.exact, g.size = false, true, 0
		g.by = newGap(0).by
	}
	g.by[aimDown].scan, g.by[aimUp].scan = pageScan{}, pageScan{} // their first pages may be among what goes
	g.size = max(g.size+size, 1)
	return true
}

// dropped notes that a row is let go. One that is newer than the list could
// not be read again with it, so it goes back to the buffered ones.
func (p *Pager) dropped(r *row) {
	if p.afterSnapshot(r.ord) {
		p.buffered[r.id] = p.newRow(r.id, r.ord)
		return
	}
	p.change.Dropped = append(p.change.Dropped, r.id)
}
