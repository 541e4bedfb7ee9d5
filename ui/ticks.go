package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// tick says that a moment has come which the model waited for.
type tick struct{ number int }

// wakeTimer keeps one timer under way: the next moment at which something on the
// screen changes by itself. A timer that was overtaken is recognised by its
// number and ignored.
type wakeTimer struct {
	number int
	at     time.Time
}

// wakeAt makes sure that the model is woken at the given moment.
func (t *wakeTimer) wakeAt(at, now time.Time) tea.Cmd {
	if !t.at.IsZero() && !t.at.After(at) && t.at.After(now) {
		return nil
	}
	t.number++
	t.at = at
	n := t.number
	return tea.Tick(max(0, at.Sub(now)), func(time.Time) tea.Msg { return tick{n} })
}

// isDue reports whether a tick is the one that is waited for.
func (t *wakeTimer) isDue(msg tick) bool {
	if msg.number != t.number {
		return false
	}
	t.at = time.Time{}
	return true
}

// wake asks for the next moment at which something changes without a key: a
// countdown by the second, otherwise the clock by the minute; the poll; what
// is typed, coming to rest; a revealed secret, hidden again.
func (m *Model) wake() tea.Cmd {
	now := m.now
	at := now.Truncate(time.Minute).Add(time.Minute)
	sooner := func(t time.Time) {
		if !t.IsZero() && t.After(now) && t.Before(at) {
			at = t
		}
	}
	for _, t := range append(append(m.list.WakeAt(), m.keeper.WakeAt()), m.writes.WakeAt()...) {
		if !t.IsZero() && !t.After(now) {
			t = now.Add(time.Millisecond) // overdue: only a tick does it
		}
		sooner(t)
	}
	for _, t := range m.detail.WakeAt() {
		sooner(t)
	}
	return m.ticks.wakeAt(at, now)
}
