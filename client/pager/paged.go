package pager

import "slices"

// A list that is sorted by anything but createdAt has no bound to hold on to.
// It is read by page numbers, always in its own direction, in pages that
// overlap what is loaded: a page that shows two known rows continues them. When
// rows were deleted or added before it, it shows none, and the next one steps
// back until it does.

// stray stands in place of a row's place when the row was let in at the end of
// such a list: where the server has it proves nothing.
const stray ord = 1

// placed is the segment of a row that the server has in its place there; nil
// when there is none.
func (p *Pager) placed(id string) (s *segment, k int) {
	at, known := p.index[id]
	if !known {
		return nil, 0
	}
	if k = at.seg.find(at.num); at.seg.rows[k].ord == stray {
		return nil, 0
	}
	return at.seg, k
}

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
	var above, below *segment
	if at > 0 {
		above = p.segs[at-1]
	}
	if at < len(p.segs) {
		below = p.segs[at]
	}
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
	items = slices.Concat(a.within(over), items, a.within(under))
	brought := p.lay(f, a, at, first, items, joinAbove || f.aim == aimDown, joinBelow || f.aim == aimUp)
	p.pageEnds(f, a, brought, longer)
	p.space()
}

// walked notes how far a page reaches, and reports whether that is further than
// the one before it.
func (p *Pager) walked(f *flight, a *answer) (longer bool) {
	if f.aim == aimMid || len(a.items) == 0 {
		return false
	}
	w := walk{n: f.offset + a.raw}
	edge, near := a.items[len(a.items)-1].id, a.items[max(0, len(a.items)-16):]
	if f.aim == aimUp {
		w.n = f.offset
		edge, near = a.items[0].id, a.items[:min(16, len(a.items))]
	}
	for _, it := range near {
		w.tail = append(w.tail, it.id)
	}
	b := f.probe
	longer = b.walk.n > 0 && (w.n > b.walk.n) == (f.aim == aimDown) && !slices.Contains(b.walk.tail, edge)
	b.walk = w
	return longer
}

// place notes where the server has the segments that a page shows rows of:
// judged by the last of these, but by the first in the segment below the page.
func (p *Pager) place(f *flight, a *answer, below *segment) {
	met := false
	for i := range a.items {
		s, k := p.placed(a.items[i].id)
		if s == nil || met && s == below {
			continue
		}
		met = met || s == below
		s.off = f.offset + i - k
	}
}

// until is the server's position after the last row of a segment.
func (s *segment) until() int { return s.off + len(s.rows) }

// space makes the gaps between segments as large as the server has them.
func (p *Pager) space() {
	if p.o.Scan { // the server counts rows that are not listed
		return
	}
	from := 0
	for i, s := range p.segs {
		if g, size := p.gaps[i], max(1, s.off-from); !g.closed && g.size != size {
			g.size, p.dirty = size, true
		}
		from = s.until()
	}
	p.layout()
}

// contradicted lets go of segments that hold rows of a page although they lie
// elsewhere: rows have moved since.
func (p *Pager) contradicted(items []item, above, below *segment) (dropped bool) {
	for _, it := range items {
		if s, _ := p.placed(it.id); s != nil && s != above && s != below {
			dropped = p.cast(slices.Index(p.segs, s)) || dropped
		}
	}
	return dropped
}

// scattered reports whether rows at the start of a segment are not where the
// page says that it begins.
func (p *Pager) scattered(s *segment, begins string) bool {
	_, k := p.placed(begins)
	return slices.ContainsFunc(s.rows[:k], func(r row) bool { return !r.gone && r.ord != stray })
}

// cast lets go of a segment that proved to be in the wrong place, unless it
// has the row that the screen is held by.
func (p *Pager) cast(i int) bool {
	at, ok := p.index[p.At(p.steady()).ID]
	if ok && at.seg == p.segs[i] || len(p.segs) == 1 {
		return false
	}
	p.dropSegment(i)
	p.layout()
	return true
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

// meeting is where a page shows rows of a segment: from the first to the last.
type meeting struct{ first, last int }

// meets finds where a page meets a segment. Two rows must agree, if there are
// as many.
func (p *Pager) meets(a *answer, s *segment) (m meeting, ok bool) {
	if s == nil {
		return m, false
	}
	hits := 0
	for i := range a.items {
		if in, _ := p.placed(a.items[i].id); in == s {
			if hits == 0 {
				m.first = i
			}
			m.last = i
			hits++
		}
	}
	if hits == 0 || hits < min(2, len(s.rows)) {
		return meeting{}, false
	}
	return m, true
}

// meets is where a page shows rows of the one before it.
func (w *walk) meets(a *answer) (m meeting, ok bool) {
	for i := range a.items {
		if slices.Contains(w.tail, a.items[i].id) {
			if !ok {
				m.first, ok = i, true
			}
			m.last = i
		}
	}
	return m, ok
}

// within are the rows of a page among those of a segment. What is not known of
// them lies where nothing can be put any more, and goes beside the segment.
func (a *answer) within(m meeting) []item {
	if m.last == m.first {
		return nil
	}
	items := slices.Clone(a.items[m.first:m.last])
	for i := range items {
		items[i].ord = stray
	}
	return items
}

// lay puts rows into gap i, joined to what they continue.
func (p *Pager) lay(f *flight, a *answer, i, first int, items []item, joinAbove, joinBelow bool) (brought int) {
	var rows []row
	for _, it := range items {
		if r := p.row(it.id); r != nil || !it.list {
			continue
		}
		delete(p.held, it.id)
		rows = append(rows, p.newRow(it.id, it.ord))
		p.change.Added = append(p.change.Added, it.id)
	}
	g := p.gaps[i]
	switch {
	case joinAbove && joinBelow && i > 0:
		p.fuse(i, rows)
	case joinAbove && i > 0:
		p.extend(p.segs[i-1], nil, rows)
		fewer(g, len(rows), p.least(i))
		p.rest(f, a, i)
	case joinBelow:
		p.extend(p.segs[i], rows, nil)
		p.segs[i].off -= len(rows)
		fewer(g, len(rows), p.least(i))
		if joinAbove {
			p.close(i)
		}
	case len(rows) > 0 || f.offset == 0:
		size := g.size
		p.open(i, span{})
		p.extend(p.segs[i], rows, nil)
		p.segs[i].off = f.offset + first
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
func (p *Pager) pageEnds(f *flight, a *answer, brought int, longer bool) {
	tail := len(p.gaps) - 1
	b := f.probe
	done := p.ends(b, a, func() bool { return brought > 0 || longer })
	if b.idle > idleMost {
		p.fail(f, errStuck)
	}
	if !done {
		return
	}
	at, ok := p.gapOf(b)
	switch {
	case ok && at < tail && f.aim == aimDown && !p.gaps[at].closed:
		p.endAt(at)
	case ok && at == tail, f.aim == aimMid && brought > 0:
		p.close(tail)
	}
	p.dirty = true
}

// endAt closes the list at a gap after which segments were thought to be.
func (p *Pager) endAt(i int) {
	for k := len(p.segs) - 1; k >= i; k-- {
		p.cast(k)
	}
	if i < len(p.segs) { // the screen is held there: its rows follow as they are
		p.fuse(i, nil)
	}
	p.close(len(p.gaps) - 1)
}

// fuse closes gap i between two segments with the rows that lie there.
func (p *Pager) fuse(i int, rows []row) {
	if i == 0 {
		p.close(0)
		return
	}
	p.extend(p.segs[i-1], nil, rows)
	p.extend(p.segs[i-1], nil, p.segs[i].rows)
	p.segs = slices.Delete(p.segs, i, i+1)
	p.gaps = slices.Delete(p.gaps, i, i+1)
}
