package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/words"
)

// doAction carries out an action that is not the focused pane's, and reports whether it
// was one.
func (m *Model) doAction(a keymap.Action) (tea.Cmd, bool) {
	for _, group := range []func(keymap.Action) (tea.Cmd, bool){m.doScreenAction, m.list.Do, m.writes.Do, m.doOutputAction, m.doLeaveAction} {
		if cmd, done := group(a); done {
			return cmd, true
		}
	}
	return nil, false
}

// doScreenAction carries out the actions that change what is on the screen.
func (m *Model) doScreenAction(a keymap.Action) (tea.Cmd, bool) {
	if why := m.paneRefusal(a, m.keys); why != "" {
		m.note.say(why)
		return nil, true
	}
	switch a {
	case keymap.TogglePane:
		if m.showsDetail, m.fullScreen = !m.showsDetail, false; !m.showsDetail {
			m.focusOnList()
		}
	case keymap.PaneSide:
		m.showsDetail, m.side = true, m.layout.otherSide
		m.note.say("detail " + m.side.words())
	case keymap.PaneGrow:
		m.listPercent = max(20, m.listPercent-5)
	case keymap.PaneShrink:
		m.listPercent = min(80, m.listPercent+5)
	case keymap.FullScreen:
		m.fullScreen = !m.fullScreen
	case keymap.NextPane, keymap.PreviousPane:
		m.switchFocus()
	case keymap.LeavePane:
		if m.focus != focusDetail {
			return nil, false
		}
		m.focusOnList()
	case keymap.Private:
		m.private = !m.private
		m.list.SetPrivate(m.private)
		m.detail.SetPrivate(m.private)
		m.note.say(map[bool]string{true: "private mode on: names, numbers and words are hidden", false: "private mode off"}[m.private])
	case keymap.MouseToggle:
		m.mouse = !m.mouse
		m.note.say(map[bool]string{true: "mouse on: shift selects text", false: "mouse off: the terminal selects text"}[m.mouse])
	case keymap.Palette:
		m.openPalette("")
	case keymap.OpenJSON:
		if id, ok := m.currentSession(); ok {
			m.detail.SetTab(detail.TabJSON)
			m.openSession(id)
		}
	case keymap.CompareMarked:
		m.compare()
	default:
		n, ok := a.Number("tab")
		if ok {
			m.detail.SetTab(detail.Tab(n - 1))
		}
		return nil, ok
	}
	return nil, true
}

// switchFocus gives the keyboard to the other pane. Without a session under the cursor
// the list keeps it.
func (m *Model) switchFocus() {
	if m.focus == focusDetail {
		m.focusOnList()
		return
	}
	if id, ok := m.list.Selected(); ok {
		m.openSession(id)
	}
}

// openSession shows a session in the detail pane and gives it the keyboard.
func (m *Model) openSession(id string) {
	m.focus = focusDetail
	m.detail.Open(id)
}

// doLeaveAction carries out the actions that cancel, go back, or quit.
func (m *Model) doLeaveAction(a keymap.Action) (tea.Cmd, bool) {
	switch a {
	case keymap.Back:
		m.back()
	case keymap.Cancel:
		if cmd, done := m.cancelRunning(); done {
			return cmd, true
		}
		return m.quit(nil), true
	case keymap.Quit:
		if m.focus == focusDetail {
			m.focusOnList()
			return nil, true
		}
		return m.quit(nil), true
	default:
		return nil, false
	}
	return nil, true
}

// back undoes one thing for esc, the innermost first, and says which. It never quits.
func (m *Model) back() {
	switch {
	case m.banner != (status.Banner{}):
		m.banner = status.Banner{}
	case m.list.Ranging():
		m.list.EndRange()
		m.note.say("range marking ended")
	case m.focus == focusDetail && m.detail.Do(keymap.Back):
	case m.focus == focusDetail:
		m.focusOnList()
	case m.list.StopLoading():
	case len(m.store.Marked()) > 0:
		n := len(m.store.Marked())
		m.store.ClearMarks()
		m.note.say(words.Plural(n, "mark") + " cleared, " + m.keys.Label(keymap.Undo) + " brings them back")
	default:
		if view, did := m.list.BackToView(); did {
			m.note.say("back to view " + view + ", " + m.keys.Label(keymap.Undo) + " goes back")
			return
		}
		m.note.say("nothing to leave: " + m.keys.Label(keymap.Quit, keymap.ScopeGlobal) + " quits")
	}
}

// cancelRunning stops what is running, and reports whether there was anything.
func (m *Model) cancelRunning() (tea.Cmd, bool) {
	if p := m.store.Progress(); p.InWindow > 0 || p.Running() {
		return m.writes.Stop(), true
	}
	return nil, m.list.StopLoading() || m.output.Stop() || m.list.StopReading()
}

// dialogBase returns what every dialog knows of the program.
func (m *Model) dialogBase() dialog.Base {
	return dialog.Base{Theme: m.theme, Keys: m.keys, Account: m.server.Account, Live: m.server.Live, ReadOnly: m.options.ReadOnly, Run: m.do}
}
