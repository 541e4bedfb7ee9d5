package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/config"
)

// stateSaved answers keep.
type stateSaved struct{ err error }

// saveState writes what is kept between runs when it has changed and then rested.
func (m *Model) saveState() tea.Cmd {
	write := m.keeper.SaveWhenDue(m.state(), m.now)
	if write == nil {
		return nil
	}
	return func() tea.Msg { return stateSaved{write()} }
}

// state is what the next run begins with.
func (m *Model) state() config.State {
	s := config.State{Split: 100 - m.listPercent, Side: string(m.side), Mouse: "off"}
	if !m.showsDetail {
		s.Side = "off"
	}
	if m.mouse {
		s.Mouse = "on"
	}
	m.list.Keep(&s)
	return s
}
