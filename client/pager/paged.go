package pager

import "slices"

// A list that is sorted by anything but createdAt has no bound to hold on to.
// It is read by page numbers, always in its own direction, in pages that
// overlap what is loaded: a page that shows two known rows continues them, and
// so does one that shows rows of the page before it. When rows were deleted or
// added before it, it shows none, and the next one steps back until it does.

// besideEdge is the page at the edge of a gap.
func (p *Pager) besideEdge(f *flight, w want) (number, limit int) {
	size := max(p.pageSize(), min(p.o.PageMin, p.largest()))
	f.beside = p.edgeOf(w.gap, w.aim)
	if w.aim == aimUp {
		at := w.probe.walk.n
		if at == 0 {
			at = p.segs[w.gap].off
		}
		number, limit, f.offset = pageBefore(at+w.probe.back, size)
		return number, limit
	}
	at := w.probe.walk.n
	if at == 0 && w.gap > 0 {
		at = p.segs[w.gap-1].until()
	}
	number, limit, f.offset = page(max(0, at-w.probe.back), size)
	return number, limit
}

// edgeOf is the row at the edge of gap i that a page is to continue; empty when
// there is none.
func (p *Pager) edgeOf(i int, a aim) string {
	switch {
	case a == aimUp && i < len(p.segs) && len(p.segs[i].rows) > 0:
		return p.segs[i].rows[0].id
	case a == aimDown && i > 0 && len(p.segs[i-1].rows) > 0:
		rows := p.segs[i-1].rows
		return rows[len(rows)-1].id
	}
	return ""
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
	above, below := p.sides(at)
	first, last := 0, len(a.items)
	over, joinAbove := p.meets(a, above)
	if joinAbove {
		first = over.last + 1
	}
	under, joinBelow := p.meets(a, below)
	if joinBelow {
		last = under.first
	}
	if joinBelow && p.scattered(below, a.items[last].id) && p.cast(at) {
		return
	}
	joinAbove = joinAbove || above == nil && f.offset == 0
	if m, met := f.probe.walk.meets(a); met && f.aim == aimDown {
		first, joinAbove = max(first, m.last+1), true
	} else if met && f.aim == aimUp {
		last, joinBelow = min(last, m.first), true
	}
	if !p.continued(f, a, at, joinAbove, joinBelow) {
		return
	}
	items := a.items[first:max(first, last)]
	p.place(f, a, below)
	if p.contradicted(items, above, below) {
		return // it is asked for again, and laid where those were
	}
	longer := p.walked(f, a)
	items = slices.Concat(a.within(over.first, over.last), items, a.within(max(first, last), under.last))
	brought := p.lay(f, a, at, first, items, joinAbove || f.aim == aimDown, joinBelow || f.aim == aimUp)
	p.pageEnds(f, a, brought, longer)
	p.space()
}

// sides are the segments beside gap i; nil where there is none.
func (p *Pager) sides(i int) (above, below *segment) {
	if i > 0 {
		above = p.segs[i-1]
	}
	if i < len(p.segs) {
		below = p.segs[i]
	}
	return above, below
}

// continued decides whether a page can be used, or must be asked for again
// from further back.
func (p *Pager) continued(f *flight, a *answer, at int, joinAbove, joinBelow bool) bool {
	b := f.probe
	switch {
	case f.aim == aimMid:
		if len(a.items) == 0 {
			b.idle++
			p.shrink(f, a)
			return false
		}
		return true
	case f.aim == aimDown && (joinAbove || at == 0), f.aim == aimUp && joinBelow:
		b.back = 0
		return true
	case f.beside != p.edgeOf(at, f.aim):
		return false // rows came or were let go there since it was asked for
	case f.aim == aimDown && f.offset == 0:
		b.back = 0
		return !p.cast(at - 1) // none of the rows above is there any more
	case f.aim == aimUp && (b.back > p.Len() || a.raw == 0):
		b.back = 0
		return !p.cast(at)
	}
	b.back = max(2*b.back, f.params.Limit/2, 1)
	b.walk = walk{}
	return false
}
