package pager

import (
	"cmp"
	"maps"
	"slices"
)

// pollNew asks for the rows that are newer than the list, oldest first.
func (p *Pager) pollNew(req *request) {
	from, to := p.newest, endOfTime
	if p.desc {
		from, to = startOfTime, p.newest
	}
	req.reverse = p.desc
	req.params = p.window(from, to, req.reverse)
	number, size := 1, max(p.pageSize(), p.o.PageMin)
	if at := &p.fresh.scan; at.n > 0 && at.bound == p.newest {
		number, size, req.offset = page(at.n, p.largest())
	}
	req.params.Page, req.params.Limit = number, size
}

// freshArrived holds new rows back.
func (p *Pager) freshArrived(req *request, a *answer) {
	b := &p.fresh
	edge := p.newest
	if req.offset > 0 && !b.scan.overlaps(a) {
		b.scan.n /= 2
		return
	}
	done := p.ends(b, a, func() bool {
		before := len(p.buffered)
		for _, it := range a.items {
			if r := p.row(it.id); r == nil && it.list {
				p.buffer(it)
			}
		}
		if len(a.items) > 0 && a.edge != p.newest {
			p.newest = a.edge
		}
		return edge != p.newest || len(p.buffered) > before || b.scan.longer(req, a)
	})
	switch {
	case edge != p.newest:
		b.scan = pageScan{}
	case !a.short && len(a.items) > 0:
		b.scan = pageScan{bound: edge, n: req.offset + a.raw, tail: a.tail}
	}
	if done && req.offset == 0 {
		p.missingNew(req, edge)
	}
	if full := len(p.buffered) >= bufferMost; done || full || b.idle > idleMost {
		p.due[aimFresh] = false
		b.idle = 0
	}
}

// missingNew reports the admitted rows that should have been among the new ones
// and were not.
func (p *Pager) missingNew(req *request, edge ord) {
	for _, s := range p.segs {
		for i := range s.rows {
			r := &s.rows[i]
			beyond := r.ord < edge && p.desc || r.ord > edge && !p.desc
			if p.afterSnapshot(r.ord) && beyond {
				p.vanish(req, r)
			}
		}
	}
}

// bufferNewer holds a row back that is newer than the list.
func (p *Pager) bufferNewer(it item) bool {
	if !p.afterSnapshot(it.ord) {
		return false
	}
	if r := p.row(it.id); r == nil {
		p.buffer(it)
	}
	return true
}

// buffer holds a row back.
func (p *Pager) buffer(it item) {
	if _, ok := p.buffered[it.id]; ok || len(p.buffered) >= 2*bufferMost {
		return
	}
	p.buffered[it.id] = p.newRow(it.id, it.ord)
	p.change.Buffered = append(p.change.Buffered, it.id)
}

// Join lets the rows in that were buffered and returns those that are now
// loaded. No other row changes its place among the others.
func (p *Pager) Join() (added []string) {
	restore := p.begin()
	beyond := p.beyond()
	for _, r := range slices.SortedFunc(maps.Values(p.buffered), func(a, b row) int {
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
	p.snapshot = p.newest
	p.finish(restore)
	return added
}

// Admit puts a session that was created here in its place at once, once the
// list has a first answer.
func (p *Pager) Admit(k Key) {
	if _, known := p.index[k.ID]; known || k.ID == "" {
		return
	}
	r := p.newRow(k.ID, p.ordOf(k.Created))
	delete(p.buffered, r.id)
	delete(p.removed, r.id)
	if len(p.segs) == 0 { // the first answer has it, or else it waits for Join
		p.buffered[r.id] = r
		return
	}
	restore := p.keepView()
	if !p.admit(r) && p.afterSnapshot(r.ord) {
		p.buffered[r.id] = r
	} else if p.whole != unknown {
		p.whole++
	}
	p.layout()
	restore()
}

// admit puts a row where it belongs, if that is loaded. Otherwise it only
// counts.
func (p *Pager) admit(r row) bool {
	if !p.keyed {
		return p.admitCheap(r)
	}
	for _, s := range p.segs {
		if s.lo > r.ord {
			break
		}
		if s.hi < r.ord {
			continue
		}
		k := len(s.rows)
		for k > 0 && s.rows[k-1].ord > r.ord {
			k--
		}
		p.insert(s, k, r)
		p.layout()
		return true
	}
	for i, g := range p.gaps {
		from, to := p.between(i)
		if !g.closed && r.ord >= from && r.ord <= to {
			g.size++
			p.dirty = true
			break
		}
	}
	return false
}
