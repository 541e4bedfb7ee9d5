package pager

import "slices"

// A list that is sorted by anything but createdAt has no bound to hold on to.
// It is read by page numbers, always in its own direction, in pages that
// overlap what is loaded: a page that shows two known rows continues them. When
// rows were deleted or added before it, it shows none, and the next one steps
// back until it does.

// besideEdge is the page at the edge of a gap.
func (p *Pager) besideEdge(f *flight, w want) (number, limit int) {
	size := max(p.pageSize(), min(p.o.PageMin, p.largest()))
	if w.aim == aimUp {
		at := p.segs[w.gap].at + w.probe.skew + w.probe.back
		number, limit, f.offset = pageBefore(at, size)
		return number, limit
	}
	number, limit, f.offset = page(max(0, p.gapStart(w.gap)+w.probe.skew-w.probe.back), size)
	return number, limit
}

// pageBefore splits the list so that a page ends a little after a position.
func pageBefore(at, size int) (number, limit, offset int) {
	const overlap = 4
	best := size + overlap
	limit = size
	for l := size; l > size*3/4 && l > 0; l-- {
		n := (at + overlap + l - 1) / l
		if over := n*l - at - overlap; over < best {
			best, number, limit = over, n, l
		}
	}
	number = max(number, 1)
	return number, limit, (number - 1) * limit
}

// pageArrived takes a page of such a list.
func (p *Pager) pageArrived(f *flight, a *answer) {
	p.firstAnswer(f, a)
	p.searched = max(p.searched, f.offset+a.raw)
	at, ok := p.gapOf(f.probe)
	if !ok {
		return
	}
	var above, below *segment
	if at > 0 {
		above = p.segs[at-1]
	}
	if at < len(p.segs) {
		below = p.segs[at]
	}
	first, joinAbove := p.continues(a, above, true)
	last, joinBelow := p.continues(a, below, false)
	if above == nil && f.offset == 0 {
		first, joinAbove = 0, true
	}
	if !p.continued(f, a, joinAbove, joinBelow) {
		return
	}
	if f.aim == aimDown && !joinAbove {
		first, joinAbove = 0, true // nothing that is known was found again
	}
	if f.aim == aimUp && !joinBelow {
		last, joinBelow = len(a.items), true
	}
	if joinAbove && above != nil {
		p.skewed(f, a, first-1)
	}
	if f.aim == aimUp {
		p.skewed(f, a, last)
	}
	if joinAbove && joinBelow && last < first {
		last = first
	}
	brought := p.lay(f, a, at, a.items[first:max(first, last)], joinAbove, joinBelow)
	p.pageEnds(f, a, brought, joinAbove)
}

// skewed learns from a row that is known where the server counts from.
func (p *Pager) skewed(f *flight, a *answer, i int) {
	if i < 0 || i >= len(a.items) {
		return
	}
	if at, known := p.Index(a.items[i].id); known {
		f.probe.skew = f.offset + i - at
	}
}

// continued decides whether a page can be used, or must be asked for again
// from further back.
func (p *Pager) continued(f *flight, a *answer, joinAbove, joinBelow bool) bool {
	b := f.probe
	switch {
	case f.aim == aimMid:
		if len(a.items) == 0 {
			b.idle++
			p.shrink(f, a)
			return false
		}
		return true
	case f.aim == aimDown && (joinAbove || f.offset == 0), f.aim == aimUp && joinBelow:
		b.back = 0
		return true
	case f.aim == aimUp && (b.back > p.Len() || a.raw == 0):
		b.back = 0
		return true
	}
	b.back = max(2*b.back, f.params.Limit/2, 1)
	return false
}

// continues finds where a page meets a segment: the index after the last row
// that it has of the one above, or of the first row that it has of the one
// below. Two rows must agree, if there are as many.
func (p *Pager) continues(a *answer, s *segment, above bool) (i int, ok bool) {
	none := 0
	if !above {
		none = len(a.items)
	}
	if s == nil {
		return none, false
	}
	i = none
	hits := 0
	for k := range a.items {
		if at, known := p.index[a.items[k].id]; known && at.seg == s {
			hits++
			if above {
				i = k + 1
			} else {
				i = min(i, k)
			}
		}
	}
	if hits == 0 || hits < min(2, len(s.rows)) {
		return none, false
	}
	return i, true
}

// lay puts rows into gap i, joined to what they continue.
func (p *Pager) lay(f *flight, a *answer, i int, items []item, joinAbove, joinBelow bool) (brought int) {
	var rows []row
	for _, it := range items {
		if r := p.row(it.id); r != nil || !it.list {
			continue
		}
		delete(p.held, it.id)
		rows = append(rows, p.newRow(it.id, 0))
		p.change.Added = append(p.change.Added, it.id)
	}
	g := p.gaps[i]
	switch {
	case joinAbove && joinBelow && i > 0:
		p.extend(p.segs[i-1], nil, rows)
		p.extend(p.segs[i-1], nil, p.segs[i].rows)
		p.segs = slices.Delete(p.segs, i, i+1)
		p.gaps = slices.Delete(p.gaps, i, i+1)
	case joinAbove && i > 0:
		p.extend(p.segs[i-1], nil, rows)
		fewer(g, len(rows), p.least(i))
		p.rest(f, a, i)
	case joinBelow:
		p.extend(p.segs[i], rows, nil)
		fewer(g, len(rows), p.least(i))
		if joinAbove {
			p.close(i)
		}
	case len(rows) > 0 || f.offset == 0:
		size := g.size
		p.open(i, span{})
		p.extend(p.segs[i], rows, nil)
		if joinAbove {
			p.close(i)
		}
		p.share(f, i, size)
		p.rest(f, a, i+1)
	}
	p.dirty = true
	p.layout()
	return len(rows)
}

// rest estimates gap i from the number of rows that the server counts after a
// page.
func (p *Pager) rest(f *flight, a *answer, i int) {
	if a.total < 0 || p.o.Scan {
		return
	}
	n := a.total - f.offset - a.raw
	for k := i; k < len(p.segs); k++ {
		n -= len(p.segs[k].rows) + p.gapShape(k+1)
	}
	estimate(p.gaps[i], n)
}

// pageEnds closes the list at a page that is proven to be the last.
func (p *Pager) pageEnds(f *flight, a *answer, brought int, joined bool) {
	tail := len(p.gaps) - 1
	b := f.probe
	done := p.ends(b, a, func() bool { return brought > 0 })
	if f.aim == aimDown && joined && brought == 0 && !a.short {
		b.skew += f.params.Limit / 2 // all known: go on from further down
		if b.idle > idleMost {
			p.fail(f, errStuck)
		}
	}
	if !done || p.gaps[tail].closed {
		return
	}
	if at, ok := p.gapOf(b); ok && at == tail || f.aim == aimMid && brought > 0 {
		p.close(tail)
		p.dirty = true
	}
}
