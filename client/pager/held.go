package pager

import (
	"slices"
	"time"

	"vapi-sessions/client"
)

// freshFlight asks for the rows that are newer than the list, oldest first.
func (p *Pager) freshFlight(f *flight) *flight {
	q := p.base
	q.SortOrder = client.Ascending
	newest := p.newest
	if p.desc {
		newest = -newest
	}
	tightenGe(&q, time.UnixMilli(newest).UTC())
	number, size := 1, max(p.pageSize(), p.o.PageMin)
	if at := &p.fresh.scan; at.n > 0 && at.bound == p.newest {
		number, size, f.offset = page(at.n, p.largest())
	}
	q.Page, q.Limit = number, size
	f.params, f.reverse = q, p.desc
	return f
}

// freshArrived holds new rows back.
func (p *Pager) freshArrived(f *flight, a *answer) {
	b := &p.fresh
	edge := p.newest
	if f.offset > 0 && !b.scan.overlaps(a) {
		b.scan.n /= 2
		return
	}
	done := p.ends(b, a, func() bool {
		before := len(p.held)
		for _, it := range a.items {
			if r := p.row(it.id); r == nil && it.list {
				p.holdBack(it)
			}
		}
		if len(a.items) > 0 && a.edge != p.newest {
			p.newest = a.edge
		}
		return edge != p.newest || len(p.held) > before || b.scan.longer(f, a)
	})
	switch {
	case edge != p.newest:
		b.scan = pageScan{}
	case !a.short && len(a.items) > 0:
		b.scan = pageScan{bound: edge, n: f.offset + a.raw, tail: a.tail}
	}
	p.counted(f, edge, done)
}

// counted settles whether there may be more new rows, once an answer about
// them was taken in.
func (p *Pager) counted(f *flight, edge ord, done bool) {
	b := &p.fresh
	if done && f.offset == 0 {
		p.missingNew(f, edge)
	}
	p.more = !done && len(p.held) >= heldMost
	if done || p.more || b.idle > idleMost {
		p.fetchNew = false
		b.idle = 0
	}
}

// missingNew reports the admitted rows that should have been among the new
// ones and were not.
func (p *Pager) missingNew(f *flight, edge ord) {
	for _, s := range p.segs {
		for i := range s.rows {
			r := &s.rows[i]
			beyond := r.ord < edge && p.desc || r.ord > edge && !p.desc
			if p.beyondPin(r.ord) && beyond && !r.gone && r.seen < f.sent {
				p.vanish(r)
			}
		}
	}
}

// outOfPin holds a row back that is newer than the list.
func (p *Pager) outOfPin(it item) bool {
	if !p.beyondPin(it.ord) {
		return false
	}
	if r := p.row(it.id); r == nil {
		p.holdBack(it)
	}
	return true
}

// entered holds a row back that came to match, in the middle of rows that are
// shown. It does not count when a stretch that holds its place was read whole
// since the request was sent.
func (p *Pager) entered(f *flight, it item) {
	for _, k := range p.recent {
		if k.at > f.sent && k.holds(it.ord) {
			return
		}
	}
	p.holdBack(it)
}

// reading is a stretch of the list that an answer showed whole.
type reading struct {
	span
	at uint32 // the tick
}

func (p *Pager) holdBack(it item) {
	if _, ok := p.held[it.id]; ok || len(p.held) >= 2*heldMost {
		return
	}
	p.held[it.id] = p.newRow(it.id, it.ord)
	p.change.Held = append(p.change.Held, it.id)
}

// Join lets the rows in that were held back and returns those that are now
// loaded. No other row changes its place among the others.
func (p *Pager) Join() (added []string) {
	restore := p.begin()
	beyond := p.beyond()
	rows := make([]row, 0, len(p.held))
	for _, r := range p.held {
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int {
		if a.ord != b.ord {
			return map[bool]int{true: -1, false: 1}[a.ord < b.ord]
		}
		return int(a.seen) - int(b.seen)
	})
	for _, r := range rows {
		r.seen = p.tick
		if p.admit(r) {
			added = append(added, r.id)
		}
	}
	clear(p.held)
	if p.whole != unknown {
		p.whole += beyond
	}
	p.pin, p.more = p.newest, false
	p.finish(restore)
	return added
}

// Admit puts a session that was created here in its place at once.
func (p *Pager) Admit(k Key) {
	if _, known := p.index[k.ID]; known || k.ID == "" {
		return
	}
	p.welcome(p.newRow(k.ID, p.ordOf(k.Created)))
}

// welcome admits a row, or keeps it until the list has a first answer.
func (p *Pager) welcome(r row) {
	if !p.gotFirst || len(p.segs) == 0 {
		p.early = append(p.early, r)
		return
	}
	restore := p.hold()
	delete(p.held, r.id)
	delete(p.removed, r.id)
	r.seen = p.tick
	if !p.admit(r) && p.beyondPin(r.ord) {
		p.held[r.id] = r
	} else if p.whole != unknown {
		p.whole++
	}
	p.layout()
	restore()
}

// welcomeEarly admits what was created here before the list had a first answer.
func (p *Pager) welcomeEarly() {
	if len(p.segs) == 0 || len(p.early) == 0 {
		return
	}
	early := p.early
	p.early = nil
	for _, r := range early {
		if _, known := p.index[r.id]; !known {
			p.welcome(r)
		}
	}
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
