package sessions

import (
	"slices"
	"testing"
	"time"

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
	for _, o := range orders() {
		if !slices.Contains(words, o.word) || keys[o.key] {
			t.Errorf("the filter does not know sort:%s, or %s is twice in the menu", o.word, o.key)
		}
		keys[o.key] = true
		if by, _ := filter.Parse("sort:"+o.word, time.Now()); (by.Sort().Where == filter.Here) && o.by == nil {
			t.Errorf("nothing compares rows by %s", o.word)
		}
	}
	if len(orders()) != len(words) {
		t.Errorf("%d ways in the menu, %d in the filter", len(orders()), len(words))
	}
	for _, c := range ColumnNames() {
		if by := SortOf(c); by != "" && !slices.Contains(words, by) {
			t.Errorf("the heading of %s sorts by %s, which the filter does not know", c, by)
		}
	}
}
