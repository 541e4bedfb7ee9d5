//go:build unix

package termtest

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// plain are keys that are sent alike whatever the keyboard flags.
var plain = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "insert": "\x1b[2~", "delete": "\x1b[3~",
	"enter": "\r", "tab": "\t", "backspace": "\x7f", "space": " ",
	"f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
	"f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
}

// codes are the numbers of keys that the kitty protocol reports by number.
var codes = map[string]rune{"esc": 27, "enter": 13, "tab": 9, "backspace": 127, "space": 32}

// finals end the sequences of keys that carry modifiers as "CSI 1 ; m final".
var finals = map[string]string{"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}

// Keys presses keys, each in a write of its own, by the names that Bubble Tea
// uses: "j", "G", "enter", "esc", "space", "pgdown", "f1", "shift+tab",
// "ctrl+c", "alt+x", "ctrl+left". It fails the test for a name it does not
// know.
func (t *Terminal) Keys(tb testing.TB, names ...string) {
	tb.Helper()
	for _, name := range names {
		t.mu.Lock()
		flags := t.state.flags()
		t.mu.Unlock()
		b, ok := encode(name, flags&1 != 0)
		if !ok {
			tb.Fatalf("no such key: %q", name)
		}
		if _, err := t.Write([]byte(b)); err != nil {
			tb.Fatalf("pressing %q: %v", name, err)
		}
	}
}

// encode gives what a terminal sends for a key.
func encode(name string, kitty bool) (string, bool) {
	base, mods := name, 0
	for prefix, bit := range map[string]int{"shift+": 1, "alt+": 2, "ctrl+": 4} {
		if rest, ok := cut(base, prefix); ok {
			base, mods = rest, mods|bit
		}
	}
	if mods == 0 {
		switch s, ok := plain[base]; {
		case ok:
			return s, true
		case base == "esc" && kitty:
			return "\x1b[27u", true
		case base == "esc":
			return "\x1b", true
		}
		return base, utf8.RuneCountInString(base) == 1
	}
	if f, ok := finals[base]; ok {
		return fmt.Sprintf("\x1b[1;%d%s", mods+1, f), true
	}
	code, named := codes[base]
	if !named {
		if utf8.RuneCountInString(base) != 1 {
			return "", false
		}
		code, _ = utf8.DecodeRuneInString(base)
	}
	if kitty {
		return fmt.Sprintf("\x1b[%d;%du", code, mods+1), true
	}
	return legacy(base, code, mods)
}

// cut takes a modifier out of a key's name, wherever it stands.
func cut(name, modifier string) (string, bool) {
	i := strings.Index(name, modifier)
	if i < 0 {
		return name, false
	}
	return name[:i] + name[i+len(modifier):], true
}

// legacy is a modified key on a terminal without the kitty protocol.
func legacy(base string, code rune, mods int) (string, bool) {
	s := string(code)
	switch {
	case base == "tab" && mods == 1:
		return "\x1b[Z", true
	case mods&4 != 0 && code < 128:
		s = string(code & 0x1f)
	}
	if mods&2 != 0 {
		s = "\x1b" + s
	}
	return s, true
}

// Type types a text, a character at a time.
func (t *Terminal) Type(tb testing.TB, text string) {
	tb.Helper()
	for _, r := range text {
		if _, err := t.Write([]byte(string(r))); err != nil {
			tb.Fatalf("typing %q: %v", text, err)
		}
	}
}

// Paste pastes a text: bracketed, if the program asked for that.
func (t *Terminal) Paste(tb testing.TB, text string) {
	tb.Helper()
	t.mu.Lock()
	if t.state.modes[2004] {
		text = "\x1b[200~" + text + "\x1b[201~"
	}
	t.mu.Unlock()
	if _, err := t.Write([]byte(text)); err != nil {
		tb.Fatalf("pasting: %v", err)
	}
}

// Click presses and releases the left mouse button on a cell, counted from the
// top left.
func (t *Terminal) Click(tb testing.TB, x, y int) {
	tb.Helper()
	t.mouse(tb, fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x+1, y+1, x+1, y+1))
}

// Wheel turns the wheel over a cell, down for n > 0 and up for n < 0.
func (t *Terminal) Wheel(tb testing.TB, x, y, n int) {
	tb.Helper()
	button := 65
	if n < 0 {
		button, n = 64, -n
	}
	t.mouse(tb, strings.Repeat(fmt.Sprintf("\x1b[<%d;%d;%dM", button, x+1, y+1), n))
}

// mouse sends mouse events to a program that listens to them.
func (t *Terminal) mouse(tb testing.TB, events string) {
	tb.Helper()
	t.mu.Lock()
	listens := t.state.modes[1000] || t.state.modes[1002] || t.state.modes[1003]
	t.mu.Unlock()
	if !listens {
		tb.Fatal("the program does not listen to the mouse")
	}
	if _, err := t.Write([]byte(events)); err != nil {
		tb.Fatalf("using the mouse: %v", err)
	}
}

// Settle waits until the program has written nothing for as long as quiet, or
// for ten times that at most. It is for what has no mark on the screen, such
// as the bytes that a key costs.
func (t *Terminal) Settle(quiet time.Duration) {
	over := time.After(10 * quiet)
	for {
		t.mu.Lock()
		changed := t.changed
		t.mu.Unlock()
		select {
		case <-changed:
		case <-time.After(quiet):
			return
		case <-over:
			return
		}
	}
}
