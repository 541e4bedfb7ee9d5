package dialog

import (
	"fmt"
	"regexp"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
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

// open puts a dialog on a stack, the way the program uses it.
func open(d Dialog) *Stack {
	s := &Stack{}
	s.Push(d, nil)
	return s
}

// click clicks at a cell of a dialog's box.
func click(d Dialog, x, y, w, h int) Intent {
	s := open(d)
	s.Box(w, h)
	return s.Click(x, y)
}

// keys presses keys and gives the last intent.
func keys(d Dialog, names ...string) Intent {
	s, got := open(d), Intent(nil)
	for _, k := range names {
		got = s.Press(press(k))
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

// does says in a button's words what an intent is.
func does(i Intent) string {
	switch i := i.(type) {
	case Cancel:
		return "Cancel Close"
	case ConfirmDelete:
		return "Delete"
	case ShowRequests:
		return "Dry run"
	case ExportFirst, PlanExport:
		return "Export first"
	case ListIDs:
		return "List all"
	case PlanLoadAll:
		return "Count all"
	case PlanDelete:
		return "Delete..."
	case SaveEdit:
		return "Save"
	case SaveEditMany:
		return "Save to 12 sessions"
	case ResolveConflict:
		return "Save the choice"
	case CreateSession, CloneSession:
		return "Create"
	case OpenEditor:
		return "Editor"
	case ShowChanges:
		return "See changes"
	case Submit:
		return "OK"
	case filter.SaveView:
		return "Save as a view"
	case filter.Apply:
		return "Apply"
	case filter.Close:
		return "Cancel Close"
	case TrashShow:
		return "Show"
	case TrashExport:
		return "Export"
	case TrashRecreate:
		return "Re-create as a new session"
	case RetryFailed:
		return "Retry failed"
	case CopyRequest:
		return "Copy the line"
	case PassAction:
		return map[keymap.Action]string{keymap.Pause: "Pause Resume", keymap.Stop: "Stop"}[i.Action]
	case Choose:
		return map[string]string{"yes": "Complete"}[i.Key]
	}
	return fmt.Sprintf("%T", i)
}
