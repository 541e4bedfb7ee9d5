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
	Key            string // the key press that chooses it
	OtherKey       string // chooses it, too; may be empty
	Label          string
	Note           string // shown at the right
	DisabledReason string // why it cannot be chosen now; empty when it can
	Checkbox       bool   // choosing it switches On, and the menu stays open
	On             bool
	Press          Answer // of an item without a checkbox
}

// MenuOptions configure a Menu.
type MenuOptions struct {
	Name     string // returned by Menu.Name
	Title    string
	Text     []string // above the items
	Items    []Item
	Focus    int                  // index of the item that has the focus first
	CloseKey string               // key of the item that closing the menu chooses; "" for none
	EscStays bool                 // esc does not close the menu: there is nothing behind it
	Changed  func([]Item) tea.Cmd // gets the items after one with a checkbox was switched or moved
}

// Menu is a list of choices. Enter chooses the focused item, and an item's key chooses
// it at once. Space switches a checkbox, shift with up or down moves it, and enter
// closes the menu there. The keys of items go before what they mean in any dialog.
type Menu struct {
	form
	o    MenuOptions
	keys keymap.Map // without the items
}

// NewMenu returns a menu.
func NewMenu(l Base, o MenuOptions) *Menu {
	m := &Menu{form{Base: l, title: o.Title, scopes: []keymap.Scope{keymap.ScopeMenu, keymap.ScopeDialog}}, o, l.Keys}
	m.list = &list{chosen: o.Focus, drawEntry: m.entry, press: m.choose}
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
	labels, notes, bound := 0, 0, make([]keymap.MenuItem, len(items))
	for i, x := range items {
		bound[i] = keymap.MenuItem{Keys: []string{x.Key}, Help: x.Label}
		if x.OtherKey != "" {
			bound[i].Keys = append(bound[i].Keys, x.OtherKey)
		}
		labels, notes = max(labels, theme.Width(x.Label)), max(notes, theme.Width(x.sideText()))
	}
	m.Keys = m.keys.WithItems(bound)
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
	case m.o.CloseKey != "" && (a == keymap.Cancel || a == keymap.Item(m.o.CloseKey)):
		i := slices.IndexFunc(m.o.Items, func(x Item) bool { return x.Key == m.o.CloseKey })
		return strings.ToLower(m.o.Items[i].Label)
	case a == keymap.Accept:
		return "take it"
	case a == keymap.ToggleOption:
		return "show or hide"
	}
	return m.form.ActionLabel(a)
}

// canDo implements Dialog.
func (m *Menu) canDo(a keymap.Action) bool {
	switch i, item := m.itemOf(a); {
	case item:
		return m.o.Items[i].DisabledReason == ""
	case a == keymap.ToggleOption, a == keymap.ItemDown, a == keymap.ItemUp:
		return m.onCheckbox()
	case a == keymap.Cancel:
		return !m.o.EscStays
	}
	return m.form.canDo(a)
}

// itemOf returns the item that an action chooses.
func (m *Menu) itemOf(a keymap.Action) (i int, ok bool) {
	key, ok := a.ItemKey()
	i = slices.IndexFunc(m.o.Items, func(x Item) bool { return x.Key == key })
	return i, ok && i >= 0
}

// Hints implements Dialog.
func (m *Menu) Hints() []keymap.Action {
	all := append(m.form.Hints(), keymap.ToggleOption, keymap.ItemDown, keymap.Help)
	if m.o.EscStays {
		all = slices.Insert(all, 1, keymap.Item(m.o.CloseKey))
	}
	return slices.DeleteFunc(all, func(a keymap.Action) bool { return !m.canDo(a) })
}

// do implements Dialog. On a checkbox, Accept closes the menu.
func (m *Menu) do(a keymap.Action) outcome {
	switch i, item := m.itemOf(a); {
	case item:
		m.list.choose(i)
		return m.choose()
	case a == keymap.ToggleOption && m.onCheckbox():
		return m.choose()
	case a == keymap.ItemDown:
		return m.moveItem(1)
	case a == keymap.ItemUp:
		return m.moveItem(-1)
	case a == keymap.Accept && m.onCheckbox():
		return m.leave()
	case a == keymap.Cancel && m.o.EscStays:
		return outcome{}
	}
	return m.form.do(a)
}

// leave closes the menu.
func (m *Menu) leave() outcome {
	if i, ok := m.itemOf(keymap.Item(m.o.CloseKey)); ok {
		return outcome{true, m.o.Items[i].Press}
	}
	return outcome{closes: true}
}

// choose chooses the focused item, or switches its checkbox.
func (m *Menu) choose() outcome {
	x := &m.o.Items[m.list.chosen]
	switch {
	case x.DisabledReason != "":
		return outcome{}
	case x.Checkbox:
		x.On = !x.On
		return m.itemsChanged()
	}
	return outcome{true, x.Press}
}

// moveItem moves the focused item, if it has a checkbox.
func (m *Menu) moveItem(by int) outcome {
	at, to := m.list.chosen, m.list.chosen+by
	if to < 0 || to >= len(m.o.Items) || !m.o.Items[at].Checkbox || !m.o.Items[to].Checkbox {
		return outcome{}
	}
	m.o.Items[at], m.o.Items[to] = m.o.Items[to], m.o.Items[at]
	m.list.chosen = to
	return m.itemsChanged()
}

func (m *Menu) itemsChanged() outcome {
	return outcome{answer: func() tea.Cmd { return m.o.Changed(m.o.Items) }}
}
