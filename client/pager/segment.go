package pager

import (
	"slices"
	"sort"
)

// row is a loaded row.
type row struct {
	id       string
	ord      ord
	seenTick uint32 // Pager.tick when an answer last showed this row, or proved it gone
	gone     bool
}

// segment is a run of rows with nothing unknown between them.
type segment struct {
	span
	rows []*row // in order, among equals in the order in which they came
}

// gap is what lies between two segments.
type gap struct {
	size    int
	exact   bool           // size counts evicted rows and is no guess: only a poll's count, or rows that fill the gap, change it
	fetches [3]*fetchState // the three ways of filling it: fillDown, fillUp and fillJump
}

func newGap(exact bool) *gap { return &gap{exact: exact, fetches: [3]*fetchState{{}, {}, {}}} }

// endSpan is the span of the last segment while the end of the list is not
// loaded.
func endSpan() span { return span{lo: endOfTime, hi: endOfTime, loFull: true, hiFull: true} }

// startSpan is the span of the first segment while the start of the list is not
// loaded.
func (p *Pager) startSpan() span {
	if !p.byCreatedAt {
		return span{lo: startOfTime, hi: 0, loFull: true}
	}
	return span{lo: startOfTime, hi: startOfTime, loFull: true, hiFull: true}
}

// reset forgets every row: nothing of the list is known.
func (p *Pager) reset() {
	p.segments = []*segment{{span: p.startSpan()}, {span: endSpan()}}
	p.gaps = []*gap{newGap(false)}
	p.unread = true
}

// atEnd reports whether gap i is the one before the end of the list.
func (p *Pager) atEnd(i int) bool { return i >= 0 && p.segments[i+1].lo == endOfTime }

// positions is how many positions the gap takes: a failure needs one to be
// shown at.
func (g *gap) positions() int {
	if g.size == 0 && g.fetches[fillDown].err != nil {
		return 1
	}
	return g.size
}

// indexFrom is the index of the first row that does not lie before x.
func (s *segment) indexFrom(x ord) int {
	return sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= x })
}

// segmentStart is the position of the first row of segment i.
func (p *Pager) segmentStart(i int) (n int) {
	for k, s := range p.segments[:i] {
		n += len(s.rows) + p.gaps[k].positions()
	}
	return n
}

// gapStart is the position where segment i ends and the gap after it begins.
func (p *Pager) gapStart(i int) int { return p.segmentStart(i) + len(p.segments[i].rows) }

// locate finds a position: when loaded, it is row k of segment i; else it lies
// k positions into the gap after segment i.
func (p *Pager) locate(pos int) (i, k int, loaded bool) {
	for ; ; i++ {
		rows := len(p.segments[i].rows)
		if pos < rows {
			return i, pos, true
		}
		pos -= rows
		if i == len(p.gaps) || pos < p.gaps[i].positions() {
			return i, pos, false
		}
		pos -= p.gaps[i].positions()
	}
}

// gapOf is the index of the gap that f belongs to.
func (p *Pager) gapOf(f *fetchState) (int, bool) {
	i := slices.IndexFunc(p.gaps, func(g *gap) bool { return slices.Contains(g.fetches[:], f) })
	return i, i >= 0
}

// findRow returns the segment that holds a loaded row, and the row's index in
// it.
func (p *Pager) findRow(r *row) (i, k int) {
	for i = p.segmentAtOrAfter(r.ord); ; i++ {
		s := p.segments[i]
		for k = s.indexFrom(r.ord); k < len(s.rows) && s.rows[k].ord == r.ord; k++ {
			if s.rows[k] == r {
				return i, k
			}
		}
	}
}

// segmentAtOrAfter is the first segment that does not end before x.
func (p *Pager) segmentAtOrAfter(x ord) int {
	return sort.Search(len(p.segments), func(i int) bool { return p.segments[i].hi >= x })
}
