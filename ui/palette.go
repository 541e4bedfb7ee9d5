package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/account"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
)

// command is what the palette runs besides actions.
type command struct {
	dialog.Command
	run func(arg string) tea.Cmd
}

// commands are all of them; the first word of a line names one.
func (m *Model) commands() []command {
	number := func(s string) bool {
		_, ok := m.list.PlaceOf(s)
		return ok
	}
	known := func(s string) bool {
		name, ok := strings.CutPrefix(s, "account ")
		return ok && account.Called(m.o.Accounts, name) != nil
	}
	goTo := func(place string) tea.Cmd {
		m.list.GoTo(place)
		m.skim()
		return nil
	}
	export := func(file string) tea.Cmd {
		_, ids := m.exportable()
		return m.out.Export(ids, file, false)
	}
	done := func(f func(string)) func(string) tea.Cmd {
		return func(arg string) tea.Cmd { f(arg); return nil }
	}
	views := m.list.ViewTabs()
	names := make([]string, len(views))
	for i, v := range views {
		names[i] = v.Name
	}
	return []command{
		{dialog.Command{Name: "goto", Usage: "50%", Help: "go to a place in the list, or to a row", Bare: number}, goTo},
		{dialog.Command{Name: "mark", Usage: "mark FILTER", Help: "mark the loaded sessions that match"}, m.list.MarkMatching},
		{dialog.Command{Name: "filter", Usage: "filter FILTER", Help: "list what matches"}, done(m.list.Find)},
		{dialog.Command{Name: "load all", Usage: "load all", Help: "load the whole list"}, done(func(string) { m.list.LoadAll() })},
		{dialog.Command{Name: "export", Usage: "export FILE", Help: "write the marked sessions, or all of the list, to a file"}, export},
		{dialog.Command{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column or any field (meta.KEY), or set a width"}, done(m.list.Column)},
		{dialog.Command{Name: "flush", Usage: "flush", Help: "send now what waits"}, func(string) tea.Cmd { return m.do(keymap.Flush) }},
		{dialog.Command{Name: "account", Usage: "account", Help: "go on to another account", Bare: known}, m.account},
		{dialog.Command{Name: "sort", Usage: "sort KEY", Help: "sort the list; +KEY ascending, -KEY descending", Words: sortKeys()}, done(m.list.SortBy)},
		{dialog.Command{Name: "view", Usage: "view NAME", Help: "list a saved view, by its name or number", Words: names}, done(m.list.View)},
		{dialog.Command{Name: "open", Usage: "open ID", Help: "read a session by its ID, or how it begins"}, done(m.list.OpenByID)},
	}
}

// sortKeys are what the list can be sorted by.
func sortKeys() []string {
	all := filter.Registry()
	return all[slices.IndexFunc(all, func(d filter.KeyDoc) bool { return d.Key == "sort" })].Words
}

// openPalette asks for an action or a command.
func (m *Model) openPalette() {
	all := m.commands()
	shown := make([]dialog.Command, len(all))
	for i, c := range all {
		shown[i] = c.Command
	}
	m.open(dialog.NewPalette(m.look(), dialog.PaletteOptions{Commands: shown, Off: m.writes.SwitchedOff()}),
		func(in dialog.Intent) tea.Cmd {
			if line, ok := in.(dialog.RunCommand); ok {
				return run(all, line.Text)
			}
			return nil
		})
}

// run does what a line of the palette says.
func run(all []command, line string) tea.Cmd {
	first, arg, _ := strings.Cut(line, " ")
	for _, c := range all {
		if name, _, _ := strings.Cut(c.Name, " "); strings.EqualFold(name, first) {
			return c.run(strings.TrimSpace(arg))
		}
	}
	return all[0].run(line) // a place alone
}
