package dialog

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Every count of a dialog is spelt as the rest of the screen spells it.
func TestCountsHaveTheirThousandsApart(t *testing.T) {
	for name, c := range map[string]struct {
		d    Dialog
		want []string
	}{
		"clean-up": {sampleCleanUp(plainLook(), Plan{Parts: []PlanCount{{"expired", 1234}}, Total: 1234, Duration: 60e9, Rate: 716.9,
			ByAssistant: []PlanCount{{"Front Desk", 1111}}}),
			[]string{"expired 1,234", "1,234 sessions", "1,111", "at 717/s", "Webhooks: 1,234"}},
		"bulk": {NewBulkDelete(plainLook(), BulkDeleteOptions{SessionSet: SessionSet{IDs: make([]string, 2345), InView: 1005, Active: 1002, Sample: []string{"a"}}, Duration: 9e9, Rate: 5}),
			[]string{"Delete 2,345 sessions", "in view 1,005", "about 9 s at 5/s", "active 1,002", "not in view 1,340", "2,344 more", "webhooks: 2,345", "delete 2345"}},
	} {
		got := ansi.Strip(strings.Join(open(c.d).Box(90, 40), "\n"))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", name, want, got)
			}
		}
	}
}
