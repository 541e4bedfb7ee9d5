package keymap

import (
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
)

// spelled writes bindings as "key words".
func spelled(all []key.Binding) []string {
	var out []string
	for _, b := range all {
		out = append(out, b.Help().Key+" "+b.Help().Desc)
	}
	return out
}

// TestActiveIsAHelpKeyMap sees that Bubbles' help can show what keys do: only
// keys that reach their action, in the order that was asked for.
func TestActiveIsAHelpKeyMap(t *testing.T) {
	a := Default().Active([]Scope{ScopeDetail, ScopeGlobal}, Find, Open, Copy, Quit)
	a.SetHelp(Copy, "copy this turn")
	var shown help.KeyMap = a
	if got, want := spelled(shown.ShortHelp()), []string{"/ find in the text", "y copy this turn", "q back, then quit"}; !slices.Equal(got, want) {
		t.Errorf("the short help is %q, want %q", got, want)
	}
	full := shown.FullHelp()
	if len(full) < 5 || !strings.HasPrefix(spelled(full[0])[0], "j down") {
		t.Errorf("the full help has %d columns, the first begins with %q", len(full), spelled(full[0])[0])
	}
	var listed int
	for _, column := range full {
		listed += len(column)
	}
	var groups []Group
	for _, b := range a.All() {
		groups = append(groups, b.Group)
	}
	if groups = slices.Compact(groups); !slices.IsSortedFunc(groups, func(a, b Group) int { return slices.Index(Groups(), a) - slices.Index(Groups(), b) }) || len(full) != len(groups) {
		t.Errorf("the groups are in the order %q, in %d columns", groups, len(full))
	}
	if all := a.All(); listed != len(all) {
		t.Errorf("the columns have %d bindings, the list %d", listed, len(all))
	}
	if got := help.New().View(shown); !strings.Contains(got, "find in the text") {
		t.Errorf("Bubbles' help shows %q", got)
	}
}

// TestActiveLeavesOutKeysThatLeadElsewhere hides keys behind a text field, in
// which printable keys are text.
func TestActiveLeavesOutKeysThatLeadElsewhere(t *testing.T) {
	scopes := []Scope{ScopeText, ScopeDialog}
	for _, b := range Default().Active(scopes).All() {
		for _, k := range b.Keys() {
			if got, ok := Default().Resolve(scopes, k); !ok || got != b.Action {
				t.Errorf("%s lists %q, which does %q", b.Action, k, got)
			}
		}
	}
	if got := spelled(Default().Active(scopes, Down, Yes).ShortHelp()); !slices.Equal(got, []string{"down down"}) {
		t.Errorf("behind a text field: %q", got)
	}
}
