package filter

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"vapi-sessions/theme"
)

func options(t testing.TB, p colorprofile.Profile) Options {
	return Options{
		Theme: theme.New(theme.Options{Dark: true, Profile: p, ASCII: p == colorprofile.ASCII}),
		Now:   noon(t), Known: account(),
		History: []string{"status:expired age:>7d", "refund", "cost:>1 sort:cost"},
	}
}

func newBar(t testing.TB) *Bar { return NewBar(options(t, colorprofile.ASCII)) }

// press turns the name of a key into its press.
func press(key string) tea.KeyPressMsg {
	k := tea.Key{}
	for {
		rest, found := strings.CutPrefix(key, "ctrl+")
		if found {
			k.Mod |= tea.ModCtrl
			key = rest
			continue
		}
		if rest, found = strings.CutPrefix(key, "alt+"); found {
			k.Mod |= tea.ModAlt
			key = rest
			continue
		}
		break
	}
	named := map[string]rune{"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter, "space": tea.KeySpace}
	if r, ok := named[key]; ok {
		k.Code = r
		if key == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code, _ = utf8.DecodeRuneInString(key)
	if k.Mod == 0 {
		k.Text = key
	}
	return tea.KeyPressMsg(k)
}

func typed(b interface{ Key(tea.KeyPressMsg) Intent }, text string) (last Intent) {
	for _, r := range text {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		last = b.Key(press(key))
	}
	return last
}

// picture joins lines after checking their width.
func picture(t testing.TB, w int, lines []string) string {
	t.Helper()
	for _, l := range lines {
		if got := ansi.StringWidthWc(l); got != w {
			t.Errorf("%d cells, want %d: %q", got, w, l)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// shown marks the cursor and drops all other styling.
func shown(s string) string {
	s = strings.ReplaceAll(s, "\x1b[7m", "‹")
	var b strings.Builder
	for i, part := range strings.Split(s, "‹") {
		if i > 0 {
			b.WriteString("‹")
			part = strings.Replace(part, "\x1b[m", "›", 1)
		}
		b.WriteString(part)
	}
	return ansi.Strip(b.String())
}

func TestBarFrames(t *testing.T) {
	var out strings.Builder
	for _, text := range []string{"", "assistant:support-v4 age:>7d status:exp", "refund created:>7d", "stats:expired",
		"name:引き落とし created:today text:請求 customer:+14155550107 turns:>3", "created:>=2026-08-01T14:00Z", "status:"} {
		for _, w := range []int{120, 80, 60, 40} {
			b := newBar(t)
			b.SetValue(text)
			fmt.Fprintf(&out, "== %d: %s\n%s", w, text, shown(picture(t, w, b.Lines(w, b.Height(w)))))
			if popup := b.Popup(w, 12); len(popup) > 0 && w != 60 {
				pw := min(w, popupWidth)
				fmt.Fprintf(&out, "-- popup at %d\n%s", b.PopupColumn(), shown(picture(t, pw, popup)))
			}
		}
	}
	golden.RequireEqual(t, out.String())
}

func TestBarInColour(t *testing.T) {
	b := NewBar(options(t, colorprofile.TrueColor))
	b.SetValue("refund stats:expired age:>7d")
	golden.RequireEqual(t, picture(t, 60, append(b.Lines(60, 2), b.Popup(60, 10)...)))
}

func BenchmarkKey(b *testing.B) {
	bar := newBar(b)
	known := account()
	for i := range 2000 {
		known.Assistants = append(known.Assistants, Named{fmt.Sprintf("%08d-1111-4111-8111-111111111111", i), fmt.Sprintf("assistant %d", i)})
	}
	bar.known = known
	bar.SetValue("refund created:>-7d status:expired assistant:a")
	x, back := press("s"), press("backspace")
	b.ReportAllocs()
	for b.Loop() {
		bar.Key(x)
		bar.Key(back)
		bar.Lines(120, 2)
		bar.Popup(60, 12)
	}
}

// What a term means is cut between words, and not inside a date.
func TestADateInWhatATermMeansIsWhole(t *testing.T) {
	b := newBar(t)
	b.SetValue("created:2026-08-01..2026-08-15")
	for w := 24; w < 100; w++ {
		for _, line := range b.Lines(w, b.Height(w)) {
			if text := strings.TrimRight(ansi.Strip(line), " "); strings.HasSuffix(text, "-") {
				t.Errorf("%d cells: %q", w, text)
			}
		}
	}
}
