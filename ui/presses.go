package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/writes"
)

// keyboard is what is known of the keys that were pressed.
type keyboard struct {
	prefix     string // the first key of a sequence
	heldKey    string // changed what is asked, and may still be held down
	heldOn     dialog.Dialog
	heldUntil  time.Time
	reportsEsc bool // the terminal tells Esc and a key from alt with that key
}

// expectRepeats takes note of a key that brought another dialog to the top, none, or
// its question whether to throw away: while it may be held down, it means nothing
// when it comes again.
func (k *keyboard) expectRepeats(key string, top dialog.Dialog, now time.Time) {
	k.heldKey, k.heldOn, k.heldUntil = key, top, now.Add(writes.HeldFor)
}

// isRepeat reports whether a key is the one that just changed what is asked, still
// held down.
func (k *keyboard) isRepeat(key string, top dialog.Dialog, now time.Time) bool {
	if key != k.heldKey || !now.Before(k.heldUntil) || top != k.heldOn {
		k.heldKey = ""
		return false
	}
	k.heldUntil = now.Add(writes.HeldFor)
	return true
}

// keyPressed gives a key press to what has the keyboard, as the key that the person
// pressed.
func (m *Model) keyPressed(msg tea.KeyPressMsg) tea.Cmd {
	msg = keymap.WithLatinKey(msg)
	if next, ok := m.splitAlt(msg); ok {
		return tea.Batch(m.handleKey(tea.KeyPressMsg{Code: tea.KeyEscape}), m.keyPressed(next))
	}
	return m.handleKey(msg)
}

// splitAlt tells alt with a key from Esc and then that key. Terminals without
// the kitty protocol send the same for both; alt with a letter means nothing,
// unless it is bound or edits the text of a field.
func (m *Model) splitAlt(msg tea.KeyPressMsg) (next tea.KeyPressMsg, ok bool) {
	if next, ok = keymap.WithoutAlt(msg); m.reportsEsc || !ok {
		return msg, false
	}
	scopes := m.scopes()
	_, bound := m.keys.Resolve(scopes, msg.String())
	edits := slices.Contains(scopes, keymap.ScopeText) && keymap.EditsText(msg.String())
	return next, !bound && !edits
}
