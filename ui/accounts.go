package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
)

// account returns the account that is browsed; nil for the demo and before there is one.
func (m *Model) account() *config.Account {
	if !m.server.Live {
		return nil
	}
	return &m.server.Config
}

// switchAccount ends the program for this account and goes on with another, or opens the
// menu of accounts where name is empty.
func (m *Model) switchAccount(name string) tea.Cmd {
	all, current := m.options.Accounts, m.account()
	to := account.ByLabel(all, name)
	switch {
	case to != nil:
		return m.quit(to)
	case name != "":
		m.note.complain(fmt.Sprintf("no account is called %q", name))
	case len(all) == 0 || len(all) == 1 && current != nil:
		m.note.complain("there is no other account: [[accounts]] in the settings makes one")
	default:
		m.dialogs.Push(account.NewMenu(m.dialogBase(), all, current, m.quit))
	}
	return nil
}

// startDemo shows generated sessions, where the program began without a key.
func (m *Model) startDemo() tea.Cmd {
	s, err := m.options.Demo()
	if err != nil {
		m.note.complain(fmt.Sprintf("the demo: %v", err))
		return nil
	}
	m.server = s
	m.output.SetServer(s.API)
	m.detail.SetServer(s.API)
	m.writes.SetServer(host{m}.writesServer())
	m.list.Start(s.API)
	return nil
}
