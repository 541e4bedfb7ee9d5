package pager

import (
	"errors"
	"slices"
	"time"
)

// A row that is being read again is claimed by that request, so that no other
// one asks for it. What an answer does not settle is asked for once more while
// answers bring something; else it waits, longer each time.

// verifyMost is how many requests for old rows are under way at once: some of
// those that may be are left to blank ones.
const verifyMost = 2

// verifying counts the requests for old rows.
func (p *Pager) verifying() (n int) {
	for _, f := range p.flights {
		if f.verify {
			n++
		}
	}
	return n
}

// claim marks the old rows of a request as being read.
func (p *Pager) claim(f *flight) {
	for _, id := range f.claimed {
		if r := p.row(id); r != nil && p.old(r) {
			r.due = never
		}
	}
}

// claimed reports whether a request under way reads one of these rows again.
func (p *Pager) claimed(ids []string) bool {
	return slices.ContainsFunc(p.flights, func(f *flight) bool { return f.reads(ids) })
}

func (f *flight) reads(ids []string) bool {
	return slices.ContainsFunc(f.claimed, func(id string) bool { return slices.Contains(ids, id) })
}

// unclaim lets go of the rows of a request that ended, and returns those that
// nothing was said of. They are old.
func (p *Pager) unclaim(f *flight) (left []string) {
	for _, id := range f.claimed {
		if r := p.row(id); r != nil && r.due == never {
			r.due = p.now
			left = append(left, id)
		}
	}
	f.claimed = nil
	for _, other := range p.flights {
		p.claim(other)
	}
	return left
}

// settle takes stock of what an answer said of the rows that it was to read.
func (p *Pager) settle(f *flight) {
	asked := len(f.claimed)
	if asked == 0 {
		return
	}
	left := p.unclaim(f)
	switch {
	case !f.verify:
	case len(left) == 0:
		p.doubt, p.byIDs = 0, false
	case len(left) < asked && p.doubt < idleMost:
		p.doubt++
		p.resume(f)
	default:
		p.unread(f, left)
	}
}

// unsettled takes a failure to read rows again.
func (p *Pager) unsettled(f *flight, err error) {
	left := p.unclaim(f)
	switch {
	case !f.verify:
	case errors.Is(err, errUnheeded):
		p.unread(f, left)
	default:
		p.backOff(left)
	}
}

// unread goes on by IDs where a range brought nothing, and else waits.
func (p *Pager) unread(f *flight, left []string) {
	if f.aim != aimReread || p.noCheck {
		p.backOff(left)
		return
	}
	p.byIDs = true
	p.resume(f)
}

// backOff lets some time go by before rows are read again: twice as much after
// each failure, and no more than a row stays fresh.
func (p *Pager) backOff(ids []string) {
	due := p.after(min(time.Second<<min(p.doubt, idleMost), p.o.Fresh))
	p.doubt++
	for _, id := range ids {
		if r := p.row(id); r != nil && r.due != never {
			r.due = due
		}
	}
}

// resume goes on with rows that were not all read.
func (p *Pager) resume(f *flight) {
	if p.heading == 0 {
		p.heading = f.heading
	}
}

// abandon ends a request before it is answered.
func (p *Pager) abandon(f *flight) {
	p.land(f)
	if f.verify {
		p.unclaim(f)
		p.resume(f)
	}
}

// overtake ends the readings of old rows that a request takes the place of: a
// poll reads the same rows, and rows on the screen go before those that left it.
func (p *Pager) overtake(w want) (cancel []int) {
	for i := 0; i < len(p.flights); i++ {
		f := p.flights[i]
		same := w.poll && f.reads(w.ids)
		late := w.verify && w.visible(p.view) && p.verifying() >= verifyMost && !p.onScreen(f)
		if f.verify && (same || late) {
			cancel = append(cancel, f.id)
			p.abandon(f)
			i--
		}
	}
	return cancel
}

// onScreen reports whether some of the rows that a request reads again are on
// the screen.
func (p *Pager) onScreen(f *flight) bool {
	return slices.ContainsFunc(f.claimed, func(id string) bool {
		if len(p.view.IDs) > 0 {
			return slices.Contains(p.view.IDs, id)
		}
		i, ok := p.Index(id)
		return ok && i >= p.view.First && i <= p.view.Last
	})
}

// visible reports whether some of the rows that are wanted are on the screen.
func (w *want) visible(v View) bool { return w.first <= v.Last && w.last >= v.First }
