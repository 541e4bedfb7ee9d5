package keymap

import (
	"slices"
	"strings"
	"testing"
)

// stacks are the scopes that have the keyboard together, innermost first.
func stacks() map[string][]Scope {
	return map[string][]Scope{
		"list":   {ScopeList, ScopeGlobal},
		"detail": {ScopeDetail, ScopeGlobal},
		"dialog": {ScopeDialog},
		"form":   {ScopeText, ScopeForm, ScopeDialog},
		"filter": {ScopeText, ScopeFilter},
	}
}

func TestEveryActionHasAHelpAndAGroup(t *testing.T) {
	for _, b := range Default().All() {
		if b.Help().Desc == "" || len(b.Help().Desc) > 21 {
			t.Errorf("%s: help %q must have 1 to 21 letters", b.Action, b.Help().Desc)
		}
		if !slices.Contains(Groups(), b.Group) {
			t.Errorf("%s: unknown group %q", b.Action, b.Group)
		}
	}
}

// An action that is defined with the name of another one stops the program at its start.
func TestTwoActionsOfOneName(t *testing.T) {
	before := len(registered)
	defer func() {
		if recover() == nil || len(registered) != before {
			t.Error("a second action of one name was registered")
		}
	}()
	define(Down, GroupMove, "again")
}

func TestEveryActionHasAPlainKeyOrItsReason(t *testing.T) {
	without := map[Action]string{
		LoadAll: "palette", Unmark: "palette; esc clears marks too", SendNow: "palette", Trash: "palette",
		Pause: "palette", Stop: "palette", Export: "palette", Private: "palette", MouseToggle: "palette", OpenJSON: "palette",
		HalfDown: "j and page keys do it", HalfUp: "k and page keys do it",
		PageDown: "a named key", PageUp: "a named key", NextPane: "tab is on every keyboard", PreviousPane: "tab goes round",
		MarkDown: "v marks ranges", MarkUp: "v marks ranges", ItemDown: "letters choose items", ItemUp: "letters choose items", DropLoosest: "a named key; / edits the filter",
		Open: "enter", Back: "esc; q goes back too", Cancel: "ctrl-c by custom", Suspend: "ctrl-z by custom", Redraw: "ctrl-l by custom",
		SaveView: "palette; only in a text field", Save: "the Save button", Accept: "enter", EditorField: "palette: edit-json",
		Complete: "tab in a text field", NextChoice: "arrows", PrevChoice: "arrows", History: "palette; only in a text field",
	}
	for _, b := range Default().All() {
		plain := slices.ContainsFunc(b.Keys(), func(k string) bool {
			first, second, seq := strings.Cut(k, " ")
			return isPrintable(first) && (!seq || isPrintable(second))
		})
		if reason := without[b.Action]; plain == (reason != "") {
			t.Errorf("%s has keys %v; reason to have no plain one: %q", b.Action, b.Keys(), reason)
		}
	}
}

func presets() []string { return []string{"default", "emacs", "k9s"} }

func TestNoTwoActionsShareAKeyWhereBothAreSeen(t *testing.T) {
	for _, p := range presets() {
		m, _ := Preset(p)
		for name, stack := range stacks() {
			owner := map[string]Action{}
			for _, s := range stack {
				for _, b := range m.Bindings(s) {
					for _, k := range b.Keys() {
						if other, ok := owner[k]; ok && other != b.Action {
							t.Errorf("%s, %s: %q is %s and %s", p, name, k, other, b.Action)
						}
						owner[k] = b.Action
					}
				}
			}
		}
	}
}

func TestPresetsHaveNoProblems(t *testing.T) {
	for _, p := range presets() {
		m, ok := Preset(p)
		if !ok {
			t.Fatalf("no preset %q", p)
		}
		if _, problems := build(m.entries, nil); len(problems) > 0 {
			t.Errorf("%s: %v", p, problems)
		}
		for _, s := range []Scope{ScopeList, ScopeDetail, ScopeGlobal, ScopeDialog, ScopeForm, ScopeFilter, ScopeText} {
			if a, _ := m.Resolve([]Scope{s}, "ctrl+d"); a == Delete || a == CleanUp || a == Yes {
				t.Errorf("%s: ctrl-d is %s in %s", p, a, s)
			}
		}
		if a, _ := m.Resolve([]Scope{ScopeList, ScopeGlobal}, "delete"); a != Delete {
			t.Errorf("%s: the Delete key is %q", p, a)
		}
		if len(m.Keys(Quit)) == 0 || len(m.Keys(Cancel)) == 0 || len(m.Keys(Help)) == 0 {
			t.Errorf("%s: no way out or no help", p)
		}
	}
	if _, ok := Preset("vim9"); ok {
		t.Error("a preset that is not there was found")
	}
	k9s, _ := Preset("k9s")
	if a, _ := k9s.Resolve([]Scope{ScopeList, ScopeGlobal}, "d"); a != Open {
		t.Errorf("k9s: d is %q, want open", a)
	}
	if a, _ := k9s.Resolve([]Scope{ScopeList, ScopeGlobal}, "y"); a != OpenJSON {
		t.Errorf("k9s: y is %q, want open-json", a)
	}
}

func TestKeysThatMustNeverBeUsed(t *testing.T) {
	never := []string{"ctrl+enter", "alt+enter", "shift+enter", "ctrl+h", "ctrl+j", "ctrl+k", "ctrl+a",
		"ctrl+i", "ctrl+m", "ctrl+[", "ctrl+space", "ctrl+@", "ctrl+\\", "ctrl+q", "Q"}
	aliasOnly := []string{"ctrl+b", "f1"}
	for _, p := range presets() {
		m, _ := Preset(p)
		for _, b := range m.All() {
			for _, k := range b.Keys() {
				if slices.Contains(never, k) || len(k) > 1 && k[0] == 'f' && k != "f1" {
					t.Errorf("%s: %s uses %q", p, b.Action, k)
				}
				if slices.Contains(aliasOnly, k) && len(b.Keys()) == 1 {
					t.Errorf("%s: %s has only %q", p, b.Action, k)
				}
			}
		}
	}
}

func TestResolve(t *testing.T) {
	m := Default()
	listing, reading := []Scope{ScopeList, ScopeGlobal}, []Scope{ScopeDetail, ScopeGlobal}
	typing := []Scope{ScopeText, ScopeForm, ScopeDialog}
	for _, c := range []struct {
		scopes []Scope
		key    string
		want   Action
	}{
		{listing, "/", Filter}, {reading, "/", Find},
		{listing, "space", Mark}, {listing, "pgdown", PageDown}, {listing, "shift+tab", PreviousPane},
		{listing, "ctrl+n", Down}, {listing, "alt+<", Top}, {listing, "alt+shift+,", Top}, {listing, "alt+shift+.", End},
		{listing, "y y", CopyID}, {listing, "y", Copy}, {reading, "z o", FoldOpen}, {reading, "z M", FoldCloseAll}, {listing, "z o", ""},
		{listing, "?", Help}, {listing, "Q", ""}, {listing, "d", Delete}, {listing, "D", CleanUp}, {listing, "8", View(8)},
		{[]Scope{ScopeDialog}, "y", Yes}, {[]Scope{ScopeDialog}, "d", ""}, {[]Scope{ScopeDialog}, "delete", ""},
		{typing, "y", ""}, {typing, "q", ""}, {typing, "space", ""}, {typing, "é", ""}, {typing, "世", ""},
		{typing, "backspace", ""}, {typing, "ctrl+d", ""}, {typing, "left", ""}, {typing, "home", ""},
		{typing, "ctrl+s", Save}, {typing, "tab", NextPane}, {typing, "enter", Accept}, {typing, "esc", Cancel}, {typing, "down", Down},
		{[]Scope{ScopeText, ScopeFilter}, "tab", Complete}, {[]Scope{ScopeText, ScopeFilter}, "ctrl+r", History},
		{nil, "j", ""},
	} {
		if got, ok := m.Resolve(c.scopes, c.key); got != c.want || ok != (c.want != "") {
			t.Errorf("%v %q: got %q %t, want %q", c.scopes, c.key, got, ok, c.want)
		}
	}
}

func TestPrefix(t *testing.T) {
	m := Default()
	listing, reading := []Scope{ScopeList, ScopeGlobal}, []Scope{ScopeDetail, ScopeGlobal}
	if !m.Prefix(listing, "y") || !m.Prefix(reading, "z") {
		t.Error("y and z must be prefixes")
	}
	if m.Prefix(listing, "z") || m.Prefix(listing, "g") || m.Prefix([]Scope{ScopeText, ScopeDetail}, "z") {
		t.Error("a prefix where there is none")
	}
	var got []string
	for _, b := range m.Continuations(reading, "z") {
		got = append(got, strings.Join(b.Keys(), "/")+" "+string(b.Action))
	}
	want := []string{"o fold-open", "c fold-close", "a fold-toggle", "M fold-close-all", "R fold-open-all"}
	if !slices.Equal(got, want) {
		t.Errorf("z continues with %q, want %q", got, want)
	}
	var letters []string
	for _, b := range m.Continuations(listing, "y") {
		letters = append(letters, b.Keys()...)
	}
	if got := strings.Join(letters, ""); got != "ynjtmcl" {
		t.Errorf("y continues with %q", got)
	}
}

func TestResolveAllocatesNothing(t *testing.T) {
	m, scopes := Default(), []Scope{ScopeDetail, ScopeGlobal}
	if n := testing.AllocsPerRun(100, func() {
		m.Resolve(scopes, "alt+x")
		m.Prefix(scopes, "z")
		m.Resolve(scopes, "no such key")
	}); n != 0 {
		t.Errorf("resolving allocates %v times", n)
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct{ key, label string }{
		{"ctrl+n", "ctrl-n"}, {"pgdown", "PgDn"}, {"space", "space"}, {"z o", "zo"},
		{"shift+tab", "shift-tab"}, {"alt+<", "alt-<"}, {"+", "+"}, {"f1", "F1"}, {"f", "f"}, {"delete", "Delete"},
	} {
		if got := Label(c.key); got != c.label {
			t.Errorf("%q: %q, want %q", c.key, got, c.label)
		}
	}
}

func BenchmarkResolve(b *testing.B) {
	m, scopes := Default(), []Scope{ScopeDetail, ScopeGlobal}
	b.ReportAllocs()
	for b.Loop() {
		m.Resolve(scopes, "ctrl+c")
	}
}

// A text names an action by its most important key, or for the palette when it has none.
func TestLabelOfAnAction(t *testing.T) {
	m, problems := Default().Override(map[string][]string{"undo": {"f5", "u"}, "refresh": {}, "delete": {"q"}})
	if len(problems) != 1 { // q is no longer quit's
		t.Fatal(problems)
	}
	for _, c := range []struct {
		action Action
		scopes []Scope
		want   string
	}{
		{Edit, nil, "e"}, {PageDown, nil, "PgDn"}, {View(0), nil, "0"}, {Trash, nil, ":trash"},
		{Undo, nil, "F5"}, {FoldOpen, nil, "zo"}, {Refresh, nil, ":refresh"}, {Quit, []Scope{ScopeGlobal}, ":quit"}, {Quit, []Scope{ScopeDialog}, "q"},
	} {
		if got := m.Label(c.action, c.scopes...); got != c.want {
			t.Errorf("%s in %q: %q, want %q", c.action, c.scopes, got, c.want)
		}
	}
}
