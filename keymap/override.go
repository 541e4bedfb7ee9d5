package keymap

import (
	"fmt"
	"maps"
	"slices"
)

// Problem is something wrong with the settings of keys. The map works in spite of it.
type Problem struct {
	Action string // name as it was written
	Other  string // action that has the key, where two want it
	Key    string // empty for a problem of the whole action
	Text   string // what is wrong and what was done, for a person
}

// Override returns a map in which the given keys replace those of their actions, in
// every scope where the action has keys; an empty list removes them. Enter, Esc and
// ctrl-c keep their meaning in dialogs, and ctrl-c everywhere, so that there is always
// a way out. The keys of Cancel are for dialogs and the filter bar: outside of them only
// ctrl-c cancels. It reports what is wrong, and leaves it out.
func (m Map) Override(keys map[string][]string) (Map, []Problem) {
	var problems []Problem
	entries, overridden := slices.Clone(m.entries), map[Action]bool{}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		i, ok := m.index[Action(name)]
		if !ok {
			problems = append(problems, Problem{Action: name, Text: fmt.Sprintf("no action is called %q", name)})
			continue
		}
		list, faults := normaliseAll(name, keys[name])
		problems = append(problems, faults...)
		if len(list) == 0 && len(faults) > 0 {
			continue
		}
		overridden[Action(name)] = true
		entries[i] = entries[i].withKeys(list)
	}
	out, clashes := build(entries, overridden)
	return out, append(problems, clashes...)
}

func normaliseAll(action string, written []string) ([]string, []Problem) {
	var keys []string
	var problems []Problem
	for _, w := range written {
		k, fault := normaliseKeys(w)
		if fault != "" {
			problems = append(problems, Problem{Action: action, Key: w, Text: fmt.Sprintf("key %q for %s %s", w, action, fault)})
			continue
		}
		keys = appendMissing(keys, k)
	}
	return keys, problems
}

// withKeys returns the entry with other keys. An action without keys gets them in both
// panes.
func (e entry) withKeys(keys []string) entry {
	if len(e.keySets) == 0 {
		e.keySets = []keySet{panes(keys...)}
		return e
	}
	places := make([]keySet, 0, len(e.keySets))
	for _, p := range e.keySets {
		newKeys := slices.Clone(keys)
		if e.action == Cancel && p.scopes[0] == ScopeGlobal {
			newKeys = nil // Cancel quits there when nothing runs
		}
		for _, k := range p.keys {
			if isFixed(p.scopes[0], k) {
				newKeys = appendMissing(newKeys, k)
			}
		}
		places = append(places, keySet{p.scopes, newKeys})
	}
	e.keySets = places
	return e
}

// isFixed reports whether a key cannot be taken from its action.
func isFixed(s Scope, key string) bool {
	inDialog := s == ScopeDialog || s == ScopeFilter || s == ScopeForm
	return key == "ctrl+c" && (inDialog || s == ScopeGlobal) || inDialog && (key == "enter" || key == "esc")
}
