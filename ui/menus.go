package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// commands are what the palette runs besides actions.
func (m *Model) commands() []dialog.Command {
	number := func(s string) bool {
		_, ok := m.list.PlaceOf(s)
		return ok
	}
	account := func(s string) bool {
		name, ok := strings.CutPrefix(s, "account ")
		return ok && m.accountNamed(name) != nil
	}
	return []dialog.Command{
		{Name: "goto", Usage: "50%", Help: "go to a place in the list, or to a row", Bare: number},
		{Name: "mark", Usage: "mark FILTER", Help: "mark the loaded sessions that match"},
		{Name: "filter", Usage: "filter FILTER", Help: "list what matches"},
		{Name: "load all", Usage: "load all", Help: "load the whole list"},
		{Name: "export", Usage: "export FILE", Help: "write the marked sessions, or all of the list, to a file"},
		{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column or any field (meta.KEY), or set a width"},
		{Name: "flush", Usage: "flush", Help: "send now what waits"},
		{Name: "account", Usage: "account", Help: "go on to another account", Bare: account},
		{Name: "sort", Usage: "sort KEY", Help: "sort the list; -KEY the other way", Words: sortKeys()},
		{Name: "view", Usage: "view NAME", Help: "list a saved view, by its name or number", Words: m.viewNames()},
		{Name: "open", Usage: "open ID", Help: "read a session by its ID, or how it begins"},
	}
}

// sortKeys are what the list can be sorted by.
func sortKeys() []string {
	all := filter.Registry()
	return all[slices.IndexFunc(all, func(d filter.KeyDoc) bool { return d.Key == "sort" })].Words
}

func (m *Model) viewNames() (names []string) {
	for _, v := range m.list.ViewTabs() {
		names = append(names, v.Name)
	}
	return names
}

// openBeginning reads the session whose ID is, or begins with, what was typed.
func (m *Model) openBeginning(typed string) {
	const whole = len("9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1")
	typed = strings.ToLower(typed)
	ids := slices.DeleteFunc(m.list.Loaded(), func(id string) bool { return !strings.HasPrefix(id, typed) })
	switch {
	case len(typed) == whole:
		m.openSession(typed)
	case len(ids) == 1:
		m.openSession(ids[0])
	case len(ids) == 0:
		m.complain("no loaded session's ID begins with " + typed)
	default:
		m.complain("the IDs of " + words.Plural(len(ids), "loaded session") + " begin with " + typed)
	}
}

// openPalette asks for a command.
func (m *Model) openPalette() {
	m.open(dialog.NewPalette(m.look(), dialog.PaletteOptions{Commands: m.commands(), Off: m.writes.SwitchedOff()}),
		func(in dialog.Intent) tea.Cmd {
			if c, ok := in.(dialog.RunCommand); ok {
				return m.command(c.Text)
			}
			return nil
		})
}

// command does what a line of the palette says.
func (m *Model) command(line string) tea.Cmd {
	line = strings.TrimSpace(line)
	if i, ok := m.list.PlaceOf(strings.TrimPrefix(line, "goto ")); ok {
		m.list.MoveTo(i)
		m.skim()
		return nil
	}
	name, arg, _ := strings.Cut(line, " ")
	arg = strings.TrimSpace(arg)
	switch name {
	case "mark":
		return m.list.MarkMatching(arg)
	case "filter":
		m.list.Find(arg)
	case "load":
		m.list.LoadAll()
	case "export":
		_, ids := m.exportable()
		return m.out.Export(ids, arg, false)
	case "column":
		m.list.Column(arg)
	case "flush":
		return m.do(keymap.Flush)
	case "account":
		return m.account(arg)
	case "open":
		m.openBeginning(arg)
	case "sort":
		m.list.SortBy(arg)
	case "view":
		m.list.View(arg)
	default:
		if a, ok := m.keys.Named(line); ok {
			return m.do(a)
		}
		m.complain("no such command: " + line)
	}
	return nil
}
