package dialog

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Item is a line of a menu.
type Item struct {
	Key   string // the key that chooses it, as a key press spells it, and what Choose carries
	Label string
	Note  string // at the right
	Off   string // why it cannot be chosen now; empty when it can
	Box   bool   // it is switched on and off, and the menu stays
	On    bool
}

// MenuOptions make a Menu.
type MenuOptions struct {
	Name  string // what the menu is for, where somebody asks for it
	Title string
	Text  []string // above the items
	Items []Item
	At    int    // the item that has the focus first
	Close string // key of the item that leaving the menu takes; empty when that answers nothing
}

// Menu is a list of choices: enter takes the one with the focus, and each one's
// own key takes it at once. Items with a box are switched by space, and moved
// by shift with up or down; enter closes. j and k move where no item has them.
type Menu struct {
	Look
	o MenuOptions
	list
}

// NewMenu makes a menu.
func NewMenu(l Look, o MenuOptions) *Menu {
	o.Items = append([]Item(nil), o.Items...)
	return &Menu{l, o, list{at: o.At, count: len(o.Items)}}
}

// Name is what the menu is for, as it was made with.
func (m *Menu) Name() string { return m.o.Name }

// Set changes what the menu says and offers. The item that has the focus keeps
// it, if it is still there.
func (m *Menu) Set(text []string, items []Item) {
	was := ""
	if m.at < len(m.o.Items) {
		was = m.o.Items[m.at].Key
	}
	m.o.Text, m.o.Items = text, items
	m.resize(len(items))
	m.at = max(0, slices.IndexFunc(items, func(x Item) bool { return x.Key == was }))
}

func (m *Menu) picture(maxW, maxH int) picture {
	s := newSheet(m.Look, m.o.Title, m.wants(), maxW)
	for _, p := range m.o.Text {
		for _, l := range wrap(p, s.w) {
			s.head = append(s.head, row{text: s.Theme.Style(theme.Plain).Render(l), cursor: -1})
		}
	}
	from, to := m.window(s.room(maxH))
	for i := from; i < to; i++ {
		x := m.o.Items[i]
		left := fit(s, keymap.Label(x.Key), 3) + " " + x.Label
		if x.Box {
			sign := s.Theme.Glyph(theme.GlyphCheckOff)
			if x.On {
				sign = s.Theme.Glyph(theme.GlyphCheckOn)
			}
			left = fit(s, keymap.Label(x.Key), 3) + " [" + sign + "] " + x.Label
		}
		role, right := theme.Plain, x.Note
		if x.Off != "" {
			role, right = theme.Dim, x.Off
		}
		s.choice(i, i == m.at, role, left, right)
	}
	return s.draw(maxH, nil)
}

// wants is the width that shows every item whole.
func (m *Menu) wants() int {
	w := width(m.o.Title) + 6
	for _, x := range m.o.Items {
		w = max(w, width(x.Label)+max(width(x.Note), width(x.Off))+frame+14)
	}
	for _, t := range m.o.Text {
		w = max(w, min(60, width(t)+frame))
	}
	return min(w, 76)
}

// Scopes implements Dialog: letters are the items' own.
func (m *Menu) Scopes() []keymap.Scope {
	return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog}
}

// onBox reports whether the item with the focus is switched on and off.
func (m *Menu) onBox() bool { return m.at < len(m.o.Items) && m.o.Items[m.at].Box }

// Words implements Dialog.
func (m *Menu) Words(a keymap.Action) string {
	switch {
	case m.onBox() && a == keymap.Accept:
		return "close"
	case a != keymap.Accept || len(m.o.Items) == 0:
		return choosing(a)
	}
	return "take it"
}

// Key implements Dialog.
func (m *Menu) Key(msg tea.KeyPressMsg) Intent {
	name := msg.String()
	switch {
	case m.list.key(name) || len(m.o.Items) == 0:
		return nil
	case name == "space" && m.onBox():
		return m.choose(m.at)
	case name == "shift+up":
		return m.shift(-1)
	case name == "shift+down":
		return m.shift(1)
	}
	for i, x := range m.o.Items {
		if x.Key != "" && x.Key == name && !msg.IsRepeat {
			m.at = i
			return m.choose(i)
		}
	}
	switch name { // of no item here
	case "q":
		return m.leave() // as where nothing is typed
	case "j":
		m.do(keymap.Down)
	case "k":
		m.do(keymap.Up)
	}
	return nil
}

// Paste implements Dialog: a menu drops it.
func (m *Menu) Paste(string) Intent { return nil }

// Do implements Dialog.
func (m *Menu) Do(a keymap.Action) Intent {
	switch {
	case m.step(a):
		return nil
	case a == keymap.Cancel || a == keymap.Quit || a == keymap.Accept && m.onBox():
		return m.leave() // what has a box is done already
	case a == keymap.Accept && len(m.o.Items) > 0:
		return m.choose(m.at)
	}
	return outside(a)
}

// leave closes the menu.
func (m *Menu) leave() Intent {
	if m.o.Close != "" {
		return Choose{m.o.Close}
	}
	return Cancel{}
}

// choose takes an item, or switches it.
func (m *Menu) choose(i int) Intent {
	x := &m.o.Items[i]
	switch {
	case x.Off != "":
		return nil
	case x.Box:
		x.On = !x.On
		return Toggle{x.Key, x.On}
	}
	return Choose{x.Key}
}

// shift moves an item with a box, and the focus with it.
func (m *Menu) shift(by int) Intent {
	to := m.at + by
	if to < 0 || to >= len(m.o.Items) || !m.o.Items[m.at].Box || !m.o.Items[to].Box {
		return nil
	}
	m.o.Items[m.at], m.o.Items[to] = m.o.Items[to], m.o.Items[m.at]
	m.at = to
	return Move{m.o.Items[to].Key, by}
}

// press implements Dialog.
func (m *Menu) press(target int) Intent {
	m.at = target
	return m.choose(target)
}
