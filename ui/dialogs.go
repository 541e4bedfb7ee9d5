package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/sessions"
)

// handleIntent carries out what the dialog on top asks for: here what any dialog may
// ask, and everything else by the handler of the dialog.
func (m *Model) handleIntent(in dialog.Intent) tea.Cmd {
	if in == nil {
		return nil
	}
	cmd := m.dialogs.Handle(in)
	switch in := in.(type) {
	case dialog.PassAction:
		return m.passAction(in.Action)
	case dialog.RunAction:
		return m.do(in.Action)
	case dialog.TypeCommand:
		m.openPalette(in.Text)
	}
	return cmd
}

// passAction carries out an action while the dialog stays open.
func (m *Model) passAction(a keymap.Action) tea.Cmd {
	switch a {
	case keymap.Suspend, keymap.Redraw:
		return m.do(a)
	case keymap.Help:
		m.openHelp()
	default:
		cmd, _ := m.writes.Do(a)
		return cmd
	}
	return nil
}

// openHelp lists the keys that work now.
func (m *Model) openHelp() {
	o := dialog.HelpOptions{Enabled: func(a keymap.Action) bool { return m.paneRefusal(a) == "" }, Place: "session list", Scopes: m.scopes(), Preset: m.options.Settings.KeyPreset, Commands: m.shownCommands(), Dialog: m.dialogs.Top()}
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
	m.open(dialog.NewHelp(m.dialogBase(), o), nil)
}
