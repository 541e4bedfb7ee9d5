package keymap

import (
	"maps"
	"slices"
	"strings"
)

// itemPrefix begins the actions of a menu's items.
const itemPrefix = "menu-item-"

// Item returns the action that chooses the item of a menu which has this key.
func Item(key string) Action { return Action(itemPrefix + key) }

// ItemKey returns the key of the menu item that the action chooses, and false for another
// action.
func (a Action) ItemKey() (key string, ok bool) { return strings.CutPrefix(string(a), itemPrefix) }

// MenuItem is an item of a menu: the keys that choose it, of which the first names it,
// and its help text.
type MenuItem struct {
	Keys []string
	Help string
}

// WithItems returns a map that has the items of a menu, too, as actions in ScopeMenu.
func (m Map) WithItems(items []MenuItem) Map {
	m.entries, m.index, m.table = slices.Clone(m.entries), maps.Clone(m.index), maps.Clone(m.table)
	for _, x := range items {
		e := entry{Item(x.Keys[0]), GroupMenu, x.Help, []keySet{{[]Scope{ScopeMenu}, x.Keys}}}
		m.index[e.action] = len(m.entries)
		m.entries = append(m.entries, e)
		for _, k := range x.Keys {
			m.set(ScopeMenu, k, e.action)
		}
	}
	return m
}
