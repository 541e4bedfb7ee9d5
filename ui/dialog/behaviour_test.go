package dialog

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/ui/filter"
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

func wants(t *testing.T, got, want Intent) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestQuestion(t *testing.T) {
	wants(t, keys(sampleNamed("status-of-many"), "enter"), Cancel{})
	wants(t, keys(sampleNamed("status-of-many"), "tab", "enter"), Choose{"yes"})
	wants(t, keys(sampleNamed("status-of-many"), "y"), nil)
	one := NewQuestion(plainLook(), QuestionOptions{Buttons: []Button{{Label: "Yes", Key: "yes", YesKey: true}}})
	shows(t, one, "[>Cancel<]", "[ Yes  y ]")
	wants(t, keys(one, "y"), Choose{"yes"})
	wants(t, keys(one, "enter"), Cancel{})
}

func TestStays(t *testing.T) {
	for _, i := range []Intent{nil, ShowRequests{}, ExportFirst{}, ListIDs{}, ShowChanges{}, PassAction{}, ToggleItem{}, MoveItem{}, PlanChanged{}, filter.Changed{}, PlanExport{}, PlanLoadAll{}, TrashShow{}, TrashExport{}, TrashRecreate{}, CopyRequest{}, RetryFailed{}} {
		if !KeepsOpen(i) {
			t.Errorf("%T closes", i)
		}
	}
	for _, i := range []Intent{Cancel{}, ConfirmDelete{}, SaveEdit{}, SaveEditMany{}, OpenEditor{}, ResolveConflict{}, CreateSession{}, CloneSession{}, RunAction{}, TypeCommand{}, RunCommand{}, Choose{}, Submit{}, filter.Apply{}, filter.SaveView{}, filter.Close{}, PlanDelete{}} {
		if KeepsOpen(i) {
			t.Errorf("%T stays", i)
		}
	}
}

func TestHostileTextIsCleaned(t *testing.T) {
	bad := "evil\x1b]52;c;AAAA\x07\u202e\u009b2J\nname"
	o, b := sampleDelete(), sampleBulk()
	o.Name, b.Matching, b.Sample, b.Changed = bad, bad, []string{bad}, []string{bad}
	for _, d := range []Dialog{NewDelete(plainLook(), o), NewBulkDelete(plainLook(), b),
		NewEdit(plainLook(), EditOptions{ID: sampleID, Name: bad, Refused: bad, ServerChange: bad}),
		NewTrash(plainLook(), []TrashRow{{ID: sampleID, Name: bad, Note: bad}}),
		NewConflict(plainLook(), ConflictOptions{ID: sampleID, Fields: []ConflictField{{"name", bad, bad, bad}}, Patch: func([]string) client.UpdateSession { return client.UpdateSession{Name: &bad} }}),
		NewQuestion(plainLook(), QuestionOptions{Text: []string{bad}, Warnings: []string{bad}}),
		NewActivity(plainLook(), ActivityOptions{Head: []string{bad}, Lines: []ActivityLine{{What: bad}, {Time: bad, Method: bad, Result: bad, Size: bad, Took: bad, What: bad}}})} {
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
