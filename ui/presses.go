package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/writes"
)

// keyboard is the state of the keys.
type keyboard struct {
	prefix     string // the first key of a sequence
	heldKey    string // the key that last changed the dialog on top, and may still be held down
	heldOn     dialog.Dialog
	heldUntil  time.Time
	reportsEsc bool // the terminal reports Esc apart from alt with a key
}

// expectRepeats notes a key that opened or closed a dialog, or its question whether to
// discard. While the key is held down, its repeats are ignored there.
func (k *keyboard) expectRepeats(key string, top dialog.Dialog, now time.Time) {
	k.heldKey, k.heldOn, k.heldUntil = key, top, now.Add(writes.KeyHoldTime)
}

// isRepeat reports whether a key is a repeat of the key that expectRepeats noted.
func (k *keyboard) isRepeat(key string, top dialog.Dialog, now time.Time) bool {
	if key != k.heldKey || !now.Before(k.heldUntil) || top != k.heldOn {
		k.heldKey = ""
		return false
	}
	k.heldUntil = now.Add(writes.KeyHoldTime)
	return true
}

// keyPressed handles a key message, as the key that the person pressed.
func (m *Model) keyPressed(msg tea.KeyPressMsg) tea.Cmd {
	msg = keymap.WithLatinKey(msg)
	if next, ok := m.splitAlt(msg); ok {
		return tea.Batch(m.handleKey(tea.KeyPressMsg{Code: tea.KeyEscape}), m.keyPressed(next))
	}
	return m.handleKey(msg)
}

// splitAlt reports whether a key with alt is really Esc and then that key: terminals
// without the kitty protocol send the same for both. It is, unless the key with alt is
// bound or edits text.
func (m *Model) splitAlt(msg tea.KeyPressMsg) (next tea.KeyPressMsg, ok bool) {
	if next, ok = keymap.WithoutAlt(msg); m.reportsEsc || !ok {
		return msg, false
	}
	scopes := m.scopes()
	_, bound := m.keys.Resolve(scopes, msg.String())
	edits := slices.Contains(scopes, keymap.ScopeText) && keymap.EditsText(msg.String())
	return next, !bound && !edits
}
