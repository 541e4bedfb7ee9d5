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
	o     MenuOptions
	keys  keymap.Map // without the items
	drawn []Item     // as the person sees them
}

// NewMenu returns a menu.
func NewMenu(l Base, o MenuOptions) *Menu {
	m := &Menu{form: form{Base: l, title: o.Title, scopes: []keymap.Scope{keymap.ScopeMenu, keymap.ScopeDialog}}, o: o, keys: l.Keys}
	m.list = &list{chosen: o.Focus, drawEntry: m.entry, press: m.choose}
	m.begin(m)
	m.Set(o.Text, slices.Clone(o.Items))
	return m
}

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
	m.drawn = slices.Clone(m.o.Items)
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

// bindings implements Dialog. On a checkbox, Accept closes the menu.
func (m *Menu) bindings() bindings {
	all, checkbox := m.form.bindings(), m.onCheckbox()
	accept, cancel := all.of(keymap.Accept), all.of(keymap.Cancel)
	accept.label = "take it"
	if cancel.off = m.o.EscStays; cancel.off {
		cancel.run = nil
	}
	if checkbox {
		accept.label, accept.run, cancel.label = "close", m.leave, "close"
		*all.of(keymap.ToggleOption) = binding{keymap.ToggleOption, "show or hide", true, false, m.choose}
	}
	items := bindings{{keymap.ItemUp, "", false, !checkbox, func() outcome { return m.moveItem(-1) }}}
	for i, x := range m.o.Items {
		b := binding{action: keymap.Item(x.Key), off: x.DisabledReason != "", run: func() outcome {
			m.list.choose(i)
			return m.choose()
		}}
		if x.Key == m.o.CloseKey {
			b.label, b.footer = strings.ToLower(x.Label), m.o.EscStays
			cancel.label = b.label
		}
		items = append(items, b)
	}
	all = append(all, binding{keymap.ItemDown, "", true, !checkbox, func() outcome { return m.moveItem(1) }})
	return slices.Insert(all, 1, items...)
}

// click implements Dialog. It ignores a row that the person still sees with another item.
func (m *Menu) click(target int) outcome {
	if i := target - firstRowTarget; i >= len(m.o.Items) || m.drawn[i].Key != m.o.Items[i].Key {
		return outcome{}
	}
	return m.form.click(target)
}

// leave closes the menu.
func (m *Menu) leave() outcome {
	i := slices.IndexFunc(m.o.Items, func(x Item) bool { return x.Key == m.o.CloseKey })
	if i < 0 {
		return outcome{closes: true}
	}
	return outcome{true, m.o.Items[i].Press}
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
