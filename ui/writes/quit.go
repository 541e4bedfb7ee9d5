package writes

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// quitting is how the person leaves the program, or changes to another account.
type quitting struct {
	whenSent    bool         // leave when all writes are settled
	nextAccount string       // the account to change to; empty to end the program
	menu        *dialog.Menu // the question before leaving, once it was opened
}

// Quit ends the program, or changes to another account if one is named. It asks only
// when something would be lost: unsent or running writes, or an edit that failed.
func (m *Model) Quit(next string) tea.Cmd {
	m.quitting.nextAccount = next
	title, text, items := m.beforeQuit()
	if len(items) == 0 {
		return leave
	}
	m.quitting.menu = dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: title, Text: text, Items: items})
	m.o.Host.Open(m.quitting.menu)
	return nil
}

// beforeQuit is the question about what would be lost. Without items nothing would be.
func (m *Model) beforeQuit() (title string, text []string, items []dialog.Item) {
	text, items = m.workToLose()
	if m.quitting.nextAccount == "" {
		return "Quit?", text, items
	}
	onward := strings.NewReplacer("then quit", "then go on", "Quit ", "Go on ")
	for i := range items {
		items[i].Label = onward.Replace(items[i].Label)
	}
	return "Go on to " + m.quitting.nextAccount + "?", text, items
}

// quitWhenSent sends what waits, and leaves when that is done.
func (m *Model) quitWhenSent() tea.Cmd {
	m.o.Store.Flush()
	m.quitWhenIdle("sending")
	if m.readyToLeave() {
		return leave
	}
	return nil
}

// QuitUnsent leaves without what is unsent, once what is on its way is done.
func (m *Model) QuitUnsent() tea.Cmd {
	if !m.Running() {
		return m.quitAtOnce()
	}
	m.quitWhenIdle("finishing what is on its way")
	return unplanDeletes(m.o.Trash, m.o.Store.Discard(), "")
}

// quitAtOnce leaves without waiting for requests in flight.
func (m *Model) quitAtOnce() tea.Cmd { return unplanAndLeave(m.o.Trash, m.o.Store.Discard()) }

// quitWhenIdle leaves when all writes are settled. doing says what they do until then.
func (m *Model) quitWhenIdle(doing string) {
	m.quitting.whenSent = true
	then := ", then quitting"
	if m.quitting.nextAccount != "" {
		then = ", then going on to " + m.quitting.nextAccount
	}
	m.o.Host.Say(doing + then)
}

// readyToLeave reports whether the person waits to leave and all writes are settled.
func (m *Model) readyToLeave() bool {
	return m.quitting.whenSent && m.o.Store.Idle()
}

// updateQuitMenu updates the question before leaving, and closes it when nothing would be
// lost any more.
func (m *Model) updateQuitMenu() {
	if !m.quitAsked() {
		return
	}
	_, text, items := m.beforeQuit()
	if len(items) == 0 {
		m.o.Host.Dialogs().Pop()
		return
	}
	m.quitting.menu.Set(text, items)
}

// quitAsked reports whether the question before leaving is on top.
func (m *Model) quitAsked() bool { return m.o.Host.Dialogs().Top() == m.quitting.menu }

// awayAfter is the time without a message after which the program was stopped, or an
// editor had the terminal. A countdown is drawn every second, so there are messages.
const awayAfter = 2 * time.Second

// extendUndoWindows moves the ends of the undo windows by a time in which u could not be
// pressed. since is the time since the last message.
func (m *Model) extendUndoWindows(since time.Duration) {
	if m.o.Store.Progress().InWindow > 0 && since > 0 && (m.quitAsked() || since > awayAfter) {
		m.o.Store.ExtendWindows(since)
	}
}

// workToLose says what would be lost, and the ways to leave. Both are empty when nothing
// would be lost.
func (m *Model) workToLose() (text []string, items []dialog.Item) {
	p, unsent, lost := m.o.Store.Progress(), m.o.Store.Unsent(), m.Unsaved()
	if unsent == 0 && !m.Running() && lost == 0 {
		return nil, nil
	}
	if p.InWindow > 0 {
		text = append(text, words.Plural(p.InWindow, "delete")+" not sent yet.")
	}
	if n := unsent - p.InWindow; n > 0 {
		text = append(text, words.Plural(n, "write")+" waiting to be sent.")
	}
	if p.InFlight > 0 {
		text = append(text, words.Plural(p.InFlight, "write")+" on the way, which will be waited for.")
	}
	if lost > 0 {
		text = append(text, words.Plural(lost, "edit")+" not saved: "+m.o.Keys.Label(keymap.Edit)+" has what was typed, which is lost with the program.")
	}
	return text, m.quitItems(unsent, p)
}

// Unsaved counts the edits that failed and were not tried again.
func (m *Model) Unsaved() (n int) {
	for _, f := range m.o.Store.Failures() {
		if !f.Deleting {
			n++
		}
	}
	return n
}

// quitItems are the ways to leave with writes that are not done.
func (m *Model) quitItems(unsent int, p store.Progress) []dialog.Item {
	send := dialog.Item{Key: "s", Label: "Send now, then quit", Press: m.quitWhenSent}
	drop := dialog.Item{Key: "w", Label: "Quit without sending", Note: "nothing more is sent", Press: m.QuitUnsent}
	items := []dialog.Item{{Key: "c", Label: "Cancel", Note: "stay here"}}
	switch {
	case unsent == 0 && p.InFlight == 0:
		drop.Label, drop.Note = "Quit without saving", ""
		items = append(items, drop)
	case unsent == 0:
		send.Label = "Wait for it, then quit"
		items = append(items, send)
	default:
		if unsent == p.InWindow {
			drop.Label = "Keep the sessions, then quit"
		}
		items = append(items, send, drop)
	}
	if p.InFlight > 0 {
		items = append(items, dialog.Item{Key: "x", Label: "Quit at once", Note: "what arrived stays unknown", Press: m.quitAtOnce})
	}
	return items
}
