package pager

import "slices"

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
