package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
)

// ending is how the program ends.
type ending struct {
	ended        bool            // the program has ended
	nextAccount  *config.Account // the account to start with again; nil to quit
	exitMessages []string
	keeper       config.StateSaver
}

// quit ends the program, after a question where writes are unsent. next is the account
// to go on with, or nil.
func (m *Model) quit(next *config.Account) tea.Cmd {
	m.nextAccount = next
	if next == nil {
		return m.writes.Quit("")
	}
	return m.writes.Quit(account.Label(*next))
}

// leave ends the program at once, and cancels everything in flight.
func (m *Model) leave() tea.Cmd {
	m.ended = true
	m.cancel()
	return tea.Quit
}

// tellStart opens what the person must know at the start: problems with the settings,
// and what the last run left unsent.
func (m *Model) tellStart() {
	m.writes.TellUnfinished()
	if len(m.options.Problems) > 0 {
		where, lines := config.ListProblems(m.options.Problems, output.TildePath)
		m.dialogs.Push(dialog.NewQuestion(m.dialogBase(), dialog.QuestionOptions{Title: "Problems found", Text: where, Warnings: lines, MessageOnly: true}))
	}
}
