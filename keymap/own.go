package keymap

import "fmt"

// Own is an action that the person has added: its name in the palette, its words
// in the help, and a key for both panes, or none.
type Own struct{ Name, Help, Key string }

// With gives a map that knows the person's own actions too. Their keys are taken
// from the actions that had them. What is wrong is reported and left out.
func (m Map) With(own []Own) (Map, []Problem) {
	var problems []Problem
	entries, chosen := append([]entry(nil), m.entries...), map[Action]bool{}
	for _, o := range own {
		if _, taken := m.index[Action(o.Name)]; taken || chosen[Action(o.Name)] {
			problems = append(problems, Problem{Action: o.Name, Text: fmt.Sprintf("an action is called %q already", o.Name)})
			continue
		}
		e := at(Action(o.Name), GroupTake, o.Help)
		if o.Key != "" {
			keys, bad := normalAll(o.Name, []string{o.Key})
			if len(bad) == 0 && fixed(ScopeGlobal, keys[0]) {
				bad = []Problem{{Action: o.Name, Key: o.Key, Text: fmt.Sprintf("key %q for %s keeps its meaning", o.Key, o.Name)}}
			}
			if problems = append(problems, bad...); len(bad) == 0 {
				e.places = []place{panes(keys...)}
			}
		}
		entries, chosen[e.action] = append(entries, e), true
	}
	out, clashes := build(entries, chosen)
	return out, append(problems, clashes...)
}
