package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/ui/browse"
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
	for _, c := range browse.ColumnNames() {
		if by := browse.SortOf(c); by != "" && !slices.Contains(words, by) {
			t.Errorf("the heading of %s sorts by %s, which the filter does not know", c, by)
		}
	}
}

// A heading sorts by what its column shows, and the arrow stands on every column
// that shows it.
func TestHeadingsSortByWhatTheyShow(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(160, 36).press("IDLE").shows("sort updated, largest first", "IDLE ↓", "UPDATED ↓").hides("AGE ↓")
		s.press("IDLE").shows("sort updated, smallest first", "IDLE ↑")
		s.press("SQUAD").shows("cannot be sorted by this column", "sort updated, smallest first")
	}, configured(t, "columns = [\"name\", \"age\", \"idle\", \"updated\", \"squad\"]\npane.side = \"off\""))
}

// press clicks on a text of the screen.
func (s *stage) press(text string) *stage {
	s.t.Helper()
	for y, line := range strings.Split(s.text(), "\n") {
		if before, _, ok := strings.Cut(line, text); ok {
			s.send(tea.MouseClickMsg{X: ansi.StringWidthWc(before), Y: y, Button: tea.MouseLeft})
			s.send(tea.MouseReleaseMsg{X: ansi.StringWidthWc(before), Y: y, Button: tea.MouseLeft})
			return s
		}
	}
	s.t.Fatalf("%q is not on the screen:\n%s", text, s.text())
	return s
}
