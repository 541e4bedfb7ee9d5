package field

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"vapi-sessions/client"
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
		{"e-mail: a.b@c.de", "ctrl+w", "e-mail: |"},
		{"e-mail: a.b@c.de", "alt+backspace alt+backspace", "e-mail: a.b@|"},
		{"a:b>7d", "alt+b alt+b alt+d", "a:|>7d"},
		{"\U0001f468\u200d\U0001f469x", "left backspace", "|x"}, // joined emoji are one character
		{"ab", "left \u0301 x", "a\u0301x|b"},
		{"a\nb\tc", "left left backspace x", "a\nx|\tc"},
	} {
		f := New(c.begin)
		for _, k := range strings.Fields(c.keys) {
			if !f.HandleKey(press(k)) {
				t.Errorf("%q %s: %s was not taken", c.begin, c.keys, k)
			}
		}
		if got := f.Value()[:f.Cursor()] + "|" + f.Value()[f.Cursor():]; got != c.want {
			t.Errorf("%q %s: %q, want %q", c.begin, c.keys, got, c.want)
		}
	}
}

func TestFieldLeavesOtherKeys(t *testing.T) {
	f := New("x")
	for _, k := range []string{"enter", "tab", "esc", "up", "down", "ctrl+s", "alt+x", "pgdown", "ctrl+c"} {
		if f.HandleKey(press(k)) {
			t.Errorf("%s was taken", k)
		}
	}
	if f.Value() != "x" {
		t.Errorf("%q", f.Value())
	}
}

// texts that a terminal must not get, and that a name may have.
var texts = []string{
	"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f44d\U0001f3fd", "\u2764\ufe0f", "soft\u00adhyphen", "two\nlines\r\nthree\ttab",
	"\x1b[31mred", "\u202eback", "bad \xff\xfe bytes", "\ufffd", "\U00100000\U0010fffd private use", "e\u0301\u0301\u0301\u0301\u0301\u0301",
}

func TestTheTextIsKeptByteForByteAndCleanedWhenDrawn(t *testing.T) {
	for _, text := range texts {
		f := New(text)
		for _, k := range []string{"x", "home", "right", "left", "end"} {
			f.HandleKey(press(k))
		}
		if f.Value() != text+"x" {
			t.Errorf("%q became %q", text+"x", f.Value())
		}
		f.HandleKey(press("ctrl+u"))
		f.HandleKey(press("ctrl+y"))
		if f.Value() != text+"x" {
			t.Errorf("%q cut and put back is %q", text+"x", f.Value())
		}
		shown, _ := f.Window(60)
		if clean, n := client.Clean(shown); n > 0 {
			t.Errorf("%q is drawn as %q, want %q", text, shown, clean)
		}
	}
}

func TestWhatIsPastedIsOneLine(t *testing.T) {
	f := New("")
	f.Paste("a\nb\r\nc\td\x1b\u0085e\u200df")
	if want := "a b c de\u200df"; f.Value() != want {
		t.Errorf("%q, want %q", f.Value(), want)
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
		{"\t\u0301a", 1, 4, " \u00b7a ", 1},
		{"\t\u0300", 1, 1, "\u00b7", 0}, // a mark that stands alone has a cell for the cursor
		{"a\u0600", 1, 1, "\u00b7", 0},  // so does a sign that is drawn in no cell
	} {
		f := New("")
		f.SetWithCursor(c.text, c.at)
		if got, cursor := f.Window(c.w); got != c.want || cursor != c.cursor {
			t.Errorf("%q at %d in %d cells: %q cursor %d, want %q %d", c.text, c.at, c.w, got, cursor, c.want, c.cursor)
		}
	}
}

func TestFieldHoldsTogether(t *testing.T) {
	names := []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+y", "alt+b", "alt+f", "alt+d", "a", "space", "\u00e9", "\u4e16", "\u0301", "\u200d", "-"}
	rapid.Check(t, func(t *rapid.T) {
		f := New(rapid.OneOf(rapid.String(), rapid.SampledFrom(texts)).Draw(t, "text"))
		for _, k := range rapid.SliceOf(rapid.SampledFrom(names)).Draw(t, "keys") {
			f.HandleKey(press(k))
			w := rapid.IntRange(1, 40).Draw(t, "w")
			shown, cursor := f.Window(w)
			if ansi.StringWidthWc(shown) != w || cursor < 0 || cursor >= w {
				t.Fatalf("%q at %d in %d cells: %q is %d wide, cursor %d", f.Value(), f.Cursor(), w, shown, ansi.StringWidthWc(shown), cursor)
			}
			again := New("")
			again.SetWithCursor(f.Value(), f.Cursor())
			if again.Value() != f.Value() || again.Cursor() != f.Cursor() {
				t.Fatalf("the cursor of %q is inside a character at %d", f.Value(), f.Cursor())
			}
		}
	})
}

// press makes a key press as a terminal sends it.
func press(key string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"delete": tea.KeyDelete, "pgdown": tea.KeyPgDown}
	var k tea.Key
	for name, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt} {
		if rest, ok := strings.CutPrefix(key, name); ok {
			k.Mod, key = mod, rest
		}
	}
	switch c, ok := special[key]; {
	case ok && key == "space":
		k.Code, k.Text = c, " "
	case ok:
		k.Code = c
	default:
		if k.Code = []rune(key)[0]; k.Mod == 0 {
			k.Text = key
		}
	}
	return tea.KeyPressMsg(k)
}
