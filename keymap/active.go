package keymap

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// Active is what keys do in some scopes: each action once, with only the keys
// that reach it there. It is a help.KeyMap of Bubbles.
type Active struct {
	keys   Map
	scopes []Scope // innermost first
	short  []Action
	help   map[Action]string
}

// Active gives what keys do in scopes, innermost first. The actions that matter
// most are in short, in order.
func (m Map) Active(scopes []Scope, short ...Action) Active {
	return Active{keys: m, scopes: scopes, short: short, help: map[Action]string{}}
}

// SetHelp gives an action other words, for a place where it means something special.
func (a Active) SetHelp(action Action, words string) { a.help[action] = words }

// binding gives an action with the keys that resolve to it.
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

// All lists what keys do, group by group.
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
