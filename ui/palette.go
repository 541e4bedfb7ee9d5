package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/dialog"
)

// commands is the table of the palette's commands.
func (m *Model) commands() []dialog.Command {
	goTo := func(place string) tea.Cmd {
		m.list.GoTo(place)
		m.previewSelected()
		return nil
	}
	export := func(file string) tea.Cmd {
		_, ids, part := m.exportSelection()
		return m.output.Export(ids, part, file, false)
	}
	done := func(f func(string)) func(string) tea.Cmd {
		return func(arg string) tea.Cmd { f(arg); return nil }
	}
	return []dialog.Command{
		{Name: "goto", Usage: "50%", Help: "go to a place or a row", WithoutName: m.list.PlaceWords, Run: goTo},
		{Name: "mark", Usage: "mark [FILTER]", Help: "mark this one or what matches", Run: m.list.MarkMatching},
		{Name: "filter", Usage: "filter [FILTER]", Help: "filter the list", Run: done(m.list.SetFilter)},
		{Name: "export", Usage: "export [FILE]", Help: "export the marked or all", Run: export},
		{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column, meta.KEY, or set a width", Run: done(m.list.Column)},
		{Name: "account", Usage: "account [NAME]", Help: "go on to another account", Completions: account.OtherLabels(m.options.Accounts, m.account()), Run: m.switchAccount},
		{Name: "sort", Usage: "sort [KEY]", Help: "sort; +KEY up, -KEY down", Completions: m.list.SortKeys(), Run: done(m.list.SortBy)},
		{Name: "view", Usage: "view NAME", Help: "list a view by name or number", Completions: m.list.ViewNames(), Run: done(m.list.View)},
		{Name: "open", Usage: "open [ID]", Help: "open this one or by its ID", Run: done(m.list.OpenByID)},
	}
}

// openPalette opens the palette with a text in its field.
func (m *Model) openPalette(text string) tea.Cmd {
	m.dialogs.Push(dialog.NewPalette(m.dialogBase(), dialog.PaletteOptions{Commands: m.commands(), Disabled: m.writes.SwitchedOff(), Text: text}))
	return nil
}
