package pager

// Anchor names the place of position i so that it survives change.
func (p *Pager) Anchor(i int) Anchor {
	n := p.Len()
	a := Anchor{Place: i}
	if i < 0 || i >= n {
		return a
	}
	at, k := p.locate(i)
	if k >= 0 {
		a.ID = p.segs[at].rows[k].id
		return a
	}
	near := p.reach()
	above, below := i-p.gapStart(at), n-i
	if at < len(p.segs) {
		below = p.segs[at].at - i
	}
	switch {
	case p.gapStart(at) == 0 && above <= below: // the start itself is the nearest known place
	case above <= below && above < near && at > 0 && len(p.segs[at-1].rows) > 0:
		last := p.segs[at-1].rows
		a.ID, a.Delta = last[len(last)-1].id, above+1
	case at < len(p.segs) && below <= near && len(p.segs[at].rows) > 0:
		a.ID, a.Delta = p.segs[at].rows[0].id, -below
	case at == len(p.segs) && below <= near:
		a.Place, a.FromEnd = below, true
	}
	return a
}

// Resolve is where an anchor is now. A row that was removed resolves to the
// one after it.
func (p *Pager) Resolve(a Anchor) int {
	n := p.Len()
	at := a.Place
	if a.FromEnd {
		at = n - a.Place
	}
	for id := a.ID; id != ""; id = p.removed[id] {
		if i, ok := p.Index(id); ok {
			at = i + a.Delta
			break
		}
	}
	return max(0, min(at, n-1))
}

// reach is how far from a known row a place is still named, and read, from
// that row.
func (p *Pager) reach() int { return max(p.pageSize(), p.screen) }

// keepView remembers what is on the screen, so that it can be found again when
// positions have changed.
func (p *Pager) keepView() func() {
	at := min(max(p.view.Cursor, p.view.First), p.view.Last)
	anchor, length := p.Anchor(at), p.Len()
	return func() {
		by := p.Resolve(anchor) - at
		if at >= length {
			by = 0
		}
		p.view.First += by
		p.view.Last += by
		p.view.Cursor += by
	}
}
