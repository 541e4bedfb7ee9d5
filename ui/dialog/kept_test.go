package dialog

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestABoxIsKeptUntilSomethingChanges draws each dialog again after anything
// that can happen to it, and compares what the stack gives with a drawing that
// knows nothing of the one before.
func TestABoxIsKeptUntilSomethingChanges(t *testing.T) {
	all := samples()
	names := []string{"tab", "up", "down", "left", "enter", "space", "pgdown", "pgup", "end", "x", "backspace"}
	rapid.Check(t, func(t *rapid.T) {
		sample := rapid.SampledFrom(all).Draw(t, "dialog")
		s := open(sample.make(plainLook()))
		s.Box(60, 12)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "kind") {
			case 0:
				s.Change().Paste("x")
			case 1:
				s.Click(rapid.IntRange(0, 60).Draw(t, "x"), rapid.IntRange(0, 12).Draw(t, "y"))
			case 2:
				Follow(s, func(a *Activity) { a.Set(ActivityOptions{Head: []string{"deleting 1/2"}}) })
				Follow(s, func(e *Edit) { e.SetChanged("status") })
			default:
				s.Press(defaults, press(rapid.SampledFrom(names).Draw(t, "key")))
			}
			w := rapid.SampledFrom([]int{40, 60}).Draw(t, "w")
			if got, want := s.Box(w, 12), s.Top().picture(w, 12).lines; !slices.Equal(got, want) {
				t.Fatalf("%s: the stack shows\n%q\nand not\n%q", sample.name, got, want)
			}
		}
	})
}

// TestAKeptBoxCostsNothing gives the same box twice.
func TestAKeptBoxCostsNothing(t *testing.T) {
	s := open(sampleNamed("help"))
	s.Box(120, 36)
	if n := testing.AllocsPerRun(100, func() {
		s.Box(120, 36)
		s.Cursor()
	}); n != 0 {
		t.Errorf("a box that is kept allocates %v times", n)
	}
}

// TestLongTextScrollsByPagesToItsEnd reads a long error from top to bottom and
// back with the page keys, and by lines, for there is one button only.
func TestLongTextScrollsByPagesToItsEnd(t *testing.T) {
	text := make([]string, 60)
	for i := range text {
		text[i] = "paragraph " + string(rune('A'+i%26)) + " of the answer"
	}
	s := open(NewQuestion(plainLook(), QuestionOptions{Title: "Error", Text: text, Cancel: "Close"}))
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
