package client

import (
	"context"
	"time"
)

// Event tells of a wait before a request is sent or sent again, or of one for an
// answer, so that a person can be told why nothing happens. The latter is told
// every second from the fifth on.
type Event struct {
	Op     string        // what is being done: "listing sessions"
	Wait   time.Duration // how long, as far as known
	Reason string        // plain words: "rate limited", "503 service unavailable", "connection refused"
	Try    int           // the try that comes after the wait, from 1
	Status int           // the HTTP status behind it, or 0
	Silent time.Duration // how long a request that was sent has had no answer; Wait is 0 then
}

// Events carries what a client tells of its waits to whoever shows them. It
// never makes the client wait: what cannot be taken at once is left out.
type Events struct{ c chan Event }

// NewEvents returns an empty line of events.
func NewEvents() *Events { return &Events{make(chan Event, 64)} }

// Send takes an event; it may be called from any goroutine.
func (e *Events) Send(ev Event) {
	select {
	case e.c <- ev:
	default:
	}
}

// Next waits for an event, until the context ends.
func (e *Events) Next(ctx context.Context) (ev Event, ok bool) {
	select {
	case ev := <-e.c:
		return ev, true
	case <-ctx.Done():
		return Event{}, false
	}
}
