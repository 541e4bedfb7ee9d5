package pager

import "slices"

// Where a page of a list without bounds continues what is loaded.

// walked notes how far a page reaches, and reports whether that is further than
// the one before it.
func (p *Pager) walked(f *flight, a *answer) (longer bool) {
	if f.aim == aimMid || len(a.items) == 0 {
		return false
	}
	w := walk{n: f.offset + a.raw}
	edge, near := a.items[len(a.items)-1].id, a.items[max(0, len(a.items)-16):]
	if f.aim == aimUp {
		w.n = f.offset
		edge, near = a.items[0].id, a.items[:min(16, len(a.items))]
	}
	for _, it := range near {
		w.tail = append(w.tail, it.id)
	}
	b := f.probe
	longer = b.walk.n > 0 && (w.n > b.walk.n) == (f.aim == aimDown) && !slices.Contains(b.walk.tail, edge)
	b.walk = w
	return longer
}

// meeting is where a page shows rows of a segment: from the first to the last.
type meeting struct{ first, last int }

// meets finds where a page meets a segment. Two rows must agree, if there are
// as many.
func (p *Pager) meets(a *answer, s *segment) (m meeting, ok bool) {
	if s == nil {
		return m, false
	}
	hits := 0
	for i := range a.items {
		if in, _ := p.placed(a.items[i].id); in == s {
			if hits == 0 {
				m.first = i
			}
			m.last = i
			hits++
		}
	}
	if hits == 0 || hits < min(2, len(s.rows)) {
		return meeting{}, false
	}
	return m, true
}

// meets is where a page shows rows of the one before it.
func (w *walk) meets(a *answer) (m meeting, ok bool) {
	for i := range a.items {
		if slices.Contains(w.tail, a.items[i].id) {
			if !ok {
				m.first, ok = i, true
			}
			m.last = i
		}
	}
	return m, ok
}

// within are the rows of a page among those of a segment. What is not known of
// them lies where nothing can be put any more, and goes beside the segment.
func (a *answer) within(from, to int) []item {
	if from >= to {
		return nil
	}
	items := slices.Clone(a.items[from:to])
	for i := range items {
		items[i].ord = stray
	}
	return items
}
