package dialog

import (
	"slices"
	"strings"
	"testing"

	"vapi-sessions/keymap"
)

// Every key that the help of a dialog names is answered there, or changes what is
// seen, if not at once then after a step. What the footer offers is named.
func TestTheHelpOfADialogNamesOnlyWhatItAnswers(t *testing.T) {
	for _, x := range samples() {
		shown := func(d Dialog) string { return strings.Join(open(d).Box(80, 16), "\n") }
		d := x.make(plainLook())
		shown(d) // lays the text out, as it is when the help is asked for
		help := NewHelp(plainLook(), HelpOptions{Scopes: d.Scopes(), Dialog: d}).all
		for _, a := range open(d).Hints() {
			if !slices.ContainsFunc(help, func(l helpLine) bool { return l.action == a }) {
				t.Errorf("%s: the help leaves out %s, which the footer offers", x.name, a)
			}
		}
		for _, l := range help {
			if l.group == "SIGNS" {
				continue
			}
			if f, is := d.(*FilterForm); is && f.problem() != "" && (l.action == keymap.Accept || l.action == keymap.Save) {
				continue // what is wrong is on the screen already
			}
			for _, k := range plainLook().Keys.Keys(l.action, d.Scopes()...) {
				if !slices.Contains(l.keys, keymap.Label(k)) {
					continue
				}
				does := slices.ContainsFunc([][]string{nil, {"down"}, {"tab"}, {"shift+tab"}, {"end"}, {"pgdown"}, {"backspace", "backspace", "backspace", "backspace"}}, func(first []string) bool {
					d := x.make(plainLook())
					shown(d)
					keys(d, first...)
					before := shown(d)
					return !keys(d, k).isNothing() || shown(d) != before
				})
				if !does {
					t.Errorf("%s: the help says %s %s, which does nothing", x.name, k, l.help)
				}
			}
		}
	}
}
