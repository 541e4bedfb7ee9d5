package pager

import "time"

// maxDoublings is how often the wait before a retry, one second at first, is
// doubled.
const maxDoublings = 6

// allowRetries clears failures whose pages may be asked for again: something
// else succeeded since, and the wait is over, which grows with each failure of
// the page.
func (p *Pager) allowRetries() {
	for _, g := range p.gaps {
		for _, f := range g.fetches {
			if f.err != nil && p.successes > f.successesThen && !p.now.Before(f.retryAt) {
				f.err = nil
				p.version++
			}
		}
	}
}

// failedOnScreen reports whether f failed for rows that are on the screen. A
// failure elsewhere in the gap does not keep these from being asked for.
func (p *Pager) failedOnScreen(i int, f *fetchState) bool {
	at := p.gapStart(i) + p.failurePosition(i, f)
	return f.err != nil && at >= p.view.First && at <= p.view.Last
}

// failurePosition is how far into gap i its failure is shown.
func (p *Pager) failurePosition(i int, f *fetchState) int {
	return max(0, min(p.resolveUnclamped(f.target)-p.gapStart(i), p.gaps[i].positions()-1))
}

// noteFailure notes that a request failed.
func (p *Pager) noteFailure(req *request, err error) {
	f := req.fetch
	f.fruitless = 0
	if req.kind >= reloadScreen {
		p.pollDue[req.kind] = false
		return
	}
	f.err, f.successesThen = err, p.successes
	f.retryAt = p.now.Add(time.Second << min(f.failures, maxDoublings))
	f.failures++
}

// Retry asks again for what failed at position i; for the first page when
// nothing was ever loaded.
func (p *Pager) Retry(i int) {
	if p.unread {
		i = 0
	}
	if at, _, loaded := p.locate(i); !loaded && at < len(p.gaps) {
		p.gaps[at].clearErrors()
		p.version++
	}
}

func (p *Pager) clearErrors() {
	for _, g := range p.gaps {
		g.clearErrors()
	}
	p.version++
}

func (g *gap) clearErrors() {
	g.fetches[fillDown].err, g.fetches[fillUp].err, g.fetches[fillJump].err = nil, nil, nil
}
