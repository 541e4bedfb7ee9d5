package dialog

import (
	"strings"
	"testing"
)

func TestTheFilterFormListsWhatIsTyped(t *testing.T) {
	d := sampleFilter(plainLook(), "refund status:expired")
	wants(t, keys(d, "tab"), nil)
	wants(t, keys(d, "shift+tab", "s"), FilterChanged{"name:refunds status:expired"})
	d.Paste(" x")
	wants(t, keys(d, "enter"), Submit{Text: `name:"refunds x" status:expired`})
	wants(t, keys(d, "esc"), FilterLeft{`name:"refunds x" status:expired`})
	wants(t, keys(d, "shift+tab", "enter"), Submit{Text: `name:"refunds x" status:expired`})
	wants(t, keys(d, "shift+tab", "enter"), FilterLeft{`name:"refunds x" status:expired`})
}

func TestTheFilterFormStepsThroughWordsAndTakesSuggestions(t *testing.T) {
	d := sampleNamed("filter-end").(*FilterForm)
	wants(t, keys(d, "space"), FilterChanged{"order:desc"})
	wants(t, keys(d, "space"), FilterChanged{""})
	d = sampleFilter(plainLook(), "")
	keys(d, "tab", "tab")
	typed(d, "support-v4,sup")
	shows(t, d, "[support-v4,support-v4 ")
	wants(t, keys(d, "right"), FilterChanged{"assistant:support-v4,support-v4"})
}

func TestTheFilterFormGoesToWhatIsWrong(t *testing.T) {
	d := sampleFilter(plainLook(), "limit:x")
	keys(d, "tab")
	wants(t, keys(d, "enter"), nil)
	if box := strings.Join(trimmed(open(d).Box(80, 16)), "\n"); !strings.Contains(box, "limit is a whole number") {
		t.Errorf("what is wrong is not shown:\n%s", box)
	}
	d = sampleFilter(plainLook(), "")
	keys(d, "shift+tab", "shift+tab", "shift+tab")
	typed(d, "x")
	keys(d, "tab", "tab", "tab")
	shows(t, d, "> Name contains")
	wants(t, keys(d, "enter"), nil)
	shows(t, d, "> Page size", "! limit is a whole number")
	kept := sampleFilter(plainLook(), "refund -refund")
	shows(t, kept, "also: -refund", "/ refund -refund")
}
