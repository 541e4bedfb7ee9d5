package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// menuQuit names the question before leaving, which is kept to what is still to
// be lost.
const menuQuit = "quit"

// commands are what the palette runs besides actions.
func (m *Model) commands() []dialog.Command {
	number := func(s string) bool {
		_, ok := m.placeOf(s)
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

// placeOf is the position that "50%" or "500" names: a part of the list, or the
// number of a row.
func (m *Model) placeOf(s string) (int, bool) {
	n, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	v, err := strconv.Atoi(n)
	if err != nil || m.shown == nil || v < 0 || percent && v > 100 {
		return 0, false
	}
	if percent {
		return (m.shown.rows().Len() - 1) * v / 100, true
	}
	return max(0, v-1), true
}

// openPalette asks for a command.
func (m *Model) openPalette() {
	m.open(dialog.NewPalette(m.look(), dialog.PaletteOptions{Commands: m.commands(), Off: m.switchedOff()}),
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
	if i, ok := m.placeOf(strings.TrimPrefix(line, "goto ")); ok {
		m.list.MoveTo(i)
		m.moved()
		return nil
	}
	name, arg, _ := strings.Cut(line, " ")
	arg = strings.TrimSpace(arg)
	switch name {
	case "mark":
		return m.markMatching(arg)
	case "filter":
		m.find(arg)
	case "load":
		m.loadAll()
	case "export":
		return m.out.Export(m.targets(), arg, false)
	case "column":
		m.column(arg)
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

// askViewName asks for the name and number of the view to save.
func (m *Model) askViewName() {
	m.open(dialog.NewPrompt(m.look(), dialog.PromptOptions{Title: "Save as a view", Label: "Number and name",
		Text: m.freeView() + " ", Help: "such as: 6 vip. Saved: " + m.filter.text,
		Check: func(s string) string {
			if _, _, ok := viewNamed(s); !ok {
				return "a digit from 1 to 9, a blank, a name"
			}
			return ""
		}}), dialog.OnSubmit(func(text string) tea.Cmd {
		m.saveView(text)
		return nil
	}))
}

// freeView is the first number without a view.
func (m *Model) freeView() string {
	for n := 1; n <= 9; n++ {
		if !slices.ContainsFunc(m.filter.views, func(v config.View) bool { return v.Number == n }) {
			return strconv.Itoa(n)
		}
	}
	return "9"
}

func viewNamed(s string) (number int, name string, ok bool) {
	n, name, _ := strings.Cut(strings.TrimSpace(s), " ")
	number, err := strconv.Atoi(n)
	name = strings.TrimSpace(name)
	return number, name, err == nil && number >= 1 && number <= 9 && name != ""
}

// saveView keeps the filter and the columns under a number and a name.
func (m *Model) saveView(text string) {
	number, name, ok := viewNamed(text)
	if !ok {
		return
	}
	v := config.View{Number: number, Name: cleaned(name), Filter: m.filter.text}
	for _, c := range m.list.Columns() {
		v.Columns = append(v.Columns, c.Name)
	}
	m.filter.own = config.PutView(m.filter.own, v)
	m.filter.put(v, m.now.In(m.o.Zone))
	m.filter.view = m.filter.named(v.Name)
	m.say("saved as view " + strconv.Itoa(number) + ", " + v.Name)
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
