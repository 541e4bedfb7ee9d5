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
	if _, there := p.gapOf(req.probe); !there && req.offset > 0 {
		return // the pages before this one were let go
	}
	p.firstPage(req, a)
	ended := p.readOn(req, a, func(advanced bool) bool {
		c := span{lo: req.from, hi: a.edge, loFull: true}
		if req.reverse {
			c = span{lo: a.edge, hi: req.to, hiFull: true}
		}
		if !advanced {
			c = span{lo: a.edge, hi: a.edge}
		}
		return len(a.items) > 0 && p.merge(req, a, c) > 0
	})
	if ended {
		p.end(req, a)
	}
	if req.probe.idle > idleMost {
		p.fail(req, errStuck)
	}
}

// readOn takes a page of those that are read one after the other from a bound.
// Step takes the rows in and reports whether there are new ones. The end is
// reached when the page proves that there is nothing after it.
func (p *Pager) readOn(req *request, a *answer, step func(advanced bool) bool) (ended bool) {
	b, bound := req.probe, req.bound()
	if req.offset > 0 && !b.scan.follows(a, bound) {
		b.scan.n /= 2 // rows before the page are gone: step back until known ones come
		b.idle++
		return false
	}
	advanced, longer := a.edge != bound, !a.short && req.offset+a.raw > b.scan.n
	ended = b.ends(a, step(advanced) || advanced || longer)
	switch {
	case ended:
	case advanced:
		b.scan = pageScan{}
	case !a.short && len(a.items) > 0:
		b.scan = pageScan{bound: bound, n: req.offset + a.raw, tail: a.tail}
	}
	return ended
}

// follows reports whether a page of a scan begins with rows of the one before.
func (w *pageScan) follows(a *answer, bound ord) bool {
	return w.bound == bound && slices.ContainsFunc(a.items, func(it item) bool { return slices.Contains(w.tail, it.id) })
}

// ends decides whether a page, which brought something or not, proves that there
// is nothing after it.
func (b *probe) ends(a *answer, brought bool) bool {
	b.idle++
	if brought {
		b.idle = 0
	}
	return a.short && (a.done || b.idle >= idleEnds)
}

// end notes that there is nothing beyond the page, up to the other side of the
// gap or the end of the list. There is the newest row of a list in ascending order.
func (p *Pager) end(req *request, a *answer) {
	if p.keyed && !p.desc && !p.bounded() && req.to == endOfTime && a.edge > startOfTime {
		p.setSnapshot(a.edge)
	}
	p.merge(req, a, span{lo: req.from, hi: req.to, loFull: true, hiFull: true})
}

// firstPage sets the snapshot bound at the newest row of the list.
func (p *Pager) firstPage(req *request, a *answer) {
	if p.bounded() || !p.keyed || len(a.items) == 0 || req.bound() != p.newest {
		return
	}
	newest := a.items[0]
	if req.reverse {
		newest = a.items[len(a.items)-1]
	}
	p.setSnapshot(newest.ord)
}

// jumped takes the rows of a page inside a gap.
func (p *Pager) jumped(req *request, a *answer) {
	b := req.probe
	b.idle++
	if len(a.items) == 0 {
		p.shrink(req)
		return
	}
	c := span{lo: a.items[0].ord, hi: a.edge}
	if req.offset == 0 {
		c.lo, c.loFull = req.from, true
	}
	if a.short && a.done {
		c.hi, c.hiFull = req.to, true
	}
	if p.merge(req, a, c) > 0 {
		b.idle = 0
	}
}

// shrink makes a gap smaller that a jump found nothing in: the total was too
// high.
func (p *Pager) shrink(req *request) {
	at, ok := p.gapOf(req.probe)
	if !ok {
		return
	}
	g := p.gaps[at]
	g.size, g.exact = max(min(g.size/2, req.offset-p.gapStart(at)), 1), false
}
