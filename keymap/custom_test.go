package keymap

import (
	"slices"
	"testing"
)

// A person's own action has its key in both panes, its words in the help, and its
// name in the palette; what is wrong with one is told and leaves the rest.
func TestOwnActions(t *testing.T) {
	m, problems := Default().WithCustom([]CustomAction{{"jira", "run jira", "X"}, {"delete", "run x", ""}, {"jira", "run w", ""}, {"leave", "run y", "ctrl+c"}, {"odd", "run z", "no key"}, {"quiet", "run q", ""}})
	for _, s := range []Scope{ScopeList, ScopeDetail} {
		if a, ok := m.Resolve([]Scope{s, ScopeGlobal}, "X"); !ok || a != "jira" {
			t.Errorf("X is %q", a)
		}
	}
	if a, _ := m.Resolve([]Scope{ScopeList, ScopeGlobal}, "ctrl+c"); a != Cancel {
		t.Errorf("ctrl+c is %q", a)
	}
	if a, ok := m.ActionNamed("quiet"); !ok || m.Help(a) != "run q" {
		t.Errorf("quiet is %q", m.Help(a))
	}
	var told []string
	for _, p := range problems {
		told = append(told, p.Text)
	}
	want := []string{`an action is called "delete" already`, `an action is called "jira" already`,
		`key "ctrl+c" for leave keeps its meaning`, `key "no key" for odd is not the name of a key`}
	if !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
}

// A key that an action had is the person's own now, which is told.
func TestAnOwnActionTakesAKey(t *testing.T) {
	m, problems := Default().WithCustom([]CustomAction{{"jira", "run jira", "d"}})
	if a, _ := m.Resolve([]Scope{ScopeList}, "d"); a != "jira" || len(problems) == 0 || problems[0].Other != "jira" {
		t.Errorf("d is %q, told of %q", a, problems)
	}
}
