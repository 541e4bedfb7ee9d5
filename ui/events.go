package ui

import (
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

// events waits for the next event.
func (m *Model) events() tea.Cmd {
	if m.o.Events == nil {
		return nil
	}
	c, done := m.o.Events.c, m.ctx.Done()
	return func() tea.Msg {
		select {
		case ev := <-c:
			return ev
		case <-done:
			return nil
		}
	}
}
