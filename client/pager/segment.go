package pager

import (
	"slices"
	"sort"
)

// row is a loaded row.
type row struct {
	id   string
	ord  ord
	seen uint32 // the pager's tick when an answer last showed it, or showed that it is gone
	gone bool
}

// segment is a run of rows with nothing unknown between them.
type segment struct {
	span
	rows []*row // in order, among equals in the order in which they came
}

// gap is what lies between two segments.
type gap struct {
	size    int
	exact   bool           // the size is that of rows which were let go, and no guess: only a poll's count, or the rows that fill it, change it
	fetches [3]*fetchState // the ways of filling it, by request kind: from the segment above, from the one below, by a jump into it
}

func newGap(exact bool) *gap { return &gap{exact: exact, fetches: [3]*fetchState{{}, {}, {}}} }

// endSpan is the last segment of a list whose end is not loaded.
func endSpan() span { return span{lo: endOfTime, hi: endOfTime, loFull: true, hiFull: true} }

// startSpan is the first segment of a list whose start is not loaded.
func (p *Pager) startSpan() span {
	if !p.keyed {
		return span{lo: startOfTime, hi: 0, loFull: true}
	}
	return span{lo: startOfTime, hi: startOfTime, loFull: true, hiFull: true}
}

// reset begins a list of which nothing is known.
func (p *Pager) reset() {
	p.segs = []*segment{{span: p.startSpan()}, {span: endSpan()}}
	p.gaps = []*gap{newGap(false)}
	p.unread = true
}

// atEnd reports whether gap i is the one before the end of the list.
func (p *Pager) atEnd(i int) bool { return i >= 0 && p.segs[i+1].lo == endOfTime }

// shape is the size for Len: a failure needs a position to be seen at.
func (g *gap) shape() int {
	if g.size == 0 && g.fetches[fillDown].err != nil {
		return 1
	}
	return g.size
}

// from is the index of the first row that does not lie before a place.
func (s *segment) from(x ord) int {
	return sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= x })
}

// at is the position where segment i begins.
func (p *Pager) at(i int) (n int) {
	for k, s := range p.segs[:i] {
		n += len(s.rows) + p.gaps[k].shape()
	}
	return n
}

// gapStart is the position where segment i ends, and the gap after it begins.
func (p *Pager) gapStart(i int) int { return p.at(i) + len(p.segs[i].rows) }

// locate finds a position: row k of segment i, or so many positions into the
// gap after it.
func (p *Pager) locate(pos int) (i, k int, loaded bool) {
	for ; ; i++ {
		rows := len(p.segs[i].rows)
		if pos < rows {
			return i, pos, true
		}
		pos -= rows
		if i == len(p.gaps) || pos < p.gaps[i].shape() {
			return i, pos, false
		}
		pos -= p.gaps[i].shape()
	}
}

// gapOf is the index of the gap that f belongs to.
func (p *Pager) gapOf(f *fetchState) (int, bool) {
	i := slices.IndexFunc(p.gaps, func(g *gap) bool { return slices.Contains(g.fetches[:], f) })
	return i, i >= 0
}

// find is the segment that holds a loaded row, and the row's index in it.
func (p *Pager) find(r *row) (i, k int) {
	for i = p.segmentAt(r.ord); ; i++ {
		s := p.segs[i]
		for k = s.from(r.ord); k < len(s.rows) && s.rows[k].ord == r.ord; k++ {
			if s.rows[k] == r {
				return i, k
			}
		}
	}
}

// segmentAt is the first segment that does not end before a place.
func (p *Pager) segmentAt(x ord) int {
	return sort.Search(len(p.segs), func(i int) bool { return p.segs[i].hi >= x })
}
