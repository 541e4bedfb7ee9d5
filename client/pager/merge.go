package pager

import (
	"slices"
	"sort"
)

// merge brings the rows of an answer, of which the stretch c is known whole,
// into the list. It proves segments to be one by what is known of time, never by
// a shared row: the order among equals may differ between requests.
func (p *Pager) merge(req *request, a *answer, c span) {
	p.unread = false
	if c.lo == c.hi && c.loFull != c.hiFull {
		c.loFull, c.hiFull = false, false // not all rows of the instant are known, on neither side
	}
	c = p.beyondSnapshot(c)
	i := sort.Search(len(p.segs), func(k int) bool { return !p.segs[k].precedes(c) })
	j := i
	for j < len(p.segs) && !c.precedes(p.segs[j].span) {
		j++
	}
	if i == j && c.lo == c.hi { // they prove nothing, but belong to the segment that ends, or begins, at their instant
		above, below := p.segs[i-1].hi == c.lo, p.segs[i].lo == c.lo
		switch {
		case above && (!below || !req.reverse):
			i--
		case below:
			j++
		}
	}
	opened, size := i == j, 0
	if opened {
		size = p.gaps[i-1].size
		p.open(i, c.lo)
		j++
	}
	p.mergeRows(req, a, i, j)
	s := p.segs[i]
	s.span = s.join(c)
	if opened {
		p.share(req, i, size)
	}
	p.missing(req, s, c)
	p.fit()
}

// open puts an empty segment before segment i, in the gap there.
func (p *Pager) open(i int, x ord) {
	above, below := p.gaps[i-1], newGap(false)
	below.fetches[fillUp], above.fetches[fillUp] = above.fetches[fillUp], below.fetches[fillUp]
	p.segs = slices.Insert(p.segs, i, &segment{span: span{lo: x, hi: x}})
	p.gaps = slices.Insert(p.gaps, i, below)
}

// share divides the size of a gap between the two that a new segment i made
// of it.
func (p *Pager) share(req *request, i, size int) {
	above, below := p.gaps[i-1], p.gaps[i]
	size -= len(p.segs[i].rows)
	above.size, above.exact = max(1, size-1), false
	if req.kind == fillJump {
		above.size = min(max(1, req.offset-p.gapStart(i-1)), above.size)
	}
	below.size = max(p.least(i), size-above.size)
}

// mergeRows puts an answer's rows where they belong among segments i to j, which
// become one, and takes them off the sizes of the gaps on both sides.
func (p *Pager) mergeRows(req *request, a *answer, i, j int) {
	parts := make([][]*row, j-i+1) // rows before segment i, between it and the next, and so on
	k := i
	for _, it := range a.items {
		if !it.list || p.index[it.id] != nil {
			continue
		}
		if p.afterSnapshot(it.ord) {
			p.buffer(it)
			continue
		}
		for k < j && side(p.segs[k].span, it.ord, req.reverse) > 0 {
			k++
		}
		if k < j && side(p.segs[k].span, it.ord, req.reverse) == 0 {
			if p.keyed { // else others moved it there
				p.buffer(it)
			}
			continue
		}
		delete(p.buffered, it.id)
		r := p.newRow(it.id, it.ord)
		p.index[r.id] = r
		parts[k-i] = append(parts[k-i], r)
		p.change.Added = append(p.change.Added, r.id)
	}
	p.fewer(i-1, len(parts[0]))
	p.fewer(j-1, len(parts[j-i]))
	s := p.segs[i]
	s.rows = append(slices.Insert(s.rows, 0, parts[0]...), parts[1]...)
	for k := i + 1; k < j; k++ {
		s.rows = append(append(s.rows, p.segs[k].rows...), parts[k-i+1]...)
		s.span = s.join(p.segs[k].span)
	}
	p.segs = slices.Delete(p.segs, i+1, j)
	p.gaps = slices.Delete(p.gaps, i, j-1)
}

// side tells where a place lies: before a stretch (-1), after it (1), or in a
// part of it that is known whole (0). A single instant that may be incomplete
// grows in the direction of reading.
func side(s span, x ord, reverse bool) int {
	switch {
	case s.holds(x):
		return 0
	case x < s.lo, x == s.lo && (s.lo != s.hi || reverse):
		return -1
	}
	return 1
}

// least is the smallest size of gap i.
func (p *Pager) least(i int) int {
	if p.o.Scan && p.atEnd(i) {
		return 0
	}
	return 1
}

// fewer takes rows that were read off the size of gap i.
func (p *Pager) fewer(i, n int) {
	if i < 0 || i == len(p.gaps) {
		return
	}
	p.gaps[i].size = max(p.gaps[i].size-n, p.least(i))
}

// stamp marks the rows that an answer shows as seen.
func (p *Pager) stamp(req *request, a *answer) {
	for _, it := range a.items {
		r := p.index[it.id]
		if r == nil || !it.list || r.gone && req.sent <= r.seen {
			continue
		}
		p.mark(r, false)
	}
}

// missing reports the rows that should have been in an answer and were not.
func (p *Pager) missing(req *request, s *segment, c span) {
	if !p.keyed {
		return // rows may have moved
	}
	scans := req.offset > 0 && req.kind != fillJump // earlier pages showed others of its instant
	for _, r := range s.rows[s.from(c.lo):] {
		if r.ord > c.hi {
			break
		}
		if scans && r.ord == req.bound() || !c.holds(r.ord) || p.afterSnapshot(r.ord) {
			continue
		}
		p.vanish(req, r)
	}
}

// vanish notes that a row is gone which an answer should have shown, unless it
// was seen after that was asked for.
func (p *Pager) vanish(req *request, r *row) {
	if !r.gone && r.seen < req.sent {
		p.mark(r, true)
		p.change.Gone = append(p.change.Gone, r.id)
	}
}

// mark notes that a row was seen now, or that it is gone.
func (p *Pager) mark(r *row, gone bool) {
	r.seen = p.tick
	if r.gone == gone {
		return
	}
	r.gone = gone
	by := 1
	if gone {
		by = -1
	}
	p.stats.Gone -= by
	if !p.keyed {
		p.move(r.ord, ord(by))
	}
}

// newRow is a row that an answer shows for the first time.
func (p *Pager) newRow(id string, x ord) *row { return &row{id: id, ord: x, seen: p.tick} }
