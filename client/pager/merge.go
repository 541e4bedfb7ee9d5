package pager

import (
	"slices"
	"sort"
)

// merge brings the rows of an answer into the list. It proves every row of the
// span c known. Segments become one only by what is known of time, never by a
// shared row: the order among equals may differ between requests.
func (p *Pager) merge(req *request, a *answer, c span) {
	p.unread = false
	if c.lo == c.hi && c.loFull != c.hiFull {
		c.loFull, c.hiFull = false, false // some rows of the instant may be missing, on either side
	}
	c = p.widenToEnds(c)
	i := sort.Search(len(p.segments), func(k int) bool { return !p.segments[k].precedes(c) })
	j := i
	for j < len(p.segments) && !c.precedes(p.segments[j].span) {
		j++
	}
	if i == j && c.lo == c.hi { // a single instant joins the segment that ends, or begins, at it
		above, below := p.segments[i-1].hi == c.lo, p.segments[i].lo == c.lo
		switch {
		case above && (!below || !req.reverse):
			i--
		case below:
			j++
		}
	}
	isNew, size := i == j, 0
	if isNew {
		size = p.gaps[i-1].size
		p.splitGap(i, c.lo)
		j++
	}
	p.mergeRows(req, a, i, j)
	s := p.segments[i]
	s.span = s.join(c)
	if isNew {
		p.divideSize(req, i, size)
	}
	p.reportMissing(req, s, c)
	p.fitGaps()
}

// splitGap puts an empty segment at x before segment i, in the gap there.
func (p *Pager) splitGap(i int, x ord) {
	above, below := p.gaps[i-1], newGap(false)
	below.fetches[fillUp], above.fetches[fillUp] = above.fetches[fillUp], below.fetches[fillUp]
	p.segments = slices.Insert(p.segments, i, &segment{span: span{lo: x, hi: x}})
	p.gaps = slices.Insert(p.gaps, i, below)
}

// divideSize divides the size of a gap between the two gaps around the new
// segment i.
func (p *Pager) divideSize(req *request, i, size int) {
	above, below := p.gaps[i-1], p.gaps[i]
	size -= len(p.segments[i].rows)
	above.size, above.exact = max(1, size-1), false
	if req.kind == fillJump {
		above.size = min(max(1, req.offset-p.gapStart(i-1)), above.size)
	}
	below.size = max(p.minGapSize(i), size-above.size)
}

// mergeRows puts an answer's rows where they belong among segments i to j,
// which become one, and takes them off the sizes of the gaps on both sides.
func (p *Pager) mergeRows(req *request, a *answer, i, j int) {
	parts := make([][]*row, j-i+1) // rows before segment i, between it and the next, and so on
	k := i
	for _, it := range a.items {
		if !it.listed || p.index[it.id] != nil {
			continue
		}
		if p.afterSnapshot(it.ord) {
			p.buffer(it)
			continue
		}
		for k < j && sideOf(p.segments[k].span, it.ord, req.reverse) > 0 {
			k++
		}
		if k < j && sideOf(p.segments[k].span, it.ord, req.reverse) == 0 {
			if p.byCreatedAt { // in other lists it moved there
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
	p.reduceGap(i-1, len(parts[0]))
	p.reduceGap(j-1, len(parts[j-i]))
	s := p.segments[i]
	s.rows = append(slices.Insert(s.rows, 0, parts[0]...), parts[1]...)
	for k := i + 1; k < j; k++ {
		s.rows = append(append(s.rows, p.segments[k].rows...), parts[k-i+1]...)
		s.span = s.join(p.segments[k].span)
	}
	p.segments = slices.Delete(p.segments, i+1, j)
	p.gaps = slices.Delete(p.gaps, i, j-1)
}

// sideOf tells where x lies: before a span (-1), after it (1), or in a part of
// it of which every row is known (0). A span of one instant that may be
// incomplete grows in the direction of reading.
func sideOf(s span, x ord, reverse bool) int {
	switch {
	case s.holds(x):
		return 0
	case x < s.lo, x == s.lo && (s.lo != s.hi || reverse):
		return -1
	}
	return 1
}

// minGapSize is the smallest size of gap i.
func (p *Pager) minGapSize(i int) int {
	if p.options.Scan && p.atEnd(i) {
		return 0
	}
	return 1
}

// reduceGap takes n rows that were read off the size of gap i.
func (p *Pager) reduceGap(i, n int) {
	if i < 0 || i == len(p.gaps) {
		return
	}
	p.gaps[i].size = max(p.gaps[i].size-n, p.minGapSize(i))
}

// markSeen notes that the rows of an answer were seen, and are not gone.
func (p *Pager) markSeen(req *request, a *answer) {
	for _, it := range a.items {
		r := p.index[it.id]
		if r == nil || !it.listed || r.gone && req.sentTick <= r.seenTick {
			continue
		}
		p.setGone(r, false)
	}
}

// reportMissing reports the rows that should have been in an answer and were
// not.
func (p *Pager) reportMissing(req *request, s *segment, c span) {
	if !p.byCreatedAt {
		return // rows may have changed position
	}
	scans := req.offset > 0 && req.kind != fillJump // earlier pages showed other rows of its instant
	for _, r := range s.rows[s.indexFrom(c.lo):] {
		if r.ord > c.hi {
			break
		}
		if scans && r.ord == req.bound() || !c.holds(r.ord) || r.ord < req.from || r.ord > req.to {
			continue
		}
		p.reportGone(req, r)
	}
}

// reportGone reports a row as gone that an answer should have shown, unless it
// was seen after the request was sent.
func (p *Pager) reportGone(req *request, r *row) {
	if !r.gone && r.seenTick < req.sentTick {
		p.setGone(r, true)
		p.change.Gone = append(p.change.Gone, r.id)
	}
}

// setGone notes that a row was seen just now, or is gone.
func (p *Pager) setGone(r *row, gone bool) {
	r.seenTick = p.tick
	if r.gone == gone {
		return
	}
	r.gone = gone
	shift := 1
	if gone {
		shift = -1
	}
	p.stats.Gone -= shift
	if !p.byCreatedAt {
		p.shiftRows(r.ord, ord(shift))
	}
}

func (p *Pager) newRow(id string, x ord) *row { return &row{id: id, ord: x, seenTick: p.tick} }
