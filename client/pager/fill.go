package pager

import (
	"errors"
	"slices"
)

var errStuck = errors.New("listing sessions: the server sends the same page again and again")

// An end is believed after this many answers in a row that bring nothing, and
// a page is given up after many more.
const (
	idleEnds = 2
	idleMost = 12
)

// filled takes the rows at the edge of a gap.
func (p *Pager) filled(req *request, a *answer) {
	p.firstAnswer(req, a)
	b := req.probe
	bound := req.bound()
	if _, there := p.gapOf(b); !there && req.offset > 0 {
		return // the pages before this one were let go
	}
	if req.offset > 0 && !b.scan.follows(a, req) {
		b.scan.n /= 2 // rows before the page are gone: step back until known ones come
		if b.idle++; b.idle > idleMost {
			p.fail(req, errStuck)
		}
		return
	}
	advanced := len(a.items) > 0 && a.edge != bound
	fresh := 0
	ended := p.ends(b, a, func() bool {
		c := span{lo: req.from, hi: a.edge, loFull: true}
		if req.reverse {
			c = span{lo: a.edge, hi: req.to, hiFull: true}
		}
		if !advanced {
			c = span{lo: bound, hi: bound}
		}
		if len(a.items) > 0 {
			fresh = p.take(req, a, p.beyondSnapshot(c, req))
		}
		return advanced || fresh > 0 || b.scan.longer(req, a)
	})
	switch {
	case ended:
		p.end(req, a)
	case advanced:
		b.scan = pageScan{}
	case !a.short && len(a.items) > 0:
		b.scan = pageScan{bound: bound, n: req.offset + a.raw, tail: a.tail}
	}
	if b.idle > idleMost {
		p.fail(req, errStuck)
	}
}

// ends decides whether a page proves that there is nothing after it. Step
// takes the page in and reports whether it brought anything.
func (p *Pager) ends(b *probe, a *answer, step func() bool) bool {
	if step() {
		b.idle = 0
		return a.short && a.done
	}
	b.idle++
	switch {
	case !a.short:
		return false
	case a.done:
		return true
	case a.raw > 0 && !a.more:
		return true
	}
	return b.idle >= idleEnds
}

// follows reports whether a page of a scan begins with rows of the one before.
func (w *pageScan) follows(a *answer, req *request) bool {
	return w.bound == req.bound() && w.overlaps(a)
}

func (w *pageScan) overlaps(a *answer) bool {
	return slices.ContainsFunc(a.items, func(it item) bool { return slices.Contains(w.tail, it.id) })
}

// longer reports whether a page reaches further than the scan did.
func (w *pageScan) longer(req *request, a *answer) bool { return !a.short && req.offset+a.raw > w.n }

// take merges the rows of a page of which c is known whole.
func (p *Pager) take(req *request, a *answer, c span) (fresh int) {
	before := len(p.index)
	p.merge(req, a, c)
	p.fit()
	return len(p.index) - before
}

// end notes that there is nothing beyond the page, up to the other side of the
// gap or the end of the list.
func (p *Pager) end(req *request, a *answer) {
	if p.keyed && !p.bounded && !p.desc && req.to == endOfTime {
		p.snapshotAtEnd(a)
	}
	c := span{lo: req.from, hi: req.to, loFull: true, hiFull: true}
	c = p.beyondSnapshot(c, req)
	p.merge(req, a, c)
}

// beyondSnapshot widens a stretch that ends at the snapshot's bound: by agreement there is
// nothing beyond it.
func (p *Pager) beyondSnapshot(c span, req *request) span {
	if !p.bounded {
		return c
	}
	if p.desc && req.from == p.snapshot && c.lo == p.snapshot && c.loFull {
		c.lo = startOfTime
	}
	if !p.desc && req.to == p.snapshot && c.hi == p.snapshot && c.hiFull {
		c.hi = endOfTime
	}
	return c
}

// firstAnswer sets the snapshot bound at the newest row of the list.
func (p *Pager) firstAnswer(req *request, a *answer) {
	p.gotFirst = true
	if req.from == startOfTime && req.to == endOfTime || req.aim == aimMid {
		p.countedWhole(req, a)
	}
	if p.bounded || !p.keyed || len(a.items) == 0 {
		return
	}
	if p.desc && req.from == startOfTime && !req.reverse {
		p.setSnapshot(a.items[0].ord)
	}
	if !p.desc && req.to == endOfTime && req.reverse {
		p.setSnapshot(a.items[len(a.items)-1].ord)
	}
}

// snapshotAtEnd sets it in a list in ascending order, whose newest row comes last.
func (p *Pager) snapshotAtEnd(a *answer) {
	if n := len(a.items); n > 0 {
		p.setSnapshot(a.items[n-1].ord)
		return
	}
	for _, s := range p.segs {
		if n := len(s.rows); n > 0 && (!p.bounded || s.rows[n-1].ord > p.snapshot) {
			p.setSnapshot(s.rows[n-1].ord)
		}
	}
}

// jumped takes the rows of a page inside a gap.
func (p *Pager) jumped(req *request, a *answer) {
	p.countedWhole(req, a)
	b := req.probe
	if len(a.items) == 0 {
		b.idle++
		p.shrink(req, a)
		return
	}
	c := span{lo: a.items[0].ord, hi: a.items[len(a.items)-1].ord}
	if req.offset == 0 {
		c.lo, c.loFull = req.from, true
	}
	if a.short && a.done {
		c.hi, c.hiFull = req.to, true
	}
	if c.lo == c.hi {
		c.loFull, c.hiFull = c.loFull && c.hiFull, c.loFull && c.hiFull
	}
	b.idle++
	if p.take(req, a, p.beyondSnapshot(c, req)) > 0 {
		b.idle = 0
	}
}

// shrink makes a gap smaller that a jump found nothing in: the total was too
// high.
func (p *Pager) shrink(req *request, a *answer) {
	at, ok := p.gapOf(req.probe)
	if !ok {
		return
	}
	g := p.gaps[at]
	size := min(g.size/2, req.offset-p.gapStart(at))
	if a.total >= 0 && a.total < p.Len() {
		size = min(size, a.total-p.gapStart(at))
	}
	g.size, g.exact = max(size, 1), false
	p.dirty = true
}
