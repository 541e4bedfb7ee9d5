package pager

import "time"

// What becomes of a request that failed: the place that it was for shows the
// failure, and is tried again after a while, or when the person says so.

// retryMost is how often the wait before a retry is doubled: up to a minute.
const retryMost = 6

// retryFailed clears a failure, so that the page may be asked for again, when
// something else went well since and it has waited long enough: longer the more
// often the page failed.
func (p *Pager) retryFailed() {
	for _, g := range p.gaps {
		for _, b := range g.by {
			if b.err != nil && p.successes > b.errAt && !p.now.Before(b.due) {
				b.err = nil
				p.version++
			}
		}
	}
}

// failedOnScreen reports whether a way of filling a gap failed for rows that are
// on the screen. A failure elsewhere in the gap does not keep these from being
// asked for.
func (p *Pager) failedOnScreen(i int, b *probe) bool {
	at := p.gapStart(i) + p.failedAt(i, b)
	return b.err != nil && at >= p.view.First && at <= p.view.Last
}

// failedAt is where in gap i a failure shows.
func (p *Pager) failedAt(i int, b *probe) int {
	return max(0, min(p.place(b.at)-p.gapStart(i), p.gaps[i].shape()-1))
}

// fail notes that a way of filling a gap failed.
func (p *Pager) fail(req *request, err error) {
	b := req.probe
	b.idle = 0
	if req.aim >= aimRenew {
		p.due[req.aim] = false
		return
	}
	b.err, b.errAt = err, p.successes
	b.due = p.now.Add(time.Second << min(b.fails, retryMost))
	b.fails++
}

// Retry asks again for what failed at position i, or for the whole list.
func (p *Pager) Retry(i int) {
	if p.unread {
		i = 0
	}
	if at, _, loaded := p.locate(i); !loaded && at < len(p.gaps) {
		p.gaps[at].clearErrors()
		p.version++
	}
}

func (g *gap) clearErrors() { g.by[aimDown].err, g.by[aimUp].err, g.by[aimMid].err = nil, nil, nil }
