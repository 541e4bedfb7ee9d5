package ui

import (
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/sessions"
)

// openHelp lists the keys that work now.
func (m *Model) openHelp() {
	o := dialog.HelpOptions{Enabled: func(a keymap.Action) bool { return m.paneRefusal(a, m.keys) == "" }, Place: "session list", Scopes: m.scopes(), Preset: m.options.Settings.KeyPreset, Commands: m.commands(), Dialog: m.dialogs.Top(), Type: m.openPalette}
	_, renaming := m.list.Renaming()
	_, form := m.dialogs.Top().(*dialog.FilterForm)
	switch {
	case form || m.list.Typing():
		o.Place = "filter"
	case m.dialogs.Len() > 0:
		o.Place = "this dialog"
	case renaming:
		o.Place, o.Enabled = "rename", sessions.RenameDoes
	case m.focus == focusDetail:
		o.Place = "detail"
	}
	m.dialogs.Push(dialog.NewHelp(m.dialogBase(), o))
}
