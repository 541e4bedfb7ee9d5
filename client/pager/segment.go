package pager

import (
	"slices"
	"sort"
)

// row is a loaded row.
type row struct {
	id   string
	ord  ord
	num  int32  // grows by position within the segment; not dense
	seen uint32 // the pager's tick when an answer last showed it, or showed that it is gone
	gone bool
}

// place is where a row is to be found.
type place struct {
	seg *segment
	num int32
}

// segment is a run of rows with nothing unknown between them.
type segment struct {
	span
	rows []row
	at   int // position of its first row; valid after layout
}

// gap is what lies between two segments, or before the first, or after the
// last. Only those two can be closed: nothing is missing there.
type gap struct {
	size   int
	exact  bool // the size is that of rows which were let go, and no guess: only a poll's count, or the rows that fill it, change it
	closed bool
	by     [3]*probe // the ways of filling it, by aim: from the segment above, from the one below, by a jump into it
}

func newGap(size int) *gap { return &gap{size: size, by: [3]*probe{{}, {}, {}}} }

// shape is the size for Len: a failure needs a position to be seen at.
func (g *gap) shape() int {
	switch {
	case g.closed:
		return 0
	case g.size == 0 && g.by[aimDown].err != nil:
		return 1
	}
	return g.size
}

// find is the index of the row with a number.
func (s *segment) find(num int32) int {
	return sort.Search(len(s.rows), func(i int) bool { return s.rows[i].num >= num })
}

// end is the position after its last row.
func (s *segment) end() int { return s.at + len(s.rows) }

// layout works positions out anew when something moved.
func (p *Pager) layout() {
	if !p.dirty {
		return
	}
	p.dirty = false
	p.version++
	at := 0
	for i, s := range p.segs {
		at += p.gaps[i].shape()
		s.at = at
		at += len(s.rows)
	}
	p.length = at + p.gaps[len(p.segs)].shape()
	if len(p.segs) == 0 {
		p.length = 0
	}
}

// gapStart is the position where gap i begins.
func (p *Pager) gapStart(i int) int {
	if i == 0 {
		return 0
	}
	return p.segs[i-1].end()
}

// locate finds a position: in segment i at row k, or (k < 0) in gap i.
func (p *Pager) locate(pos int) (i, k int) {
	p.layout()
	i = sort.Search(len(p.segs), func(i int) bool { return p.segs[i].end() > pos })
	if i < len(p.segs) && pos >= p.segs[i].at {
		return i, pos - p.segs[i].at
	}
	return i, -1
}

// gapOf is the index of the gap that a probe belongs to.
func (p *Pager) gapOf(b *probe) (int, bool) {
	for i, g := range p.gaps {
		if slices.Contains(g.by[:], b) {
			return i, true
		}
	}
	return 0, false
}

// extend puts rows before and after those of a segment.
func (p *Pager) extend(s *segment, before, after []row) {
	if n := len(before); n > 0 {
		num := int32(0)
		if len(s.rows) > 0 {
			num = s.rows[0].num
		}
		for i := range before {
			before[i].num = num - int32(n-i)
			p.index[before[i].id] = place{s, before[i].num}
		}
		s.rows = append(before, s.rows...)
	}
	num := int32(0)
	if n := len(s.rows); n > 0 {
		num = s.rows[n-1].num + 1
	}
	for i := range after {
		after[i].num = num + int32(i)
		p.index[after[i].id] = place{s, after[i].num}
	}
	s.rows = append(s.rows, after...)
	p.dirty = true
}

// insert puts one row in its place among those of a segment.
func (p *Pager) insert(s *segment, k int, r row) {
	rest := append([]row{r}, s.rows[k:]...)
	s.rows = s.rows[:k]
	p.extend(s, nil, rest)
}

// cut takes rows i to j out of a segment and out of the index.
func (p *Pager) cut(s *segment, i, j int) {
	for k := i; k < j; k++ {
		delete(p.index, s.rows[k].id)
		if s.rows[k].gone {
			p.gone--
		}
	}
	s.rows = slices.Delete(s.rows, i, j)
	if cap(s.rows) > 2*len(s.rows)+256 {
		s.rows = append(make([]row, 0, len(s.rows)), s.rows...) // give back what the let go took
	}
	p.dirty = true
}

// row is a loaded row by its ID.
func (p *Pager) row(id string) *row {
	at, ok := p.index[id]
	if !ok {
		return nil
	}
	return &at.seg.rows[at.seg.find(at.num)]
}

// removeSegment takes segment i out; the gaps on its sides become one.
func (p *Pager) removeSegment(i int) {
	a, b := p.gaps[i], p.gaps[i+1]
	merged := newGap(a.shape() + b.shape() + len(p.segs[i].rows))
	merged.exact = (a.exact || a.closed) && (b.exact || b.closed)
	p.cut(p.segs[i], 0, len(p.segs[i].rows))
	merged.by[aimDown], merged.by[aimUp] = a.by[aimDown], b.by[aimUp]
	merged.by[aimDown].scan, merged.by[aimUp].scan = pageScan{}, pageScan{} // they may have passed over rows that go
	p.gaps = slices.Delete(p.gaps, i, i+1)
	p.gaps[i] = merged
	p.segs = slices.Delete(p.segs, i, i+1)
	p.dirty = true
}
