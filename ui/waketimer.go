package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// tick is the message of a timer.
type tick struct{ number int }

// wakeTimer keeps one timer in flight, for the next moment at which something on the
// screen changes by itself. The tick of a timer that was replaced is recognised by its
// number.
type wakeTimer struct {
	number int
	at     time.Time
}

// wakeAt returns a command that brings a tick at the given moment; nil where an earlier
// tick is in flight.
func (t *wakeTimer) wakeAt(at, now time.Time) tea.Cmd {
	if !t.at.IsZero() && !t.at.After(at) && t.at.After(now) {
		return nil
	}
	t.number++
	t.at = at
	n := t.number
	return tea.Tick(max(0, at.Sub(now)), func(time.Time) tea.Msg { return tick{n} })
}

// isDue reports whether a tick is that of the latest timer.
func (t *wakeTimer) isDue(msg tick) bool {
	if msg.number != t.number {
		return false
	}
	t.at = time.Time{}
	return true
}

// wake starts the timer for the next moment at which something changes without a key:
// the clock each minute, and what the rooms list in WakeAt.
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
			t = now.Add(time.Millisecond) // overdue: the tick carries it out
		}
		sooner(t)
	}
	for _, t := range m.detail.WakeAt() {
		sooner(t)
	}
	return m.ticks.wakeAt(at, now)
}
