package writes

import (
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// Unfinished are what would be lost, and the ways to leave; none when nothing
// would be.
func (m *Model) Unfinished() (text []string, items []dialog.Item) {
	p, unsent, lost := m.store.Progress(), m.store.Unsent(), m.unsaved()
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
		text = append(text, words.Plural(lost, "edit")+" not saved: e has what was typed, which is lost with the program.")
	}
	return text, quitItems(unsent, p)
}

// unsaved counts the edits that failed and were not tried again.
func (m *Model) unsaved() (n int) {
	for _, f := range m.store.Failures() {
		if !f.Deleting {
			n++
		}
	}
	return n
}

// quitItems are the ways to leave with writes that are not done.
func quitItems(unsent int, p store.Progress) []dialog.Item {
	items := []dialog.Item{{Key: "c", Label: "Cancel", Note: "stay here"}}
	switch {
	case unsent == 0 && p.InFlight == 0:
		items = append(items, dialog.Item{Key: QuitWithout, Label: "Quit without saving"})
	case unsent == 0:
		items = append(items, dialog.Item{Key: "s", Label: "Wait for it, then quit"})
	case unsent == p.InWindow:
		items = append(items, dialog.Item{Key: "s", Label: "Send now, then quit"},
			dialog.Item{Key: QuitWithout, Label: "Keep the sessions, then quit", Note: "nothing more is sent"})
	default:
		items = append(items, dialog.Item{Key: "s", Label: "Send now, then quit"},
			dialog.Item{Key: QuitWithout, Label: "Quit without sending", Note: "nothing more is sent"})
	}
	if p.InFlight > 0 {
		items = append(items, dialog.Item{Key: QuitAtOnce, Label: "Quit at once", Note: "what arrived stays unknown"})
	}
	return items
}

// QuitAtOnce is the key for not even waiting for what is on its way.
const QuitAtOnce = "x"

// QuitWithout is the key for leaving what is unsent unsent.
const QuitWithout = "w"
