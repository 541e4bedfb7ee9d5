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
	for _, x := range append(samples(), samplesForHelp()...) {
		shown := func(d Dialog) string { return strings.Join(open(d).Box(80, 16), "\n") }
		d := x.make(plainLook())
		shown(d) // lays the text out, as it is when the help is asked for
		help := NewHelp(plainLook(), HelpOptions{Scopes: d.Scopes(), Dialog: d}).all
		names := func(a keymap.Action) bool {
			return slices.ContainsFunc(help, func(l helpLine) bool { return l.action == a })
		}
		if strings.Contains(shown(d), "more: PgDn") && !names(keymap.PageDown) {
			t.Errorf("%s: the help leaves out PgDn, which the border names", x.name)
		}
		if m, is := d.(*Menu); is {
			for _, item := range m.o.Items {
				if names(keymap.Item(item.Key)) != (item.DisabledReason == "") {
					t.Errorf("%s: the help names %s, which is off, or leaves it out", x.name, item.Label)
				}
			}
		}
		for _, a := range open(d).Hints() {
			if !names(a) {
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

// samplesForHelp are dialogs of which the footer and the help are of interest, not the
// picture.
func samplesForHelp() []sample {
	return []sample{
		{"activity-ended", func(l Base) Dialog {
			shown := sampleActivity()
			shown.Running, shown.Failed = false, 0
			return activityOf(l, shown)
		}},
		{"welcome", func(l Base) Dialog {
			return NewMenu(l, MenuOptions{Title: "Welcome", CloseKey: "q", EscStays: true, Items: []Item{{Key: "d", Label: "Demo", Press: tells("d")}, {Key: "q", Label: "Quit", Press: tells("q")}}})
		}},
		{"error-long", func(l Base) Dialog {
			return NewQuestion(l, QuestionOptions{Title: "400 Bad Request", MessageOnly: true, Text: ids(60)})
		}},
	}
}
