package keymap

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// Active is what keys do in some scopes: each action once, with only the keys that
// reach it there. It implements help.KeyMap of Bubbles.
type Active struct {
	keys   Map
	scopes []Scope           // innermost first
	short  []Action          // actions of the short help, in order
	help   map[Action]string // texts of the help that differ from the registry's
}

// Active returns what keys do in scopes, innermost first. short are the actions of the
// short help, in order.
func (m Map) Active(scopes []Scope, short ...Action) Active {
	return Active{keys: m, scopes: scopes, short: short, help: map[Action]string{}}
}

// SetHelp replaces the help text of an action, for a place where it does something
// special.
func (a Active) SetHelp(action Action, words string) { a.help[action] = words }

// binding returns an action with the keys that resolve to it; false without any.
func (a Active) binding(action Action) (Binding, bool) {
	var keys []string
	for _, k := range a.keys.Keys(action, a.scopes...) {
		if to, ok := a.keys.Resolve(a.scopes, k); ok && to == action {
			keys = append(keys, k)
		}
	}
	if keys == nil {
		return Binding{}, false
	}
	b := a.keys.entries[a.keys.index[action]].binding(keys)
	if words := a.help[action]; words != "" {
		b.SetHelp(b.Help().Key, words)
	}
	return b, true
}

// ShortHelp implements help.KeyMap.
func (a Active) ShortHelp() []key.Binding {
	var all []key.Binding
	for _, action := range a.short {
		if b, ok := a.binding(action); ok {
			all = append(all, b.Binding)
		}
	}
	return all
}

// FullHelp implements help.KeyMap: a column for each group.
func (a Active) FullHelp() [][]key.Binding {
	var columns [][]key.Binding
	last := Group("")
	for _, b := range a.All() {
		if b.Group != last {
			columns, last = append(columns, nil), b.Group
		}
		columns[len(columns)-1] = append(columns[len(columns)-1], b.Binding)
	}
	return columns
}

// All lists the actions that have keys, group by group.
func (a Active) All() (all []Binding) {
	seen := map[Action]bool{}
	for _, s := range a.scopes {
		for _, listed := range a.keys.Bindings(s) {
			if b, ok := a.binding(listed.Action); ok && !seen[b.Action] {
				seen[b.Action] = true
				all = append(all, b)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Binding) int { return slices.Index(Groups(), a.Group) - slices.Index(Groups(), b.Group) })
	return all
}
