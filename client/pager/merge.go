package pager

import (
	"slices"
	"sort"
)

// merge brings the rows of an answer, of which the stretch c is known whole,
// into the list. It proves runs to be one by what is known of time, never by
// a shared row: the order among equals may differ between requests.
func (p *Pager) merge(req *request, a *answer, c span) {
	i := sort.Search(len(p.segs), func(k int) bool { return !p.segs[k].precedes(c) })
	j := i
	for j < len(p.segs) && !c.precedes(p.segs[j].span) {
		j++
	}
	if c.lo == c.hi && !c.loFull && !c.hiFull {
		i, j = p.beside(req, c.lo, i, j)
	}
	opened, size := i == j, 0
	if opened {
		size = p.gaps[i].size
		p.open(i, c)
		j++
	}
	s := p.segs[i]
	p.mergeRows(req, a, i, j, opened)
	s.span = s.join(c)
	if i == 0 && s.lo == startOfTime && s.loFull {
		p.close(0)
	}
	if i == len(p.segs)-1 && s.hi == endOfTime && s.hiFull {
		p.close(i + 1)
	}
	if opened {
		p.share(req, i, size)
	}
	p.missing(req, s, c)
	p.dirty = true
	p.layout()
}

// beside finds the segment that rows of a single instant belong to, when that
// instant is the edge of one and nothing is proven by them.
func (p *Pager) beside(req *request, x ord, i, j int) (from, to int) {
	if i < j {
		return i, j
	}
	above := i > 0 && p.segs[i-1].hi == x
	below := i < len(p.segs) && p.segs[i].lo == x
	switch {
	case above && (!below || !req.reverse):
		return i - 1, i
	case below:
		return i, i + 1
	}
	return i, i
}

// stamp marks the rows that an answer shows as seen.
func (p *Pager) stamp(req *request, a *answer) {
	for i := range a.items {
		id := a.items[i].id
		r := p.row(id)
		if r == nil || !a.items[i].list || r.gone && req.sent <= r.seen {
			continue
		}
		if r.gone {
			r.gone = false
			p.gone--
			if !p.keyed {
				p.move(r.ord, 1)
			}
		}
		r.seen = p.tick
	}
}

// missing reports the rows that should have been in an answer and were not.
func (p *Pager) missing(req *request, s *segment, c span) {
	if !p.keyed {
		return // rows may have moved
	}
	scans := req.offset > 0 && req.aim != aimMid // earlier pages showed others of its instant
	from := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= c.lo })
	for i := from; i < len(s.rows) && s.rows[i].ord <= c.hi; i++ {
		r := &s.rows[i]
		if scans && r.ord == req.bound() || !c.holds(r.ord) || p.afterSnapshot(r.ord) {
			continue
		}
		p.vanish(req, r)
	}
}

// vanish notes that a row is gone which an answer should have shown, unless it
// was seen after that was asked for.
func (p *Pager) vanish(req *request, r *row) {
	if r.gone || r.seen >= req.sent {
		return
	}
	r.gone, r.seen = true, p.tick
	p.gone++
	if !p.keyed {
		p.move(r.ord, -1)
	}
	p.change.Gone = append(p.change.Gone, r.id)
}

// newRow is a row that an answer shows for the first time.
func (p *Pager) newRow(id string, x ord) row { return row{id: id, ord: x, seen: p.tick} }

// open makes an empty segment for a stretch, inside gap i.
func (p *Pager) open(i int, c span) {
	g := p.gaps[i]
	after := newGap(max(1, g.size))
	after.exact = g.exact
	after.by[aimUp], g.by[aimUp] = g.by[aimUp], after.by[aimUp]
	p.segs = slices.Insert(p.segs, i, &segment{span: c})
	p.gaps = slices.Insert(p.gaps, i+1, after)
	if p.o.Scan && i == len(p.segs)-1 {
		after.size = 0
	}
}

// share divides the size of a gap between the two that a new segment i made
// of it.
func (p *Pager) share(req *request, i, size int) {
	above, below := p.gaps[i], p.gaps[i+1]
	size -= len(p.segs[i].rows)
	if !above.closed {
		above.size, above.exact = size, false
		if !below.closed {
			above.size--
		}
		above.size = max(1, above.size)
		if req.aim == aimMid {
			p.dirty = true
			p.layout()
			above.size = min(max(1, req.offset-p.gapStart(i)), above.size)
		}
		size -= above.size
	}
	if !below.closed {
		below.size, below.exact = max(p.least(i+1), size), false
	}
}

// close notes that nothing is missing before the first, or after the last.
func (p *Pager) close(i int) { p.gaps[i].closed, p.gaps[i].size = true, 0 }

// mergeRows puts an answer's rows where they belong among segments i to j, which
// become one, and takes them off the sizes of the gaps on both sides. A segment
// that was just opened for them has none yet.
func (p *Pager) mergeRows(req *request, a *answer, i, j int, opened bool) {
	parts := make([][]row, j-i+1)
	k := i
	for _, it := range a.items {
		if !it.list || p.bufferNewer(it) {
			continue
		}
		if _, known := p.index[it.id]; known {
			continue
		}
		for k < j && side(p.segs[k].span, it.ord, req.reverse) > 0 {
			k++
		}
		if k < j && side(p.segs[k].span, it.ord, req.reverse) == 0 && !opened {
			if p.keyed { // else others moved it there
				p.buffer(it)
			}
			continue
		}
		delete(p.buffered, it.id)
		parts[k-i] = append(parts[k-i], p.newRow(it.id, it.ord))
		p.change.Added = append(p.change.Added, it.id)
	}
	s := p.segs[i]
	if opened { // both parts are one
		parts[0] = append(parts[0], parts[1]...)
		parts[1] = nil
	}
	first, last := p.gaps[i], p.gaps[j]
	p.extend(s, parts[0], parts[1])
	for k := i + 1; k < j; k++ {
		p.extend(s, nil, p.segs[k].rows)
		p.extend(s, nil, parts[k-i+1])
		s.span = s.join(p.segs[k].span)
	}
	p.segs = slices.Delete(p.segs, i+1, j)
	p.gaps = slices.Delete(p.gaps, i+1, j)
	fewer(first, len(parts[0]), p.least(i))
	fewer(last, len(parts[len(parts)-1]), p.least(i+1))
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

// least is the smallest size of gap i while it is open.
func (p *Pager) least(i int) int {
	if p.o.Scan && i == len(p.segs) {
		return 0
	}
	return 1
}

func fewer(g *gap, n, least int) {
	if !g.closed {
		g.exact = g.exact && g.size-n >= least
		g.size = max(g.size-n, least)
	}
}
