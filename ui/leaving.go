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
	ended        bool            // it has ended
	nextAccount  *config.Account // which it goes on to when it ends; nil for none
	exitMessages []string
	keeper       config.StateSaver
}

// quit leaves the program, or this account for the next.
func (m *Model) quit(next *config.Account) tea.Cmd {
	m.nextAccount = next
	if next == nil {
		return m.writes.Quit("")
	}
	return m.writes.Quit(account.Label(*next))
}

// leave ends the program, and with it everything under way.
func (m *Model) leave() tea.Cmd {
	m.ended = true
	m.cancel()
	return tea.Quit
}

// tellStart says what the person must know before anything else: settings that
// could not be read, and what the last run left behind.
func (m *Model) tellStart() {
	m.writes.TellUnfinished()
	if len(m.options.Problems) > 0 {
		where, lines := config.ListProblems(m.options.Problems, output.TildePath)
		m.open(dialog.NewQuestion(m.dialogBase(), dialog.QuestionOptions{Title: "Problems found at the start", Text: where, Warnings: lines, MessageOnly: true}), nil)
	}
}
