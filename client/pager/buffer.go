package pager

import (
	"cmp"
	"maps"
	"slices"
)

// newRowsArrived buffers the rows newer than the snapshot bound.
func (p *Pager) newRowsArrived(req *request, a *answer) {
	for i, it := range a.items { // rows at the snapshot bound may have been evicted, and are not new
		a.items[i].listed = it.listed && (p.afterSnapshot(it.ord) || p.segments[p.segmentAtOrAfter(it.ord)].holds(it.ord))
	}
	ended, ok := p.noteNextPage(req, a)
	if !ok {
		return
	}
	for _, it := range a.items {
		if it.listed && p.index[it.id] == nil {
			p.buffer(it)
		}
	}
	p.newest = a.edge
	if ended {
		p.pollDue[pollNew] = false
		req.fetch.fruitless = 0
	}
}

// buffer keeps a row back until Join.
func (p *Pager) buffer(it item) {
	if p.buffered[it.id] == nil {
		p.buffered[it.id] = p.newRow(it.id, it.ord)
		p.change.Buffered = append(p.change.Buffered, it.id)
	}
}

// Join lists the buffered rows and returns the IDs of those that are now
// loaded. No other row changes its place among the others.
func (p *Pager) Join() (added []string) {
	p.beginChange()
	beyond := p.newerBuffered()
	for _, r := range slices.SortedFunc(maps.Values(p.buffered), func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.ord, b.ord), cmp.Compare(a.seenTick, b.seenTick))
	}) {
		r.seenTick = p.tick
		if p.admit(r) {
			added = append(added, r.id)
		}
	}
	clear(p.buffered)
	if p.serverTotal != unknown {
		p.serverTotal += beyond
	}
	p.stats.Searched += beyond // as Remove takes them off
	if p.stats.Matching != unknown {
		p.stats.Matching += beyond
	}
	p.setSnapshot(p.newest)
	return added
}

// Admit lists a session that was created here at once, provided that the list
// has a first answer.
func (p *Pager) Admit(k RowKey) {
	if p.index[k.ID] != nil || k.ID == "" {
		return
	}
	r := p.newRow(k.ID, p.ordOf(k.Created))
	delete(p.buffered, r.id)
	delete(p.removed, r.id)
	if p.unread { // the first answer shows it, or it waits for Join
		p.buffered[r.id] = r
		return
	}
	p.version++
	if !p.admit(r) && p.afterSnapshot(r.ord) {
		p.buffered[r.id] = r
	} else if p.serverTotal != unknown {
		p.serverTotal++
		p.fitGaps()
	}
}

// admit puts a row where it belongs and returns true. When that place is not
// loaded, the row only counts for the gap there.
func (p *Pager) admit(r *row) bool {
	if !p.byCreatedAt {
		return p.admitAtLowestValue(r)
	}
	i := p.segmentAtOrAfter(r.ord)
	s := p.segments[i]
	if r.ord < s.lo {
		p.gaps[i-1].size++
		return false
	}
	s.rows = slices.Insert(s.rows, s.indexFrom(r.ord+1), r)
	p.index[r.id] = r
	return true
}

// Judge tells whether a row passes the part of the filter that the server cannot
// apply, which time has changed. A loaded row that no longer passes stays as one that
// is gone; a row that came to pass is buffered. It returns whether the row came, and
// whether anything changed.
func (p *Pager) Judge(k RowKey, passes bool) (came, changed bool) {
	r, buffered := p.index[k.ID], p.buffered[k.ID] != nil
	if _, removed := p.removed[k.ID]; removed || r == nil && buffered == passes || r != nil && r.gone != passes {
		return false, false
	}
	p.beginChange()
	switch {
	case r == nil && passes:
		p.buffer(item{id: k.ID, ord: p.ordOf(k.Created)})
		return true, true
	case r == nil:
		delete(p.buffered, k.ID)
	case passes:
		p.stats.Gone--
	default:
		p.stats.Gone++
	}
	if r != nil {
		r.gone = !passes
	}
	return false, true
}
