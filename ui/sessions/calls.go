package sessions

import (
	"context"
	"time"
)

// call is a request in flight.
type call struct {
	end  context.CancelFunc
	sent time.Time
	poll bool // it looks for changes
}

// endCall ends a request that is in flight, or lets go of one that is answered.
func (l *list) endCall(id int) {
	if c, ok := l.calls[id]; ok {
		c.end()
		delete(l.calls, id)
	}
}

// polling reports whether a request in flight looks for changes.
func (l *list) polling() bool {
	for _, c := range l.calls {
		if c.poll {
			return true
		}
	}
	return false
}

// refresh reads again what is on the screen. What was asked for before, and is
// late, is not waited for.
func (l *list) refresh(now time.Time) {
	const late = 2 * time.Second
	l.halted = false
	for id, c := range l.calls {
		if now.Sub(c.sent) > late {
			l.endCall(id)
			l.pager.Failed(id, context.Canceled, now)
		}
	}
	l.pager.Refresh()
}
