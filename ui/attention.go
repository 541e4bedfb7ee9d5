package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// attention rings for a person who looks elsewhere when what takes long is over.
type attention struct {
	away  bool      // the terminal does not have the focus
	began time.Time // when what is running began; zero when nothing is
}

// worthRinging is how long a queue or an export takes whose end is rung for.
const worthRinging = 5 * time.Second

// follow takes note of whether something is running, and rings at its end.
func (a *attention) follow(running bool, now time.Time) tea.Cmd {
	began := a.began
	switch {
	case !running:
		a.began = time.Time{}
	case began.IsZero():
		a.began = now
	}
	if running || began.IsZero() || !a.away || now.Sub(began) < worthRinging {
		return nil
	}
	return tea.Raw("\a")
}

// running reports whether writes are being sent, or sessions exported or copied.
func (m *Model) running() bool {
	_, exporting := m.out.Progress()
	return exporting > 0 || m.writes.Running()
}
