package dialog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

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

// open puts a dialog on a stack, the way the program uses it.
func open(d Dialog) *Stack {
	s := &Stack{}
	s.Push(d)
	return s
}

// keys presses keys and gives the last intent.
func keys(d Dialog, names ...string) Intent {
	s, got := open(d), Intent(nil)
	for _, k := range names {
		got = s.Press(defaults, press(k))
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

func TestFrames(t *testing.T) {
	for _, s := range samples() {
		for _, z := range sizes() {
			t.Run(fmt.Sprintf("%s/%dx%d", s.name, z[0], z[1]), func(t *testing.T) {
				golden.RequireEqual(t, []byte(strings.Join(trimmed(s.make(plainLook()).Box(z[0], z[1])), "\n")+"\n"))
			})
		}
	}
}

// trimmed takes the styles away; the boxes end in a border, so nothing is lost.
func trimmed(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, l := range lines {
		out = append(out, ansi.Strip(l))
	}
	return out
}

func TestBoxesAreRectangles(t *testing.T) {
	for _, s := range samples() {
		for _, look := range []Look{plainLook(), colourLook()} {
			d := s.make(look)
			for w := 8; w <= 130; w += 11 {
				for h := 4; h <= 40; h += 5 {
					rectangle(t, s.name, d, w, h)
				}
			}
		}
	}
}

type failer interface {
	Helper()
	Errorf(string, ...any)
}

func rectangle(t failer, name string, d Dialog, w, h int) {
	t.Helper()
	lines := d.Box(w, h)
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
	if x, y, ok := d.Cursor(w, h); ok && (x < 0 || y < 0 || x >= want || y >= len(lines)) && h >= 8 && w >= 30 {
		t.Errorf("%s at %dx%d: the cursor is at %d,%d of %dx%d", name, w, h, x, y, want, len(lines))
	}
}

// painted finds what a frame shows as focused: the button between brackets with
// arrows, or the row behind the arrow.
func painted(d Dialog, w, h int) string {
	box := strings.Join(trimmed(d.Box(w, h)), "\n")
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
		return "Cancel Close Quit"
	case ConfirmDelete:
		return "Delete"
	case DryRun, PlanDryRun:
		return "Dry run"
	case ExportFirst, PlanExport:
		return "Export first"
	case ListIDs:
		return "List all"
	case PlanDelete:
		return "Delete..."
	case SaveEdit:
		return "Save"
	case SaveEditMany:
		return "Save to 12 sessions"
	case Resolve:
		return "Save the choice"
	case CreateSession:
		return "Create"
	case CloneSession:
		return "Create the clone"
	case OpenEditor:
		return "Editor"
	case ShowChanges:
		return "See changes"
	case Submit:
		return "OK"
	case TrashShow:
		return "Show"
	case TrashExport:
		return "Export"
	case TrashRecreate:
		return "Re-create as a new session"
	case CopyRequest:
		return "Copy as curl"
	case Pass:
		return map[keymap.Action]string{keymap.Pause: "Pause Resume", keymap.Stop: "Stop"}[i.Action]
	case Choose:
		return map[string]string{"demo": "Show the demo"}[i.Key]
	}
	return fmt.Sprintf("%T", i)
}

// TestEnterDoesWhatIsPainted drives every dialog from its picture: at each stop
// of tab, whatever button is painted as focused is what enter does.
func TestEnterDoesWhatIsPainted(t *testing.T) {
	for _, s := range samples() {
		for _, z := range sizes() {
			seen := map[string]bool{}
			for stops := range 16 {
				d := s.make(plainLook())
				for range stops {
					keys(d, "tab")
				}
				label, isButton := strings.CutPrefix(painted(d, z[0], z[1]), "button ")
				if !isButton {
					continue
				}
				got := keys(d, "enter")
				seen[label] = true
				switch label {
				case "Keep editing":
					if got != nil || strings.Contains(strings.Join(d.Box(z[0], z[1]), ""), "Throw away") {
						t.Errorf("%s at %v: %q gives %#v", s.name, z, label, got)
					}
				case "Discard":
					if got != (Cancel{}) {
						t.Errorf("%s at %v: %q gives %#v", s.name, z, label, got)
					}
				case "Cancel":
					asks := got == nil && strings.Contains(strings.Join(d.Box(z[0], z[1]), ""), "Throw away")
					if got != (Cancel{}) && !asks {
						t.Errorf("%s at %v: Cancel gives %#v", s.name, z, got)
					}
				default:
					if !strings.Contains(does(got), label) {
						t.Errorf("%s at %v after %d tabs: %q is painted, enter gives %#v", s.name, z, stops, label, got)
					}
				}
			}
			if list := []string{"menu", "columns", "help", "help-search", "palette", "palette-search"}; len(seen) == 0 && !slices.Contains(list, s.name) {
				t.Errorf("%s at %v: no button was ever painted as focused", s.name, z)
			}
		}
	}
}

// TestEnterDoesThePaintedRow does the same for the dialogs that are lists.
func TestEnterDoesThePaintedRow(t *testing.T) {
	for _, z := range sizes() {
		for steps := range 30 {
			h := sampleNamed("help")
			for range steps {
				keys(h, "down")
			}
			row, ok := strings.CutPrefix(painted(h, z[0], z[1]), "row ")
			got, isRun := keys(h, "enter").(RunAction)
			if first := keymap.Label(defaults.Keys(got.Action)[0]); !ok || !isRun || !strings.HasPrefix(row, first) {
				t.Errorf("help at %v: %q is painted, enter does %s", z, row, got.Action)
			}
			p := sampleNamed("palette")
			for range steps {
				keys(p, "down")
			}
			row, _ = strings.CutPrefix(painted(p, z[0], z[1]), "row ")
			switch got := keys(p, "enter").(type) {
			case RunAction:
				shown, _, _ := strings.Cut(row, "~")
				if shown, _, _ = strings.Cut(shown, " "); !strings.HasPrefix(string(got.Action), shown) || shown == "" {
					t.Errorf("palette at %v: %q is painted, enter does %s", z, row, got.Action)
				}
			case RunCommand:
				if !strings.HasPrefix(row, got.Text) && row != "N%" {
					t.Errorf("palette at %v: %q is painted, enter runs %s", z, row, got.Text)
				}
			}
		}
		for steps, want := range []Intent{Choose{"copy", "y"}, Choose{"copy", "n"}, Choose{"copy", "j"}, nil, Choose{"copy", "c"}, Choose{"copy", "c"}} {
			m := sampleNamed("menu")
			for range steps {
				keys(m, "down")
			}
			row := painted(m, z[0], z[1])
			if got := keys(m, "enter"); got != want || want != nil && !strings.HasPrefix(row, "row "+want.(Choose).Key) {
				t.Errorf("menu at %v: %q is painted, enter gives %#v, want %#v", z, row, got, want)
			}
		}
	}
}

func TestClicksPressWhatIsPaintedThere(t *testing.T) {
	for _, z := range sizes() {
		lines := trimmed(sampleNamed("delete").Box(z[0], z[1]))
		for label, want := range map[string]Intent{"Cancel": Cancel{}, "Delete": ConfirmDelete{[]string{sampleID}}} {
			for y := len(lines) - 1; y > 0; y-- {
				if x := strings.Index(lines[y], label); x >= 0 {
					if got := sampleNamed("delete").Click(x, y, z[0], z[1]); fmt.Sprint(got) != fmt.Sprint(want) {
						t.Errorf("a click on %s gives %#v", label, got)
					}
					break
				}
			}
		}
	}
	if got := sampleNamed("bulk").Click(3, 3, 80, 24); got != nil {
		t.Errorf("a click on text gives %#v", got)
	}
	m := sampleNamed("menu")
	for y, l := range trimmed(m.Box(80, 24)) {
		if strings.Contains(l, "JSON") {
			if got := m.Click(6, y, 80, 24); got != (Choose{"copy", "j"}) {
				t.Errorf("a click on JSON gives %#v", got)
			}
		}
	}
}

// TestAnyKeysInAnySize holds that no keys, pastes, clicks and sizes break a
// dialog's box, and that nothing is ever deleted without y, the phrase, or a
// painted Delete.
func TestAnyKeysInAnySize(t *testing.T) {
	all := samples()
	names := []string{"tab", "shift+tab", "up", "down", "left", "right", "enter", "esc", "space", "pgdown", "home", "end", "backspace", "ctrl+k", "ctrl+s",
		"ctrl+w", "ctrl+u", "ctrl+y", "ctrl+d", "alt+b", "x", "7", "d", "j", "é", "世"}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "dialog")
		d := s.make(plainLook())
		for range rapid.IntRange(0, 25).Draw(t, "steps") {
			k := rapid.SampledFrom(names).Draw(t, "key")
			before := painted(d, 100, 60)
			if k == "x" && rapid.Bool().Draw(t, "paste") {
				d.Paste(rapid.OneOf(rapid.Just("delete 212\n\x1b[31mx\u202e"), rapid.Just("Aः ก็ᄀ"), rapid.String()).Draw(t, "text"))
			}
			got := keys(d, k)
			if _, ok := got.(ConfirmDelete); ok && (k != "enter" || before != "button Delete") {
				t.Fatalf("%s: %q deletes while %q is painted", s.name, k, before)
			}
			w, h := rapid.IntRange(8, 130).Draw(t, "w"), rapid.IntRange(4, 40).Draw(t, "h")
			rectangle(t, s.name, d, w, h)
			d.Click(rapid.IntRange(-1, 130).Draw(t, "x"), 2, w, h)
		}
	})
}

func TestStack(t *testing.T) {
	var s Stack
	if s.Top() != nil || s.Pop() != nil || s.Press(keymap.Default(), press("enter")) != nil {
		t.Error("an empty stack must do nothing")
	}
	first, second := sampleNamed("edit"), sampleNamed("delete")
	s.Push(first)
	s.Push(second)
	if s.Top() != second || s.Len() != 2 {
		t.Error("the newest must be on top")
	}
	if got := s.Press(keymap.Default(), press("enter")); got != (Cancel{}) {
		t.Errorf("enter on the top gives %#v", got)
	}
	if s.Pop() != second || s.Top() != first {
		t.Error("closing must show the one below")
	}
	for key, want := range map[string]keymap.Action{"ctrl+z": keymap.Suspend, "ctrl+l": keymap.Redraw} {
		if got := s.Press(keymap.Default(), press(key)); got != (Pass{want}) {
			t.Errorf("%s gives %#v", key, got)
		}
	}
}

func TestHintsAreBound(t *testing.T) {
	for _, s := range samples() {
		d := s.make(plainLook())
		for _, a := range d.Hints() {
			if len(keymap.Default().Keys(a, d.Scopes()...)) == 0 && a != keymap.ToggleOption {
				t.Errorf("%s hints at %s, which has no key there", s.name, a)
			}
		}
	}
}

func BenchmarkHelp(b *testing.B) {
	d := NewHelp(colourLook(), sampleHelp())
	b.ReportAllocs()
	for b.Loop() {
		d.Box(120, 36)
	}
}

func BenchmarkEdit(b *testing.B) {
	d := NewEdit(colourLook(), sampleEdit())
	b.ReportAllocs()
	for b.Loop() {
		d.Box(120, 36)
	}
}
