package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/writes"
)

// ending is how the program comes to its end.
type ending struct {
	leaving bool            // it ends when everything is sent
	gone    bool            // it has ended
	next    *config.Account // which it goes on to when it ends; nil for none
	parting []string
	keeper  config.Keeper
}

// quit leaves the program, or this account for the next. It asks only when
// something would be lost: deletes that were not sent, a queue that runs, an
// edit that was not saved.
func (m *Model) quit(next *config.Account) tea.Cmd {
	m.next = next
	title, text, items := m.beforeLeaving()
	if len(items) == 0 {
		return m.leave()
	}
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Name: menuQuit, Title: title, Text: text, Items: items}), dialog.OnChoice(m.quitChosen))
	return nil
}

// beforeLeaving is the question about what would be lost; without items there is
// none.
func (m *Model) beforeLeaving() (title string, text []string, items []dialog.Item) {
	text, items = m.writes.Unfinished()
	if m.next == nil {
		return "Quit?", text, items
	}
	leave := strings.NewReplacer("then quit", "then go on", "Quit ", "Go on ")
	for i := range items {
		items[i].Label = leave.Replace(items[i].Label)
	}
	return "Go on to " + AccountLabel(*m.next) + "?", text, items
}

// onward is what comes when everything is sent.
func (m *Model) onward() string {
	if m.next == nil {
		return "quitting"
	}
	return "going on to " + AccountLabel(*m.next)
}

// followQuit keeps the question to what is still to be lost. It ends when that
// is nothing.
func (m *Model) followQuit() {
	if !m.quitAsked() {
		return
	}
	_, text, items := m.beforeLeaving()
	if len(items) == 0 {
		m.dialogs.Pop()
		return
	}
	dialog.Follow(&m.dialogs, func(menu *dialog.Menu) { menu.Set(text, items) })
}

// quitAsked reports whether the question before leaving is on top.
func (m *Model) quitAsked() bool {
	menu, open := m.dialogs.Top().(*dialog.Menu)
	return open && menu.Name() == menuQuit
}

// away is how long no message is handled before the program counts as stopped,
// or an editor as having the terminal: a countdown is drawn every second.
const away = 2 * time.Second

// delayDeletes lets undo windows run only while u can be pressed, given the
// time since the last message.
func (m *Model) delayDeletes(since time.Duration) {
	if m.store.Progress().InWindow > 0 && since > 0 && (m.quitAsked() || since > away) {
		m.store.Delay(since)
	}
}

// quitChosen carries out what was chosen for what is unsent.
func (m *Model) quitChosen(key string) tea.Cmd {
	switch key {
	case "s":
		m.leaving = true
		m.store.Flush(m.now)
		m.say("sending, then " + m.onward())
		if m.writes.LeavesNow() {
			return m.leave()
		}
	case writes.QuitWithout, writes.QuitAtOnce:
		if m.writes.Running() && key == writes.QuitWithout {
			m.leaving = true
			m.say("finishing what is on its way, then " + m.onward())
			return m.writes.Discard()
		}
		return m.writes.DiscardAndLeave()
	}
	return nil
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
		where, lines := listProblems(m.o.Problems)
		m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Problems found at the start", Text: where, Warn: lines, Cancel: "Close"}), nil)
	}
}

// listProblems gives a line for each problem, and where their files are.
func listProblems(problems []config.Problem) (where, lines []string) {
	for _, p := range problems {
		if p.File != "" {
			if in := "In " + output.InHome(filepath.Dir(p.File)) + ":"; !slices.Contains(where, in) {
				where = append(where, in)
			}
			p.File = filepath.Base(p.File)
		}
		lines = append(lines, p.Error())
	}
	return where, lines
}
