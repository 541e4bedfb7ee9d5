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
		for ; containsWords(s.Box(w, h)[h-1], "PgDn"); pages++ {
			before := text(s, h)
			s.Press(press("pgdown"))
			now := text(s, h)
			if same := slices.Index(before, now[0]); same >= 0 && same < len(before)/2 && containsWords(s.Box(w, h)[h-1], "PgDn") {
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
			s.Press(press("pgup"))
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
	s := open(NewQuestion(plainLook(), QuestionOptions{Title: "Error", Text: text, MessageOnly: true}))
	first := slices.Clone(s.Box(60, 20))
	for key, edge := range map[string]string{"end": "more: PgUp -", "home": "more: PgDn -"} {
		s.Press(press(key))
		if box := s.Box(60, 20); !containsWords(box[len(box)-1], edge) {
			t.Errorf("after %s the lower line is %q", key, box[len(box)-1])
		}
	}
	s.Press(press("home"))
	for range 3 {
		s.Box(60, 20)
		s.Press(press("down"))
	}
	for range 3 {
		s.Box(60, 20)
		s.Press(press("up"))
	}
	UpdateTop(s, func(q *Question) { q.Wheel(3) })
	if got := s.Box(60, 20); !containsWords(got[1], "paragraph D") {
		t.Errorf("after the wheel the first row is %q", got[1])
	}
	UpdateTop(s, func(q *Question) { q.Wheel(-3) })
	if got := s.Box(60, 20); !slices.Equal(got, first) {
		t.Errorf("three lines down and up again is %q", got)
	}
}

// Where a dialog says that there is more below, the page keys show it, whatever has
// the focus, and any other key shows what has it again.
func TestThePageKeysShowWhatADialogSaysThereIs(t *testing.T) {
	for _, x := range samples() {
		for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 10}} {
			w, h := size[0], size[1]
			s := open(x.make(plainLook()))
			lower := func() string { box := s.Box(w, h); return box[len(box)-1] }
			began := strings.Join(s.Box(w, h), "\n")
			for turns := 0; containsWords(lower(), "PgDn"); turns++ {
				before := strings.Join(s.Box(w, h), "\n")
				s.Press(press("pgdown"))
				alike := x.name == "trash" // its rows, which move under a cursor that stays
				if strings.Join(s.Box(w, h), "\n") == before && !alike || turns > 100 {
					t.Fatalf("%s at %dx%d: PgDn does nothing:\n%s", x.name, w, h, before)
				}
			}
			if _, is := s.Top().(*Help); is || strings.Join(s.Box(w, h), "\n") == began {
				continue // the help has its own pages
			}
			if c, ok := focusedOf(s.Top()); ok && c.kind == checkControl {
				s.Press(press("space"))
				s.Press(press("space"))
				if !containsWords(strings.Join(s.Box(w, h), "\n"), c.label) {
					t.Errorf("%s at %dx%d: %s has the focus and is not seen", x.name, w, h, c.label)
				}
			}
		}
	}
}

// The lower border names no key that is not bound; what it says there is can be reached
// line by line.
func TestABorderNamesOnlyKeysThatThereAre(t *testing.T) {
	for want, unbound := range map[string]map[string][]string{
		" more: PgUp -": {"page-down": {}}, " more: PgDn -": {"page-up": {}}, " more -": {"page-down": {}, "page-up": {}},
	} {
		own, faults := defaults.Override(unbound)
		d := NewQuestion(Base{Theme: plainLook().Theme, Keys: own}, QuestionOptions{Text: make([]string, 60), MessageOnly: true})
		s := open(d)
		s.Box(60, 20)
		s.Press(press("down"))
		if box := trimmed(s.Box(60, 20)); len(faults) > 0 || !strings.Contains(box[len(box)-1], want) {
			t.Errorf("without %v: no %q in %q (%v)", unbound, want, box[len(box)-1], faults)
		}
	}
}

// focusedOf is the control of a form that has the focus.
func focusedOf(d Dialog) (*control, bool) {
	f, ok := d.(*CleanUp)
	if !ok {
		return nil, false
	}
	return f.focused(), true
}
