package client

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	zalgo := "e" + strings.Repeat("\u0301", 20)
	for _, tt := range []struct {
		in, out string
		n       int
	}{
		{"", "", 0},
		{"plain ~", "plain ~", 0},
		{"héllo Привет 日本語 한국어 ไทย हिन्दी עברית", "héllo Привет 日本語 한국어 ไทย हिन्दी עברית", 0},
		{"\x00\x07\x1b[2J\x7f", "␀␇␛[2J␡", 4},
		{"a\tb", "a b", 1},
		{"a\r\nb\nc\rd", "a␊b␊c␍d", 3},
		{"\u0085\u009b31m\u009d", "··31m·", 3},
		{"\u202eabc\u202c \u2066x\u2069 \u200e\u200f\u061c", "·abc· ·x· ···", 7},
		{"a\u200bb\u200cc\u2060d\ufeff", "a·b·c·d·", 4},
		{"\u2028\u2029\u00ad\u180e\ufff9\u3164\u115f\uffa0", "········", 8},
		{"\ue000\U000f0000\U0010fffd", "···", 3},
		{"\ufdd0\ufffe\U0001ffff", "···", 3},
		{"a\xff\xfeb\xc3", "a\ufffd\ufffdb\ufffd", 3},
		{"\ufffd", "\ufffd", 0},
		{"\u2764\ufe0f 1\ufe0f\u20e3", "\u2764 1", 3},
		{"\U0001f44d\U0001f3fd", "\U0001f44d", 1},
		{"\U0001f468\u200d\U0001f469", "\U0001f468\U0001f469", 1},
		{"\U0001f3f4\U000e0067\U000e007f", "\U0001f3f4", 2},
		{zalgo, "e" + strings.Repeat("\u0301", maxMarks), 20 - maxMarks},
		{zalgo + "x" + zalgo, "e" + strings.Repeat("\u0301", maxMarks) + "x" + "e" + strings.Repeat("\u0301", maxMarks), 2 * (20 - maxMarks)},
	} {
		out, n := Clean(tt.in)
		if out != tt.out || n != tt.n {
			t.Errorf("%q: %q %d, want %q %d", tt.in, out, n, tt.out, tt.n)
		}
	}
}

func TestCleanOfPlainTextDoesNotAllocate(t *testing.T) {
	for _, s := range []string{"plain text, all of it", "日本語 Привет é"} {
		if n := testing.AllocsPerRun(100, func() { Clean(s) }); n != 0 {
			t.Errorf("%q: %v allocations", s, n)
		}
	}
}

// checkClean holds what is promised of every text.
func checkClean(t interface{ Errorf(string, ...any) }, s string) {
	out, n := Clean(s)
	if !utf8.ValidString(out) {
		t.Errorf("%q: not UTF-8: %q", s, out)
	}
	for _, r := range out {
		if r < ' ' || r >= 0x7f && r < 0xa0 || classify(r) > mark {
			t.Errorf("%q: %U is left in %q", s, r, out)
		}
	}
	if (n == 0) != (out == s) {
		t.Errorf("%q: %d changes give %q", s, n, out)
	}
	if again, n := Clean(out); again != out || n != 0 {
		t.Errorf("%q: cleaning %q again gives %q", s, out, again)
	}
	if ansi.Strip(out) != out {
		t.Errorf("%q: an escape sequence is left in %q", s, out)
	}
}

func TestCleanProperties(t *testing.T) {
	nasty := rapid.SampledFrom([]string{
		"\x1b", "[2J", "\r", "\n", "\t", "\u009b", "\u202e", "\u200d", "\ufe0f", "\u0301", "\u20dd", "\U0001f3fd", "\xff", "\xed\xa0\x80",
		"\U000e0041", "e", "日", "ก็", "\u034f", "\u3164", "\ufeff",
	})
	rapid.Check(t, func(t *rapid.T) {
		checkClean(t, strings.Join(rapid.SliceOf(nasty).Draw(t, "parts"), ""))
		checkClean(t, rapid.String().Draw(t, "text"))
		checkClean(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
	})
}

func TestCleanForCopyKeepsAllButWhatDrivesATerminal(t *testing.T) {
	for in, want := range map[string]string{
		"\u0645\u06cc\u200c\u062e \U0001f44d\U0001f3fd\u2764\ufe0f so\u00adft \U0001f468\u200d\U0001f469\n\ttwo": "",
		"a\x1b[31mb\u009b2J\x7f\rc\r\nd\u202ee\xff":                                                              "a\u241b[31mb\u00b72J\u2421\u240dc\nd\u00b7e\ufffd",
	} {
		if want == "" {
			want = in
		}
		if got := CleanForCopy(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
