package filter

import (
	"testing"

	"vapi-sessions/theme"
)

func TestACellIsNeverWiderThanItsRoom(t *testing.T) {
	for _, text := range []string{`   "acme" or email contains "ः"`, "漢字漢字", "plain text", "e\u0301e\u0301e\u0301"} {
		for w := range theme.Width(text) + 2 {
			if got := cell(text, newBar(t, 20, 2).theme, w); theme.Width(got) > w {
				t.Errorf("%q in %d cells: %q has %d", text, w, got, theme.Width(got))
			}
		}
	}
}
