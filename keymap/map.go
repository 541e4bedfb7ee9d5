package keymap

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Binding is an action with its keys, as help, footer and README show it. Its keys are
// spelled as key presses are, the most important first; its help is the label of that
// key and the action's help text.
type Binding struct {
	key.Binding
	Action Action
	Group  Group
}

// binding returns the entry's action with some keys.
func (e entry) binding(keys []string) Binding {
	label := ""
	if len(keys) > 0 {
		label = Label(keys[0])
	}
	return Binding{key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, e.help)), e.action, e.group}
}

// Map says what each key does in each scope. It is immutable: presets and overrides
// return new maps. The zero Map has no keys.
type Map struct {
	entries []entry
	index   map[Action]int
	table   map[Scope]map[string]Action
}

// Default is the map without overrides.
func Default() Map {
	m, _ := build(slices.Clone(registered), nil)
	return m
}

// Resolve returns the action of a key in the innermost scope that has one for it. The
// key is spelled as a key press; a sequence is two keys with a blank between ("z o").
// In ScopeText a printable or editing key resolves to nothing: it belongs to the text
// field.
func (m Map) Resolve(scopes []Scope, key string) (Action, bool) {
	for _, s := range scopes {
		if s == ScopeText && (isPrintable(key) || EditsText(key)) {
			return "", false
		}
		if a, ok := m.table[s][key]; ok {
			return a, true
		}
	}
	return "", false
}

// Prefix reports whether a key begins a sequence in one of the scopes. Call it after
// Resolve: where such a key is an action of its own, too, as y, which opens a menu of the
// same actions, that action goes first.
func (m Map) Prefix(scopes []Scope, key string) bool {
	for _, s := range scopes {
		if s == ScopeText && isPrintable(key) {
			return false
		}
		if _, ok := m.sequenceWith(s, key); ok {
			return true
		}
	}
	return false
}

// sequenceWith returns an action with a sequence that begins with a key.
func (m Map) sequenceWith(s Scope, key string) (Action, bool) {
	for k, a := range m.table[s] {
		if first, _, ok := strings.Cut(k, " "); ok && first == key {
			return a, true
		}
	}
	return "", false
}

// Continuations lists the actions that may follow a prefix, innermost scope first, each
// with the second key of its sequence.
func (m Map) Continuations(scopes []Scope, prefix string) []Binding {
	var all []Binding
	for _, s := range scopes {
		for _, e := range m.entries {
			var secondKeys []string
			for _, k := range e.keys(s) {
				if first, second, ok := strings.Cut(k, " "); ok && first == prefix {
					secondKeys = append(secondKeys, second)
				}
			}
			if secondKeys != nil {
				all = append(all, e.binding(secondKeys))
			}
		}
	}
	return all
}

// Keys returns the keys of an action in some scopes, or in all if none is given: each
// once, the most important first.
func (m Map) Keys(a Action, scopes ...Scope) []string {
	if i, ok := m.index[a]; ok {
		return m.entries[i].keys(scopes...)
	}
	return nil
}

// Label is how a text names the key of an action in some scopes, or in all if none is
// given: by its most important key, or as ":name" for the palette when it has none.
func (m Map) Label(a Action, scopes ...Scope) string {
	if keys := m.Keys(a, scopes...); len(keys) > 0 {
		return Label(keys[0])
	}
	return ":" + string(a)
}

// keys are the keys of the entry in some scopes, or in all if none is given.
func (e entry) keys(scopes ...Scope) (all []string) {
	for _, p := range e.keySets {
		if len(scopes) == 0 || slices.ContainsFunc(p.scopes, func(s Scope) bool { return slices.Contains(scopes, s) }) {
			all = appendMissing(all, p.keys...)
		}
	}
	return all
}

// Bindings lists the actions that have keys in a scope, in the order of the help.
func (m Map) Bindings(s Scope) []Binding {
	var all []Binding
	for _, e := range m.entries {
		if keys := e.keys(s); len(keys) > 0 {
			all = append(all, e.binding(keys))
		}
	}
	return all
}

// All lists every action with all of its keys, in the order of the help. An action
// without keys is only in the palette.
func (m Map) All() []Binding {
	all := make([]Binding, 0, len(m.entries))
	for _, e := range m.entries {
		all = append(all, e.binding(e.keys()))
	}
	return all
}

// Help is the help text of an action, or its name when it is unknown.
func (m Map) Help(a Action) string {
	if i, ok := m.index[a]; ok {
		return m.entries[i].help
	}
	return string(a)
}

// ActionNamed returns the action with a name, and whether there is one.
func (m Map) ActionNamed(name string) (Action, bool) {
	_, ok := m.index[Action(name)]
	return Action(name), ok
}

// appendMissing appends the keys that are not there yet.
func appendMissing(keys []string, more ...string) []string {
	for _, k := range more {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// build makes a Map. When two actions want a key in scopes that are active together,
// the one in overridden gets it, or else the earlier one; the other loses the key, and
// a problem names both.
func build(entries []entry, overridden map[Action]bool) (Map, []Problem) {
	m := Map{entries: entries, index: map[Action]int{}, table: map[Scope]map[string]Action{}}
	for i, e := range entries {
		m.index[e.action] = i
	}
	for _, e := range registered {
		for _, p := range e.keySets {
			for _, k := range p.keys {
				if isFixed(p.scopes[0], k) {
					m.set(p.scopes[0], k, e.action)
				}
			}
		}
	}
	var problems []Problem
	for _, inOverridden := range []bool{true, false} {
		for i := range m.entries {
			if overridden[m.entries[i].action] == inOverridden {
				problems = append(problems, m.claimKeys(&m.entries[i])...)
			}
		}
	}
	return m, problems
}

// claimKeys adds the keys of an entry to the map, and removes from the entry those that
// another action has.
func (m Map) claimKeys(e *entry) []Problem {
	var problems []Problem
	places := make([]keySet, 0, len(e.keySets))
	for _, p := range e.keySets {
		keys := make([]string, 0, len(p.keys))
		for _, k := range p.keys {
			if other, taken := m.keyOwner(p.scopes, k, e.action); taken {
				problems = append(problems, Problem{Action: string(e.action), Other: string(other), Key: k, Text: fmt.Sprintf(
					"key %q: both %s and %s want it; %s has it", Label(k), other, e.action, other)})
				continue
			}
			keys = append(keys, k)
			for _, s := range p.scopes {
				m.set(s, k, e.action)
			}
		}
		places = append(places, keySet{p.scopes, keys})
	}
	e.keySets = places
	return problems
}

// keyOwner returns another action that has a key in a scope that is active together
// with one of scopes.
func (m Map) keyOwner(scopes []Scope, key string, self Action) (Action, bool) {
	for _, s := range scopes {
		for _, scope := range scopesSeenWith(s) {
			if a, ok := m.table[scope][key]; ok && a != self {
				return a, true
			}
			if a, ok := m.sequenceConflict(scope, key, self); ok {
				return a, true
			}
		}
	}
	return "", false
}

// sequenceConflict returns an action that conflicts with a key because one of them
// begins a sequence with the other's key. Only Copy may do so: its menu offers the same
// actions.
func (m Map) sequenceConflict(s Scope, key string, self Action) (Action, bool) {
	if first, _, ok := strings.Cut(key, " "); ok {
		a, taken := m.table[s][first]
		return a, taken && a != Copy
	}
	if self == Copy {
		return "", false
	}
	return m.sequenceWith(s, key)
}

// scopesSeenWith lists the scopes that are active together with s.
func scopesSeenWith(s Scope) []Scope {
	switch s {
	case ScopeList, ScopeDetail:
		return []Scope{s, ScopeGlobal}
	case ScopeGlobal:
		return []Scope{s, ScopeList, ScopeDetail}
	case ScopeForm, ScopeDialog:
		return []Scope{ScopeForm, ScopeDialog}
	default:
		return []Scope{s}
	}
}

func (m Map) set(s Scope, key string, a Action) {
	if m.table[s] == nil {
		m.table[s] = map[string]Action{}
	}
	m.table[s][key] = a
	switch key {
	case "alt+<": // as a terminal that reports shift spells them
		m.table[s]["alt+shift+,"] = a
	case "alt+>":
		m.table[s]["alt+shift+."] = a
	}
}
