package pager

// countedWhole takes note of what the server counts from one end of the list to
// the other.
func (p *Pager) countedWhole(a *answer) {
	p.whole = 0
	if p.o.Scan || a.total <= 0 {
		return
	}
	p.whole = a.total
	for _, s := range p.segs {
		for i := range s.rows {
			if p.beyondPin(s.rows[i].ord) && !s.rows[i].gone {
				p.whole++ // admitted since the list was pinned
			}
		}
	}
}

// trim makes gaps smaller by what the list is longer than it was counted as a
// whole, that which was just estimated first and then those nearest to it. A
// count up to a bound is no better where many rows share the bound's instant:
// which of them lie on which side of it nobody knows, and both sides count them.
func (p *Pager) trim(first int) {
	if p.whole == 0 {
		return
	}
	excess := p.length - p.whole
	for _, s := range p.segs {
		for k := range s.rows {
			if s.rows[k].gone {
				excess-- // it is listed, and not counted
			}
		}
	}
	for by := 0; excess > 0 && by < len(p.gaps); by++ {
		for _, k := range [...]int{first + by, first - by} {
			if k < 0 || k >= len(p.gaps) || excess <= 0 {
				continue
			}
			if g := p.gaps[k]; !g.closed && !g.exact && g.size > 1 {
				n := min(excess, g.size-1)
				g.size -= n
				excess -= n
				p.dirty = true
			}
		}
	}
	p.layout()
}
