package dialog

import (
	"slices"
	"strings"
	"testing"
)

// The page keys turn the help page by page: each shows what comes next, and all
// together show everything.
func TestHelpTurnsItsPages(t *testing.T) {
	for _, size := range [][2]int{{120, 20}, {80, 24}, {60, 20}, {40, 10}} {
		w, h := size[0], size[1]
		text := func(s *Stack, h int) []string {
			lines := trimmed(s.Box(w, h))
			for i := range lines {
				lines[i] = strings.ReplaceAll(lines[i], "> ", "  ")
			}
			return lines[2 : len(lines)-1] // without the search and the borders
		}
		all := text(open(NewHelp(plainLook(), sampleHelp())), 1000)
		s := open(NewHelp(plainLook(), sampleHelp()))
		seen, pages := text(s, h), 1
		for ; contains(s.Box(w, h)[h-1], "PgDn"); pages++ {
			before := text(s, h)
			s.Press(defaults, press("pgdown"))
			now := text(s, h)
			if same := slices.Index(before, now[0]); same >= 0 && same < len(before)/2 && contains(s.Box(w, h)[h-1], "PgDn") {
				t.Fatalf("at %dx%d page %d begins in the upper half of the one before:\n%s", w, h, pages+1, strings.Join(now, "\n"))
			}
			seen = append(seen, now...)
		}
		for _, line := range all {
			if !slices.Contains(seen, line) {
				t.Errorf("at %dx%d %d pages do not show %q", w, h, pages, line)
			}
		}
		for range pages {
			s.Press(defaults, press("pgup"))
			s.Box(w, h)
		}
		if got := text(s, h); !slices.Equal(got, all[:len(got)]) {
			t.Errorf("at %dx%d, back at the top:\n%s", w, h, strings.Join(got, "\n"))
		}
	}
}

// TestLongTextScrollsByPagesToItsEnd reads a long error from top to bottom and
// back with the page keys, and by lines, for there is one button only.
func TestLongTextScrollsByPagesToItsEnd(t *testing.T) {
	text := make([]string, 60)
	for i := range text {
		text[i] = "paragraph " + string(rune('A'+i%26)) + " of the answer"
	}
	s := open(NewQuestion(plainLook(), QuestionOptions{Title: "Error", Text: text, ToRead: true}))
	first := slices.Clone(s.Box(60, 20))
	for key, edge := range map[string]string{"end": "more: PgUp -", "home": "more: PgDn -"} {
		s.Press(defaults, press(key))
		if box := s.Box(60, 20); !contains(box[len(box)-1], edge) {
			t.Errorf("after %s the lower line is %q", key, box[len(box)-1])
		}
	}
	s.Press(defaults, press("home"))
	for range 3 {
		s.Box(60, 20)
		s.Press(defaults, press("down"))
	}
	for range 3 {
		s.Box(60, 20)
		s.Press(defaults, press("up"))
	}
	Follow(s, func(q *Question) { q.Wheel(3) })
	if got := s.Box(60, 20); !contains(got[1], "paragraph D") {
		t.Errorf("after the wheel the first row is %q", got[1])
	}
	Follow(s, func(q *Question) { q.Wheel(-3) })
	if got := s.Box(60, 20); !slices.Equal(got, first) {
		t.Errorf("three lines down and up again is %q", got)
	}
}
