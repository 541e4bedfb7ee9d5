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
	if p.o.Scan && !p.afterSnapshot(r.ord) { // it was looked at, and the server counted it
		p.stats.Searched = max(0, p.stats.Searched-1)
		if p.stats.Matching > 0 {
			p.stats.Matching--
		}
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

// letGo drops the rows that are farthest from the screen when there are too many.
// It cuts between two instants, so that what stays is known whole.
func (p *Pager) letGo() {
	n := len(p.index)
	if p.loadAll || n <= p.o.Retain+p.o.Retain/4 {
		return
	}
	at, before, loaded := p.locate(p.view.First)
	if !loaded {
		before = len(p.segs[at].rows)
	}
	for _, s := range p.segs[:at] {
		before += len(s.rows)
	}
	first := max(0, min(before-p.o.Retain/2, n-p.o.Retain)) // of the rows that stay
	for i := len(p.segs) - 1; i >= 0; i-- {
		s := p.segs[i]
		n -= len(s.rows)
		from, to := first-n, max(0, first-n+p.o.Retain)
		if to > 0 && to < len(s.rows) {
			to = s.from(s.rows[to-1].ord + 1)
		}
		if to < len(s.rows) {
			p.release(i, to, len(s.rows))
		}
		if from = min(from, len(s.rows)); from > 0 && from < len(s.rows) {
			from = s.from(s.rows[from].ord)
		}
		if from > 0 {
			p.release(i, 0, from)
		}
	}
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
	at := i
	if to < all {
		at--
	}
	g := p.gaps[at]
	switch {
	case from > 0:
		s.hi, s.hiFull = s.rows[from-1].ord, true
		if !p.keyed {
			s.hi, s.hiFull = s.hi+1, false // a stretch of positions ends before the next one
		}
	case to < all:
		s.lo, s.loFull = s.rows[0].ord, true
	default: // the gaps on both sides become one
		above := p.gaps[i-1]
		size += above.shape()
		g.exact = false
		g.fetches[fillDown].scan, above.fetches[fillUp].scan = pageScan{}, pageScan{}
		g.fetches[fillDown] = above.fetches[fillDown]
		p.segs = slices.Delete(p.segs, i, i+1)
		p.gaps = slices.Delete(p.gaps, i-1, i)
	}
	g.size = max(g.shape()+size, 1)
	g.fetches[fillDown].scan, g.fetches[fillUp].scan = pageScan{}, pageScan{} // what they have passed over may go
}
