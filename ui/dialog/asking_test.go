package dialog

import "testing"

// Letters that were meant for a field lead to no answer of the question that came
// instead of it: what was typed is thrown away by an arrow or tab, or not at all.
func TestLettersDoNotLeadToDiscard(t *testing.T) {
	for _, name := range []string{"edit", "edit-many", "create", "clone"} {
		d := sampleNamed(name)
		keys(d, "x", "right", "esc")
		shows(t, d, "Throw away what you typed?", "[>Keep editing  esc<]")
		typed(d, "hotel jkl")
		shows(t, d, "Throw away what you typed?", "[>Keep editing  esc<]")
		keys(d, "right")
		shows(t, d, "[>Discard<]")
	}
}
