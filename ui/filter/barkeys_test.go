package filter

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"vapi-sessions/keymap"

	"github.com/charmbracelet/x/ansi"
)

func TestBarReportsEveryEdit(t *testing.T) {
	b := newBar(t)
	if got := typed(b, "status:e"); got != (Changed{"status:e"}) {
		t.Errorf("typing: %v", got)
	}
	if got := b.Key(press("left")); got != nil {
		t.Errorf("moving is no edit: %v", got)
	}
	if got := b.Key(press("ctrl+e")); got != nil {
		t.Errorf("moving is no edit: %v", got)
	}
	if got := b.Do(keymap.Accept); got != nil {
		t.Errorf("an unfinished filter is applied: %v", got)
	}
	if got := b.Do(keymap.Complete); got != nil {
		t.Errorf("the popup was closed by accepting; completing opens it: %v", got)
	}
	if got := b.Do(keymap.Complete); got != (Changed{"status:expired "}) {
		t.Errorf("completing: %v", got)
	}
	if got := b.Do(keymap.Accept); got != (Apply{"status:expired "}) {
		t.Errorf("applying: %v", got)
	}
	if got := b.Do(keymap.SaveView); got != (SaveView{"status:expired"}) {
		t.Errorf("saving: %v", got)
	}
	if got := b.Do(keymap.FilterForm); got != (OpenForm{"status:expired "}) {
		t.Errorf("the form: %v", got)
	}
}

func TestBarChooses(t *testing.T) {
	b := newBar(t)
	typed(b, "status:")
	b.Do(keymap.NextChoice)
	b.Do(keymap.NextChoice)
	b.Do(keymap.PrevChoice)
	if got := b.Do(keymap.Complete); got != (Changed{"status:completed "}) {
		t.Errorf("the second: %v", got)
	}
	b.SetValue("status:")
	b.Do(keymap.PrevChoice)
	if got := b.Do(keymap.Complete); got != (Changed{"status:maybe "}) {
		t.Errorf("around the end: %v", got)
	}
	b.SetValue("refund created:>7d")
	b.Do(keymap.NextChoice)
	if got := b.Do(keymap.Complete); got != (Changed{"refund created:>-7d"}) {
		t.Errorf("the second correction: %v", got)
	}
}

func TestCancelClosesThePopupFirst(t *testing.T) {
	b := newBar(t)
	typed(b, "status:")
	if got := b.ActionLabel(keymap.Cancel); got != "close" {
		t.Errorf("the footer says that esc does %q", got)
	}
	if got := b.Do(keymap.Cancel); got != nil || b.Popup(60, 10) != nil {
		t.Errorf("first: %v", got)
	}
	if got := b.ActionLabel(keymap.Cancel); got != "" {
		t.Errorf("the footer says that the second esc does %q", got)
	}
	if got := b.Do(keymap.Cancel); got != (Close{"status:"}) {
		t.Errorf("second: %v", got)
	}
	typed(b, "e")
	if b.Popup(60, 10) == nil {
		t.Error("typing does not open the popup again")
	}
}

func TestEarlierFilters(t *testing.T) {
	b := newBar(t)
	b.Do(keymap.History)
	if popup := shown(strings.Join(b.Popup(60, 10), "\n")); !strings.Contains(popup, "earlier filters") || !strings.Contains(popup, "> status:expired age:>7d") {
		t.Errorf("all:\n%s", popup)
	}
	b.Do(keymap.History)
	if got := b.Do(keymap.Accept); got != (Changed{"refund"}) {
		t.Errorf("the second: %v", got)
	}
	b.SetValue("")
	typed(b, "cost")
	b.Do(keymap.History)
	if got := b.Do(keymap.Complete); got != (Changed{"cost:>1 sort:cost"}) {
		t.Errorf("the one with the text in it: %v", got)
	}
	b.Do(keymap.History)
	if typed(b, "x"); b.popup == popupHistory {
		t.Error("typing goes on in the list of earlier filters")
	}
}

func TestPasteIsOneSafeLine(t *testing.T) {
	b := newBar(t)
	b.Paste("\nstatus:expired\r\n\tcost:>1\n")
	if got := b.Value(); strings.Join(strings.Fields(got), " ") != "status:expired cost:>1" {
		t.Errorf("%q", got)
	}
	b.SetValue("")
	b.Paste("a\x1b[31mb\u202ec\u200bd")
	for _, bad := range []string{"\x1b", "\u202e", "\u200b"} {
		if strings.Contains(b.Value(), bad) {
			t.Errorf("%q is in %q", bad, b.Value())
		}
	}
}

func TestLineEditing(t *testing.T) {
	for _, c := range []struct{ start, keys, want string }{
		{"ab|", "left left x", "x|ab"},
		{"引き|", "left backspace", "|き"},
		{"e\u0301x|", "left backspace", "|x"},
		{"a bc|", "ctrl+w", "a |"},
		{"a\u00a0bc|", "ctrl+w", "a\u00a0|"},
		{"status:active age:>7d |", "ctrl+w", "status:active |"},
		{"status:active|", "alt+backspace x", "status:x|"},
		{"one two|", "home alt+d", "| two"},
		{"one two|", "alt+b ctrl+k", "one |"},
		{"one two|", "alt+b ctrl+u", "|two"},
		{"one two|", "alt+b ctrl+u ctrl+e ctrl+y", "twoone |"},
		{"ab|", "ctrl+t", "ba|"},
		{"abc|", "left ctrl+t", "acb|"},
		{"a|", "home ctrl+t", "|a"},
		{"a|", "ctrl+a delete delete", "|"},
		{"ab|", "home alt+f ctrl+d", "ab|"},
		{"ab|", "home right space", "a |b"},
	} {
		b := newBar(t)
		b.SetValue(strings.Replace(c.start, "|", "", 1))
		for _, k := range strings.Fields(c.keys) {
			b.Key(press(k))
		}
		if text, at := b.Value(), b.field.Cursor(); text[:at]+"|"+text[at:] != c.want {
			got := text[:at] + "|" + text[at:]
			t.Errorf("%s, %s: %s, want %s", c.start, c.keys, got, c.want)
		}
	}
}

func TestTheCursorIsAlwaysInSight(t *testing.T) {
	keys := strings.Fields("left right home end backspace delete alt+b alt+f ctrl+w ctrl+t ctrl+y ctrl+k a 引 é : space \"")
	rapid.Check(t, func(rt *rapid.T) {
		b := newBar(t)
		b.SetValue(drawFilter(rt))
		for range rapid.IntRange(0, 30).Draw(rt, "keys") {
			b.Key(press(rapid.SampledFrom(keys).Draw(rt, "key")))
			w := rapid.IntRange(0, 40).Draw(rt, "width")
			for i, l := range b.Lines(w, b.Height(w)) {
				if got := ansi.StringWidthWc(l); got != w {
					rt.Fatalf("%d cells, want %d: %q", got, w, l)
				}
				if i == 0 && w >= len(prompt)+3 && strings.Count(l, "\x1b[7m") != 1 {
					rt.Fatalf("no cursor at %d in %d cells: %q", b.field.Cursor(), w, l)
				}
			}
			for _, l := range b.Popup(w, rapid.IntRange(0, 12).Draw(rt, "height")) {
				if got := ansi.StringWidthWc(l); got != min(w, popupWidth) {
					rt.Fatalf("popup of %d cells in %d: %q", got, w, l)
				}
			}
		}
	})
}

func TestTheBarFollowsTheClock(t *testing.T) {
	b := newBar(t)
	b.SetValue("created:today")
	before := b.Lines(80, 2)[1]
	b.SetNow(noon(t).AddDate(0, 0, 1))
	if after := b.Lines(80, 2)[1]; after == before || !strings.Contains(after, "2026-08-20 00:00") {
		t.Errorf("%q", after)
	}
}

func TestABarIsAsHighAsItsExplanation(t *testing.T) {
	for _, c := range []struct {
		text    string
		w, want int
	}{{"refund", 80, 2}, {"created:today", 40, 3}, {"refund created:>7d", 40, 3}, {"refund created:>7d", 200, 2}} {
		b := newBar(t)
		b.SetValue(c.text)
		if got := b.Height(c.w); got != c.want {
			t.Errorf("%s at %d: %d", c.text, c.w, got)
		}
	}
}

func TestEnterChangesNothingOfTheText(t *testing.T) {
	for _, text := range []string{"created:>7d", "age:>7", "age:>-7d", "status:ex", "refund -status:comp", "created:>yest", "status:e", "status:", "status:xyz",
		"statsu:exp", "sort:crated", `"refund`, "role:user", "limit:0"} {
		b := newBar(t)
		typed(b, text)
		if got := b.Do(keymap.Accept); got != nil || b.Value() != text {
			t.Errorf("%s: %v, the bar has %q", text, got, b.Value())
		}
		if b.Popup(60, 10) != nil || !strings.Contains(strings.Join(b.Lines(60, 2), ""), b.problems[0].Message[:12]) {
			t.Errorf("%s: nothing explains: %q", text, b.Lines(60, 2))
		}
	}
}

func TestEnterTakesWhatWasGoneTo(t *testing.T) {
	b := newBar(t)
	typed(b, "status:")
	b.Do(keymap.NextChoice)
	if got := b.Do(keymap.Accept); got != (Changed{"status:completed "}) {
		t.Errorf("taking: %v", got)
	}
	if got := b.Do(keymap.Accept); got != (Apply{"status:completed "}) {
		t.Errorf("applying: %v", got)
	}
}

// Where no earlier filter holds what is typed, the popup that was closed opens with
// how it can go on.
func TestWithoutAnEarlierFilterThePopupHasWhatComesNext(t *testing.T) {
	b := newBar(t)
	typed(b, "statu:x")
	b.Do(keymap.History)
	b.Do(keymap.Accept)
	if b.Do(keymap.Complete); !b.popupOpen() {
		t.Error("nothing is offered for what cannot be read")
	}
}

// Earlier filters are left by a step of the cursor, as by typing.
func TestTheCursorLeavesTheEarlierFilters(t *testing.T) {
	b := newBar(t)
	typed(b, "cost")
	b.Do(keymap.History)
	if b.Key(press("left")); b.popup != popupNext {
		t.Error("the popup still shows earlier filters")
	}
}

// Corrections stand alone: what could be typed beside them corrects nothing. What is
// typed elsewhere has its completions.
func TestCorrectionsStandAlone(t *testing.T) {
	b := newBar(t)
	for text, want := range map[string]string{
		"created:now ":        "corrections: created:>now  created:<now ",
		"created:now":         "corrections: created:>now created:<now",
		"created:now st":      "keys: status: assistant: customer: cost: last:",
		"created:now status:": "status:: active completed expired maybe",
		"created:now refund":  "corrections: created:>now refund created:<now refund",
		"statsu:exp ":         `corrections: status:exp  "statsu:exp" `,
	} {
		if b.SetValue(text); b.title+": "+texts(b.choices) != want {
			t.Errorf("%s: %s: %s, want %s", text, b.title, texts(b.choices), want)
		}
	}
}

// All earlier filters are offered but the one in the field, until something is typed.
func TestEarlierFiltersAreThereUntilSomethingIsTyped(t *testing.T) {
	b := newBar(t)
	b.SetValue("refund")
	if b.Do(keymap.History); texts(b.choices) != "status:expired age:>7d cost:>1 sort:cost" {
		t.Errorf("of a text that was there: %s", texts(b.choices))
	}
	b.Do(keymap.History)
	b.Do(keymap.Accept)
	if b.Do(keymap.History); b.Value() != "cost:>1 sort:cost" || texts(b.choices) != "status:expired age:>7d refund" {
		t.Errorf("once %s was taken: %s", b.Value(), texts(b.choices))
	}
	b.Key(press("backspace"))
	if b.Do(keymap.History); texts(b.choices) != "cost:>1 sort:cost" {
		t.Errorf("once something was typed: %s", texts(b.choices))
	}
}
