package theme

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCut(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"short", 9, "short"},
		{"exactly", 7, "exactly"},
		{"too long", 5, "too ~"},
		{"世界世界", 5, "世界~"},
		{"世界世界", 4, "世~"},
		{"Aः", 1, "~"},
		{"\x1b[1mbold text\x1b[m", 4, "\x1b[1mbol~\x1b[m"},
		{"\x1b]8;;https://a.com\a\x1b[1mbold\x1b[m\x1b]8;;\a", 3, "\x1b]8;;https://a.com\a\x1b[1mbo~\x1b]8;;\a\x1b[m"},
		{"x", 0, ""},
	} {
		if got := Cut(c.text, c.w, "~"); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

func TestCutLeft(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"abcdef", 2, "cdef"},
		{"abc", 3, ""},
		{"世界", 1, " 界"},
		{"\x1b[1mab\x1b[mcd", 1, "\x1b[1mb\x1b[mcd"},
		{"\x1b[1mab\x1b[mcd", 3, "\x1b[1m\x1b[md"},
		{"\x1b]8;;https://a.com\aab\x1b]8;;\acd", 1, "\x1b]8;;https://a.com\ab\x1b]8;;\acd"},
	} {
		if got := CutLeft(c.text, c.w); got != c.want {
			t.Errorf("CutLeft(%q, %d) = %q, want %q", c.text, c.w, got, c.want)
		}
	}
}

// Whatever the script, what is cut or filled is as wide as it was asked to be,
// and both parts of a cut make up the whole.
func TestTextIsAsWideAsItClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f {
				return -1
			}
			return r
		}, rapid.String().Draw(t, "text"))
		w := rapid.IntRange(0, 20).Draw(t, "w")
		if got := Width(New(Options{}).Fit(text, w)); got != w {
			t.Fatalf("Fit(%q, %d) is %d wide", text, w, got)
		}
		if got := Width(Cut(text, w, "~")); got > w {
			t.Fatalf("Cut(%q, %d) is %d wide", text, w, got)
		}
	})
}

func TestWhatBelongsTogetherStaysOnALine(t *testing.T) {
	for text, want := range map[string][]string{
		"Sent in 10 s. Kept for 7 d": {"Sent in", "10 s. Kept", "for 7 d"},
		"+KEY up, -KEY":              {"+KEY up,", "-KEY"},
		"from 2026-11-27 on":         {"from", "2026-11-27", "on"},
		"is well-known to all":       {"is well-", "known to", "all"},
	} {
		if got := Wrap(text, 10); !slices.Equal(got, want) {
			t.Errorf("%q is wrapped to %q", text, got)
		}
	}
}
