package keymap

import (
	"fmt"
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
	names := make([]string, 0, len(keys))
	for name := range keys {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		i, ok := m.index[Action(name)]
		if !ok {
			problems = append(problems, Problem{Action: name, Text: fmt.Sprintf("no action is called %q; the nearest is %q", name, m.nearest(name))})
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
		keys = addNew(keys, []string{k})
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
				kept = addNew(kept, []string{k})
			}
		}
		places = append(places, place{p.scopes, kept})
	}
	e.places = places
	return e
}

// fixed keys cannot be taken from their action.
func fixed(s Scope, key string) bool {
	switch s {
	case ScopeDialog, ScopeFilter, ScopeForm:
		return key == "enter" || key == "esc" || key == "ctrl+c"
	case ScopeGlobal:
		return key == "ctrl+c"
	default:
		return false
	}
}

// nearest gives the action whose name takes the fewest changes to reach.
func (m Map) nearest(name string) Action {
	best, least := Action(""), -1
	for _, e := range m.entries {
		if d := distance(name, string(e.action)); least < 0 || d < least {
			best, least = e.action, d
		}
	}
	return best
}

// distance counts the insertions, removals and changes of bytes between a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
