package dialog

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Item is one line of a menu.
type Item struct {
	Key            string // the key press that chooses it, also passed in Choose
	Label          string
	Note           string // shown at the right
	DisabledReason string // why it cannot be chosen now; empty when it can
	Checkbox       bool   // choosing it switches On, and the menu stays open
	On             bool
}

// MenuOptions configure a Menu.
type MenuOptions struct {
	Name     string // returned by Menu.Name
	Title    string
	Text     []string // above the items
	Items    []Item
	Focus    int    // index of the item that has the focus first
	CloseKey string // key of the item that closing the menu chooses; "" for none
}

// Menu is a list of choices. Enter chooses the focused item, and an item's key chooses
// it at once. Space switches a checkbox, shift with up or down moves it, and enter
// closes the menu there. j and k move the focus where no item has these keys.
type Menu struct {
	form
	o MenuOptions
}

// NewMenu returns a menu.
func NewMenu(l Base, o MenuOptions) *Menu {
	m := &Menu{form{Base: l, title: o.Title, scopes: typingScopes()}, o}
	m.list = &list{chosen: o.Focus, drawEntry: m.entry}
	m.begin(m)
	m.Set(o.Text, slices.Clone(o.Items))
	return m
}

// Name says what the menu is for.
func (m *Menu) Name() string { return m.o.Name }

// Set changes the text and the items. The focus stays on its item, if that is still
// there.
func (m *Menu) Set(text []string, items []Item) {
	if at := m.list.chosen; at < len(m.o.Items) {
		m.list.chosen = max(0, slices.IndexFunc(items, func(x Item) bool { return x.Key == m.o.Items[at].Key }))
	}
	m.o.Text, m.o.Items = text, items
	m.list.setCount(len(items))
	labels, notes := 0, 0
	for _, x := range items {
		labels, notes = max(labels, theme.Width(x.Label)), max(notes, theme.Width(x.sideText()))
	}
	m.maxWidth = max(theme.Width(m.o.Title)+6, labels+notes+frameWidth+14)
	for _, t := range text {
		m.maxWidth = max(m.maxWidth, min(60, theme.Width(t)+frameWidth))
	}
	m.maxWidth = min(m.maxWidth, 76)
}

// sideText is the text at the right of an item.
func (x Item) sideText() string { return cmp.Or(x.DisabledReason, x.Note) }

func (m *Menu) body(box *boxBuilder) {
	for _, p := range m.o.Text {
		box.addHeadText(theme.Plain, p)
	}
}

// entry draws an item: its key, its label, and its side text in at most half the width.
func (m *Menu) entry(box *boxBuilder, i int) []row {
	x, notes := m.o.Items[i], 0
	for _, other := range m.o.Items {
		notes = max(notes, min(theme.Width(other.sideText()), box.width/2))
	}
	label, role := x.Label, theme.Plain
	if x.Checkbox {
		label = box.checkbox(x.On) + label
	}
	if x.DisabledReason != "" {
		role = theme.Dim
	}
	wide := box.width - 7 - notes
	return box.listRow(box.width, firstRowTarget+i, i == m.list.chosen, column{[]string{keymap.Label(x.Key)}, 3, role},
		column{wrap(label, wide), wide, role}, column{wrap(x.sideText(), notes), notes, role})
}

// onCheckbox reports whether the focused item has a checkbox.
func (m *Menu) onCheckbox() bool { return m.list.count > 0 && m.o.Items[m.list.chosen].Checkbox }

// ActionLabel implements Dialog.
func (m *Menu) ActionLabel(a keymap.Action) string {
	switch {
	case m.onCheckbox() && (a == keymap.Accept || a == keymap.Cancel):
		return "close"
	case a == keymap.Cancel && m.o.CloseKey != "":
		i := slices.IndexFunc(m.o.Items, func(x Item) bool { return x.Key == m.o.CloseKey })
		return strings.ToLower(m.o.Items[i].Label)
	case a == keymap.Accept:
		return "take it"
	}
	return m.form.ActionLabel(a)
}

// Key implements Dialog.
func (m *Menu) Key(msg tea.KeyPressMsg) Intent {
	name := msg.String()
	for i, x := range m.o.Items {
		if x.Key != "" && x.Key == name && !msg.IsRepeat {
			m.list.chosen = i
			return m.pressed(rowButton)
		}
	}
	switch name { // the key of no item
	case "q":
		return m.leave() // there is no text field that could take the letter
	case "j":
		m.list.choose(m.list.chosen + 1)
	case "k":
		m.list.choose(m.list.chosen - 1)
	case "home":
		m.list.choose(0)
	case "end":
		m.list.choose(m.list.count - 1)
	case "space":
		if m.onCheckbox() {
			return m.pressed(rowButton)
		}
	case "shift+up":
		return m.moveItem(-1)
	case "shift+down":
		return m.moveItem(1)
	}
	return nil
}

// Do implements Dialog. On a checkbox, Accept closes the menu.
func (m *Menu) Do(a keymap.Action) Intent {
	if a == keymap.Accept && m.onCheckbox() {
		return m.leave()
	}
	return m.form.Do(a)
}

// leave closes the menu.
func (m *Menu) leave() Intent {
	if m.o.CloseKey != "" {
		return Choose{m.o.CloseKey}
	}
	return Cancel{}
}

// pressed chooses the focused item, or switches its checkbox.
func (m *Menu) pressed(string) Intent {
	x := &m.o.Items[m.list.chosen]
	switch {
	case x.DisabledReason != "":
		return nil
	case x.Checkbox:
		x.On = !x.On
		return ToggleItem{x.Key, x.On}
	}
	return Choose{x.Key}
}

// moveItem moves the focused item, if it has a checkbox.
func (m *Menu) moveItem(by int) Intent {
	at, to := m.list.chosen, m.list.chosen+by
	if to < 0 || to >= len(m.o.Items) || !m.o.Items[at].Checkbox || !m.o.Items[to].Checkbox {
		return nil
	}
	m.o.Items[at], m.o.Items[to] = m.o.Items[to], m.o.Items[at]
	m.list.chosen = to
	return MoveItem{m.o.Items[to].Key, by}
}
