package ui

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/browse"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/dialog"
)

// menuQuit names the question before leaving, which is kept to what is still to
// be lost.
const menuQuit = "quit"

func (m *Model) openSortMenu() {
	now := m.filter.parsed.Sort()
	var items []dialog.Item
	at := 0
	for i, it := range []struct{ key, sort, label, note string }{
		{"c", "created", "created", "by the server"},
		{"$", "cost", "cost", "by the server"},
		{"d", "duration", "duration", "by the server; what it means for a session is not documented"},
		{"u", "updated", "last used", "here, over what is loaded"},
		{"n", "name", "name", "here, over what is loaded"},
		{"a", "assistant", "assistant", "here, over what is loaded"},
		{"t", "turns", "turns", "here, over what is loaded"},
		{"x", "expires", "expires", "here, over what is loaded"},
		{"s", "status", "status", "here, over what is loaded"},
	} {
		if it.sort == now.Key {
			at = i
			it.note += "  (now)"
		}
		items = append(items, dialog.Item{Key: it.key, Label: it.label, Note: it.note})
	}
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Sort by", Items: items, At: at,
		Text: []string{"S reverses. The server sorts the whole list; what is sorted here covers the rows that are loaded."}}),
		dialog.OnChoice(func(key string) tea.Cmd {
			if by, ok := sortKeys[key]; ok {
				m.setTerm("sort", by)
			}
			return nil
		}))
}

var sortKeys = map[string]string{"c": "created", "$": "cost", "d": "duration", "u": "updated", "n": "name",
	"a": "assistant", "t": "turns", "x": "expires", "s": "status"}

// sortBy sorts by a column or a sort key; a second time it reverses.
func (m *Model) sortBy(key string) {
	switch key {
	case "age":
		key = "created"
	case "idle":
		key = "updated"
	}
	if m.filter.parsed.Sort().Key == key {
		m.reverse()
		return
	}
	m.setTerm("sort", key)
}

// reverse turns the order of the list around.
func (m *Model) reverse() {
	order := "asc"
	if m.filter.parsed.Sort().Order == client.Ascending {
		order = "desc"
	}
	m.setTerm("order", order)
}

func (m *Model) openColumnsMenu() {
	var items []dialog.Item
	chosen := m.list.Columns()
	for _, c := range chosen {
		items = append(items, dialog.Item{Key: columnKey(len(items)), Label: c.Name, Box: true, On: true})
	}
	for _, name := range browse.ColumnNames() {
		if !slices.ContainsFunc(chosen, func(c browse.Column) bool { return c.Name == name }) {
			items = append(items, dialog.Item{Key: columnKey(len(items)), Label: name, Box: true})
		}
	}
	m.open(dialog.NewMenu(m.look(), dialog.MenuOptions{Title: "Columns", Items: items,
		Text: []string{"space shows or hides, shift with up or down moves; :column .customer.number adds any field"}}),
		func(in dialog.Intent) tea.Cmd {
			switch in := in.(type) {
			case dialog.Toggle:
				m.columnToggled(items, in.Key, in.On)
			case dialog.Move:
				m.columnMoved(items, in.Key, in.By)
			}
			return nil
		})
}

func columnKey(i int) string { return string(rune('A' + i)) }

// columnToggled shows or hides a column at once.
func (m *Model) columnToggled(items []dialog.Item, key string, on bool) {
	for i := range items {
		if items[i].Key == key {
			items[i].On = on
		}
	}
	m.takeColumns(items)
}

// columnMoved moves a column by one place.
func (m *Model) columnMoved(items []dialog.Item, key string, by int) {
	i := slices.IndexFunc(items, func(it dialog.Item) bool { return it.Key == key })
	if j := i + by; i >= 0 && j >= 0 && j < len(items) {
		items[i], items[j] = items[j], items[i]
		m.takeColumns(items)
	}
}

// takeColumns shows the columns that are switched on, in their order.
func (m *Model) takeColumns(items []dialog.Item) {
	var names []string
	for _, it := range items {
		if it.On {
			names = append(names, it.Label)
		}
	}
	m.setColumns(columnsNamed(names, nil))
}

// setColumns changes the columns. Fields that rows do not carry yet are read
// again from the server.
func (m *Model) setColumns(cols []browse.Column) {
	if len(cols) == 0 {
		return
	}
	before := browse.Paths(m.list.Columns())
	m.list.SetColumns(cols)
	if !slices.Equal(before, browse.Paths(cols)) {
		m.apply(m.filter.text)
	}
}

// columnsNamed makes columns of names and widths; what is no column is left out.
func columnsNamed(names []string, widths []int) []browse.Column {
	var cols []browse.Column
	for i, n := range names {
		if !browse.IsColumn(n) {
			continue
		}
		c := browse.Column{Name: n}
		if i < len(widths) {
			c.Width = widths[i]
		}
		cols = append(cols, c)
	}
	if len(cols) > 0 && cols[0].Name != "name" && !slices.ContainsFunc(cols, func(c browse.Column) bool { return c.Name == "name" }) {
		cols = append([]browse.Column{{Name: "name"}}, cols...)
	}
	return cols
}

// columnsOf are the columns to begin with, as wide as they were left.
func columnsOf(o Options) []browse.Column {
	if slices.Equal(o.Settings.Columns, o.State.Columns) {
		return columnsNamed(o.Settings.Columns, o.State.Widths)
	}
	return columnsNamed(o.Settings.Columns, nil)
}

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

// column adds a column, or gives one a width.
func (m *Model) column(arg string) {
	name, size, _ := strings.Cut(arg, " ")
	width, err := strconv.Atoi(strings.TrimSpace(size))
	if size != "" && err != nil {
		m.complain("a width is a number of cells")
		return
	}
	if size != "" && m.list.SetWidth(name, width) {
		return
	}
	cols := columnsNamed([]string{name}, []int{width})
	if i := slices.IndexFunc(cols, func(c browse.Column) bool { return c.Name == name }); i >= 0 {
		m.setColumns(append(slices.Clone(m.list.Columns()), cols[i]))
		return
	}
	m.complain("no such column: " + name + ". c lists them, and a path such as .customer.number is one")
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
	m.filter.own = putView(m.filter.own, v)
	m.filter.put(v, m.now.In(m.o.Zone))
	m.filter.view = m.filter.named(v.Name)
	m.say("saved as view " + strconv.Itoa(number) + ", " + v.Name)
}

// putView adds a view, in the place of the one with its number.
func putView(views []config.View, v config.View) []config.View {
	views = slices.DeleteFunc(slices.Clone(views), func(x config.View) bool { return x.Number == v.Number })
	views = append(views, v)
	slices.SortFunc(views, func(a, b config.View) int { return a.Number - b.Number })
	return views
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
