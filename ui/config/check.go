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

// Keymap returns the key bindings of the settings, and what is wrong with them.
func (s *Settings) Keymap() (keymap.Map, []Problem) {
	keys, ok := keymap.Preset(s.KeyPreset)
	if !ok {
		keys = keymap.Default()
	}
	keys, faults := keys.Override(s.Bindings)
	var problems []Problem
	for _, p := range faults {
		if _, isAction := keys.ActionNamed(p.Action); !isAction {
			var names []string
			for _, b := range keys.All() {
				names = append(names, string(b.Action))
			}
			closest, _ := words.Closest(p.Action, names)
			p.Text += fmt.Sprintf("; the nearest is %q", closest)
		}
		key := p.Action
		if _, set := s.Where("keys.bindings." + key); !set {
			key = p.Other
		}
		problems = append(problems, s.Problem("keys.bindings."+key, p.Text))
	}
	var commands []keymap.CustomAction
	for _, c := range s.Commands {
		commands = append(commands, keymap.CustomAction{Name: c.Name, Help: "run " + c.Run[0], Key: c.Key})
	}
	keys, faults = keys.WithCustom(commands)
	for _, p := range faults {
		for _, c := range s.Commands {
			if c.Name == p.Action || c.Name == p.Other {
				problems = append(problems, s.Problem(c.tableKey, p.Text))
				break
			}
		}
	}
	return keys, problems
}

// CheckAccounts reports invalid colours and servers of accounts.
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

// ColoursFor are the styles of roles for an account: its name is in its own colour,
// which becomes the background unless it names one.
func (s *Settings) ColoursFor(a Account) map[string]string {
	style := a.Colour
	if _, err := theme.ParseStyle(style); err != nil || style == "" {
		return s.Colours
	}
	if !slices.Contains(strings.Fields(style), "on") {
		style += " reverse"
	}
	colours := map[string]string{}
	maps.Copy(colours, s.Colours)
	colours["account"] = style
	return colours
}
