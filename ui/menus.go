package ui

import (
	"fmt"
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
	return []dialog.Command{
		{Name: "goto", Usage: "50%", Help: "go to a place in the list, or to a row", Bare: number},
		{Name: "mark", Usage: "mark FILTER", Help: "mark the loaded sessions that match"},
		{Name: "filter", Usage: "filter FILTER", Help: "list what matches"},
		{Name: "load all", Usage: "load all", Help: "load the whole list"},
		{Name: "export", Usage: "export FILE", Help: "write the session, or the marked ones, to a file"},
		{Name: "column", Usage: "column NAME [WIDTH]", Help: "add a column or any field (.customer.number), or set a width"},
		{Name: "flush", Usage: "flush", Help: "send now what waits"},
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
		return m.out.Export(m.targets(), arg, false)
	case "column":
		m.list.Column(arg)
	case "flush":
		return m.do(keymap.Flush)
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

// welcome is the first screen when there is no key.
func (m *Model) welcome() {
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Welcome to vapi-sessions",
		Text: []string{
			"No key is set. Put your organisation's private key into the environment variable VAPI_API_KEY and start again:",
			"  VAPI_API_KEY=... vapi-sessions",
			"For the EU region also set VAPI_API_BASE_URL=https://api.eu.vapi.ai. The key is never shown, logged or written anywhere. No telemetry, no update check.",
		},
		Items: []dialog.Item{
			{Key: "d", Label: "Demo", Note: "generated sessions: no key, no network"},
			{Key: "q", Label: "Quit"},
		}}), dialog.OnChoice(func(key string) tea.Cmd {
		if key == "d" {
			return m.startDemo()
		}
		return m.leave()
	}))
}

// startDemo goes on with generated sessions when there was no key.
func (m *Model) startDemo() tea.Cmd {
	s, err := m.o.Demo()
	if err != nil {
		m.complain(fmt.Sprintf("the demo: %v", err))
		return nil
	}
	m.server = s
	m.out.SetServer(s.API)
	m.detail.SetServer(s.API)
	m.writes.SetServer(host{m}.writesServer())
	m.list.Start(s.API)
	return nil
}
