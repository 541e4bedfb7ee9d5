package pager

// Anchor names position i by a row near it, so that it survives change.
func (p *Pager) Anchor(i int) Anchor {
	n := p.Len()
	a := Anchor{Position: i}
	if i < 0 || i >= n {
		return a
	}
	at, k, loaded := p.locate(i)
	if loaded {
		a.ID = p.segments[at].rows[k].id
		return a
	}
	near, above, below := p.reach(), k, p.gaps[at].positions()-k
	upper, lower := p.segments[at].rows, p.segments[at+1].rows
	switch {
	case above == i && above <= below: // the start itself is the nearest known place
	case above <= below && above < near && len(upper) > 0:
		a.ID, a.Delta = upper[len(upper)-1].id, above+1
	case below <= near && len(lower) > 0:
		a.ID, a.Delta = lower[0].id, -below
	case below <= near && p.atEnd(at):
		a.Position, a.FromEnd = below, true
	}
	return a
}

// Resolve is the position of an anchor now. A row that was removed resolves to
// the one after it.
func (p *Pager) Resolve(a Anchor) int { return max(0, min(p.resolveUnclamped(a), p.Len()-1)) }

// resolveUnclamped is the position of an anchor now; it may lie before the
// start or behind the end of the list.
func (p *Pager) resolveUnclamped(a Anchor) int {
	for id := a.ID; id != ""; id = p.removed[id] {
		if i, ok := p.Index(id); ok {
			return i + a.Delta
		}
	}
	if a.FromEnd {
		return p.Len() - a.Position
	}
	return a.Position
}

// reach is the distance, in rows, up to which a position is named by a loaded
// row, and read from that row on.
func (p *Pager) reach() int { return max(p.pageSize(), p.screenRows) }

// SetView tells the pager what is on the screen. Call it after every change too.
func (p *Pager) SetView(v View) {
	v.First = max(v.First, 0)
	v.Last = max(v.Last, v.First)
	v.Cursor = min(max(v.Cursor, v.First), v.Last)
	p.view, p.cursor = v, p.Anchor(v.Cursor)
	p.screenRows = max(p.screenRows, v.Last-v.First+1)
}

// shiftView corrects the view after positions have changed.
func (p *Pager) shiftView() {
	shift := p.resolveUnclamped(p.cursor) - p.view.Cursor
	p.view.First += shift
	p.view.Last += shift
	p.view.Cursor += shift
	p.cursor = p.Anchor(p.view.Cursor)
}
