package sessions

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
)

// openColumnsMenu opens a menu of the columns, the chosen ones first. Each change in it
// applies at once.
func (m *Model) openColumnsMenu() {
	var items []dialog.Item
	add := func(name string, on bool) {
		items = append(items, dialog.Item{Key: string(rune('A' + len(items))), Label: name, Checkbox: true, On: on})
	}
	chosen := m.Columns()
	for _, c := range chosen {
		add(c.Name, true)
	}
	for _, name := range ColumnNames() {
		if !hasColumn(chosen, name) {
			add(name, false)
		}
	}
	menu := dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: "Columns", Items: items, Changed: func(items []dialog.Item) tea.Cmd {
		var names []string
		for i := range items {
			it := &items[i]
			if it.Label == nameColumn && !it.On {
				it.On = true
				m.o.Host.Say(nameColumn + " is always shown")
				return nil
			}
			if it.On {
				names = append(names, it.Label)
			}
		}
		m.setColumns(columnsByName(names, nil))
		return nil
	}})
	menu.Set([]string{columnsMenuText(menu)}, items)
	m.o.Host.Open(menu)
}

// columnsMenuText says which keys change the columns in the menu, as far as they have keys.
func columnsMenuText(menu *dialog.Menu) string {
	var parts []string
	add := func(verb string, actions ...keymap.Action) {
		var keys []string
		for _, b := range menu.Keys.Active(menu.Scopes(), actions...).ShortHelp() {
			keys = append(keys, b.Help().Key)
		}
		if keys != nil {
			parts = append(parts, strings.Join(keys, " and ")+" "+verb)
		}
	}
	add("shows or hides", keymap.ToggleOption)
	add("move", keymap.ItemDown, keymap.ItemUp)
	return strings.Join(append(parts, ":column meta.KEY or .customer.number adds a field"), "; ")
}

// setColumns changes the columns. Fields that rows do not carry yet are read
// again from the server.
func (m *Model) setColumns(cols []Column) {
	if len(cols) == 0 {
		return
	}
	before := m.Columns()
	m.showColumns(cols)
	for _, c := range cols {
		if !hasColumn(before, c.Name) && !m.fits(c.Name) {
			m.o.Host.Say(c.Name + " is on, but does not fit at this width")
		}
	}
	if !slices.Equal(Paths(before), Paths(cols)) {
		m.apply(m.filter.text)
	}
}

// Column adds a column, or gives one a width.
func (m *Model) Column(arg string) {
	name, size, _ := strings.Cut(arg, " ")
	width, err := strconv.Atoi(strings.TrimSpace(size))
	switch {
	case size != "" && err != nil:
		m.o.Host.Complain("a width is a number of cells")
	case size != "" && m.setWidth(name, width):
	case m.fits(name):
		m.o.Host.Say(name + " is on")
	case hasColumn(m.Columns(), name):
		m.o.Host.Say(name + " is on, but does not fit at this width")
	case isColumn(name):
		m.setColumns(append(slices.Clone(m.Columns()), Column{Name: name, Width: width}))
	default:
		m.o.Host.Complain("no such column: " + name + ". " + m.o.Keys.Label(keymap.Columns) + " lists them, and meta.KEY or a path such as .customer.number is one")
	}
}
