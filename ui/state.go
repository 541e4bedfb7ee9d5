package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/config"
)

// stateSaved is the result of saving the state.
type stateSaved struct{ err error }

// saveState returns a command that saves the state, when it has changed and then stayed
// the same for a while.
func (m *Model) saveState() tea.Cmd {
	write := m.keeper.SaveWhenDue(m.state(), m.now)
	if write == nil {
		return nil
	}
	return func() tea.Msg { return stateSaved{write()} }
}

// state returns what the next run begins with.
func (m *Model) state() config.State {
	s := config.State{Split: 100 - m.listPercent, Side: string(m.side), Mouse: "off"}
	if !m.showsDetail {
		s.Side = "off"
	}
	if m.mouse {
		s.Mouse = "on"
	}
	m.list.SaveTo(&s)
	return s
}
