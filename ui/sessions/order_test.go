package sessions

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
)

// What the filter can sort by, the menu offers, and what a heading sorts by the
// filter knows.
func TestEveryWayToSortIsInTheMenu(t *testing.T) {
	var words []string
	for _, k := range filter.Registry() {
		if k.Key == "sort" {
			words = k.Words
		}
	}
	keys := map[string]bool{}
	for _, o := range sortMethods() {
		if !slices.Contains(words, o.key) {
			t.Errorf("the filter does not know sort:%s", o.key)
		}
		if keys[o.menuKey] {
			t.Errorf("key %s is twice in the menu", o.menuKey)
		}
		keys[o.menuKey] = true
		if by, _ := filter.Parse("sort:"+o.key, time.Now()); (by.Sort().Where == filter.Here) && o.rankOf == nil {
			t.Errorf("nothing compares rows by %s", o.key)
		}
	}
	if len(sortMethods()) != len(words) {
		t.Errorf("%d ways in the menu, %d in the filter", len(sortMethods()), len(words))
	}
	for _, c := range ColumnNames() {
		if by := SortOf(c); by != "" && !slices.Contains(words, by) {
			t.Errorf("the heading of %s sorts by %s, which the filter does not know", c, by)
		}
	}
}

// An order takes the place of the one that a filter names, direction and all.
func TestAnotherOrderTakesThePlaceOfTheOneThatWas(t *testing.T) {
	for terms, want := range map[string]string{"": "turns:>3 sort:cost order:desc", "sort:name": "turns:>3 sort:name",
		"order:asc": "turns:>3 sort:cost order:asc", "turns:>5": "turns:>3 sort:cost order:desc"} {
		if got := sortedAs("turns:>3 sort:cost order:desc", terms, time.Now()); got != want {
			t.Errorf("as %q: %s, want %s", terms, got, want)
		}
	}
}

// inOrder sorts rows as a filter says, and gives their IDs.
func inOrder(all []*client.Summary, text string, paths []string) (ids []string) {
	by, _ := filter.Parse(text, noon)
	Sort(all, by.Sort(), NewNameReader(nil), noon, paths)
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return ids
}

// The caller who has waited longest comes first; who does not wait comes last
// whichever way.
func TestCallersAreSortedByHowLongTheyHaveWaited(t *testing.T) {
	row := func(id string, role client.Role, ago time.Duration) *client.Summary {
		return &client.Summary{ID: id, Status: client.StatusActive, LastRole: role, LastSpokeAt: noon.Add(-ago)}
	}
	for text, want := range map[string]string{"sort:waiting": "long short none", "sort:+waiting": "short long none"} {
		all := []*client.Summary{row("none", client.RoleAssistant, 9*time.Hour), row("short", client.RoleUser, time.Minute), row("long", client.RoleUser, time.Hour)}
		if got := strings.Join(inOrder(all, text, nil), " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A field is compared by number where it is one; who does not have it comes last
// whichever way.
func TestAFieldIsSortedByNumberWhereItIsOne(t *testing.T) {
	for text, want := range map[string]string{"sort:+.a": "9 10 x Y none", "sort:-.a": "Y x 10 9 none"} {
		var all []*client.Summary
		for _, v := range []string{"x", "10", "", "Y", "9"} {
			all = append(all, &client.Summary{ID: cmp.Or(v, "none"), Extra: []string{v}})
		}
		if got := strings.Join(inOrder(all, text, []string{".a"}), " "); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// Structured outputs are sorted as their column shows them, not by the IDs that
// their JSON begins with.
func TestOutputsAreSortedAsShown(t *testing.T) {
	var all []*client.Summary
	for _, v := range []string{`{"aa":{"name":"Mood","result":"sad"}}`, "", `{"bb":{"name":"Booked","result":true}}`, `{"cc":{"name":"Mood","result":"glad"}}`} {
		all = append(all, &client.Summary{ID: outputsText(v), Extra: []string{v}})
	}
	got := inOrder(all, "sort:+outputs", Paths([]Column{{Name: "outputs"}}))
	if want := []string{"Booked true", "Mood glad", "Mood sad", ""}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// The views that come with the program say what they list in its own words.
func TestBuiltInViewsAreWrittenOut(t *testing.T) {
	for i, v := range Views(config.Settings{}, config.State{}, noon) {
		f, problems := filter.Parse(v.Filter, noon)
		if len(problems) > 0 || f.String() != v.Filter || v.Number != i || v.Filter != builtInViews()[i].Filter {
			t.Errorf("%+v: %v %s", v, problems, f)
		}
	}
}
