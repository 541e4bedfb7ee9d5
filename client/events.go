package client

import (
	"context"
	"time"
)

// Event reports a wait before a request is sent or sent again, or a wait for an
// answer, so that a person can be told why nothing happens. The latter is
// reported every second from the fifth on.
type Event struct {
	Op     string        // what is being done: "listing sessions"
	Wait   time.Duration // how long, as far as known
	Reason string        // plain words: "rate limited", "503 service unavailable", "connection refused"
	Try    int           // the number of the try after the wait, from 1
	Silent time.Duration // how long a request that was sent has had no answer; Wait is 0 then
}

// Events is a queue of events from a client to whoever shows them. It never
// makes the client wait: when the queue is full, events are dropped.
type Events struct{ c chan Event }

// NewEvents returns an empty queue.
func NewEvents() *Events { return &Events{make(chan Event, 64)} }

// Send adds an event; it may be called from any goroutine.
func (e *Events) Send(ev Event) {
	select {
	case e.c <- ev:
	default:
	}
}

// Next waits for an event; ok is false when the context ended first.
func (e *Events) Next(ctx context.Context) (ev Event, ok bool) {
	select {
	case ev := <-e.c:
		return ev, true
	case <-ctx.Done():
		return Event{}, false
	}
}
