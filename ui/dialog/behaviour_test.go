package dialog

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

func pointer[T any](v T) *T { return &v }

func shows(t *testing.T, d Dialog, parts ...string) {
	t.Helper()
	box := strings.Join(trimmed(open(d).Box(100, 40)), "\n")
	for _, p := range parts {
		if !strings.Contains(box, p) {
			t.Errorf("the box does not show %q:\n%s", p, box)
		}
	}
}

func wants(t *testing.T, got, want result) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestQuestion(t *testing.T) {
	wants(t, keys(sampleNamed("status-of-many"), "enter"), closed)
	wants(t, keys(sampleNamed("status-of-many"), "tab", "enter"), closes("Complete"))
	wants(t, keys(sampleNamed("status-of-many"), "y"), nothing)
	one := NewQuestion(plainLook(), QuestionOptions{Buttons: []Button{{Label: "Yes", Press: tells("Yes"), YesKey: true}}})
	shows(t, one, "[>Cancel<]", "[ Yes  y ]")
	wants(t, keys(one, "y"), closes("Yes"))
	wants(t, keys(one, "enter"), closed)
}

// An answer finds its dialog closed, so that it can open another one in its place.
func TestAnAnswerRunsOnceItsDialogIsClosed(t *testing.T) {
	s, first := &Stack{}, sampleNamed("menu")
	s.Push(first)
	s.Push(NewQuestion(plainLook(), QuestionOptions{Buttons: []Button{{Label: "Yes", YesKey: true, Press: func() tea.Cmd {
		if s.Top() != first {
			t.Error("the question is still open")
		}
		return nil
	}}}}))
	s.Press(press("y"))
	if s.Top() != first {
		t.Error("the question stays open")
	}
}

func TestHostileTextIsCleaned(t *testing.T) {
	bad := "evil\x1b]52;c;AAAA\x07\u202e\u009b2J\nname"
	o, b := sampleDelete(), sampleBulk()
	o.Name, b.Matching, b.Sample, b.Changed = bad, bad, []string{bad}, []string{bad}
	for _, d := range []Dialog{NewDelete(plainLook(), o), NewBulkDelete(plainLook(), b),
		NewEdit(plainLook(), EditOptions{ID: sampleID, Name: bad, Refused: bad, ServerChange: bad}),
		NewTrash(plainLook(), TrashOptions{Rows: []TrashRow{{ID: sampleID, Name: bad, Note: bad}}}),
		NewConflict(plainLook(), ConflictOptions{ID: sampleID, Fields: []ConflictField{{"name", bad, bad, bad}}, Patch: func([]string) client.UpdateSession { return client.UpdateSession{Name: &bad} }}),
		NewQuestion(plainLook(), QuestionOptions{Text: []string{bad}, Warnings: []string{bad}}),
		activityOf(plainLook(), ActivityContent{Head: []string{bad}, Lines: []ActivityLine{{What: bad}, {Time: bad, Method: bad, Result: bad, Size: bad, Took: bad, What: bad}}})} {
		for _, l := range open(d).Box(80, 24) {
			if strings.Contains(l, "]52") && strings.Contains(l, "\x1b]") || strings.ContainsAny(l, "\x07\u202e\u009b\n") {
				t.Errorf("%T lets %q through", d, l)
			}
		}
	}
}

func TestALongTextIsReadToItsEnd(t *testing.T) {
	var lines []string
	for i := range 500 {
		lines = append(lines, fmt.Sprintf("line %d of 500", i+1))
	}
	d := NewQuestion(plainLook(), QuestionOptions{Title: "Long", Text: lines, MessageOnly: true})
	see := func(want string) {
		t.Helper()
		if box := strings.Join(trimmed(open(d).Box(80, 24)), "\n"); !strings.Contains(box, want+" ") {
			t.Fatalf("%q is not shown:\n%s", want, box)
		}
	}
	see("line 1 of")
	for i := 0; i < 500; i += 21 {
		see(fmt.Sprintf("line %d of", i+1))
		keys(d, "pgdown")
	}
	see("line 500 of")
	keys(d, "pgdown", "pgdown", "pgup")
	see("line 459 of")
	keys(d, "g")
	see("line 1 of")
	keys(d, "j")
	see("line 22 of")
	keys(d, "G")
	see("line 500 of")
	keys(d, "k", "ctrl+u")
	see("line 470 of")
}
