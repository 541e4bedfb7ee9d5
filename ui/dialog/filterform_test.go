package dialog

import (
	"strings"
	"testing"
)

func TestTheFilterFormListsWhatIsTyped(t *testing.T) {
	d := sampleFilter(plainLook(), "refund status:expired")
	wants(t, keys(d, "tab"), nothing)
	wants(t, keys(d, "shift+tab", "s"), stays("Changed", "name:refunds status:expired"))
	open(d).Paste(" x")
	wants(t, keys(d, "enter"), closes("Apply", `name:"refunds x" status:expired`))
	wants(t, keys(d, "esc"), closes("Cancel", `name:"refunds x" status:expired`))
	wants(t, keys(d, "shift+tab", "enter"), closes("Save as a view", `name:"refunds x" status:expired`))
	wants(t, keys(d, "shift+tab", "enter"), closes("Apply", `name:"refunds x" status:expired`))
	wants(t, keys(d, "shift+tab", "enter"), closes("Cancel", `name:"refunds x" status:expired`))
}

func TestTheFilterFormStepsThroughWordsAndTakesSuggestions(t *testing.T) {
	d := sampleNamed("filter-end").(*FilterForm)
	wants(t, keys(d, "space"), stays("Changed", "order:desc"))
	wants(t, keys(d, "space"), stays("Changed", ""))
	d = sampleFilter(plainLook(), "")
	keys(d, "tab", "tab")
	typed(d, "support-v4,sup")
	shows(t, d, "[support-v4,support-v4 ")
	wants(t, keys(d, "right"), stays("Changed", "assistant:support-v4,support-v4"))
}

func TestTheFilterFormGoesToWhatIsWrong(t *testing.T) {
	d := sampleFilter(plainLook(), "limit:x")
	keys(d, "tab")
	wants(t, keys(d, "enter"), nothing)
	if box := strings.Join(trimmed(open(d).Box(80, 16)), "\n"); !strings.Contains(box, "limit is a whole number") {
		t.Errorf("what is wrong is not shown:\n%s", box)
	}
	wants(t, keys(d, "ctrl+s"), nothing)
	wants(t, keys(sampleFilter(plainLook(), "refund"), "ctrl+s"), closes("Save as a view", "refund"))
	d = sampleFilter(plainLook(), "")
	keys(d, "shift+tab", "shift+tab", "shift+tab", "shift+tab")
	typed(d, "x")
	keys(d, "tab", "tab", "tab", "tab")
	shows(t, d, "> Name contains")
	wants(t, keys(d, "enter"), nothing)
	shows(t, d, "> Page size", "! limit is a whole number")
	kept := sampleFilter(plainLook(), "refund -refund")
	shows(t, kept, "also: -refund", "/ refund -refund")
}

// A hint gives as many examples as there is room for, and no part of one.
func TestTheFilterFormCutsNoExample(t *testing.T) {
	for w, want := range map[int]string{60: "[(today, last-week, ~)  ", 80: "[(today, last-week, 2026-08-01..2026-08-15)  "} {
		if box := strings.Join(trimmed(open(sampleFilter(plainLook(), "")).Box(w, 24)), "\n"); !strings.Contains(box, want) {
			t.Errorf("no %q at %d cells in\n%s", want, w, box)
		}
	}
}

// What an input means is read whole where there is room, and cut with a sign.
func TestTheFilterFormCutsNoMeaning(t *testing.T) {
	for _, c := range []struct {
		h    int
		want string
	}{{20, "whose matching (whole or part) is not documented"}, {13, "part of the name, as a word without a key does; name= i~"}} {
		box := strings.Join(trimmed(open(sampleFilter(plainLook(), "")).Box(60, c.h)), "\n")
		if text := strings.Join(strings.Fields(strings.ReplaceAll(box, "|", "")), " "); !strings.Contains(text, c.want) {
			t.Errorf("at a height of %d no %q in\n%s", c.h, c.want, box)
		}
	}
}
