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
		for _, f := range g.fetches {
			if f.err != nil && p.successes > f.successesThen && !p.now.Before(f.retryAt) {
				f.err = nil
				p.version++
			}
		}
	}
}

// failedOnScreen reports whether a way of filling a gap failed for rows that are
// on the screen. A failure elsewhere in the gap does not keep these from being
// asked for.
func (p *Pager) failedOnScreen(i int, f *fetchState) bool {
	at := p.gapStart(i) + p.failedAt(i, f)
	return f.err != nil && at >= p.view.First && at <= p.view.Last
}

// failedAt is where in gap i a failure shows.
func (p *Pager) failedAt(i int, f *fetchState) int {
	return max(0, min(p.place(f.target)-p.gapStart(i), p.gaps[i].shape()-1))
}

// fail notes that a way of filling a gap failed.
func (p *Pager) fail(req *request, err error) {
	f := req.fetch
	f.fruitless = 0
	if req.kind >= reloadScreen {
		p.pollDue[req.kind] = false
		return
	}
	f.err, f.successesThen = err, p.successes
	f.retryAt = p.now.Add(time.Second << min(f.failures, retryMost))
	f.failures++
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

func (g *gap) clearErrors() {
	g.fetches[fillDown].err, g.fetches[fillUp].err, g.fetches[fillJump].err = nil, nil, nil
}
