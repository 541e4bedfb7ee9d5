package pager

import "slices"

// Remove takes rows out that were deleted here. No late answer brings them back.
func (p *Pager) Remove(ids ...string) {
	p.begin()
	for _, id := range ids {
		if _, done := p.removed[id]; !done {
			p.removed[id] = p.takeOut(id)
		}
	}
	p.follow()
}

// takeOut removes a row and returns the ID of the one after it, or before it.
func (p *Pager) takeOut(id string) (next string) {
	delete(p.buffered, id)
	r := p.index[id]
	if r == nil {
		return ""
	}
	i, k := p.find(r)
	s := p.segs[i]
	s.rows = slices.Delete(s.rows, k, k+1)
	p.takeFromIndex(r)
	switch {
	case k < len(s.rows):
		next = s.rows[k].id
	case k > 0:
		next = s.rows[k-1].id
	}
	if r.gone {
		return next
	}
	if p.whole > 0 {
		p.whole--
	}
	if !p.keyed {
		p.move(r.ord, -1)
	}
	return next
}

// takeFromIndex takes a row out of those that are loaded.
func (p *Pager) takeFromIndex(r *row) {
	delete(p.index, r.id)
	if r.gone {
		p.stats.Gone--
	}
}

// letGo drops the rows farthest from the screen when there are too many.
func (p *Pager) letGo() {
	if p.loadAll || len(p.index) <= p.o.Retain+p.o.Retain/4 {
		return
	}
	for len(p.index) > p.o.Retain && p.dropFarthest(len(p.index)-p.o.Retain) {
		p.follow() // rows that are gone leave no positions behind
	}
}

// dropFarthest lets go of some rows, of so many that are too many. It cuts
// between two instants, so that what stays is known whole.
func (p *Pager) dropFarthest(excess int) bool {
	first, last := 0, len(p.segs)-1
	for ; len(p.segs[first].rows) == 0; first++ {
	}
	for ; len(p.segs[last].rows) == 0; last-- {
	}
	margin := p.o.Retain / 4
	before, after := p.view.First-p.at(first), p.gapStart(last)-1-p.view.Last
	i, from, to := first, 0, 0
	switch rows := p.segs[i].rows; {
	case before >= after && before > margin:
		if to = min(excess, before-margin, len(rows)); to < len(rows) {
			to = p.segs[i].from(rows[to].ord)
		}
	case after > before && after > margin:
		i, rows = last, p.segs[last].rows
		to = len(rows)
		if from = max(0, to-min(excess, after-margin)); from > 0 {
			from = p.segs[i].from(rows[from-1].ord + 1)
		}
	default:
		return false
	}
	if rows := len(p.segs[i].rows); from == to || to-from == rows { // one instant has them all
		if first == last || p.at(i) <= p.view.Last && p.gapStart(i) > p.view.First {
			return false
		}
		from, to = 0, rows
	}
	p.release(i, from, to)
	return true
}

// release puts rows of segment i back into a gap: its first ones, its last ones,
// or all. Rows that are newer than the list could not be read again with it, so
// they are buffered; where all are, nothing is left to be read.
func (p *Pager) release(i, from, to int) {
	s, size, opened := p.segs[i], 0, false
	for _, r := range s.rows[from:to] {
		p.takeFromIndex(r)
		if p.afterSnapshot(r.ord) {
			p.buffered[r.id] = p.newRow(r.id, r.ord)
			continue
		}
		p.change.Dropped = append(p.change.Dropped, r.id)
		if opened = true; !r.gone {
			size++
		}
	}
	all := len(s.rows)
	s.rows = slices.Concat(s.rows[:from], s.rows[to:])
	if !opened {
		return
	}
	if i == 0 && from == 0 {
		p.segs = slices.Insert(p.segs, 0, &segment{span: p.startSpan()})
		p.gaps = slices.Insert(p.gaps, 0, newGap(true))
		i++
	}
	if i == len(p.gaps) && to == all {
		p.segs = append(p.segs, &segment{span: endSpan()})
		p.gaps = append(p.gaps, newGap(true))
	}
	var g *gap
	switch {
	case from > 0:
		g = p.gaps[i]
		x := s.rows[from-1].ord
		s.hi, s.hiFull = x, s.lo < x || s.loFull
		if !p.keyed {
			s.hi, s.hiFull = x+1, false // a stretch of positions ends before the next one
		}
	case to < all:
		g = p.gaps[i-1]
		x := s.rows[0].ord
		s.lo, s.loFull = x, x < s.hi || s.hiFull || !p.keyed
	default:
		g = p.gaps[i]
		above := p.gaps[i-1]
		size += above.shape()
		g.exact = g.exact && above.exact
		g.by[aimDown], g.by[aimMid] = above.by[aimDown], &probe{}
		p.segs = slices.Delete(p.segs, i, i+1)
		p.gaps = slices.Delete(p.gaps, i-1, i)
	}
	g.size = max(g.shape()+size, 1)
	g.by[aimDown].scan, g.by[aimUp].scan = pageScan{}, pageScan{} // their first pages may be among what goes
}
