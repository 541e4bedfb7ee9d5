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
func (p *Pager) filled(f *flight, a *answer) {
	p.firstAnswer(f, a)
	b := f.probe
	bound := f.from
	if f.reverse {
		bound = f.to
	}
	if _, there := p.gapOf(b); !there && f.offset > 0 {
		return // the pages before this one were let go
	}
	if f.offset > 0 && !b.scan.follows(a, f) {
		b.scan.n /= 2 // rows before the page are gone: step back until known ones come
		if b.idle++; b.idle > idleMost {
			p.fail(f, errStuck)
		}
		return
	}
	advanced := len(a.items) > 0 && a.edge != bound
	fresh := 0
	ended := p.ends(b, a, func() bool {
		c := span{lo: f.from, hi: a.edge, loFull: true}
		if f.reverse {
			c = span{lo: a.edge, hi: f.to, hiFull: true}
		}
		if !advanced {
			c = span{lo: bound, hi: bound}
		}
		if len(a.items) > 0 {
			fresh = p.take(f, a, p.unpinned(c, f))
		}
		return advanced || fresh > 0 || b.scan.longer(f, a)
	})
	switch {
	case ended:
		p.end(f, a)
	case advanced:
		b.scan = pageScan{}
	case !a.short && len(a.items) > 0:
		b.scan = pageScan{bound: bound, n: f.offset + a.raw, tail: a.tail}
	}
	if b.idle > idleMost {
		p.fail(f, errStuck)
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
func (w *pageScan) follows(a *answer, f *flight) bool {
	bound := f.from
	if f.reverse {
		bound = f.to
	}
	return w.bound == bound && w.overlaps(a)
}

func (w *pageScan) overlaps(a *answer) bool {
	return slices.ContainsFunc(a.items, func(it item) bool { return slices.Contains(w.tail, it.id) })
}

// longer reports whether a page reaches further than the scan did.
func (w *pageScan) longer(f *flight, a *answer) bool { return !a.short && f.offset+a.raw > w.n }

// take merges the rows of a page of which c is known whole.
func (p *Pager) take(f *flight, a *answer, c span) (fresh int) {
	before := len(p.index)
	s := p.merge(f, a, c)
	if s != nil {
		p.resize(f, a, s)
	}
	return len(p.index) - before
}

// end notes that there is nothing beyond the page, up to the other side of the
// gap or the end of the list.
func (p *Pager) end(f *flight, a *answer) {
	if p.keyed && !p.pinned && !p.desc && f.to == endOfTime {
		p.pinAtEnd(a)
	}
	c := span{lo: f.from, hi: f.to, loFull: true, hiFull: true}
	c = p.unpinned(c, f)
	p.merge(f, a, c)
}

// unpinned widens a stretch that ends at the pin: by agreement there is
// nothing beyond it.
func (p *Pager) unpinned(c span, f *flight) span {
	if !p.pinned || !p.keyed {
		return c
	}
	if p.desc && f.from == p.pin && c.lo == p.pin && c.loFull {
		c.lo = startOfTime
	}
	if !p.desc && f.to == p.pin && c.hi == p.pin && c.hiFull {
		c.hi = endOfTime
	}
	return c
}

// firstAnswer pins the list at its newest row.
func (p *Pager) firstAnswer(f *flight, a *answer) {
	p.gotFirst = true
	if f.from == startOfTime && f.to == endOfTime || f.aim == aimMid {
		p.countedWhole(f, a)
	}
	if p.pinned || !p.keyed || len(a.items) == 0 {
		return
	}
	if p.desc && f.from == startOfTime && !f.reverse {
		p.setPin(a.items[0].ord)
	}
	if !p.desc && f.to == endOfTime && f.reverse {
		p.setPin(a.items[len(a.items)-1].ord)
	}
}

// pinAtEnd pins a list in ascending order, whose newest row comes last.
func (p *Pager) pinAtEnd(a *answer) {
	if n := len(a.items); n > 0 {
		p.setPin(a.items[n-1].ord)
		return
	}
	for _, s := range p.segs {
		if n := len(s.rows); n > 0 && (!p.pinned || s.rows[n-1].ord > p.pin) {
			p.setPin(s.rows[n-1].ord)
		}
	}
}

// jumped takes the rows of a page inside a gap.
func (p *Pager) jumped(f *flight, a *answer) {
	p.countedWhole(f, a)
	b := f.probe
	if len(a.items) == 0 {
		b.idle++
		p.shrink(f, a)
		return
	}
	c := span{lo: a.items[0].ord, hi: a.items[len(a.items)-1].ord}
	if f.offset == 0 {
		c.lo, c.loFull = f.from, true
	}
	if a.short && a.done {
		c.hi, c.hiFull = f.to, true
	}
	if c.lo == c.hi {
		c.loFull, c.hiFull = c.loFull && c.hiFull, c.loFull && c.hiFull
	}
	b.idle++
	if p.take(f, a, p.unpinned(c, f)) > 0 {
		b.idle = 0
	}
}

// shrink makes a gap smaller that a jump found nothing in: the total was too
// high.
func (p *Pager) shrink(f *flight, a *answer) {
	at, ok := p.gapOf(f.probe)
	if !ok {
		return
	}
	g := p.gaps[at]
	size := min(g.size/2, f.offset-p.gapStart(at))
	if a.total >= 0 && a.total < p.Len() {
		size = min(size, a.total-p.gapStart(at))
	}
	g.size, g.exact = max(size, 1), false
	p.dirty = true
}
