package pager

import (
	"slices"
	"sort"
)

// checkMost is how many rows one request asks for by ID.
const checkMost = 100

// rereadWant asks for the visible rows again, or for what is left of them.
func (p *Pager) rereadWant() (w want, ok bool) {
	if p.reread {
		p.behind = p.screenWants()
	}
	if len(p.behind) == 0 {
		return w, false
	}
	return p.behind[0], true
}

// screenWants are the readings of all that is visible.
func (p *Pager) screenWants() []want {
	w := want{aim: aimReread, first: p.view.First, last: p.view.Last, poll: true}
	if len(p.view.IDs) > 0 && !p.noCheck {
		w.ids = p.shown(func(*row) bool { return true })
		return w.byIDs()
	}
	// From the row before the screen to the one after it: what came to match may
	// lie between.
	for i := max(0, p.view.First-1); i <= min(p.view.Last+1, p.length-1); i++ {
		at, k := p.locate(i)
		if k < 0 {
			continue
		}
		r := &p.segs[at].rows[k]
		if len(w.ids) == 0 {
			w.from = r.ord
		}
		w.to = r.ord
		if i == 0 {
			w.from = startOfTime
		}
		if i == p.length-1 {
			w.to = endOfTime
		}
		if len(w.ids) < checkMost {
			w.ids = append(w.ids, r.id)
		}
	}
	w.count = max(p.countBetween(w.from, w.to), w.last-w.first+1)
	from, to := p.withinPin(w.from, w.to)
	byRange := p.keyed && !p.o.Scan && from <= to
	switch {
	case len(w.ids) == 0 || p.noCheck && !byRange:
		return nil
	case p.noCheck:
		return []want{w}
	case !byRange || len(p.held) >= heldMost: // nothing that came to match can be taken in
		return w.byIDs()
	case w.count+p.o.PageMin > p.largest():
		return p.besideCrowds(w)
	}
	return []want{w}
}

// byIDs is a reading of the same rows by their IDs.
func (w want) byIDs() []want {
	if len(w.ids) == 0 {
		return nil
	}
	w.aim = aimCheck
	return []want{w}
}

// besideCrowds splits a reading that is too large for a page. The rows of an
// instant that is too large by itself are read by IDs, as a page of them proves
// nothing, and what lies beside it by range.
func (p *Pager) besideCrowds(w want) []want {
	crowd, rest := w, w
	crowd.ids, rest.ids = nil, nil
	var list []want
	until := func(to ord) {
		part := rest
		part.from, part.to = p.withinPin(rest.from, to)
		part.count = p.countBetween(part.from, part.to)
		if part.from <= part.to {
			list = append(list, part)
		}
	}
	for _, id := range w.ids {
		x := p.row(id).ord
		if !p.crowded(x) {
			rest.ids = append(rest.ids, id)
			continue
		}
		crowd.ids = append(crowd.ids, id)
		if x >= rest.from {
			until(x - 1)
			rest.from, rest.ids = x+1, nil
		}
	}
	until(w.to)
	return append(crowd.byIDs(), list...)
}

// crowded reports whether an instant has more rows than a page is sure to hold.
func (p *Pager) crowded(x ord) bool { return p.countBetween(x, x)+p.o.PageMin > p.largest() }

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

// countBetween counts the rows that are known from one instant to another.
func (p *Pager) countBetween(from, to ord) (n int) {
	for _, s := range p.segs {
		i := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord >= from })
		j := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].ord > to })
		n += j - i
	}
	for _, r := range p.held {
		if r.ord >= from && r.ord <= to {
			n++
		}
	}
	return n
}

// rereadArrived takes loaded rows again: some may be gone, others may have
// come to match.
func (p *Pager) rereadArrived(f *flight, a *answer) {
	c := p.unpinned(span{lo: f.from, hi: f.to, loFull: true, hiFull: true}, f)
	if !a.short || a.more {
		if len(a.items) == 0 {
			return
		}
		if c.hi, c.hiFull = a.edge, false; a.edge == f.from {
			c = span{lo: a.edge, hi: a.edge}
		}
		p.readOn(f, a)
	}
	p.merge(f, a, c)
}

// readOn goes on with a poll whose answer left something open: more came to match
// than there was room for.
func (p *Pager) readOn(f *flight, a *answer) {
	w := want{aim: aimReread, from: a.edge, to: f.to, count: p.countBetween(a.edge, f.to), poll: true}
	switch {
	case f.verify || len(p.held) >= heldMost:
		return
	case a.short && (a.edge == f.from || a.edge == f.to):
		return // it says that there are more, and none came
	case a.edge == f.from && f.params.Limit < p.largest(): // one instant fills the page
		w.count = max(w.count, 2*f.params.Limit)
	case a.edge == f.from: // and any other
		w.from++
	}
	if w.from <= w.to {
		p.behind = append(p.behind, w)
	}
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
