package keymap

import "fmt"

// CustomAction is an action of the settings: its name in the palette, its help text,
// and its key in both panes, or "".
type CustomAction struct{ Name, Help, Key string }

// WithCustom returns a map that has custom actions, too. Their keys are taken from
// other actions. It reports what is wrong, and leaves it out.
func (m Map) WithCustom(custom []CustomAction) (Map, []Problem) {
	var problems []Problem
	entries, overridden := append([]entry(nil), m.entries...), map[Action]bool{}
	for _, c := range custom {
		if _, exists := m.index[Action(c.Name)]; exists || overridden[Action(c.Name)] {
			problems = append(problems, Problem{Action: c.Name, Text: fmt.Sprintf("an action is called %q already", c.Name)})
			continue
		}
		e := entry{action: Action(c.Name), group: GroupTake, help: c.Help}
		if c.Key != "" {
			keys, faults := normaliseAll(c.Name, []string{c.Key})
			if len(faults) == 0 && isFixed(ScopeGlobal, keys[0]) {
				faults = []Problem{{Action: c.Name, Key: c.Key, Text: fmt.Sprintf("key %q for %s keeps its meaning", c.Key, c.Name)}}
			}
			if problems = append(problems, faults...); len(faults) == 0 {
				e.keySets = []keySet{panes(keys...)}
			}
		}
		entries, overridden[e.action] = append(entries, e), true
	}
	out, clashes := build(entries, overridden)
	return out, append(problems, clashes...)
}
