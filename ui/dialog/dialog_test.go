package dialog

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

func TestFrames(t *testing.T) {
	for _, s := range samples() {
		for _, z := range sizes() {
			t.Run(fmt.Sprintf("%s/%dx%d", s.name, z[0], z[1]), func(t *testing.T) {
				golden.RequireEqual(t, []byte(strings.Join(trimmed(open(s.make(plainLook())).Box(z[0], z[1])), "\n")+"\n"))
			})
		}
	}
}

func TestBoxesAreRectangles(t *testing.T) {
	for _, s := range samples() {
		for _, look := range []Base{plainLook(), colourLook()} {
			d := s.make(look)
			for w := 8; w <= 130; w += 11 {
				for h := 4; h <= 40; h += 5 {
					rectangle(t, s.name, d, w, h)
				}
			}
		}
	}
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
					if !got.isNothing() || strings.Contains(strings.Join(open(d).Box(z[0], z[1]), ""), "Throw away") {
						t.Errorf("%s at %v: %q gives %#v", s.name, z, label, got)
					}
				case "Discard":
					if !got.closed || got.called != "" {
						t.Errorf("%s at %v: %q gives %#v", s.name, z, label, got)
					}
				case "Cancel", "Close":
					asks := got.isNothing() && strings.Contains(strings.Join(open(d).Box(z[0], z[1]), ""), "Throw away")
					leaves := got.closed && (got.called == "" || got.called == label)
					if !leaves && !asks {
						t.Errorf("%s at %v: %s gives %#v", s.name, z, label, got)
					}
				default:
					if got.called != label {
						t.Errorf("%s at %v after %d tabs: %q is painted, enter gives %#v", s.name, z, stops, label, got)
					}
				}
			}
			if list := []string{"menu", "columns", "quit", "help", "help-search", "palette", "palette-search"}; len(seen) == 0 && !slices.Contains(list, s.name) && !strings.HasPrefix(s.name, "filter") {
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
			got := keys(h, "enter")
			if got.called != "Run" {
				t.Fatalf("help at %v: enter gives %#v", z, got)
			}
			a := got.args[0].(keymap.Action)
			if first := keymap.Label(defaults.Keys(a)[0]); !ok || !strings.HasPrefix(row, first) {
				t.Errorf("help at %v: %q is painted, enter does %s", z, row, a)
			}
			p := sampleNamed("palette")
			for range steps {
				keys(p, "down")
			}
			row, _ = strings.CutPrefix(painted(p, z[0], z[1]), "row ")
			switch got := keys(p, "enter"); got.called {
			case "":
			case "Run":
				shown, _, _ := strings.Cut(row, "~")
				if shown, _, _ = strings.Cut(shown, " "); !strings.HasPrefix(string(got.args[0].(keymap.Action)), shown) || shown == "" {
					t.Errorf("palette at %v: %q is painted, enter does %s", z, row, got.args)
				}
			default:
				if !strings.HasPrefix(row, got.called) && row != "N%" {
					t.Errorf("palette at %v: %q is painted, enter runs %s", z, row, got.called)
				}
			}
		}
		for steps, want := range []result{closes("y"), closes("n"), closes("j"), nothing, closes("c"), closes("c")} {
			m := sampleNamed("menu")
			for range steps {
				keys(m, "down")
			}
			row := painted(m, z[0], z[1])
			if got := keys(m, "enter"); !reflect.DeepEqual(got, want) || want.closed && !strings.HasPrefix(row, "row "+want.called) {
				t.Errorf("menu at %v: %q is painted, enter gives %#v, want %#v", z, row, got, want)
			}
		}
	}
}

func TestClicksPressWhatIsPaintedThere(t *testing.T) {
	for _, z := range sizes() {
		lines := trimmed(open(sampleNamed("delete")).Box(z[0], z[1]))
		for label, want := range map[string]result{"Cancel": closed, "Delete": closes("Delete")} {
			for y := len(lines) - 1; y > 0; y-- {
				if x := strings.Index(lines[y], label); x >= 0 {
					wants(t, click(sampleNamed("delete"), x, y, z[0], z[1]), want)
					break
				}
			}
		}
	}
	wants(t, click(sampleNamed("bulk"), 3, 3, 80, 24), nothing)
	m := sampleNamed("menu")
	for y, l := range trimmed(open(m).Box(80, 24)) {
		if strings.Contains(l, "JSON") {
			wants(t, click(m, 6, y, 80, 24), closes("j"))
		}
	}
}

// A click that comes before the dialog that has just opened is drawn was meant for what is
// seen: it presses nothing there.
func TestAClickIsMeantForTheBoxThatIsSeen(t *testing.T) {
	s := open(sampleNamed("delete"))
	for y, l := range trimmed(s.Box(80, 24)) {
		x := strings.Index(l, "[ Delete")
		if x < 0 {
			continue
		}
		s.Push(sampleNamed("delete"))
		wants(t, resultOf(s, func() tea.Cmd { return s.Click(x+2, y) }), nothing)
		s.Box(80, 24)
		wants(t, resultOf(s, func() tea.Cmd { return s.Click(x+2, y) }), closes("Delete"))
		return
	}
	t.Error("there is no such button")
}

// So was a click on a row of a menu whose items have changed since.
func TestAClickIsMeantForTheRowThatIsSeen(t *testing.T) {
	a, b, c := Item{Key: "a", Label: "Alpha", Press: tells("a")}, Item{Key: "b", Label: "Beta", Press: tells("b")}, Item{Key: "c", Label: "Gamma", Press: tells("c")}
	m := NewMenu(plainLook(), MenuOptions{Title: "Quit?", Items: []Item{a, b, c}})
	s := open(m)
	at := func(label string) func() tea.Cmd {
		y := slices.IndexFunc(trimmed(s.Box(80, 24)), func(l string) bool { return strings.Contains(l, label) })
		return func() tea.Cmd { return s.Click(6, y) }
	}
	second, third := at("Beta"), at("Gamma")
	m.Set(nil, []Item{a, c})
	wants(t, resultOf(s, second), nothing)
	wants(t, resultOf(s, third), nothing)
	wants(t, resultOf(s, at("Gamma")), closes("c"))
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
		for range rapid.IntRange(0, 15).Draw(t, "steps") {
			k := rapid.SampledFrom(names).Draw(t, "key")
			before := painted(d, 80, 40)
			if k == "x" && rapid.Bool().Draw(t, "paste") {
				open(d).Paste(rapid.OneOf(rapid.Just("delete 212\n\x1b[31mx\u202e"), rapid.Just("Aः ก็ᄀ"), rapid.String()).Draw(t, "text"))
			}
			got := keys(d, k)
			if got.called == "Delete" && (k != "enter" || before != "button Delete") {
				t.Fatalf("%s: %q deletes while %q is painted", s.name, k, before)
			}
			w, h := rapid.IntRange(8, 130).Draw(t, "w"), rapid.IntRange(4, 40).Draw(t, "h")
			rectangle(t, s.name, d, w, h)
			click(d, rapid.IntRange(-1, 130).Draw(t, "x"), 2, w, h)
		}
	})
}

func TestStack(t *testing.T) {
	var s Stack
	if s.Top() != nil || s.Press(press("enter")) != nil {
		t.Error("an empty stack must do nothing")
	}
	first, second := sampleNamed("edit"), sampleNamed("delete")
	s.Push(first)
	s.Push(second)
	if s.Top() != second || s.Len() != 2 {
		t.Error("the newest must be on top")
	}
	if got := s.Press(press("enter")); got != nil {
		t.Errorf("enter on the top gives %#v", got())
	}
	if s.Top() != first {
		t.Error("closing must show the one below")
	}
	for key, want := range map[string]keymap.Action{"ctrl+z": keymap.Suspend, "ctrl+l": keymap.Redraw} {
		wants(t, resultOf(&s, func() tea.Cmd { return s.Press(press(key)) }), stays("Run", want))
	}
}

func TestHintsAreBound(t *testing.T) {
	for _, s := range samples() {
		d := s.make(plainLook())
		for _, a := range open(d).Hints() {
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
		open(d).Box(120, 36)
	}
}

func BenchmarkEdit(b *testing.B) {
	d := NewEdit(colourLook(), sampleEdit())
	b.ReportAllocs()
	for b.Loop() {
		open(d).Box(120, 36)
	}
}

// TestButtonsAreFilledWhereThereAreColours sees that the focus fills its button,
// and that without colours signs tell it.
func TestButtonsAreFilledWhereThereAreColours(t *testing.T) {
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[1;38;2;16;20;28;48;2;124;196;255mCancel\x1b[m",
		colorprofile.ANSI:      "\x1b[1;7mCancel\x1b[m",
		colorprofile.ASCII:     "\x1b[1;7m[>Cancel<]\x1b[m",
	} {
		d := NewDelete(Base{Theme: theme.New(theme.Options{Dark: true, Profile: profile}), Keys: defaults}, DeleteOptions{ID: sampleID})
		box := strings.Join(open(d).Box(80, 24), "\n")
		if !strings.Contains(box, want) {
			t.Errorf("%v: no %q in\n%q", profile, want, box)
		}
		if signs := strings.Contains(box, "[>"); signs != (profile == colorprofile.ASCII) {
			t.Errorf("%v: signs of the focus: %t", profile, signs)
		}
	}
}

// What is only to be read is as wide as its lines, where the screen has room.
func TestATextIsAsWideAsItsLines(t *testing.T) {
	line := "DELETE /session/9f2c41d0-5a0e-4c1b-9d21-2f0c88ab77b1  Acme - billing dispute, second call"
	for _, c := range []struct {
		read   bool
		screen int
		wide   int
		whole  bool
	}{{true, 120, theme.Width(line) + frameWidth, true}, {true, 80, 80, false}, {false, 120, 64, false}} {
		box := trimmed(open(NewQuestion(plainLook(), QuestionOptions{Text: []string{line}, MessageOnly: c.read})).Box(c.screen, 20))
		if got := strings.Contains(strings.Join(box, ""), line); theme.Width(box[0]) != c.wide || got != c.whole {
			t.Errorf("%+v: %d wide, whole %v", c, theme.Width(box[0]), got)
		}
	}
}

// Whatever the footer offers does something: it asks for something, or changes
// what is drawn, in every dialog as it opens, and where its search finds nothing.
func TestHintsDoSomething(t *testing.T) {
	for _, sample := range append(samples(), samplesForHelp()...) {
		for _, query := range []string{"", "zqzq"} {
			fresh := func() *Stack {
				s := open(sample.make(plainLook()))
				for _, r := range query {
					s.Box(80, 24)
					if !resultOf(s, func() tea.Cmd { return s.Press(press(string(r))) }).isNothing() {
						return nil // letters are no search here
					}
				}
				return s
			}
			s := fresh()
			if s == nil || sample.name == "filter-wrong" || sample.name == "filter-suggestion" {
				continue // what applies a filter leads to what is wrong with it, which has the focus there
			}
			for _, a := range s.Hints() {
				s := fresh()
				before := slices.Clone(s.Box(80, 24))
				if got := resultOf(s, func() tea.Cmd { return s.Do(a) }); got.isNothing() && slices.Equal(before, s.Box(80, 24)) {
					t.Errorf("%s, %q typed: %s does nothing", sample.name, query, a)
				}
			}
		}
	}
}
