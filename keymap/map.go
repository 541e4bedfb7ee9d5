package keymap

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Binding is an action with its keys, as help, footer and README show it: a
// binding of Bubbles. Its keys are spelled as key presses are, the plainest
// first; its help is the label of that one and the action's words.
type Binding struct {
	key.Binding
	Action Action
	Group  Group
}

// binding gives the entry's action some keys.
func (e entry) binding(keys []string) Binding {
	label := ""
	if len(keys) > 0 {
		label = Label(keys[0])
	}
	return Binding{key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, e.help)), e.action, e.group}
}

// Map says what each key means in each scope. It is a value: presets and
// overrides give new maps. The zero Map knows no keys; begin with Default.
type Map struct {
	entries []entry
	index   map[Action]int
	table   map[Scope]map[string]Action
}

// Default is the map of a person who has set nothing.
func Default() Map {
	m, _ := build(registry(), nil)
	return m
}

// Resolve gives the action of a key, spelled as a key press spells it, in the
// innermost scope that knows it. A sequence is its two keys with a blank
// between ("z o"). While a text field has the keyboard, a printable key is
// text and an editing key is the field's, whatever the other scopes say.
func (m Map) Resolve(scopes []Scope, key string) (Action, bool) {
	for _, s := range scopes {
		if s == ScopeText && (Printable(key) || EditsText(key)) {
			return "", false
		}
		if a, ok := m.table[s][key]; ok {
			return a, true
		}
	}
	return "", false
}

// Prefix reports whether the key begins a sequence in one of the scopes. Ask it
// before Resolve: a prefix may also be an action of its own, such as y, whose
// menu offers the same things.
func (m Map) Prefix(scopes []Scope, key string) bool {
	for _, s := range scopes {
		if s == ScopeText && Printable(key) {
			return false
		}
		if _, ok := m.sequenceWith(s, key); ok {
			return true
		}
	}
	return false
}

// sequenceWith gives an action whose sequence a key begins.
func (m Map) sequenceWith(s Scope, key string) (Action, bool) {
	for k, a := range m.table[s] {
		if first, _, ok := strings.Cut(k, " "); ok && first == key {
			return a, true
		}
	}
	return "", false
}

// Continuations lists what may follow a prefix, innermost scope first, each with
// only the second key of its sequence.
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

// Keys gives the keys of an action in the given scopes, or in all of them when
// none is given, each once, the plainest first.
func (m Map) Keys(a Action, scopes ...Scope) []string {
	if i, ok := m.index[a]; ok {
		return m.entries[i].keys(scopes...)
	}
	return nil
}

// keys are those of the entry in some scopes, or in all when none is given.
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

// All lists every action, in the order of the help, with all of its keys. An
// action without keys is reached by the palette only.
func (m Map) All() []Binding {
	all := make([]Binding, 0, len(m.entries))
	for _, e := range m.entries {
		all = append(all, e.binding(e.keys()))
	}
	return all
}

// Help gives the words for an action, or its name when it is not known.
func (m Map) Help(a Action) string {
	if i, ok := m.index[a]; ok {
		return m.entries[i].help
	}
	return string(a)
}

// ActionNamed gives the action of a name, as a palette line or a setting spells it.
func (m Map) ActionNamed(name string) (Action, bool) {
	_, ok := m.index[Action(name)]
	return Action(name), ok
}

// appendMissing adds what is not among the keys.
func appendMissing(keys []string, more ...string) []string {
	for _, k := range more {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// build makes the tables. Where two actions want one key in scopes that are
// seen together, the one in chosen wins, else the earlier; the other loses the
// key, and a problem names both.
func build(entries []entry, overridden map[Action]bool) (Map, []Problem) {
	m := Map{entries: entries, index: map[Action]int{}, table: map[Scope]map[string]Action{}}
	for i, e := range entries {
		m.index[e.action] = i
	}
	for _, e := range registry() {
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

// claimKeys enters the keys of an entry, and takes from it those that are taken.
func (m Map) claimKeys(e *entry) []Problem {
	var problems []Problem
	places := make([]keySet, 0, len(e.keySets))
	for _, p := range e.keySets {
		kept := make([]string, 0, len(p.keys))
		for _, k := range p.keys {
			if other, taken := m.keyOwner(p.scopes, k, e.action); taken {
				problems = append(problems, Problem{Action: string(e.action), Other: string(other), Key: k, Text: fmt.Sprintf(
					"key %q: both %s and %s want it; %s has it", Label(k), other, e.action, other)})
				continue
			}
			kept = append(kept, k)
			for _, s := range p.scopes {
				m.set(s, k, e.action)
			}
		}
		places = append(places, keySet{p.scopes, kept})
	}
	e.keySets = places
	return problems
}

// keyOwner finds another action that has the key where one of the scopes would see it.
func (m Map) keyOwner(scopes []Scope, key string, self Action) (Action, bool) {
	for _, s := range scopes {
		for _, seen := range scopesSeenWith(s) {
			if a, ok := m.table[seen][key]; ok && a != self {
				return a, true
			}
			if a, ok := m.sequenceConflict(seen, key, self); ok {
				return a, true
			}
		}
	}
	return "", false
}

// sequenceConflict finds an action that the key would make unreachable, or that would
// make the key so: one begins a sequence with the other's key. Copy alone may
// share its key with its sequences, since its menu offers the same.
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

// scopesSeenWith lists the scopes that have the keyboard at the same time as s.
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
