package dialog

import (
	"slices"
	"testing"
)

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
