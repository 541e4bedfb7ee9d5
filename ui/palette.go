package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/account"
	"vapi-sessions/ui/dialog"
)

// command is a command of the palette, and the function that runs it.
type command struct {
	dialog.Command
	run func(arg string) tea.Cmd
}

// commands is the table of the palette's commands.
func (m *Model) commands() []command {
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
	return []command{
		{dialog.Command{Name: "goto", Usage: "50%", Help: "go to a place or a row", WithoutName: m.list.PlaceWords}, goTo},
		{dialog.Command{Name: "mark", Usage: "mark [FILTER]", Help: "mark this one or what matches"}, m.list.MarkMatching},
		{dialog.Command{Name: "filter", Usage: "filter [FILTER]", Help: "filter the list"}, done(m.list.SetFilter)},
		{dialog.Command{Name: "export", Usage: "export [FILE]", Help: "export the marked or all"}, export},
		{dialog.Command{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column, meta.KEY, or set a width"}, done(m.list.Column)},
		{dialog.Command{Name: "account", Usage: "account [NAME]", Help: "go on to another account", Completions: account.OtherLabels(m.options.Accounts, m.account())}, m.switchAccount},
		{dialog.Command{Name: "sort", Usage: "sort [KEY]", Help: "sort; +KEY up, -KEY down", Completions: m.list.SortKeys()}, done(m.list.SortBy)},
		{dialog.Command{Name: "view", Usage: "view NAME", Help: "list a view by name or number", Completions: m.list.ViewNames()}, done(m.list.View)},
		{dialog.Command{Name: "open", Usage: "open [ID]", Help: "open this one or by its ID"}, done(m.list.OpenByID)},
	}
}

// openPalette opens the palette with a text in its field.
func (m *Model) openPalette(text string) {
	m.open(dialog.NewPalette(m.dialogBase(), dialog.PaletteOptions{Commands: m.shownCommands(), Disabled: m.writes.SwitchedOff(), Text: text}),
		dialog.On(func(line dialog.RunCommand) tea.Cmd { return runLine(m.commands(), line.Text) }))
}

// shownCommands returns the commands as the palette and the help show them.
func (m *Model) shownCommands() (all []dialog.Command) {
	for _, c := range m.commands() {
		all = append(all, c.Command)
	}
	return all
}

// runLine runs a line of the palette. Its first word names the command.
func runLine(all []command, line string) tea.Cmd {
	name, arg, _ := strings.Cut(line, " ")
	for _, c := range all {
		if strings.EqualFold(c.Name, name) {
			return c.run(strings.TrimSpace(arg))
		}
	}
	return all[0].run(line) // a place without "goto"
}
