package theme

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

func profiles() []colorprofile.Profile {
	return []colorprofile.Profile{colorprofile.Unknown, colorprofile.NoTTY, colorprofile.ASCII, colorprofile.ANSI, colorprofile.ANSI256, colorprofile.TrueColor}
}

func TestEveryRoleHasANameAndEveryThemeTheSignsThatMatter(t *testing.T) {
	seen := map[string]bool{}
	for r := range roleCount {
		if n := r.String(); n == "" || seen[n] {
			t.Errorf("role %d has the name %q", r, n)
		}
		seen[r.String()] = true
		if got := slices.Index(roleNames[:], r.String()); got != int(r) {
			t.Errorf("%s names role %d", r, got)
		}
	}
	for _, p := range profiles() {
		for _, dark := range []bool{true, false} {
			th := New(Options{Dark: dark, Profile: p})
			for _, r := range []Role{Cursor, CursorIdle, Gone, BorderFocus, ButtonFocus, FieldFocus, Match, MatchCurrent, Banner} {
				if th.Style(r).Empty() {
					t.Errorf("%v dark=%t: %s is invisible", p, dark, r)
				}
			}
			for _, pair := range [][2]Role{{Cursor, CursorIdle}, {Border, BorderFocus}, {Button, ButtonFocus}, {Field, FieldFocus}, {Match, MatchCurrent}} {
				if th.Style(pair[0]).open == th.Style(pair[1]).open {
					t.Errorf("%v dark=%t: %s and %s look alike", p, dark, pair[0], pair[1])
				}
			}
		}
	}
}

func TestWithoutColoursOnlyPlainAttributes(t *testing.T) {
	for _, p := range []colorprofile.Profile{colorprofile.NoTTY, colorprofile.ASCII} {
		th := New(Options{Profile: p, Overrides: map[string]string{"cursor": "on blue", "bad": "red underline"}})
		for r := range roleCount {
			s := th.Style(r)
			if g := s.LipGloss(); isColour(g.GetForeground()) || isColour(g.GetBackground()) || g.GetFaint() || g.GetItalic() {
				t.Errorf("%v: %s is %q", p, r, s.open)
			}
		}
		if !th.Style(Cursor).LipGloss().GetReverse() {
			t.Errorf("%v: the cursor is not in reverse", p)
		}
		if got := th.Style(Bad).Render("x"); got != "\x1b[4;4mx\x1b[m" {
			t.Errorf("%v: the override of bad gives %q", p, got)
		}
	}
}

func TestSixteenColoursUseOnlyTheTerminalsOwn(t *testing.T) {
	for _, dark := range []bool{true, false} {
		th := New(Options{Dark: dark, Profile: colorprofile.ANSI})
		for r := range roleCount {
			for _, c := range []color.Color{th.Style(r).LipGloss().GetForeground(), th.Style(r).LipGloss().GetBackground()} {
				if b, ok := c.(ansi.BasicColor); isColour(c) && (!ok || b == 0 || b == 7 || b == 15) {
					t.Errorf("dark=%t: %s uses %v", dark, r, c)
				}
			}
		}
	}
}

// TestRichPalettesCanBeRead measures every text colour against backgrounds that
// terminals really have, and against the theme's own.
func TestRichPalettesCanBeRead(t *testing.T) {
	for _, c := range []struct {
		dark    bool
		grounds []color.RGBA
		text    color.RGBA
	}{
		{true, []color.RGBA{{0, 0, 0, 255}, {30, 30, 30, 255}, {0, 43, 54, 255}}, color.RGBA{220, 220, 220, 255}},
		{false, []color.RGBA{{255, 255, 255, 255}, {253, 246, 227, 255}}, color.RGBA{20, 20, 20, 255}},
	} {
		th := New(Options{Dark: c.dark, Profile: colorprofile.TrueColor})
		for r := range roleCount {
			s := th.Style(r).LipGloss()
			if s.GetReverse() {
				continue
			}
			fg, grounds := s.GetForeground(), c.grounds
			if !isColour(fg) {
				fg = c.text
			}
			if bg := s.GetBackground(); isColour(bg) {
				grounds = []color.RGBA{color.RGBAModel.Convert(bg).(color.RGBA)}
			}
			least := 4.5
			if r == Border {
				least = 2.5 // a line, not text
			}
			for _, g := range grounds {
				if got := contrast(fg, g); got < least {
					t.Errorf("dark=%t: %s has contrast %.1f on %v", c.dark, r, got, g)
				}
			}
			if on := th.InRow(r, Cursor).LipGloss(); isColour(on.GetBackground()) && r != Border && !slices.Contains([]Role{ButtonFocus, Live, Brand}, r) {
				if !isColour(on.GetForeground()) {
					continue
				}
				if got := contrast(on.GetForeground(), on.GetBackground()); got < 3.5 {
					t.Errorf("dark=%t: %s on the cursor row has contrast %.1f", c.dark, r, got)
				}
			}
		}
	}
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		f := float64(v) / 65535
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func TestARowKeepsOneBackground(t *testing.T) {
	for _, p := range profiles() {
		for _, dark := range []bool{true, false} {
			th := New(Options{Dark: dark, Profile: p})
			cursor := th.Style(Cursor)
			row := cursor.LipGloss()
			for r := range roleCount {
				on := th.InRow(r, Cursor)
				s := on.LipGloss()
				if s.GetBackground() != row.GetBackground() && isColour(row.GetBackground()) || s.GetReverse() != row.GetReverse() && !th.Style(r).LipGloss().GetReverse() {
					t.Errorf("%v dark=%t: %s breaks the cursor row: %q", p, dark, r, on.open)
				}
				if row.GetReverse() && s.GetForeground() != row.GetForeground() {
					t.Errorf("%v dark=%t: %s colours the reversed bar: %q", p, dark, r, on.open)
				}
				if th.Style(r).inRow(cursor).open != on.open {
					t.Errorf("%v: the prepared style of %s differs", p, r)
				}
			}
		}
	}
	th := New(Options{Profile: colorprofile.ANSI})
	if got := th.InRow(Gone, Cursor).Render("x"); got != "\x1b[7;2;9mx\x1b[m" {
		t.Errorf("gone on the cursor row is %q", got)
	}
	if got := th.InRow(Bad, Border); !got.LipGloss().GetFaint() || !isColour(got.LipGloss().GetForeground()) {
		t.Errorf("a pair that is not prepared is %q", got.open)
	}
}

func TestParseStyle(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "default": "", "bold red": "\x1b[1;31m", "bold red on #112233": "\x1b[1;31;48;2;17;34;51m",
		"on bright-blue underline": "\x1b[4;104;4m", "208": "\x1b[38;5;208m", "9": "\x1b[91m", "#fff": "\x1b[38;2;255;255;255m",
		"Reverse STRIKE": "\x1b[7;9m", "grey": "\x1b[90m", "default on 0": "\x1b[40m", "dim italic": "\x1b[3;2m",
	} {
		s, err := ParseStyle(in)
		if got := styleOf(s).open; err != nil || got != want {
			t.Errorf("%q: %q %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"purpel", "red on", "#12345", "256", "bold-red", "#ggg"} {
		if s, err := ParseStyle(in); err == nil {
			t.Errorf("%q passes as %q", in, styleOf(s).open)
		}
	}
}

func TestOverridesAndTheirProblems(t *testing.T) {
	th := New(Options{Profile: colorprofile.ANSI, Overrides: map[string]string{"bad": "bold #ff0000", "cursr": "red", "good": "grean"}})
	if got := th.Style(Bad).open; got != "\x1b[1;91m" {
		t.Errorf("bad is %q", got)
	}
	if got := th.Style(Good).open; got != "\x1b[32m" {
		t.Errorf("good lost its default: %q", got)
	}
	if len(th.Problems()) != 2 || !strings.Contains(th.Problems()[0].Text, `"cursr"`) || !strings.Contains(th.Problems()[1].Text, `"grean"`) {
		t.Errorf("problems: %v", th.Problems())
	}
}

func TestGlyphsAreOneCell(t *testing.T) {
	for _, ascii := range []bool{true, false} {
		th := New(Options{ASCII: ascii})
		for g := range glyphCount {
			s := th.Glyph(g)
			if ansi.StringWidthWc(s) != 1 {
				t.Errorf("ascii=%t: glyph %d %q is %d cells wide", ascii, g, s, ansi.StringWidthWc(s))
			}
			if ascii && (len(s) != 1 || s[0] > '~') {
				t.Errorf("glyph %d is %q in ASCII", g, s)
			}
		}
	}
	th := New(Options{ASCII: true})
	if got := th.Glyph(GlyphActive) + th.Glyph(GlyphExpired) + th.Glyph(GlyphMaybe) + th.Glyph(GlyphDone); got != "AE?D" {
		t.Errorf("the statuses are %q", got)
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	th := New(Options{Profile: colorprofile.TrueColor, Dark: true})
	dst := make([]byte, 0, 256)
	if n := testing.AllocsPerRun(100, func() {
		dst = th.InRow(Bad, Cursor).Append(dst[:0], "expired")
		dst = th.Style(Plain).Append(dst, "plain")
	}); n != 0 {
		t.Errorf("appending allocates %v times", n)
	}
	if got, want := string(dst), th.InRow(Bad, Cursor).Render("expired")+"plain"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if th.Style(Plain).Render("x") != "x" || th.Style(Bad).Render("") != "" || th.Style(200).Render("x") != "x" {
		t.Error("an empty style or text must stay as it is")
	}
}

func BenchmarkAppend(b *testing.B) {
	th := New(Options{Profile: colorprofile.TrueColor, Dark: true})
	dst := make([]byte, 0, 256)
	b.ReportAllocs()
	for b.Loop() {
		dst = th.InRow(Bad, Cursor).Append(dst[:0], "expired")
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		New(Options{Profile: colorprofile.TrueColor, Dark: true})
	}
}

// TestRowsLookAsLipGlossDrawsThem compares the prepared sequences with what Lip
// Gloss draws, for every role, alone and on the row of the cursor.
func TestRowsLookAsLipGlossDrawsThem(t *testing.T) {
	for _, p := range profiles() {
		th := New(Options{Dark: true, Profile: p})
		for r := range roleCount {
			for _, s := range []Style{th.Style(r), th.InRow(r, Cursor), th.InRow(r, CursorIdle), th.InRow(r, Gone)} {
				if got, want := s.Render("x"), s.LipGloss().Render("x"); got != want {
					t.Errorf("%v: %s is %q, Lip Gloss draws %q", p, r, got, want)
				}
			}
		}
	}
}

// TestColoursFitTheProfile sees that no theme asks for a colour that the
// terminal does not have.
func TestColoursFitTheProfile(t *testing.T) {
	rich := map[string]string{"bad": "#ff0000 on #00ff00"}
	for p, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[38;2;255;0;0;48;2;0;255;0mx\x1b[m",
		colorprofile.ANSI256:   "\x1b[38;5;196;48;5;46mx\x1b[m",
		colorprofile.ANSI:      "\x1b[91;102mx\x1b[m",
		colorprofile.ASCII:     "\x1b[1mx\x1b[m", // the default's sign stays
	} {
		if got := New(Options{Profile: p, Overrides: rich}).Style(Bad).Render("x"); got != want {
			t.Errorf("%v: %q, want %q", p, got, want)
		}
	}
}

// TestEdgesAreAsWideAsTheBox draws the lines of boxes of any width, with titles
// that terminals and Lip Gloss count differently.
func TestEdgesAreAsWideAsTheBox(t *testing.T) {
	for _, ascii := range []bool{true, false} {
		th := New(Options{ASCII: ascii, Profile: colorprofile.TrueColor})
		for w := 2; w < 40; w++ {
			for _, title := range []string{"", "Edit session", "ग्राहक सेवा", "ก็ไม่รู้"} {
				if got := th.HorizontalEdge(w, true, Border, Title, title); ansi.StringWidthWc(got) != w {
					t.Errorf("%q in %d cells: %q", title, w, got)
				}
			}
		}
	}
	th := New(Options{Profile: colorprofile.ASCII})
	if got := ansi.Strip(th.HorizontalEdge(20, true, Border, Title, "Edit")); got != "╭─ Edit ───────────╮" {
		t.Errorf("the upper line is %q", got)
	}
}

// TestChipsHaveTheirEnds sees that a chosen tab stands out by itself, with and
// without colours.
func TestChipsHaveTheirEnds(t *testing.T) {
	for p, want := range map[colorprofile.Profile]string{colorprofile.TrueColor: " all ", colorprofile.ANSI: "[all]", colorprofile.ASCII: "[all]"} {
		if got := New(Options{Profile: p}).Chip(Tab, "all"); got != want {
			t.Errorf("%v: %q, want %q", p, got, want)
		}
	}
}

func TestOnlyWebAddressesAreLinks(t *testing.T) {
	const address = "https://a.example/m?n=1"
	for p, links := range map[colorprofile.Profile]bool{colorprofile.TrueColor: true, colorprofile.ANSI256: true, colorprofile.ANSI: false, colorprofile.ASCII: false} {
		if got := New(Options{Profile: p}).Link(address, "x"); (got == ansi.SetHyperlink(address)+"x"+ansi.ResetHyperlink()) != links {
			t.Errorf("%v: %q", p, got)
		}
	}
	for _, odd := range []string{"", "javascript:x", "https://a b", "https://a\a", "https://\u00e9", "https://" + strings.Repeat("a", 2000)} {
		if got := New(Options{Profile: colorprofile.TrueColor}).Link(odd, "x"); got != "x" {
			t.Errorf("%q is a link: %q", odd, got)
		}
	}
}
