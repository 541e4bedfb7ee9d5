package pager

// unknown is a count that the server has not given.
const unknown = -1

// countedWhole takes note of what the server counts from one end of the list to
// the other.
func (p *Pager) countedWhole(req *request, a *answer) {
	p.stats.Matching, p.whole = a.total, unknown
	if p.o.Scan || a.total < req.offset+a.raw {
		return
	}
	p.whole = a.total
	for _, s := range p.segs {
		for _, r := range s.rows {
			if p.afterSnapshot(r.ord) && !r.gone {
				p.whole++ // admitted since the list was bounded
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
func (p *Pager) ownCount() int { return p.Len() - p.stats.Gone + len(p.buffered) - p.beyond() }

// beyond counts the buffered rows that are newer than the list.
func (p *Pager) beyond() (n int) {
	for _, r := range p.buffered {
		if p.afterSnapshot(r.ord) {
			n++
		}
	}
	return n
}

// recounted fits all gaps to what a poll has counted, whatever was known of their
// sizes.
func (p *Pager) recounted() {
	for _, g := range p.gaps {
		g.exact = false
	}
	p.fit()
}

// fit makes the gaps as large as the server's count says: the largest of those
// whose sizes are guesses takes what is missing, or gives what is too much.
func (p *Pager) fit() {
	switch {
	case !p.keyed:
		p.space()
		return
	case p.whole == unknown, p.unread:
		return
	}
	for by := p.whole - p.ownCount(); by != 0; {
		var largest *gap
		for _, g := range p.gaps {
			if !g.exact && (largest == nil || g.size > largest.size) {
				largest = g
			}
		}
		if largest == nil || by < 0 && largest.size == 1 {
			break
		}
		n := max(by, 1-largest.size)
		largest.size += n
		by -= n
	}
}
