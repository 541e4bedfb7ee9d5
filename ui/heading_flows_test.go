package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client/demo"
)

// A heading sorts by what its column shows, and the arrow stands on every column
// that shows it.
func TestHeadingsSortByWhatTheyShow(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(160, 36).press("IDLE").shows("sort updated, newest first", "IDLE ↓", "UPDATED ↓").hides("AGE ↓")
		s.press("IDLE").shows("sort updated, oldest first", "IDLE ↑")
		s.press("SQUAD").shows("cannot be sorted by this column", "sort updated, oldest first")
	}, configured(t, "columns = [\"name\", \"age\", \"idle\", \"updated\", \"squad\"]\npane.side = \"off\""))
}

// A click on a view's name lists it.
func TestAClickOnAViewListsIt(t *testing.T) {
	scene(t, func(s *stage) {
		s.press("2 stale").shows("[2 stale]", "status:expired here")
		s.press("costly").shows("[5 costly", "sort:cost server")
		s.press("   api ok").shows("[5 costly")
		s.press("  4 waiting").shows("[5 costly") // between two names
		s.size(60, 20).press("/ sort:cost").shows("sort:cost server")
	})
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

// A list that is sorted here is shown from its top, also when rows that come
// before the first ones arrive after these, until the cursor is moved.
func TestAListThatIsSortedHereIsShownFromItsTop(t *testing.T) {
	t.Parallel()
	for keys, key := range map[string][]string{"s u S": {"s", "u", "S"}, "s x S": {"s", "x", "S"}, "s n S": {"s", "n", "S"}, "s b": {"s", "b"}} {
		for _, size := range [][2]int{{120, 36}, {80, 24}} {
			scene(t, func(s *stage) {
				s.size(size[0], size[1])
				for _, k := range key {
					s.keys(k)
					s.wait(time.Second)
				}
				id := s.shows(" row 1 ").selected() // by now it is somebody's to read: what comes does not move it
				s.keys(":").typed("load-all").keys("enter")
				s.wait(time.Minute)
				if s.shows("loaded 2,500 of 2,500"); s.selected() != id {
					t.Errorf("%s: the cursor went to another session", keys)
				}
			}, func(_ *Options, d *demo.Options) { d.Sessions, d.Latency = 2500, 50*time.Millisecond })
		}
	}
}
