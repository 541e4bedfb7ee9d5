package pager

import (
	"errors"
	"slices"
)

var errRepeats = errors.New("listing sessions: the server repeats one page")

// maxFruitless is after how many answers in a row that bring nothing new an end
// is believed. One more is a failure.
const maxFruitless = 2

// edgePageArrived takes rows that follow the edge of a gap.
func (p *Pager) edgePageArrived(req *request, a *answer) {
	p.boundFirstPage(req, a)
	ended, ok := p.noteNextPage(req, a)
	if ended && !p.hasSnapshot() && req.to == endOfTime && a.edge > startOfTime {
		p.setSnapshot(a.edge) // the end of a list in ascending order is its newest row
	}
	if ok && (ended || len(a.items) > 0) { // else the first answer says nothing yet
		p.merge(req, a, knownSpan(req, a, ended))
	}
}

// knownSpan is the span of which every row is known by a page that was read on
// from a bound: up to its last row, or, when nothing comes after that, to the
// other side of the gap or the end of the list.
func knownSpan(req *request, a *answer, ended bool) span {
	switch {
	case ended:
		return span{lo: req.from, hi: req.to, loFull: true, hiFull: true}
	case req.reverse:
		return span{lo: a.edge, hi: req.to, hiFull: true}
	}
	return span{lo: req.from, hi: a.edge, loFull: true}
}

// noteNextPage notes a page of those that are read one after the other from a
// bound. Ok is false when the page does not follow the one before it and cannot
// be used. The end is reached when the page proves that nothing comes after it.
func (p *Pager) noteNextPage(req *request, a *answer) (ended, ok bool) {
	f := req.fetch
	follows := slices.ContainsFunc(a.items, func(it item) bool { return slices.Contains(f.scan.lastIDs, it.id) })
	if req.offset > 0 && !follows {
		f.scan = pageScan{} // rows before this page are gone: the scan begins anew
		f.fruitless++
		return false, false
	}
	switch {
	case a.edge != req.bound(), p.hasNewRow(a):
		f.progressed()
	case a.isShort: // a full page passes over known rows, which is progress
		f.fruitless++
	}
	n := req.offset + a.rowCount
	f.scan = pageScan{bound: req.bound(), read: n, lastIDs: a.lastIDs[max(0, len(a.lastIDs)-overlap(n, p.maxPageSize())):]}
	return f.ends(a), true
}

// hasNewRow reports whether a page has a row that is neither listed nor
// buffered.
func (p *Pager) hasNewRow(a *answer) bool {
	return slices.ContainsFunc(a.items, func(it item) bool { return it.listed && p.index[it.id] == nil && p.buffered[it.id] == nil })
}

// boundFirstPage makes the newest row of the first answer the snapshot bound.
func (p *Pager) boundFirstPage(req *request, a *answer) {
	if p.hasSnapshot() || len(a.items) == 0 || req.bound() != p.newest {
		return
	}
	newest := a.items[0]
	if req.reverse {
		newest = a.items[len(a.items)-1]
	}
	p.setSnapshot(newest.ord)
}

// jumpArrived takes the rows of a page in the middle of a gap.
func (p *Pager) jumpArrived(req *request, a *answer) {
	req.fetch.fruitless++
	if len(a.items) == 0 {
		p.shrinkGap(req)
		return
	}
	if p.hasNewRow(a) {
		req.fetch.progressed()
	}
	p.merge(req, a, span{lo: a.items[0].ord, hi: a.edge})
}

// shrinkGap makes a gap smaller after a jump into it found no rows: its size
// was too high.
func (p *Pager) shrinkGap(req *request) {
	at, ok := p.gapOf(req.fetch)
	if !ok {
		return
	}
	g := p.gaps[at]
	g.size, g.exact = max(min(g.size/2, req.offset-p.gapStart(at)), 1), false
}
