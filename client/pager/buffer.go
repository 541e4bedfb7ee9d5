package pager

import (
	"cmp"
	"maps"
	"slices"
)

// freshArrived buffers new rows.
func (p *Pager) freshArrived(req *request, a *answer) {
	for i, it := range a.items { // rows of the newest instant may have been let go, and are no news
		a.items[i].list = it.list && (p.afterSnapshot(it.ord) || p.segs[p.segmentAt(it.ord)].holds(it.ord))
	}
	ended, ok := p.readOn(req, a)
	if !ok {
		return
	}
	for _, it := range a.items {
		if it.list && p.index[it.id] == nil {
			p.buffer(it)
		}
	}
	p.newest = a.edge
	if ended {
		p.pollDue[pollNew] = false
		req.fetch.fruitless = 0
		p.missingNew(req)
	}
}

// missingNew reports the admitted rows that should have been among the new ones
// and were not.
func (p *Pager) missingNew(req *request) {
	for _, s := range p.segs {
		for _, r := range s.rows {
			if p.afterSnapshot(r.ord) && r.ord != req.bound() && r.ord >= req.from && r.ord <= req.to {
				p.vanish(req, r)
			}
		}
	}
}

// buffer holds a row back.
func (p *Pager) buffer(it item) {
	if p.buffered[it.id] == nil {
		p.buffered[it.id] = p.newRow(it.id, it.ord)
		p.change.Buffered = append(p.change.Buffered, it.id)
	}
}

// Join lets the rows in that were buffered and returns those that are now
// loaded. No other row changes its place among the others.
func (p *Pager) Join() (added []string) {
	p.begin()
	beyond := p.beyond()
	for _, r := range slices.SortedFunc(maps.Values(p.buffered), func(a, b *row) int {
		return cmp.Or(cmp.Compare(a.ord, b.ord), cmp.Compare(a.seen, b.seen))
	}) {
		r.seen = p.tick
		if p.admit(r) {
			added = append(added, r.id)
		}
	}
	clear(p.buffered)
	if p.whole != unknown {
		p.whole += beyond
	}
	p.setSnapshot(p.newest)
	return added
}

// Admit puts a session that was created here in its place at once, once the
// list has a first answer.
func (p *Pager) Admit(k RowKey) {
	if p.index[k.ID] != nil || k.ID == "" {
		return
	}
	r := p.newRow(k.ID, p.ordOf(k.Created))
	delete(p.buffered, r.id)
	delete(p.removed, r.id)
	if p.unread { // the first answer has it, or else it waits for Join
		p.buffered[r.id] = r
		return
	}
	p.version++
	if !p.admit(r) && p.afterSnapshot(r.ord) {
		p.buffered[r.id] = r
	} else if p.whole != unknown {
		p.whole++
		p.fit()
	}
}

// admit puts a row where it belongs, if that is loaded. Otherwise it only
// counts.
func (p *Pager) admit(r *row) bool {
	if !p.keyed {
		return p.admitCheap(r)
	}
	i := p.segmentAt(r.ord)
	s := p.segs[i]
	if r.ord < s.lo {
		p.gaps[i-1].size++
		return false
	}
	s.rows = slices.Insert(s.rows, s.from(r.ord+1), r)
	p.index[r.id] = r
	return true
}
