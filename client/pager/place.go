package pager

import "slices"

// What is loaded of a list without bounds, where the server has it, and what is
// let go when that proves to be somewhere else.

// stray stands in place of a row's place when the row was put where there was
// room for it: where the server has it proves nothing.
const stray ord = 1

// strays reports whether a segment has none but such rows, judged by its ends.
func (s *segment) strays() bool {
	return len(s.rows) > 0 && s.rows[0].ord == stray && s.rows[len(s.rows)-1].ord == stray
}

// placed is the segment of a row that the server has in its place there; nil
// when there is none.
func (p *Pager) placed(id string) (s *segment, k int) {
	at, known := p.index[id]
	if !known {
		return nil, 0
	}
	if k = at.seg.find(at.num); at.seg.rows[k].ord == stray {
		return nil, 0
	}
	return at.seg, k
}

// place notes where the server has the segments that a page shows rows of:
// judged by the last of these, but by the first in the segment below the page.
func (p *Pager) place(f *flight, a *answer, below *segment) {
	met := false
	for i := range a.items {
		s, k := p.placed(a.items[i].id)
		if s == nil || met && s == below {
			continue
		}
		met = met || s == below
		s.off = f.offset + i - k
	}
}

// until is the server's position after the last row of a segment.
func (s *segment) until() int { return s.off + len(s.rows) }

// space makes the gaps between segments as large as the server has them.
func (p *Pager) space() {
	if p.o.Scan { // the server counts rows that are not listed
		return
	}
	from := 0
	for i, s := range p.segs {
		if g, size := p.gaps[i], max(1, s.off-from); !g.closed && g.size != size {
			g.size, p.dirty = size, true
		}
		from = s.until()
	}
	p.layout()
}

// contradicted lets go of segments that hold rows of a page although they lie
// elsewhere: rows have moved since.
func (p *Pager) contradicted(items []item, above, below *segment) (dropped bool) {
	for _, it := range items {
		if s, _ := p.placed(it.id); s != nil && s != above && s != below {
			dropped = p.cast(slices.Index(p.segs, s)) || dropped
		}
	}
	return dropped
}

// scattered reports whether rows at the start of a segment are not where the
// page says that it begins.
func (p *Pager) scattered(s *segment, begins string) bool {
	_, k := p.placed(begins)
	return slices.ContainsFunc(s.rows[:k], func(r row) bool { return !r.gone && r.ord != stray })
}

// cast lets go of a segment that proved to be in the wrong place, unless it
// has the row that the screen is held by.
func (p *Pager) cast(i int) bool {
	at, ok := p.index[p.At(p.steady()).ID]
	if ok && at.seg == p.segs[i] || len(p.segs) == 1 {
		return false
	}
	p.dropSegment(i)
	p.layout()
	return true
}
