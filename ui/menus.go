package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
)

// menuQuit names the question before leaving, which is kept to what is still to
// be lost.
const menuQuit = "quit"

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
		{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column or any field (.customer.number), or set a width"},
		{Name: "flush", Usage: "flush", Help: "send now what waits"},
		{Name: "account", Usage: "account", Help: "go on to another account", Bare: account},
		{Name: "open", Usage: "open ID", Help: "read a session by its ID"},
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
		m.openSession(arg)
	default:
		if a, ok := m.keys.Named(line); ok {
			return m.do(a)
		}
		m.complain("no such command: " + line)
	}
	return nil
}
