package pager

// unknown is a count that the server has not given.
const unknown = -1

// noteServerTotal keeps the server's count of the whole list, from an answer to
// a request for all of it.
func (p *Pager) noteServerTotal(req *request, a *answer) {
	p.stats.Matching, p.serverTotal = a.total, unknown
	if p.options.Scan || a.total < req.offset+a.rowCount {
		return
	}
	p.serverTotal = a.total
	for _, s := range p.segments {
		for _, r := range s.rows {
			if p.afterSnapshot(r.ord) && !r.gone {
				p.serverTotal++ // admitted since the first answer, so not part of this count
			}
		}
	}
}

// total is how many sessions there are: loaded rows that are not gone, rows in
// gaps, and buffered rows. When the server counted fewer, some rows off the
// screen are gone, and its count is right. Before the first answer it is unknown.
func (p *Pager) total() int {
	if p.successes == 0 {
		return unknown
	}
	n := p.ownCount()
	if p.serverTotal != unknown {
		n = min(n, p.serverTotal)
	}
	return n + p.newerBuffered()
}

// ownCount is the length of the list by the pager's own count, over the same
// rows as serverTotal.
func (p *Pager) ownCount() int { return p.Len() - p.stats.Gone + len(p.buffered) - p.newerBuffered() }

// newerBuffered counts the buffered rows that are newer than the snapshot
// bound.
func (p *Pager) newerBuffered() (n int) {
	for _, r := range p.buffered {
		if p.afterSnapshot(r.ord) {
			n++
		}
	}
	return n
}

// countArrived fits all gaps, also the exact ones, to the count that a poll
// brought.
func (p *Pager) countArrived() {
	for _, g := range p.gaps {
		g.exact = false
	}
	p.fitGaps()
}

// fitGaps makes the gaps as large as the server's count says: the largest of
// those whose sizes are guesses grows or shrinks by the difference.
func (p *Pager) fitGaps() {
	switch {
	case !p.byCreatedAt:
		p.sizeGapsByPosition()
		return
	case p.serverTotal == unknown, p.unread:
		return
	}
	for missing := p.serverTotal - p.ownCount(); missing != 0; {
		var largest *gap
		for _, g := range p.gaps {
			if !g.exact && (largest == nil || g.size > largest.size) {
				largest = g
			}
		}
		if largest == nil || missing < 0 && largest.size == 1 {
			break
		}
		n := max(missing, 1-largest.size)
		largest.size += n
		missing -= n
	}
}
