package pager

import (
	"slices"
	"sort"
)

// checkMost is how many rows one request asks for by ID.
const checkMost = 100

// rereadWant asks for the visible rows again.
func (p *Pager) rereadWant() (w want, ok bool) {
	switch {
	case !p.reread && p.behind.lo >= p.behind.hi:
		return w, false
	case !p.reread:
		w = want{aim: aimReread, first: p.view.First, last: p.view.Last, from: p.behind.lo, to: p.behind.hi, poll: true}
		w.count = p.countBetween(w.from, w.to)
		return w, true
	}
	w = want{aim: aimReread, first: p.view.First, last: p.view.Last, poll: true}
	if len(p.view.IDs) > 0 && !p.noCheck {
		w.aim, w.ids = aimCheck, p.shown(func(*row) bool { return true })
		return w, len(w.ids) > 0
	}
	loaded := 0
	// From the row before the screen to the one after it: what came to match may
	// lie between.
	for i := max(0, p.view.First-1); i <= min(p.view.Last+1, p.length-1); i++ {
		at, k := p.locate(i)
		if k < 0 {
			continue
		}
		r := &p.segs[at].rows[k]
		if loaded == 0 {
			w.from = r.ord
		}
		w.to = r.ord
		if i == 0 {
			w.from = startOfTime
		}
		if i == p.length-1 {
			w.to = endOfTime
		}
		loaded++
		if len(w.ids) < checkMost {
			w.ids = append(w.ids, r.id)
		}
	}
	if loaded == 0 {
		return w, false
	}
	w.count = max(p.countBetween(w.from, w.to), w.last-w.first+1)
	if !p.keyed || p.o.Scan || w.count+p.o.PageMin > p.largest() && !p.noCheck {
		w.aim = aimCheck
		return w, !p.noCheck
	}
	return w, true
}

// shown lists the rows of View.IDs that are thought to be there, of those that
// are wanted.
func (p *Pager) shown(wanted func(*row) bool) (ids []string) {
	for _, id := range p.view.IDs {
		if r := p.row(id); r != nil && !r.gone && wanted(r) && len(ids) < checkMost {
			ids = append(ids, id)
		}
	}
	return ids
}

// countBetween counts the loaded rows from one instant to another.
func (p *Pager) countBetween(from, to ord) (n int) {
	for _, s := range p.segs {
		i := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= from })
		j := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord > to })
		n += j - i
	}
	return n
}

// rereadArrived takes loaded rows again: some may be gone, others may have
// come to match.
func (p *Pager) rereadArrived(f *flight, a *answer) {
	c := p.unpinned(span{lo: f.from, hi: f.to, loFull: true, hiFull: true}, f)
	if !a.short || a.more {
		if len(a.items) == 0 || a.edge == f.from {
			return
		}
		c.hi, c.hiFull = a.edge, false
		if !f.verify && len(p.held) < heldMost { // more came to match than there was room for
			p.behind = span{lo: a.edge, hi: f.to}
		}
	}
	p.merge(f, a, c)
}

// checked takes the rows that were asked for by ID.
func (p *Pager) checked(f *flight, a *answer, rows []Key) {
	for _, k := range rows {
		if k.ID != "" && !slices.Contains(f.params.IDAny, k.ID) {
			p.noCheck = true // not what was asked for: the server does not know the parameter
			return
		}
	}
	if !a.short && len(rows) < len(f.params.IDAny) {
		return
	}
	for _, id := range f.params.IDAny {
		if r := p.row(id); r != nil && !r.gone && r.seen < f.sent {
			p.vanish(r)
		}
	}
}
