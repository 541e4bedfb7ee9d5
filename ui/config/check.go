package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Keymap makes the keys of the settings, and tells what is wrong in them.
func (s *Settings) Keymap() (keymap.Map, []Problem) {
	keys, ok := keymap.Preset(s.Preset)
	if !ok {
		keys = keymap.Default()
	}
	keys, wrong := keys.Override(s.Bindings)
	var problems []Problem
	for _, p := range wrong {
		if _, known := keys.Named(p.Action); !known {
			var names []string
			for _, b := range keys.All() {
				names = append(names, string(b.Action))
			}
			near, _ := words.Closest(p.Action, names)
			p.Text += fmt.Sprintf("; the nearest is %q", near)
		}
		key := p.Action
		if _, set := s.Where("keys.bindings." + key); !set {
			key = p.Other
		}
		problems = append(problems, s.Problem("keys.bindings."+key, p.Text))
	}
	var own []keymap.Own
	for _, c := range s.Commands {
		own = append(own, keymap.Own{Name: c.Name, Help: "run " + c.Run[0], Key: c.Key})
	}
	keys, wrong = keys.With(own)
	for _, p := range wrong {
		for _, c := range s.Commands {
			if c.Name == p.Action || c.Name == p.Other {
				problems = append(problems, s.Problem(c.table, p.Text))
				break
			}
		}
	}
	return keys, problems
}

// CheckAccounts reports colours and servers that cannot be.
func (s *Settings) CheckAccounts() (problems []Problem) {
	report := func(i int, entry string, err error) {
		if err != nil {
			key := fmt.Sprintf("accounts[%d].%s", i, entry)
			problems = append(problems, s.Problem(key, key+": "+err.Error()))
		}
	}
	for i, a := range s.Accounts {
		_, err := theme.ParseStyle(a.Colour)
		report(i, "colour", err)
		_, err = client.New(client.Options{BaseURL: a.BaseURL})
		report(i, "base_url", err)
	}
	return problems
}

// ColoursFor are the styles of roles, with the account's name in its colour. One
// without a ground becomes the ground.
func (s *Settings) ColoursFor(a Account) map[string]string {
	style := a.Colour
	if _, err := theme.ParseStyle(style); err != nil || style == "" {
		return s.Colours
	}
	if !slices.Contains(strings.Fields(style), "on") {
		style += " reverse"
	}
	all := map[string]string{}
	maps.Copy(all, s.Colours)
	all["account"] = style
	return all
}
