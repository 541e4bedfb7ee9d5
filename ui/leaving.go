package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
)

// ending is how the program comes to its end.
type ending struct {
	gone    bool            // it has ended
	next    *config.Account // which it goes on to when it ends; nil for none
	parting []string
	keeper  config.StateSaver
}

// quit leaves the program, or this account for the next.
func (m *Model) quit(next *config.Account) tea.Cmd {
	m.next = next
	if next == nil {
		return m.writes.Quit("")
	}
	return m.writes.Quit(account.Label(*next))
}

// leave ends the program, and with it everything under way.
func (m *Model) leave() tea.Cmd {
	m.gone = true
	m.end()
	return tea.Quit
}

// tellStart says what the person must know before anything else: settings that
// could not be read, and what the last run left behind.
func (m *Model) tellStart() {
	m.writes.TellUnfinished()
	if len(m.o.Problems) > 0 {
		where, lines := config.ListProblems(m.o.Problems, output.TildePath)
		m.open(dialog.NewQuestion(m.dialogBase(), dialog.QuestionOptions{Title: "Problems found at the start", Text: where, Warnings: lines, MessageOnly: true}), nil)
	}
}
