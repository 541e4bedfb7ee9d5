package pager

import "slices"

// Remove takes rows out of the list that were deleted here. No late answer
// brings them back.
func (p *Pager) Remove(ids ...string) {
	p.beginChange()
	for _, id := range ids {
		if _, done := p.removed[id]; !done {
			p.removed[id] = p.removeRow(id)
		}
	}
}

// removeRow removes a row and returns the ID of the row after it, or before it
// when it was the last of its segment.
func (p *Pager) removeRow(id string) (next string) {
	delete(p.buffered, id)
	r := p.index[id]
	if r == nil {
		return ""
	}
	i, k := p.findRow(r)
	s := p.segments[i]
	s.rows = slices.Delete(s.rows, k, k+1)
	p.dropFromIndex(r)
	switch {
	case k < len(s.rows):
		next = s.rows[k].id
	case k > 0:
		next = s.rows[k-1].id
	}
	if r.gone {
		return next
	}
	if p.serverTotal > 0 {
		p.serverTotal--
	}
	if p.options.Scan && !p.afterSnapshot(r.ord) { // it was searched, and the server counted it
		p.stats.Searched = max(0, p.stats.Searched-1)
		if p.stats.Matching > 0 {
			p.stats.Matching--
		}
	}
	if !p.byCreatedAt {
		p.shiftRows(r.ord, -1)
	}
	return next
}

func (p *Pager) dropFromIndex(r *row) {
	delete(p.index, r.id)
	if r.gone {
		p.stats.Gone--
	}
}

// evictFar evicts the rows that are farthest from the screen when there are too
// many. It cuts between two instants, so that the spans of what stays are known
// whole.
func (p *Pager) evictFar() {
	n := len(p.index)
	if p.loadAll || n <= p.options.Retain+p.options.Retain/4 {
		return
	}
	at, before, loaded := p.locate(p.view.First)
	if !loaded {
		before = len(p.segments[at].rows)
	}
	for _, s := range p.segments[:at] {
		before += len(s.rows)
	}
	first := max(0, min(before-p.options.Retain/2, n-p.options.Retain)) // of the rows that stay
	for i := len(p.segments) - 1; i >= 0; i-- {
		s := p.segments[i]
		n -= len(s.rows)
		from, to := first-n, max(0, first-n+p.options.Retain)
		if to > 0 && to < len(s.rows) {
			to = s.indexFrom(s.rows[to-1].ord + 1)
		}
		if to < len(s.rows) {
			p.evictRows(i, to, len(s.rows))
		}
		from = min(from, len(s.rows))
		if from > 0 && from < len(s.rows) {
			from = s.indexFrom(s.rows[from].ord)
		}
		if from > 0 {
			p.evictRows(i, 0, from)
		}
	}
}

// evictRows puts rows of segment i back into a gap: its first ones, its last
// ones, or all. Rows newer than the snapshot bound could not be read again with
// the list, so they are buffered.
func (p *Pager) evictRows(i, from, to int) {
	s, size, evicted := p.segments[i], 0, false
	for _, r := range s.rows[from:to] {
		p.dropFromIndex(r)
		if p.afterSnapshot(r.ord) {
			p.buffered[r.id] = p.newRow(r.id, r.ord)
			continue
		}
		p.change.Dropped = append(p.change.Dropped, r.id)
		evicted = true
		if !r.gone {
			size++
		}
	}
	count := len(s.rows)
	s.rows = slices.Concat(s.rows[:from], s.rows[to:])
	if !evicted {
		return
	}
	if i == 0 && from == 0 {
		p.segments = slices.Insert(p.segments, 0, &segment{span: p.startSpan()})
		p.gaps = slices.Insert(p.gaps, 0, newGap(true))
		i++
	}
	if i == len(p.gaps) && to == count {
		p.segments = append(p.segments, &segment{span: endSpan()})
		p.gaps = append(p.gaps, newGap(true))
	}
	at := i
	if to < count {
		at--
	}
	g := p.gaps[at]
	switch {
	case from > 0:
		s.hi, s.hiFull = s.rows[from-1].ord, true
		if !p.byCreatedAt {
			s.hi, s.hiFull = s.hi+1, false // a span of positions ends before its hi
		}
	case to < count:
		s.lo, s.loFull = s.rows[0].ord, true
	default: // the gaps on both sides become one
		above := p.gaps[i-1]
		size += above.positions()
		g.exact = false
		g.fetches[fillDown].scan, above.fetches[fillUp].scan = pageScan{}, pageScan{}
		g.fetches[fillDown] = above.fetches[fillDown]
		p.segments = slices.Delete(p.segments, i, i+1)
		p.gaps = slices.Delete(p.gaps, i-1, i)
	}
	g.size = max(g.positions()+size, 1)
	g.fetches[fillDown].scan, g.fetches[fillUp].scan = pageScan{}, pageScan{} // rows that the scans had read may be evicted now
}
