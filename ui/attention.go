package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// bell rings for a person who looks elsewhere when what takes long is over.
type bell struct {
	unfocused bool      // the terminal does not have the focus
	busySince time.Time // when what is running began; zero when nothing is
}

// minBusyTime is how long a queue or an export takes whose end is rung for.
const minBusyTime = 5 * time.Second

// update takes note of whether something is running, and rings at its end.
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

// running reports whether writes are being sent, or sessions exported or copied.
func (m *Model) running() bool {
	_, exporting := m.output.Progress()
	return exporting > 0 || m.writes.Running()
}
