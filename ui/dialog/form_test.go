package dialog

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Letters that were meant for a field lead to no answer of the question that came
// instead of it, not even the one that throws away.
func TestLettersDoNotLeadToDiscard(t *testing.T) {
	for _, name := range []string{"edit", "edit-many", "create", "clone"} {
		d := sampleNamed(name)
		keys(d, "x", "right", "esc")
		shows(t, d, "Throw away what you typed?", "[>Keep editing<]")
		for _, letter := range []string{"h", "o", "t", "e", "l", "space", "j", "k", "d"} {
			wants(t, keys(d, letter), nothing)
			shows(t, d, "Throw away what you typed?", "[>Keep editing<]", "[ Discard ]")
		}
		keys(d, "right")
		shows(t, d, "[>Discard<]")
		wants(t, keys(d, "enter"), closed)
	}
}

// Esc on the question whether to throw away cancels that question.
func TestEscGoesOnEditing(t *testing.T) {
	for _, name := range []string{"edit", "edit-many", "create", "clone"} {
		for _, key := range []string{"esc", "ctrl+g", "ctrl+c"} {
			d := sampleNamed(name)
			wants(t, keys(d, "x", "right", "esc"), nothing)
			held := press("esc")
			held.IsRepeat = true
			s := open(d)
			wants(t, resultOf(s, func() tea.Cmd { return s.Press(held) }), nothing)
			shows(t, d, "Throw away what you typed?")
			wants(t, keys(d, key), nothing)
			if d.AsksConsent() {
				t.Errorf("%s: %s does not leave the question", name, key)
			}
			wants(t, keys(d, "esc", "d"), closed)
		}
	}
}
