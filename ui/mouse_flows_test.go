package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client/demo"
	"vapi-sessions/theme"
)

// A click on a key of the footer does what the key does, in the list and in what
// is open; beside the keys it does nothing.
func TestTheFooterCanBeClicked(t *testing.T) {
	scene(t, func(s *stage) {
		footer := func() string { return strings.TrimRight(ansi.Strip(s.lines()[len(s.lines())-1]), " ") }
		at := func(text string) {
			t.Helper()
			x := strings.Index(footer(), text)
			if x < 0 {
				t.Fatalf("%q is not in the footer %q", text, footer())
			}
			s.send(tea.MouseClickMsg{X: x, Y: len(s.lines()) - 1, Button: tea.MouseLeft})
		}
		at("filter")
		s.shows("F1 help")
		at("esc") // the completions
		at("esc")
		s.shows("? help")
		at("s sort")
		s.shows("Sort by")
		at("cancel")
		s.hides("Sort by")
		before := s.text()
		for _, x := range []int{theme.Width(footer()) + 1, strings.Index(footer(), "s sort") - 1} {
			s.give(tea.MouseClickMsg{X: x, Y: len(s.lines()) - 1, Button: tea.MouseLeft})
			if s.text() != before {
				t.Errorf("a click behind the keys or between them changed the screen:\n%s", s.text())
			}
		}
	})
}

// Rows are marked by a click on the column of the marks, or with ctrl anywhere,
// and no click there opens one.
func TestTheMouseMarks(t *testing.T) {
	scene(t, func(s *stage) {
		click := func(x, line int, mod tea.KeyMod) {
			s.send(tea.MouseClickMsg{X: x, Y: s.m.layout.list.y + line, Button: tea.MouseLeft, Mod: mod})
			s.send(tea.MouseReleaseMsg{X: x, Y: s.m.layout.list.y + line, Button: tea.MouseLeft})
		}
		click(1, 2, 0)
		click(20, 4, tea.ModCtrl)
		s.shows("2 marked")
		click(1, 2, 0)
		s.shows("1 marked")
		click(1, 2, 0)
		if s.m.focus != focusList {
			t.Error("two clicks on a mark opened the session")
		}
	})
}

// The sums of the list say how much of it they cover, those of the marks how many
// they are.
func TestSumsSayWhatTheyCover(t *testing.T) {
	t.Parallel()
	scene(t, func(s *stage) {
		s.keys("#").shows("Sum of the list", " loaded of 2,500", "Cost: $", " at most $", "Turns: ", " each", "Oldest: ")
		var turns int
		for _, id := range s.m.list.Loaded()[:2] {
			row, _ := s.m.store.Row(id)
			turns += int(row.Turns)
		}
		s.keys("esc", "space", "space", "#").shows("Sum of the marked", "2 marked sessions", fmt.Sprintf("Turns: %d in all", turns))
		s.keys("esc", "esc", "/").typed("last:user").keys("enter", "#").shows("session", "searched of 2,500")
		s.keys("esc", "*").shows("so far, ", "not searched", "those found so far", "all: search the rest first")
	}, func(_ *Options, d *demo.Options) { d.Sessions = 2500 })
}

// The menu of columns moves with j and k, and enter closes it.
func TestTheColumnsMenuMovesWithLetters(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("c", "j", "j", "k", "space").hides("ASSISTANT").shows("Columns")
		s.keys("enter").hides("Columns").shows("NAME", "AGE")
	})
}

// While a name is typed its field is as wide as a name may be, with the cursor
// behind the name.
func TestRenameShowsItsField(t *testing.T) {
	scene(t, func(s *stage) {
		long := strings.Repeat("abcdefghi ", 3) + "0123456789"
		s.keys("p", "i", "ctrl+u").typed(long).shows(long, "40/40")
	})
}

// A click and the wheel are, as a key is, the end of what the status line says, of
// a sequence that has begun, and of what was to open by itself.
func TestTheMouseEndsWhatAKeyEnds(t *testing.T) {
	scene(t, func(s *stage) {
		list := s.m.layout.list
		for name, msg := range map[string]tea.Msg{
			"a row": tea.MouseClickMsg{X: list.x + 9, Y: list.y + 4, Button: tea.MouseLeft}, "the header": tea.MouseClickMsg{Button: tea.MouseLeft},
			"the wheel": tea.MouseWheelMsg{X: list.x + 9, Y: list.y + 4, Button: tea.MouseWheelDown},
		} {
			s.keys("esc").shows("nothing to leave")
			if s.send(msg); strings.Contains(s.text(), "nothing to leave") {
				t.Errorf("%s leaves the message", name)
			}
		}
		s.keys("enter", "z").shows("z   o open the fold")
		s.send(tea.MouseClickMsg{Button: tea.MouseLeft})
		s.hides("z   o open the fold")
	})
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.give(keyPress('j'))
		s.give(keyPress('C'))
		s.shows("reading the session to clone it")
		s.give(tea.MouseClickMsg{Button: tea.MouseLeft})
		s.wait(5 * time.Second)
		s.hides("Clone session")
	}, func(_ *Options, d *demo.Options) { d.Latency = time.Second })
}
