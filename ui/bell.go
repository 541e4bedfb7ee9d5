package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// bell rings when something that took long ends while the terminal does not have the
// focus.
type bell struct {
	unfocused bool      // the terminal does not have the focus
	busySince time.Time // zero while nothing is running
}

// minBusyTime is how long something must have taken for the bell to ring at its end.
const minBusyTime = 5 * time.Second

// update notes whether something is running, and returns the command that rings at its
// end.
func (a *bell) update(running bool, now time.Time) tea.Cmd {
	began := a.busySince
	switch {
	case !running:
		a.busySince = time.Time{}
	case began.IsZero():
		a.busySince = now
	}
	if running || began.IsZero() || !a.unfocused || now.Sub(began) < minBusyTime {
		return nil
	}
	return tea.Raw("\a")
}
