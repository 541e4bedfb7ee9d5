package sessions

import (
	"context"
	"time"
)

// requestInFlight is a request in flight.
type requestInFlight struct {
	cancel context.CancelFunc
	sentAt time.Time
	isPoll bool // it looks for changes
}

// endRequest ends a request that is in flight, or lets go of one that is answered.
func (l *list) endRequest(id int) {
	if c, ok := l.requests[id]; ok {
		c.cancel()
		delete(l.requests, id)
	}
}

// pollInFlight reports whether a request in flight looks for changes.
func (l *list) pollInFlight() bool {
	for _, c := range l.requests {
		if c.isPoll {
			return true
		}
	}
	return false
}

// refresh reads again what is on the screen. What was asked for before, and is
// late, is not waited for.
func (l *list) refresh(now time.Time) {
	const late = 2 * time.Second
	l.stopped = false
	for id, c := range l.requests {
		if now.Sub(c.sentAt) > late {
			l.endRequest(id)
			l.pager.Failed(id, context.Canceled, now)
		}
	}
	l.pager.Refresh()
}
