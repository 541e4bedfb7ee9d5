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

// bind gives the entry's action some keys.
func (e entry) bind(keys []string) Binding {
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
		if s == ScopeText && (Printable(key) || Edits(key)) {
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
		if _, ok := m.begins(s, key); ok {
			return true
		}
	}
	return false
}

// begins gives an action whose sequence a key begins.
func (m Map) begins(s Scope, key string) (Action, bool) {
	for k, a := range m.table[s] {
		if first, _, ok := strings.Cut(k, " "); ok && first == key {
			return a, true
		}
	}
	return "", false
}

// Continue lists what may follow a prefix, innermost scope first, each with
// only the second key of its sequence.
func (m Map) Continue(scopes []Scope, prefix string) []Binding {
	var all []Binding
	for _, s := range scopes {
		for _, e := range m.entries {
			var seconds []string
			for _, k := range e.keys(s) {
				if first, second, ok := strings.Cut(k, " "); ok && first == prefix {
					seconds = append(seconds, second)
				}
			}
			if seconds != nil {
				all = append(all, e.bind(seconds))
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
	for _, p := range e.places {
		if len(scopes) == 0 || slices.ContainsFunc(p.scopes, func(s Scope) bool { return slices.Contains(scopes, s) }) {
			all = addNew(all, p.keys...)
		}
	}
	return all
}

// Bindings lists the actions that have keys in a scope, in the order of the help.
func (m Map) Bindings(s Scope) []Binding {
	var all []Binding
	for _, e := range m.entries {
		if keys := e.keys(s); len(keys) > 0 {
			all = append(all, e.bind(keys))
		}
	}
	return all
}

// All lists every action, in the order of the help, with all of its keys. An
// action without keys is reached by the palette only.
func (m Map) All() []Binding {
	all := make([]Binding, 0, len(m.entries))
	for _, e := range m.entries {
		all = append(all, e.bind(e.keys()))
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

// Named gives the action of a name, as a palette line or a setting spells it.
func (m Map) Named(name string) (Action, bool) {
	_, ok := m.index[Action(name)]
	return Action(name), ok
}

// addNew adds what is not among the keys.
func addNew(keys []string, more ...string) []string {
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
func build(entries []entry, chosen map[Action]bool) (Map, []Problem) {
	m := Map{entries: entries, index: map[Action]int{}, table: map[Scope]map[string]Action{}}
	for i, e := range entries {
		m.index[e.action] = i
	}
	for _, e := range registry() {
		for _, p := range e.places {
			for _, k := range p.keys {
				if fixed(p.scopes[0], k) {
					m.enter(p.scopes[0], k, e.action)
				}
			}
		}
	}
	var problems []Problem
	for _, first := range []bool{true, false} {
		for i := range m.entries {
			if chosen[m.entries[i].action] == first {
				problems = append(problems, m.claim(&m.entries[i])...)
			}
		}
	}
	return m, problems
}

// claim enters the keys of an entry, and takes from it those that are taken.
func (m Map) claim(e *entry) []Problem {
	var problems []Problem
	places := make([]place, 0, len(e.places))
	for _, p := range e.places {
		kept := make([]string, 0, len(p.keys))
		for _, k := range p.keys {
			if other, taken := m.owner(p.scopes, k, e.action); taken {
				problems = append(problems, Problem{Action: string(e.action), Other: string(other), Key: k, Text: fmt.Sprintf(
					"key %q: both %s and %s want it; %s has it", Label(k), other, e.action, other)})
				continue
			}
			kept = append(kept, k)
			for _, s := range p.scopes {
				m.enter(s, k, e.action)
			}
		}
		places = append(places, place{p.scopes, kept})
	}
	e.places = places
	return problems
}

// owner finds another action that has the key where one of the scopes would see it.
func (m Map) owner(scopes []Scope, key string, self Action) (Action, bool) {
	for _, s := range scopes {
		for _, seen := range together(s) {
			if a, ok := m.table[seen][key]; ok && a != self {
				return a, true
			}
			if a, ok := m.shadowed(seen, key, self); ok {
				return a, true
			}
		}
	}
	return "", false
}

// shadowed finds an action that the key would make unreachable, or that would
// make the key so: one begins a sequence with the other's key. Copy alone may
// share its key with its sequences, since its menu offers the same.
func (m Map) shadowed(s Scope, key string, self Action) (Action, bool) {
	if first, _, ok := strings.Cut(key, " "); ok {
		a, taken := m.table[s][first]
		return a, taken && a != Copy
	}
	if self == Copy {
		return "", false
	}
	return m.begins(s, key)
}

// together lists the scopes that have the keyboard at the same time as s.
func together(s Scope) []Scope {
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

func (m Map) enter(s Scope, key string, a Action) {
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
