package keymap

import (
	"fmt"
	"maps"
	"slices"
)

// Problem is something wrong with a person's keys. The map works all the same.
type Problem struct {
	Action string // as it was written
	Other  string // that has the key, where two want it
	Key    string // empty when the whole action is meant
	Text   string // what is wrong and what was done, for a person
}

// Error gives the text.
func (p Problem) Error() string { return p.Text }

// Override gives a map in which the listed keys replace the default list of
// their actions, in every scope where an action has keys; an empty list takes
// its keys away. Enter, Esc and ctrl-c keep their meaning in dialogs, and
// ctrl-c everywhere, so that there is always a way out. What is wrong is
// reported and left out.
func (m Map) Override(keys map[string][]string) (Map, []Problem) {
	var problems []Problem
	entries, chosen := slices.Clone(m.entries), map[Action]bool{}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		i, ok := m.index[Action(name)]
		if !ok {
			problems = append(problems, Problem{Action: name, Text: fmt.Sprintf("no action is called %q", name)})
			continue
		}
		list, bad := normalAll(name, keys[name])
		problems = append(problems, bad...)
		if len(list) == 0 && len(bad) > 0 {
			continue
		}
		chosen[Action(name)] = true
		entries[i] = entries[i].with(list)
	}
	out, clashes := build(entries, chosen)
	return out, append(problems, clashes...)
}

func normalAll(action string, written []string) ([]string, []Problem) {
	var keys []string
	var problems []Problem
	for _, w := range written {
		k, fault := normal(w)
		if fault != "" {
			problems = append(problems, Problem{Action: action, Key: w, Text: fmt.Sprintf("key %q for %s %s", w, action, fault)})
			continue
		}
		keys = addNew(keys, k)
	}
	return keys, problems
}

// with gives the entry with other keys. An action that had none gets them in
// both panes.
func (e entry) with(keys []string) entry {
	if len(e.places) == 0 {
		e.places = []place{panes(keys...)}
		return e
	}
	places := make([]place, 0, len(e.places))
	for _, p := range e.places {
		kept := slices.Clone(keys)
		for _, k := range p.keys {
			if fixed(p.scopes[0], k) {
				kept = addNew(kept, k)
			}
		}
		places = append(places, place{p.scopes, kept})
	}
	e.places = places
	return e
}

// fixed keys cannot be taken from their action.
func fixed(s Scope, key string) bool {
	inDialog := s == ScopeDialog || s == ScopeFilter || s == ScopeForm
	return key == "ctrl+c" && (inDialog || s == ScopeGlobal) || inDialog && (key == "enter" || key == "esc")
}
