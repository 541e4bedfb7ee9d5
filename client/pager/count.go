package pager

// unknown is a count that the server has not given.
const unknown = -1

// countAll asks how long the whole list is, with a page of one row.
func (p *Pager) countAll(f *flight) {
	f.from, f.to = p.withinPin(f.from, f.to)
	f.params = p.window(f.from, f.to, false)
	f.params.Page, f.params.Limit = 1, 1
}

// countedWhole takes note of what the server counts from one end of the list to
// the other.
func (p *Pager) countedWhole(f *flight, a *answer) {
	p.matching, p.whole = a.total, unknown
	if p.o.Scan || a.total < f.offset+a.raw {
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

// total is how many sessions there are: those that are loaded and not gone, what
// lies in the gaps, and the buffered rows. When the server counted fewer, some
// of the rows off the screen are gone.
func (p *Pager) total() int {
	n := p.ownCount()
	if p.whole != unknown {
		n = min(n, p.whole)
	}
	return n + p.beyond()
}

// ownCount is how long the list is by our own count, for comparison with whole.
func (p *Pager) ownCount() int { return p.Len() - p.gone + len(p.held) - p.beyond() }

// beyond counts the buffered rows that are newer than the list.
func (p *Pager) beyond() (n int) {
	for _, r := range p.held {
		if p.beyondPin(r.ord) {
			n++
		}
	}
	return n
}

// fit makes the gaps as large as the server's count says.
func (p *Pager) fit() {
	if p.whole == unknown || len(p.segs) == 0 {
		return
	}
	if !p.keyed {
		p.space(p.whole)
		return
	}
	largest := 0
	for i, g := range p.gaps {
		g.exact = false
		if g.size > p.gaps[largest].size {
			largest = i
		}
	}
	if missing := p.whole - p.ownCount(); missing > 0 && !p.gaps[largest].closed {
		p.gaps[largest].size += missing
		p.dirty = true
	}
	p.trim(largest)
}

// trim makes gaps smaller by what the list is longer than it was counted as a
// whole, that which was just estimated first and then those nearest to it. A
// count up to a bound is no better where many rows share the bound's instant:
// which of them lie on which side of it nobody knows, and both sides count them.
func (p *Pager) trim(first int) {
	if p.whole == unknown {
		return
	}
	excess := p.ownCount() - p.whole
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
