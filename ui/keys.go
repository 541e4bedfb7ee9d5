package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// scopes returns the key scopes that apply now, innermost first. Keys, the help and the
// footer all use it.
func (m *Model) scopes() []keymap.Scope {
	scopes, exclusive := m.list.Scopes()
	switch {
	case m.dialogs.Len() > 0:
		return m.dialogs.Top().Scopes()
	case exclusive:
		return scopes
	case m.focus == focusDetail:
		if m.detail.Finding() {
			return m.detail.Scopes()
		}
		return append(m.detail.Scopes(), keymap.ScopeGlobal)
	}
	return append(scopes, keymap.ScopeGlobal)
}

// handleKey gives a key press to what has the keyboard.
func (m *Model) handleKey(msg tea.KeyPressMsg) tea.Cmd {
	key, first := msg.String(), m.prefix
	if first != "" {
		key = first + " " + key
	}
	m.interrupt()
	if m.layout.tooSmall {
		return m.handleKeyTooSmall(key)
	}
	if m.isRepeat(msg.String(), m.dialogs.Top(), m.now) {
		return nil
	}
	if p := m.store.Progress(); msg.String() == "ctrl+c" && p.Total > 1 && p.Running() {
		return m.writes.Stop() // the status line offers it, whatever dialog is open
	}
	if d := m.dialogs.Top(); d != nil {
		asked := d.AsksConsent()
		a, _ := m.dialogs.Keys(m.keys).Resolve(d.Scopes(), msg.String())
		cmd := m.dialogs.Press(msg)
		top := m.dialogs.Top()
		answered, closedLast, asksNow := top != d && dialog.IsConsent(a), top == nil && a == keymap.Quit, top == d && !asked && d.AsksConsent()
		if answered || closedLast || asksNow {
			m.expectRepeats(msg.String(), top, m.now)
		}
		return cmd
	}
	scopes := m.scopes()
	a, ok := m.keys.Resolve(scopes, key)
	switch {
	case ok: // also where the key could begin a sequence
		return m.do(a)
	case first != "":
	case m.keys.Prefix(scopes, key):
		m.prefix = key
	default: // text for the field that has the keyboard
		if !m.list.Key(msg) && m.focus == focusDetail {
			m.detail.Key(msg)
		}
	}
	return nil
}

// interrupt ends what any key or mouse button ends: the note, a sequence of keys, and the
// wait for what was to open by itself.
func (m *Model) interrupt() {
	m.note, m.prefix = note{}, ""
	m.detail.Interrupt()
}

// handleKeyTooSmall handles the keys that a terminal too small to draw in shows.
func (m *Model) handleKeyTooSmall(key string) tea.Cmd {
	scopes := []keymap.Scope{keymap.ScopeList, keymap.ScopeGlobal}
	a, bound := m.keys.Resolve(scopes, key)
	if a == keymap.Cancel {
		if cmd, done := m.cancelRunning(); done {
			return cmd
		}
	}
	switch {
	case a == keymap.Undo && m.store.UndoCancelsDeletes():
		return m.writes.UndoOrRedo(a)
	case (a == keymap.Quit || a == keymap.Cancel) && m.unsavedText() == "":
		return m.writes.QuitUnsent()
	case !bound && m.keys.Prefix(scopes, key):
		m.prefix = key
	}
	return nil
}

// unsavedText says what quitting unasked would lose of what was typed; empty for nothing.
func (m *Model) unsavedText() string {
	if n := m.writes.Unsaved(); n > 0 {
		return words.Plural(n, "edit") + " not saved"
	}
	if m.dialogs.HasFields() || slices.Contains(m.scopes(), keymap.ScopeText) {
		return "a form or a field is open"
	}
	return ""
}

// paste gives pasted text to a field. It is never an action.
func (m *Model) paste(text string) tea.Cmd {
	switch {
	case m.dialogs.Len() > 0:
		return m.dialogs.Paste(text)
	case m.list.Paste(text):
	case m.focus == focusDetail && m.detail.Finding():
		m.detail.Paste(text)
	}
	return nil
}

// do carries out an action. A dialog or an open field handles it first.
func (m *Model) do(a keymap.Action) tea.Cmd {
	switch a {
	case keymap.Suspend:
		return tea.Suspend
	case keymap.Redraw:
		return tea.ClearScreen
	case keymap.Help:
		if _, open := m.dialogs.Top().(*dialog.Help); !open { // also over a dialog or a field
			m.openHelp()
			return nil
		}
	}
	if m.dialogs.Len() > 0 {
		return m.dialogs.Do(a)
	}
	if m.list.DoInput(a) {
		return nil
	}
	if m.focus == focusDetail && m.detail.Finding() {
		m.detail.Do(a)
		return nil
	}
	if cmd, done := m.doAction(a); done {
		return cmd
	}
	return m.doPaneAction(a)
}

// doPaneAction gives an action to the focused pane, or to the other one for the actions
// that move that.
func (m *Model) doPaneAction(a keymap.Action) tea.Cmd {
	target := m.focus
	switch a {
	case keymap.OtherDown:
		a, target = keymap.Down, 1-target
	case keymap.OtherUp:
		a, target = keymap.Up, 1-target
	case keymap.Find:
		target = focusDetail
	}
	if target == focusDetail {
		m.detail.Do(a)
		return nil
	}
	m.list.DoPane(a)
	m.previewSelected()
	return nil
}

// previewSelected shows the session under the list's cursor at once, where the detail
// pane has the keyboard.
func (m *Model) previewSelected() {
	if m.focus == focusDetail {
		id, _ := m.list.Selected()
		m.detail.Preview(id)
	}
}
