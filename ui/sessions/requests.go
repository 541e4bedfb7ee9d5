package sessions

import (
	"context"
	"time"
)

// requestInFlight is a request in flight.
type requestInFlight struct {
	cancel context.CancelFunc
	sentAt time.Time
	isPoll bool
}

// endRequest removes a request, and cancels it if it is not answered.
func (l *list) endRequest(id int) {
	if c, ok := l.requests[id]; ok {
		c.cancel()
		delete(l.requests, id)
	}
}

// pollInFlight reports whether a poll is in flight.
func (l *list) pollInFlight() bool {
	for _, c := range l.requests {
		if c.isPoll {
			return true
		}
	}
	return false
}

// refresh reads the rows on the screen again, and cancels requests that are late.
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
