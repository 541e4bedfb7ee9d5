package dialog

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestFieldKeys(t *testing.T) {
	for _, c := range []struct {
		begin string
		keys  string
		want  string // with | at the cursor
	}{
		{"", "a b space c", "ab c|"},
		{"abc", "left left x", "ax|bc"},
		{"abc", "home x end y", "xabcy|"},
		{"abc", "ctrl+a ctrl+f ctrl+d", "a|c"},
		{"abc", "ctrl+b ctrl+b ctrl+e", "abc|"},
		{"one two three", "ctrl+w", "one two |"},
		{"one two three", "alt+b alt+b x", "one x|two three"},
		{"one two", "home alt+f", "one| two"},
		{"one two", "home alt+d", "| two"},
		{"one two", "ctrl+u", "|"},
		{"one two", "home ctrl+k ctrl+y ctrl+y", "one twoone two|"},
		{"one two", "ctrl+w ctrl+a ctrl+y", "two|one "},
		{"abc", "backspace ctrl+h", "a|"},
		{"abc", "home delete delete", "|c"},
		{"", "backspace delete ctrl+w ctrl+y left right", "|"},
		{"na\u0303o", "left backspace", "n|o"}, // a with a combining tilde is one character
		{"世界", "backspace", "世|"},
		{"世界", "left x", "世x|界"},
		{"e-mail: a.b@c.de", "ctrl+w ctrl+w", "e-mail: a.b@|"},
	} {
		f := NewField(c.begin)
		for _, k := range strings.Fields(c.keys) {
			if !f.Key(press(k)) {
				t.Errorf("%q %s: %s was not taken", c.begin, c.keys, k)
			}
		}
		if got := f.text[:f.at] + "|" + f.text[f.at:]; got != c.want {
			t.Errorf("%q %s: %q, want %q", c.begin, c.keys, got, c.want)
		}
	}
}

func TestFieldLeavesOtherKeys(t *testing.T) {
	f := NewField("x")
	for _, k := range []string{"enter", "tab", "esc", "up", "down", "ctrl+s", "alt+x", "pgdown", "ctrl+c"} {
		if f.Key(press(k)) {
			t.Errorf("%s was taken", k)
		}
	}
	if f.Value() != "x" {
		t.Errorf("%q", f.Value())
	}
}

func TestFieldCleansWhatIsPasted(t *testing.T) {
	f := NewField("")
	f.Insert("a\nb\r\nc\td\x1b[31me\u202ef")
	for _, r := range f.Value() {
		if r < ' ' || r == 0x7f || r == '\u202e' {
			t.Errorf("%q holds %q", f.Value(), r)
		}
	}
	if !strings.HasPrefix(f.Value(), "a b c d") {
		t.Errorf("%q", f.Value())
	}
}

func TestFieldWindow(t *testing.T) {
	for _, c := range []struct {
		text   string
		at     int
		w      int
		want   string
		cursor int
	}{
		{"abc", 3, 6, "abc   ", 3},
		{"abcdef", 6, 6, "bcdef ", 5},
		{"abcdef", 0, 4, "abcd", 0},
		{"世界世界", 12, 5, "世界 ", 4},
		{"世界", 3, 10, "世界      ", 2},
		{"abc", 3, 1, " ", 0},
		{"Aः", 0, 1, " ", 0}, // one character, two cells
	} {
		f := Field{text: c.text, at: c.at}
		if got, cursor := f.Window(c.w); got != c.want || cursor != c.cursor {
			t.Errorf("%q at %d in %d cells: %q cursor %d, want %q %d", c.text, c.at, c.w, got, cursor, c.want, c.cursor)
		}
	}
}

func TestFieldHoldsTogether(t *testing.T) {
	names := []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+y", "alt+b", "alt+f", "alt+d", "a", "space", "é", "世", "-"}
	rapid.Check(t, func(t *rapid.T) {
		f := NewField(rapid.String().Draw(t, "text"))
		for _, k := range rapid.SliceOf(rapid.SampledFrom(names)).Draw(t, "keys") {
			f.Key(press(k))
			w := rapid.IntRange(1, 40).Draw(t, "w")
			shown, cursor := f.Window(w)
			if ansi.StringWidthWc(shown) != w || cursor < 0 || cursor >= w {
				t.Fatalf("%q at %d in %d cells: %q is %d wide, cursor %d", f.text, f.at, w, shown, ansi.StringWidthWc(shown), cursor)
			}
			if !utf8.ValidString(f.text[:f.at]) || !utf8.ValidString(f.text) {
				t.Fatalf("%q is cut at %d", f.text, f.at)
			}
			if edge := f; func() bool { edge.snap(); return edge.at != f.at }() {
				t.Fatalf("the cursor of %q is inside a character at %d", f.text, f.at)
			}
		}
	})
}
