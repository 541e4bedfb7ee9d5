package keymap

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestOverrideReplacesTheList(t *testing.T) {
	m, problems := Default().Override(map[string][]string{"delete": {"X"}, "fold-open": {"zz"}, "export": {"Ctrl-E"}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for key, want := range map[string]Action{"X": Delete, "d": "", "delete": "", "ctrl+e": Export} {
		if got, _ := m.Resolve([]Scope{ScopeList, ScopeGlobal}, key); got != want {
			t.Errorf("%q is %q, want %q", key, got, want)
		}
	}
	if got, _ := m.Resolve([]Scope{ScopeDetail}, "z z"); got != FoldOpen {
		t.Errorf("zz is %q", got)
	}
	if got, _ := Default().Resolve([]Scope{ScopeList}, "d"); got != Delete {
		t.Errorf("the default map was changed: d is %q", got)
	}
}

func TestOverrideProblems(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  map[string][]string
		want  []string // parts of the one problem
		key   string   // and what this key then does
		after Action
	}{
		{"unknown action", map[string][]string{"delet": {"X"}}, []string{`"delet"`}, "d", Delete},
		{"bad key", map[string][]string{"delete": {"ctrl+banana"}}, []string{"ctrl+banana", "delete", "not the name"}, "d", Delete},
		{"tab in disguise", map[string][]string{"delete": {"ctrl+i", "X"}}, []string{"ctrl+i", "tab"}, "X", Delete},
		{"shifted letter", map[string][]string{"delete": {"shift+x"}}, []string{"shift+x", "character"}, "d", Delete},
		{"double use", map[string][]string{"open": {"o"}}, []string{`"o"`, "open", "open-in-browser"}, "o", Open},
		{"double use across scopes", map[string][]string{"delete": {"?"}}, []string{`"?"`, "delete", "help"}, "?", Delete},
		{"key of a prefix", map[string][]string{"undo": {"y"}}, []string{`"y"`, "undo"}, "y", Undo},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, problems := Default().Override(c.keys)
			if len(problems) == 0 {
				t.Fatal("no problem")
			}
			for _, part := range c.want {
				if !strings.Contains(problems[0].Text, part) {
					t.Errorf("%q does not say %q", problems[0].Text, part)
				}
			}
			if got, _ := m.Resolve([]Scope{ScopeList, ScopeGlobal}, c.key); got != c.after {
				t.Errorf("%q is then %q, want %q", c.key, got, c.after)
			}
		})
	}
}

// meaning is what a key means in a scope.
type meaning struct {
	scope Scope
	key   string
	want  Action
}

// afterOverride overrides keys, which must leave no problem, and checks what keys mean then.
func afterOverride(t *testing.T, keys map[string][]string, meanings ...meaning) {
	t.Helper()
	m, problems := Default().Override(keys)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, c := range meanings {
		if got, _ := m.Resolve([]Scope{c.scope}, c.key); got != c.want {
			t.Errorf("%s %q is %q, want %q", c.scope, c.key, got, c.want)
		}
	}
}

func TestOverrideLeavesAWayOut(t *testing.T) {
	afterOverride(t, map[string][]string{"cancel": {}, "accept": {}, "back": {}, "quit": {}},
		meaning{ScopeDialog, "esc", Cancel}, meaning{ScopeDialog, "enter", Accept}, meaning{ScopeFilter, "esc", Cancel},
		meaning{ScopeGlobal, "ctrl+c", Cancel}, meaning{ScopeGlobal, "q", ""})
}

// Cancel quits from the panes when nothing runs, so only ctrl-c means it there. A key of
// Back may cancel in dialogs, as esc does.
func TestOnlyCtrlCCancelsInThePanes(t *testing.T) {
	afterOverride(t, map[string][]string{"cancel": {"esc", "f3"}, "back": {"esc", "f3"}},
		meaning{ScopeGlobal, "f3", Back}, meaning{ScopeGlobal, "esc", Back}, meaning{ScopeGlobal, "ctrl+c", Cancel},
		meaning{ScopeDialog, "f3", Cancel}, meaning{ScopeFilter, "f3", Cancel})
	afterOverride(t, map[string][]string{"cancel": {"f3"}}, meaning{ScopeList, "f3", ""}, meaning{ScopeGlobal, "f3", ""})
}

func TestNormal(t *testing.T) {
	for in, want := range map[string]string{
		"Ctrl-N": "ctrl+n", "C-n": "ctrl+n", "M-x": "alt+x", "alt-shift-up": "alt+shift+up", "shift+ctrl+left": "ctrl+shift+left",
		"PgDn": "pgdown", " ": "space", "space": "space", "zo": "z o", "z o": "z o", "+": "+", "-": "-", "ctrl++": "ctrl++", "ctrl--": "ctrl+-",
		"f1": "f1", "F5": "f5", "F12": "f12", "Up": "up", "F 5": "F 5", "F0": "F 0", "é": "é", "G": "G", "Return": "enter",
	} {
		if got, fault := normaliseKeys(in); got != want || fault != "" {
			t.Errorf("%q: got %q (%s), want %q", in, got, fault, want)
		}
	}
	for _, in := range []string{"", "ctrl+", "ctrl+banana", "hello", "a b c", "ctrl+m", "f99x"} {
		if got, fault := normaliseKeys(in); fault == "" {
			t.Errorf("%q passes as %q", in, got)
		}
	}
}

func TestAnyOverrideGivesAWorkingMap(t *testing.T) {
	names := []string{"delete", "open", "help", "copy", "fold-open", "export", "cancel", "yes", "nothing"}
	keys := []string{"a", "d", "y", "y y", "z", "z o", "ctrl+c", "esc", "enter", "ctrl+i", "", "tab", "?"}
	rapid.Check(t, func(t *rapid.T) {
		over := rapid.MapOf(rapid.SampledFrom(names), rapid.SliceOfN(rapid.SampledFrom(keys), 0, 3)).Draw(t, "overrides")
		m, _ := Default().Override(over)
		for name, stack := range stacks() {
			for _, s := range stack {
				for _, b := range m.Bindings(s) {
					for _, k := range b.Keys() {
						if got, ok := m.Resolve([]Scope{s}, k); !ok || got != b.Action {
							t.Fatalf("%s: help says %q is %s, the key does %q", name, k, b.Action, got)
						}
					}
				}
			}
		}
		for _, s := range []Scope{ScopeGlobal, ScopeDialog, ScopeFilter} {
			if a, _ := m.Resolve([]Scope{s}, "ctrl+c"); a != Cancel {
				t.Fatalf("ctrl-c is %q in %s", a, s)
			}
		}
	})
}
