package status

import (
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

func themes() []*theme.Theme {
	return []*theme.Theme{theme.New(theme.Options{}), theme.New(theme.Options{ASCII: true, Dark: true})}
}

// keys are bindings to be shown.
type keys []key.Binding

func (k keys) ShortHelp() []key.Binding  { return k }
func (k keys) FullHelp() [][]key.Binding { return nil }

func bound(label, words string) key.Binding {
	return key.NewBinding(key.WithKeys("x"), key.WithHelp(label, words))
}

// text draws what may stand in a line, also what terminals count differently.
func text() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"", "demo", "api.example.com", "客户投诉", "नमस्ते दुनिया", "مرحبا", "👨‍👩‍👧 ✈️", "saved the name of the session and what it was before"})
}

func TestLinesAreExactlyAsWide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		th := rapid.SampledFrom(themes()).Draw(t, "theme")
		w := rapid.IntRange(0, 200).Draw(t, "w")
		some := func(name string) string { return text().Draw(t, name) }
		flag := func(name string) bool { return rapid.Bool().Draw(t, name) }
		n := func(name string) int { return rapid.IntRange(-1, 2_000_000).Draw(t, name) }
		h := Header{Account: some("account"), Live: flag("live"), ReadOnly: flag("readonly"), Private: flag("private"), Total: n("total"),
			MayGrow: flag("so far"), SearchedHere: flag("matching"), Network: some("net"), NetworkBad: flag("bad")}
		s := State{Keys: keymap.Default(), Note: some("note"), NoteBad: flag("note bad"), Marked: n("marked"), RangeOpen: flag("ranging"), NewRows: n("new"), Row: n("row"),
			AwaitingFirst: flag("asking"), LoadingAll: flag("all"), Loaded: n("loaded"), Total: n("of"), Searched: n("searched"), Rows: n("rows"), Matching: n("matching"),
			Searching: flag("searching"), Sort: some("sort"), Missing: some("missing"), Pending: some("pending"), ProgressDone: n("did"), ProgressTotal: n("all")}
		var views []View
		var hints keys
		for i := range rapid.IntRange(0, 9).Draw(t, "views") {
			views = append(views, View{Number: i + 1, Name: some("view"), Count: n("count"), Current: i == 2})
			hints = append(hints, bound(some("keys"), some("help")))
		}
		lines := append(Banner{some("what"), some("can")}.Lines(th, w, rapid.IntRange(0, 9).Draw(t, "room")), h.Line(th, w), s.Line(th, w), Views(th, w, views), Footer(th, w, hints))
		for i, l := range lines {
			if got := ansi.StringWidthWc(l); got != w {
				t.Fatalf("line %d is %d wide instead of %d: %q", i, got, w, l)
			}
			if strings.Contains(l, "\n") {
				t.Fatalf("line %d breaks: %q", i, l)
			}
		}
	})
}

// survives lists the narrowest width at which each text is still in the line.
func survives(line func(w int) string, texts ...string) []int {
	at := make([]int, len(texts))
	for i, text := range texts {
		at[i] = 1000
		for w := 200; w > 0 && strings.Contains(ansi.Strip(line(w)), text); w-- {
			at[i] = w
		}
	}
	return at
}

// TestWorthMostStaysLongest narrows each line and sees what goes in which
// order: each text is there at every width where the one before it is.
func TestWorthMostStaysLongest(t *testing.T) {
	th := themes()[0]
	head := Header{Account: "demo", Live: true, Total: 1284, Network: "ok 40ms", Now: noon()}
	state := State{Keys: keymap.Default(), NewRows: 3, Marked: 12, Pending: "2 deletes wait", Loaded: 100, Total: 5000, Sort: "age", Missing: "at most 10 days"}
	note := state
	note.Note = "saved"
	far := State{View: "all", Row: 2500, Rows: 2500, Loaded: 149, Total: 2500}
	search := State{View: "all", Searched: 50, Total: 1000, Matching: 7, Searching: true}
	found := search
	found.Row = 2
	views := []View{{1, "all", 1284, false}, {2, "active", 12, false}, {3, "mine", -1, true}, {4, "done", 7, false}}
	hints := keys{bound("?", "help"), bound("q", "quits"), bound("enter", "opens the session")}
	for name, c := range map[string]struct {
		line  func(w int) string
		texts []string
	}{
		"header":         {func(w int) string { return head.Line(th, w) }, []string{"12:00", " sessions  [", "1,284 sessions", "ok 40ms", "1,284", "[demo]", "LIVE"}},
		"status":         {func(w int) string { return state.Line(th, w) }, []string{"sort age", "press . to show", "loaded 100 of 5,000", "at most 10 days", "^ 3 new", "12 marked", "2 deletes wait"}},
		"status, a row":  {func(w int) string { return far.Line(th, w) }, []string{"loaded 149 of 2,500", "[all]", "row 2,500"}},
		"status, search": {func(w int) string { return search.Line(th, w) }, []string{"searching, ctrl-c stops", "searched 50 of 1,000, 7 match", "[all]"}},
		"status, found":  {func(w int) string { return found.Line(th, w) }, []string{"row 2   searched 50", "searched 50 of 1,000, 7 match", "[all]"}},
		"status, a note": {func(w int) string { return note.Line(th, w) }, []string{"sort age", "12 marked", "2 deletes wait", "saved"}},
		"views":          {func(w int) string { return Views(th, w, views) }, []string{"4 done 7", "2 active 12", "1 all 1,284", "[3 mine]"}},
		"footer":         {func(w int) string { return Footer(th, w, hints) }, []string{"enter opens the session", "q quits", "? help"}},
	} {
		at := survives(c.line, c.texts...)
		for i := range at {
			if at[i] > 200 || i > 0 && at[i] >= at[i-1] {
				t.Errorf("%s: %q is there from %d, but what is worth less, %q, from %v", name, c.texts[i], at[i], c.texts[max(0, i-1)], at)
			}
		}
	}
}

// TestNothingIsLeftForABlank sees that a text goes after the blanks beside it.
func TestNothingIsLeftForABlank(t *testing.T) {
	s := State{NewRows: 3, Loaded: 1, Total: 1}
	if got := s.Line(themes()[0], 9); !strings.Contains(ansi.Strip(got), "^ 3 new") {
		t.Errorf("what is new gave way to a blank: %q", got)
	}
}

func TestWarningsStay(t *testing.T) {
	h := Header{Account: "api.example.com", Live: true, ReadOnly: true, Private: true, Total: 5, Now: noon()}
	got := strings.TrimSpace(ansi.Strip(h.Line(themes()[0], 8)))
	if got != "LIVE" {
		t.Errorf("the last word of a narrow header is %q", got)
	}
}

func TestFooterCountsCells(t *testing.T) {
	got := Footer(themes()[0], 11, keys{bound("↑↓", "move")})
	if want := " ↑↓ move   "; ansi.Strip(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestALongTaskHasABar sees how far a queue, an export or a load of all rows has
// come, in Unicode and in ASCII, and that the bar goes before the words do.
func TestALongTaskHasABar(t *testing.T) {
	for i, want := range []string{"███████░░░░░░░░  48%", "#######--------  48%"} {
		th := themes()[i]
		s := State{Pending: "deleting 48/100", Loaded: 100, Total: 100, ProgressDone: 48, ProgressTotal: 100}
		if got := ansi.Strip(s.Line(th, 120)); !strings.HasSuffix(got, want+" ") {
			t.Errorf("no %q at the end of %q", want, got)
		}
		if got := ansi.Strip(s.Line(th, 50)); strings.Contains(got, "%") || !strings.Contains(got, "loaded 100 of 100") {
			t.Errorf("where it is narrow: %q", got)
		}
		s.ProgressTotal = 0
		if got := ansi.Strip(s.Line(th, 120)); strings.Contains(got, "%") {
			t.Errorf("nothing runs, and yet: %q", got)
		}
	}
}

func TestCoverage(t *testing.T) {
	for want, s := range map[string]State{
		"asking for the first page":                                          {AwaitingFirst: true, Loaded: 3},
		"loaded 3 of an unknown number":                                      {Loaded: 3, Total: -1},
		"row 2   loaded 3 of 1,000":                                          {Row: 2, Loaded: 3, Total: 1000},
		"row 2   loaded 3 of 1,000, loading all, ctrl-c stops":               {Row: 2, Loaded: 3, Total: 1000, LoadingAll: true},
		"row 2   searched 50 of 1,000, 7 match":                              {Row: 2, Matching: 7, Searched: 50, Total: 1000},
		"searched 50 of an unknown number, 7 match, searching, ctrl-c stops": {Searched: 50, Total: -1, Matching: 7, Searching: true},
	} {
		if got := strings.TrimSpace(ansi.Strip(s.Line(themes()[0], 120))); got != want {
			t.Errorf("%+v: %q, want %q", s, got, want)
		}
	}
}

func TestHeaderCounts(t *testing.T) {
	for want, h := range map[string]Header{
		"sessions: not known yet": {Total: -1},
		"1 session ":              {Total: 1},
		"0 sessions":              {Total: 0},
		"1,284 sessions":          {Total: 1284},
		"7 match ":                {Total: 7, SearchedHere: true},
		"7 match so far":          {Total: 7, SearchedHere: true, MayGrow: true},
		"READ-ONLY  PRIVATE":      {ReadOnly: true, Private: true},
		"slow  12:00 ":            {Network: "slow", Now: noon()},
	} {
		if got := ansi.Strip(h.Line(themes()[0], 120)); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if got := ansi.Strip(Header{}.Line(themes()[0], 120)); strings.Contains(got, "LIVE") {
		t.Errorf("generated sessions are called live: %q", got)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1284: "1,284", 100_000: "100,000", 1_234_567: "1,234,567", -5: "-5", -999: "-999", -1000: "-1,000"} {
		if got := words.Count(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func BenchmarkLines(b *testing.B) {
	th := themes()[0]
	h := Header{Account: "api.example.com", Live: true, Total: 5000, Network: "ok 40ms", Now: noon()}
	s := State{Marked: 3, Row: 17, Loaded: 400, Total: 5000, Sort: "age"}
	b.ReportAllocs()
	for b.Loop() {
		h.Line(th, 120)
		s.Line(th, 120)
	}
}
func noon() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }

// A note that wraps keeps together what belongs together.
func TestANoteKeepsANumberWithItsUnit(t *testing.T) {
	for w := 20; w < 60; w++ {
		s := State{Note: "listing sessions: 429 rate limit exceeded, retrying in 10 s, since 2026-11-29"}
		lines := s.Overflow(themes()[1], w)
		for _, l := range append(lines, s.Note) {
			if l = strings.TrimSpace(ansi.Strip(l)); strings.HasPrefix(l, "s,") || strings.HasSuffix(l, "-") {
				t.Errorf("at %d: %q", w, l)
			}
		}
	}
}

// How long until the next try gives way before the state of the network does.
func TestTheHeaderKeepsTheStateOfTheNetwork(t *testing.T) {
	h := Header{Account: "127.0.0.1:18182", Live: true, Total: 91, SearchedHere: true, MayGrow: true, Network: "api not reached, next try in 1 s", NetworkBad: true, Now: noon()}
	for want, w := range map[string]int{"next try in 1 s": 90, "91 match so far    api not reached": 60, "api not reached": 44} {
		if got := ansi.Strip(h.Line(themes()[1], w)); !strings.Contains(got, want) {
			t.Errorf("at %d no %q: %q", w, want, got)
		}
	}
}
