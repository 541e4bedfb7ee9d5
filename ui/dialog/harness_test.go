package dialog

import (
	"regexp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/keymap"
)

var (
	defaults      = keymap.Default()
	focusedButton = regexp.MustCompile(`\[>(.*?)<\]`)
	focusedRow    = regexp.MustCompile(`(?m)(?:^\| |  )> (.*?)(?: {2,}| *\|$)`)
)

// press makes a key press as a terminal sends it.
func press(key string) tea.KeyPressMsg {
	special := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "delete": tea.KeyDelete,
		"pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp}
	var k tea.Key
	for {
		if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
			k.Mod, key = k.Mod|tea.ModCtrl, rest
		} else if rest, ok := strings.CutPrefix(key, "alt+"); ok {
			k.Mod, key = k.Mod|tea.ModAlt, rest
		} else if rest, ok := strings.CutPrefix(key, "shift+"); ok {
			k.Mod, key = k.Mod|tea.ModShift, rest
		} else {
			break
		}
	}
	if c, ok := special[key]; ok {
		if k.Code = c; key == "space" {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	if k.Code = []rune(key)[0]; k.Mod == 0 {
		k.Text = key
	}
	return tea.KeyPressMsg(k)
}

// result is what a key or a click led to: whether the dialog closed, and which of the
// functions that it was given was called, with what.
type result struct {
	closed bool
	called string
	args   []any
}

// nothing and closed are results without a call. closes and stays are those with one.
var nothing, closed = result{}, result{closed: true}

func closes(name string, args ...any) result { return result{true, name, args} }
func stays(name string, args ...any) result  { return result{false, name, args} }

// did is the command of a function that a dialog is given: it tells that it was called.
func did(name string, args ...any) tea.Cmd {
	return func() tea.Msg { return stays(name, args...) }
}

// tells and tellsOf make such functions, called after the button that leads to them.
func tells(name string) Answer { return func() tea.Cmd { return did(name) } }

func tellsOf[T any](name string) func(T) tea.Cmd {
	return func(arg T) tea.Cmd { return did(name, arg) }
}

func (r result) isNothing() bool { return !r.closed && r.called == "" }

// resultOf does something with the dialog on top, and returns what it led to.
func resultOf(s *Stack, do func() tea.Cmd) (got result) {
	before := s.Len()
	if cmd := do(); cmd != nil {
		got = cmd().(result)
	}
	got.closed = s.Len() < before
	return got
}

// open puts a dialog on a stack, the way the program uses it.
func open(d Dialog) *Stack {
	s := &Stack{}
	s.Push(d)
	return s
}

// click clicks at a cell of a dialog's box.
func click(d Dialog, x, y, w, h int) result {
	s := open(d)
	s.Box(w, h)
	return resultOf(s, func() tea.Cmd { return s.Click(x, y) })
}

// keys presses keys and gives the last result.
func keys(d Dialog, names ...string) (got result) {
	s := open(d)
	for _, k := range names {
		got = resultOf(s, func() tea.Cmd { return s.Press(press(k)) })
	}
	return got
}

// typed types text into a dialog.
func typed(d Dialog, text string) Dialog {
	for _, r := range text {
		k := string(r)
		if r == ' ' {
			k = "space"
		}
		keys(d, k)
	}
	return d
}

func sizes() [][2]int { return [][2]int{{120, 36}, {80, 24}, {60, 20}, {40, 10}} }

// trimmed takes the styles away; the boxes end in a border, so nothing is lost.
func trimmed(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, ansi.Strip(l))
	}
	return out
}

type failer interface {
	Helper()
	Errorf(string, ...any)
}

func rectangle(t failer, name string, d Dialog, w, h int) {
	t.Helper()
	s := open(d)
	lines := s.Box(w, h)
	if len(lines) > h || len(lines) == 0 {
		t.Errorf("%s at %dx%d has %d lines", name, w, h, len(lines))
		return
	}
	want := ansi.StringWidthWc(lines[0])
	if want > w {
		t.Errorf("%s at %dx%d is %d wide", name, w, h, want)
	}
	for i, l := range lines {
		if got := ansi.StringWidthWc(l); got != want {
			t.Errorf("%s at %dx%d: line %d is %d wide, the first is %d: %q", name, w, h, i, got, want, l)
		}
		if strings.ContainsAny(l, "\n\r\t") || strings.Contains(l, "\x1b[") && !strings.HasSuffix(strings.TrimRight(l, "|+-"), "\x1b[m") && strings.LastIndex(l, "\x1b[m") < strings.LastIndex(l, "\x1b[") {
			t.Errorf("%s at %dx%d: line %d leaves its style on: %q", name, w, h, i, l)
		}
	}
	if x, y, ok := s.Cursor(); ok && (x < 0 || y < 0 || x >= want || y >= len(lines)) && h >= 8 && w >= 30 {
		t.Errorf("%s at %dx%d: the cursor is at %d,%d of %dx%d", name, w, h, x, y, want, len(lines))
	}
}

// painted finds what a frame shows as focused: the button between brackets with
// arrows, or the row behind the arrow.
func painted(d Dialog, w, h int) string {
	box := strings.Join(trimmed(open(d).Box(w, h)), "\n")
	if m := focusedButton.FindAllStringSubmatch(box, -1); len(m) == 1 {
		return "button " + strings.TrimSpace(strings.Split(m[0][1], "  ")[0])
	} else if len(m) > 1 {
		return "two buttons"
	}
	if m := focusedRow.FindAllStringSubmatch(box, -1); len(m) == 1 {
		return "row " + strings.TrimSpace(m[0][1])
	} else if len(m) > 1 {
		return "two rows"
	}
	return "nothing"
}
