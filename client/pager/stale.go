package pager

import (
	"math"
	"time"
)

// What others delete, or change so that it no longer matches, is found out by
// reading it again. The rows on the screen are read again by Poll. Those that
// are off it grow old, and are read again when they come on it: the first old
// one on the way, and as many after it as the person will see soon. Nothing is
// read again while nothing comes on the screen.

// moment is a time as a row keeps it: hundredths of a second since the pager
// first heard of the time.
type moment = uint32

const (
	never   moment = math.MaxUint32
	grain          = 10 * time.Millisecond
	moment0        = moment(1) // so that 0 is before everything
)

// clock takes note of the time, which does not go back.
func (p *Pager) clock(now time.Time) {
	if p.now == 0 {
		p.epoch, p.now = now, moment0
	}
	if n := now.Sub(p.epoch)/grain + time.Duration(moment0); n > time.Duration(p.now) {
		p.now = moment(min(n, time.Duration(never-1)))
	}
}

// after is the moment when a time from now has passed.
func (p *Pager) after(d time.Duration) moment {
	return moment(min(time.Duration(p.now)+d/grain+1, time.Duration(never-1)))
}

// freshUntil is how long a row counts as known that is shown now.
func (p *Pager) freshUntil() moment { return p.after(p.o.Fresh) }

// vouch notes that an answer shows a row.
func (p *Pager) vouch(r *row) { r.seen, r.due = p.tick, p.freshUntil() }

// newRow is a row that an answer shows for the first time.
func (p *Pager) newRow(id string, x ord) row {
	return row{id: id, ord: x, seen: p.tick, due: p.freshUntil()}
}

// vanish notes that a row was proven to be gone.
func (p *Pager) vanish(r *row) {
	r.gone, r.seen, r.due = true, p.tick, p.freshUntil()
	p.change.Gone = append(p.change.Gone, r.id)
}

// old reports whether a row is to be read again, and can be.
func (p *Pager) old(r *row) bool {
	return r.due <= p.now && !r.gone && (!p.noCheck || !p.beyondPin(r.ord))
}

// came notes whether other rows are on the screen than before, and from which
// side they came.
func (p *Pager) came(was View) {
	top, bottom := p.edges()
	switch {
	case top == p.top && bottom == p.bottom:
		return
	case p.view.First < was.First:
		p.heading = -1
	default:
		p.heading = 1
	}
	p.top, p.bottom = top, bottom
}

// edges are the rows that are first and last on the screen; empty where none is
// loaded.
func (p *Pager) edges() (top, bottom string) {
	if n := len(p.view.IDs); n > 0 {
		return p.view.IDs[0], p.view.IDs[n-1]
	}
	at, k := p.locate(p.view.First)
	if k < 0 {
		return "", p.At(p.view.Last).ID
	}
	rows := p.segs[at].rows
	if last := k + p.view.Last - p.view.First; last < len(rows) {
		return rows[k].id, rows[last].id
	}
	return rows[k].id, p.At(p.view.Last).ID
}

// oldWants lists the loaded rows to be read again, those on the screen first,
// then those that come next. When there are none, that is settled until others
// come on the screen.
func (p *Pager) oldWants() (list []want) {
	if p.heading == 0 {
		return nil
	}
	if p.noCheck && (!p.keyed || p.o.Scan) {
		p.heading = 0 // nothing can be asked
		return nil
	}
	if len(p.view.IDs) > 0 && !p.noCheck {
		w := want{aim: aimCheck, first: p.view.First, last: p.view.Last, ids: p.shown(p.old), verify: true, heading: p.heading}
		if len(w.ids) > 0 {
			return []want{w}
		}
		p.heading = 0
		return nil
	}
	zone := p.screen + int(math.Abs(p.view.Velocity)*(2*p.trip()+0.1))
	from, to := max(p.view.First, 0), min(p.view.Last+zone, p.length-1)
	if p.heading < 0 {
		from, to = min(p.view.Last, p.length-1), max(p.view.First-zone, 0)
	}
	for len(list) < verifyMost {
		at, k, ok := p.firstOld(from, to)
		if !ok {
			break
		}
		w := p.oldRun(p.segs[at], k, zone+p.screen)
		list = append(list, w)
		if from = w.last + 1; p.heading < 0 {
			from = w.first - 1
		}
	}
	if len(list) == 0 {
		p.heading = 0
	}
	return list
}

// firstOld finds the first old row on the way from one position to another.
func (p *Pager) firstOld(from, to int) (seg, k int, ok bool) {
	step := p.heading
	for (to-from)*step >= 0 {
		at, k := p.locate(from)
		if k < 0 {
			if step < 0 {
				from = p.gapStart(at) - 1
			} else if from = p.length; at < len(p.segs) {
				from = p.segs[at].at
			}
			continue
		}
		rows, end := p.segs[at].rows, k+to-from
		for ; k >= 0 && k < len(rows) && (end-k)*step >= 0; k += step {
			if rows[k].due <= p.now && p.old(&rows[k]) {
				return at, k, true
			}
		}
		from = p.segs[at].at + k
	}
	return 0, 0, false
}

// oldRun asks for an old row of a segment and those after it on the way.
func (p *Pager) oldRun(s *segment, k, most int) want {
	byIDs := !p.keyed || p.o.Scan || p.byIDs && !p.noCheck
	if most = min(max(min(most, p.heaviest()), p.o.PageMin), p.largest()); byIDs {
		most = min(most, checkMost)
	}
	w := want{aim: aimReread, verify: true, heading: p.heading}
	i, j := k, k
	for ; k >= 0 && k < len(s.rows) && len(w.ids) < most; k += p.heading {
		r := &s.rows[k]
		if !r.gone && !p.old(r) {
			break
		}
		i, j = min(i, k), max(j, k)
		if !r.gone {
			w.ids = append(w.ids, r.id)
		}
		byIDs = byIDs || p.beyondPin(r.ord) // no range reaches there
	}
	w.first, w.last = s.at+i, s.at+j
	w.from, w.to = s.rows[i].ord, s.rows[j].ord
	w.count = p.countBetween(w.from, w.to)
	if byIDs || w.count+p.o.PageMin > p.largest() && !p.noCheck {
		w.aim, w.ids = aimCheck, w.ids[:min(len(w.ids), checkMost)]
	}
	return w
}
