package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

// Events carries what the client tells about its waits into the program. It
// never makes the client wait: what cannot be taken at once is left out.
type Events struct{ c chan client.Event }

// NewEvents returns an empty line of events.
func NewEvents() *Events { return &Events{make(chan client.Event, 64)} }

// Send takes an event; it may be called from any goroutine.
func (e *Events) Send(ev client.Event) {
	select {
	case e.c <- ev:
	default:
	}
}

// next waits for an event; there is none without a line of them.
func (e *Events) next(ctx context.Context) tea.Cmd {
	if e == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case ev := <-e.c:
			return ev
		case <-ctx.Done():
			return nil
		}
	}
}
