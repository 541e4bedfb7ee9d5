package dialog

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/keymap"
)

func TestMenu(t *testing.T) {
	wants(t, keys(sampleNamed("menu"), "j"), closes("j"))
	wants(t, keys(sampleNamed("menu"), "t"), nothing) // off
	wants(t, keys(sampleNamed("menu"), "z"), nothing)
	wants(t, keys(sampleNamed("menu"), "end", "enter"), closes("c"))
	wants(t, keys(sampleNamed("menu"), "end", "home", "ctrl+n", "enter"), closes("n"))
	wants(t, keys(sampleNamed("menu"), "esc"), closed)
	wants(t, keys(sampleNamed("welcome"), "esc"), nothing)
	wants(t, keys(sampleNamed("welcome"), "q"), closes("q"))
	wants(t, keys(NewMenu(plainLook(), MenuOptions{CloseKey: "c", Items: sampleMenu().Items}), "esc"), closes("c"))
	d := sampleNamed("columns")
	wants(t, keys(d, "space"), stays("Changed", "bcdefg"))
	wants(t, keys(d, "enter"), closed) // it is done already
	wants(t, keys(d, "home", "space"), stays("Changed", "abcdefg"))
	wants(t, keys(d, "h"), stays("Changed", "abcdefgh"))
	wants(t, keys(d, "shift+up"), stays("Changed", "abcdefhg"))
	wants(t, keys(d, "home", "shift+up"), nothing)
	wants(t, keys(NewMenu(plainLook(), MenuOptions{}), "enter"), nothing)
	d = NewMenu(plainLook(), MenuOptions{Items: []Item{{Key: "A", Press: tells("A")}, {Key: "B", Press: tells("B")}, {Key: "C", Press: tells("C")}}})
	wants(t, keys(d, "j", "j", "k", "enter"), closes("B"))
}

func TestHelpSearchesAndRuns(t *testing.T) {
	d := sampleNamed("help")
	typed(d, "del")
	wants(t, keys(d, "enter"), closes("Run", keymap.Delete))
	wants(t, keys(d, "esc"), nothing) // clears the search first
	shows(t, d, "MOVE")
	wants(t, keys(d, "esc"), closed)
	wants(t, keys(sampleNamed("help"), "down", "left", "enter"), closes("Run", keymap.Up)) // a key that changes no text moves nothing
	wants(t, keys(typed(sampleNamed("help"), "yj"), "enter"), closes("Run", keymap.CopyJSON))
	wants(t, keys(typed(sampleNamed("help"), "trash"), "enter"), closes("Run", keymap.Trash)) // it has no key
	wants(t, keys(typed(sampleNamed("help"), "saved"), "enter"), closes("Type", "view "))
	shows(t, typed(sampleNamed("help"), "export"), ":export [FILE]", "write the marked ones to a file")
	shows(t, typed(sampleNamed("help"), "half"), "> ctrl-d", "half a page down")
	shows(t, typed(sampleNamed("help"), "up"), "> k up ctrl-p", "PgUp ctrl-b", "  alt-v ")
	if box := trimmed(open(typed(sampleNamed("help"), "export")).Box(60, 20)); !strings.HasPrefix(box[2], "| > :export [FILE] ") {
		t.Errorf("what alone is found stands at %q", box[2])
	}
	shows(t, typed(sampleNamed("help"), "1-9"), "> 1-9           views")
	shows(t, typed(sampleNamed("help"), "completed"), "D             completed")
	wants(t, keys(typed(sampleNamed("help"), "caller waits"), "enter"), nothing)
	none := typed(sampleNamed("help"), "qqqq")
	shows(t, none, "No action matches")
	wants(t, keys(none, "enter"), nothing)
}

func TestHelpShowsOnlyKeysThatReachTheirAction(t *testing.T) {
	m, _ := defaults.Override(map[string][]string{"open": {"o"}})
	d := NewHelp(Base{Theme: plainLook().Theme, Keys: m}, sampleHelp())
	for _, b := range keymap.Default().All() {
		i := slices.IndexFunc(d.all, func(l helpLine) bool { return l.action == b.Action })
		if i < 0 || isView(b.Action) {
			continue
		}
		for _, k := range m.Keys(b.Action) {
			listed := slices.Contains(d.all[i].keys, keymap.Label(k))
			if a, _ := m.Resolve(sampleHelp().Scopes, k); listed != (a == b.Action) {
				t.Errorf("%s is listed for %s: %t, and does %s", k, b.Action, listed, a)
			}
		}
		if b.Action == keymap.OpenWeb && d.all[i].keys[0] != ":open-in-browser" {
			t.Errorf("open-in-browser has lost its key but is listed with %s", d.all[i].keys)
		}
	}
}

func TestPalette(t *testing.T) {
	fresh := func() Dialog { return sampleNamed("palette") }
	wants(t, keys(typed(fresh(), "50%"), "enter"), closes("goto", "50%"))
	shows(t, typed(fresh(), "30%"), "> 30% ", "go to 30%")
	wants(t, keys(typed(fresh(), "mark age:>7d"), "enter"), closes("mark", "age:>7d"))
	for _, line := range []string{":load all", "load-all", "all rows"} {
		wants(t, keys(typed(fresh(), line), "enter"), closes("Run", keymap.LoadAll))
	}
	wants(t, keys(typed(fresh(), "export a/b.json"), "enter"), closes("export", "a/b.json"))
	wants(t, keys(typed(fresh(), "export"), "enter"), closes("Run", keymap.Export)) // as its key does
	wants(t, keys(typed(fresh(), "sort-r"), "enter"), closes("Run", keymap.SortReverse))
	wants(t, keys(typed(fresh(), "reopen"), "enter"), closes("Run", keymap.ToggleStatus))
	wants(t, keys(typed(fresh(), "delete"), "enter"), nothing) // off: read-only
	wants(t, keys(typed(fresh(), "fca"), "enter"), closes("Run", keymap.FoldCloseAll))
	for typo, want := range map[string]string{"dlete": "delete", "exprot": "export", "load-al": "load-all", "priavte": "private"} {
		if got := typed(fresh(), typo).(*Palette).shown; got[0].Name != want {
			t.Errorf("%s finds %s first, not %s", typo, got[0].Name, want)
		}
	}
	d := typed(fresh(), "exp")
	keys(d, "tab")
	shows(t, d, ": export ")
	wants(t, keys(typed(d, "x.json"), "enter"), closes("export", "x.json"))
	for line, want := range map[string]result{":50%": closes("goto", "50%"), "export A.json": closes("export", "A.json"), "view e": closes("view", "Expired")} { // nothing of it is lost
		wants(t, keys(typed(fresh(), line), "tab", "enter"), want)
	}
	d = typed(fresh(), "view")
	wants(t, keys(d, "enter"), nothing) // its argument is missing
	shows(t, d, ": view ", "view Active", "view Expired")
	wants(t, keys(typed(d, "e"), "enter"), closes("view", "Expired"))
	for _, e := range fresh().(*Palette).all {
		if same := typed(fresh(), e.Name).(*Palette); slices.IndexFunc(same.shown[1:], func(x paletteEntry) bool { return x.Name == e.Name }) >= 0 {
			t.Errorf("%s is listed twice", e.Name)
		}
	}
	none := typed(fresh(), "zzzz")
	shows(t, none, "No action or command matches")
	wants(t, keys(none, "enter"), nothing)
	wants(t, keys(none, "esc"), closed)
}

func TestCleanUp(t *testing.T) {
	d := sampleNamed("clean-up").(*CleanUp)
	wants(t, keys(d, "down", "space"), stays("Recount", PlanChoice{Parts: []string{"expired", "maybe expired"}}))
	keys(d, "tab", "tab", "tab")
	wants(t, typedLast(d, "7"), nothing) // half typed
	wants(t, typedLast(d, "d"), stays("Recount", PlanChoice{Parts: []string{"expired", "maybe expired"}, OlderThan: 7 * 24 * time.Hour}))
	choice := d.Choice()
	wants(t, keys(d, "tab", "enter"), closed)
	wants(t, keys(d, "tab", "enter"), stays("Dry run", choice))
	wants(t, keys(d, "tab", "enter"), stays("Export first", choice))
	wants(t, keys(d, "tab", "enter"), closes("Delete...", choice))
	d.SetPlan(Plan{})
	shows(t, d, "[>Cancel", "- Delete... -", "0 sessions")
}

// What was counted while an age was half typed is counted anew once it is whole.
func TestCleanUpCountsAnewAfterAnAgeWasHalfTyped(t *testing.T) {
	d := sampleNamed("clean-up").(*CleanUp)
	old := PlanChoice{Parts: []string{"expired"}, OlderThan: 7 * 24 * time.Hour}
	keys(d, "tab", "tab", "tab", "tab", "7")
	wants(t, typedLast(d, "d"), stays("Recount", old))
	counted := samplePlan()
	counted.Choice = old
	d.SetPlan(counted)
	wants(t, keys(d, "backspace"), nothing)
	d.SetPlan(samplePlan()) // rows have come meanwhile
	wants(t, typedLast(d, "d"), stays("Recount", old))
}

// Who is counted is told whole: an ID that is cut names nobody.
func TestCleanUpNamesWhomItCounts(t *testing.T) {
	long := "gone 620c8c05-7a4b-48ca-a5a0-d1b5a6bd5529"
	plan := Plan{Total: 1200, ByAssistant: []PlanCount{{long, 1200}, {"Front Desk", 4}}, ByAge: []PlanCount{{"7 to 30 days", 23400}}}
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 30}} {
		box := strings.Join(trimmed(open(sampleCleanUp(plainLook(), plan)).Box(size[0], size[1])), "\n")
		for _, want := range []string{"  " + long + " ", " 1,200 ", "  Front Desk ", "  7 to 30 days 23,400 "} {
			if !strings.Contains(box, want) {
				t.Errorf("at %v there is no %q in\n%s", size, want, box)
			}
		}
	}
}

func typedLast(d Dialog, k string) result { return keys(d, k) }

func TestTrash(t *testing.T) {
	d := sampleNamed("trash")
	wants(t, keys(d, "enter"), stays("Show", sampleID))
	wants(t, keys(d, "down", "tab", "enter"), stays("Export", ids(1)[0]))
	typed(d, "billing")
	wants(t, keys(d, "tab", "enter"), stays("Re-create as a new session", sampleID))
	typed(d, "zzz")
	shows(t, d, "Nothing here.", "[>Close")
	wants(t, keys(d, "enter"), closed)
	wants(t, keys(NewTrash(plainLook(), TrashOptions{}), "enter"), closed)
	l := plainLook()
	l.ReadOnly = true
	if box := strings.Join(open(NewTrash(l, sampleTrash())).Box(100, 40), ""); strings.Contains(box, "Re-create") {
		t.Error("a read-only account is offered a new session")
	}
}

func TestActivity(t *testing.T) {
	d := sampleNamed("activity").(*Activity)
	wants(t, keys(d, "enter"), closed)
	wants(t, keys(d, "down", "down", "tab", "enter"), stays("Copy the line", 2))
	wants(t, keys(d, "tab", "enter"), stays("Pause"))
	wants(t, keys(d, "tab", "enter"), stays("Stop"))
	o := sampleActivity()
	o.Lines = append([]ActivityLine{{What: "newer"}}, o.Lines...)
	o.Paused = true
	d.Set(o)
	shows(t, d, "[ Resume ]", "> 14:02:57") // the same request is chosen
	d.Set(ActivityContent{})
	shows(t, d, "No request yet.", "[>Close")
}

// TestThePaletteShowsKeysWhole sees that no key is cut where there is room.
func TestThePaletteShowsKeysWhole(t *testing.T) {
	shows(t, typed(sampleNamed("palette"), "mark-extend"), "shift-down ")
	shows(t, typed(sampleNamed("palette"), "drop"), "backspace ")
}

// What an entry of a list says is wrapped where it does not fit, and not cut.
func TestAListCutsNoMeaning(t *testing.T) {
	for _, c := range []struct {
		name string
		from int // where the text begins in its line
		want string
	}{{"palette", 18, "write the marked ones to a file"}, {"quit", 18, "nothing more is sent"}, {"activity", 13, "rate limited, try 2 in 3 s"}} {
		d := sampleNamed(c.name)
		box := trimmed(open(d).Box(40, 20))
		text := ""
		for _, line := range box {
			text += " " + strings.TrimSpace(line[min(len(line), c.from):len(line)-1])
		}
		if !strings.Contains(strings.Join(strings.Fields(text), " "), c.want) {
			t.Errorf("%s does not show %q:\n%s", c.name, c.want, strings.Join(box, "\n"))
		}
	}
}

// An entry of which only the end, or only the beginning, is seen is more too.
func TestAListSaysThatAnEntryIsCut(t *testing.T) {
	long, b := Item{Key: "a", Label: "one two three four five six seven eight nine ten"}, Item{Key: "b", Label: "b"}
	for want, o := range map[string]MenuOptions{" more: PgUp -": {Title: "Cut", Items: []Item{long, b}, Focus: 1}, " more: PgDn -": {Title: "Cut", Items: []Item{b, long}}} {
		if box := trimmed(open(NewMenu(plainLook(), o)).Box(24, 5)); !strings.Contains(box[len(box)-1], want) {
			t.Errorf("no %q in %q", want, box)
		}
	}
}

// Where a text leaves no room for what can be chosen, it gives way.
func TestAMenuShowsItsItemBelowALongText(t *testing.T) {
	d := NewMenu(plainLook(), MenuOptions{Text: []string{strings.Repeat("word ", 80)}, Items: []Item{{Key: "a", Label: "first"}, {Key: "b", Label: "second"}}})
	for _, want := range []string{"> a   first", "> b   second"} {
		for _, size := range [][2]int{{40, 10}, {30, 16}} {
			if shows := strings.Join(trimmed(open(d).Box(size[0], size[1])), "\n"); !strings.Contains(shows, want) {
				t.Errorf("no %q in\n%s", want, shows)
			}
		}
		keys(d, "down")
	}
}

// What a menu offers can change while it is open: the item that has the focus
// keeps it.
func TestAMenuKeepsItsItem(t *testing.T) {
	d := NewMenu(plainLook(), sampleMenu())
	keys(d, "down")
	d.Set(nil, append([]Item{{Key: "new", Label: "New"}}, sampleMenu().Items...))
	wants(t, keys(d, "enter"), closes(sampleMenu().Items[1].Key))
	d.Set(nil, []Item{{Key: "new", Label: "New", Press: tells("new")}, {Key: "newer", Label: "Newer"}})
	wants(t, keys(d, "enter"), closes("new"))
}

// A list that has more rows than are seen says so, and on which side.
func TestAListSaysThatThereIsMore(t *testing.T) {
	for _, name := range []string{"columns", "palette", "trash", "activity", "help"} {
		d := sampleNamed(name)
		for _, c := range []struct {
			key  keymap.Action
			want string
		}{{keymap.Top, " more: PgDn -"}, {keymap.End, " more: PgUp -"}, {keymap.Top, " more: PgDn -"}} {
			open(d).Do(c.key)
			if box := trimmed(open(d).Box(60, 12)); !strings.Contains(box[len(box)-1], c.want) {
				t.Errorf("%s ends with %q after %s, want %q", name, box[len(box)-1], c.key, c.want)
			}
		}
	}
}
