package pager

import (
	"errors"
	"slices"
)

var errStuck = errors.New("listing sessions: the server repeats one page")

// maxFruitless is after how many answers in a row that bring nothing an end is
// believed. One more, and a page is given up.
const maxFruitless = 2

// filled takes the rows at the edge of a gap.
func (p *Pager) filled(req *request, a *answer) {
	p.firstPage(req, a)
	ended, ok := p.readOn(req, a)
	if ok && (ended || len(a.items) > 0) { // else nothing is known yet
		p.merge(req, a, p.reached(req, a, ended))
	}
}

// reached is the stretch of which every row is known by a page that was read on
// from a bound: up to its last row, or, when nothing is beyond that, to the other
// side of the gap or the end of the list. The end of a list in ascending order is
// its newest row, which becomes the snapshot bound.
func (p *Pager) reached(req *request, a *answer, ended bool) span {
	switch {
	case ended:
		if !p.bounded() && req.to == endOfTime && a.edge > startOfTime {
			p.setSnapshot(a.edge)
		}
		return span{lo: req.from, hi: req.to, loFull: true, hiFull: true}
	case req.reverse:
		return span{lo: a.edge, hi: req.to, hiFull: true}
	}
	return span{lo: req.from, hi: a.edge, loFull: true}
}

// readOn takes note of a page of those that are read one after the other from a
// bound, which is of use unless it does not follow the one before it. The end is
// reached when the page proves that there is nothing after it.
func (p *Pager) readOn(req *request, a *answer) (ended, ok bool) {
	f := req.fetch
	follows := slices.ContainsFunc(a.items, func(it item) bool { return slices.Contains(f.scan.lastIDs, it.id) })
	if req.offset > 0 && !follows {
		f.scan = pageScan{} // rows before the page are gone: begin anew
		f.fruitless++
		return false, false
	}
	switch {
	case a.edge != req.bound(), p.brings(a):
		f.progressed()
	case a.short: // else known rows are passed over
		f.fruitless++
	}
	n := req.offset + a.raw
	f.scan = pageScan{bound: req.bound(), read: n, lastIDs: a.lastIDs[max(0, len(a.lastIDs)-overlap(n, p.largest())):]}
	return f.ends(a), true
}

// brings reports whether a page has a row that is neither listed nor buffered.
func (p *Pager) brings(a *answer) bool {
	return slices.ContainsFunc(a.items, func(it item) bool { return it.list && p.index[it.id] == nil && p.buffered[it.id] == nil })
}

// firstPage sets the snapshot bound at the newest row of the list.
func (p *Pager) firstPage(req *request, a *answer) {
	if p.bounded() || len(a.items) == 0 || req.bound() != p.newest {
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
	req.fetch.fruitless++
	if len(a.items) == 0 {
		p.shrink(req)
		return
	}
	if p.brings(a) {
		req.fetch.progressed()
	}
	p.merge(req, a, span{lo: a.items[0].ord, hi: a.edge})
}

// shrink makes a gap smaller that a jump found nothing in: the total was too
// high.
func (p *Pager) shrink(req *request) {
	at, ok := p.gapOf(req.fetch)
	if !ok {
		return
	}
	g := p.gaps[at]
	g.size, g.exact = max(min(g.size/2, req.offset-p.gapStart(at)), 1), false
}
