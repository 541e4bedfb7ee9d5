package detail

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

func TestLinesFollowWhatTheyShow(t *testing.T) {
	for _, tab := range []Tab{TabTranscript, TabJSON} { // the passing of time leaves the layout of JSON as it is
		p := newPane(colorprofile.TrueColor, 60, 30)
		p.Show(decode(t, tongues()))
		p.SetTab(tab)
		p.Do(keymap.Wrap)
		for name, change := range map[string]func(){
			"sideways": func() { p.Do(keymap.ScrollRight) },
			"gone":     func() { p.ShowError(p.ID(), client.ErrNotFound) },
			"focus":    func() { p.SetFocus(false) },
			"time":     func() { p.SetNow(at0.AddDate(0, 0, 1)) },
		} {
			before := p.Lines()
			change()
			if slices.Equal(p.Lines(), before) {
				t.Errorf("%v, %s: the lines are as before", tab, name)
			}
		}
	}
}

// What is found keeps its style on the line of the cursor.
func TestAMatchIsSeenOnTheLineOfTheCursor(t *testing.T) {
	p := newPane(colorprofile.TrueColor, 60, 20)
	p.Show(decode(t, `{"id":"x","messages":[{"role":"user","content":"a refund and a refund"}]}`))
	p.Do(keymap.Find)
	p.Paste("refund")
	p.Do(keymap.Accept)
	line := p.Lines()[p.headHeight()+p.view().cursorLine()]
	for _, role := range []theme.Role{theme.MatchCurrent, theme.Match} {
		if match := p.theme.Style(role).Render("refund"); !strings.Contains(line, match) {
			t.Errorf("no %q in %q", match, line)
		}
	}
	p.Do(keymap.Back)
	line = p.Lines()[p.headHeight()+p.view().cursorLine()]
	for _, role := range []theme.Role{theme.MatchCurrent, theme.Match} {
		if match := p.theme.Style(role).Render("refund"); strings.Contains(line, match) {
			t.Errorf("when nothing is looked for any more, %q is in %q", match, line)
		}
	}
}
