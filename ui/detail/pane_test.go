package detail

import (
	"runtime"
	"strings"
	"testing"
	"time"
	"weak"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// screen is what a pane shows, without styles.
func screen(p *Pane) string { return styling.ReplaceAllString(strings.Join(p.Lines(), "\n"), "") }

// cursorText is the line under the cursor.
func cursorText(t *testing.T, p *Pane) string {
	t.Helper()
	line := p.view().cursorLine()
	if line < 0 {
		t.Fatal("the cursor is not on the screen")
	}
	return strings.TrimSpace(strings.Split(screen(p), "\n")[p.headHeight()+line])
}

func TestPlacesAndFoldsAreKeptPerSession(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 20)
	first, second := large(t, 1000), decode(t, dispute())
	p.Show(first)
	for range 20 {
		p.Do(keymap.PageDown)
	}
	p.Do(keymap.NextUser)
	p.Do(keymap.FoldClose)
	want := cursorText(t, p)
	p.Show(second)
	p.Do(keymap.NextError)
	p.Do(keymap.FoldOpen)
	p.ShowSummary(&client.Summary{ID: first.ID})
	p.Show(first)
	if got := cursorText(t, p); got != want {
		t.Errorf("coming back the cursor is on %q, it was on %q", got, want)
	}
	p.Resize(47, 33)
	p.Resize(60, 20)
	if got := cursorText(t, p); got != want {
		t.Errorf("after resizing the cursor is on %q, it was on %q", got, want)
	}
	p.SetTab(TabJSON)
	p.Show(second)
	p.SetTab(TabTranscript)
	if got := screen(p); !strings.Contains(got, `answered {"error":"desk closed"}`) {
		t.Errorf("the fold that was opened is closed:\n%s", got)
	}
}

func TestNewTurnsKeepTheReaderWhereTheyAre(t *testing.T) {
	before, after := large(t, 100), large(t, 110)
	p := newPane(colorprofile.NoTTY, 60, 20)
	p.Show(before)
	for range 5 {
		p.Do(keymap.PageDown)
	}
	want := cursorText(t, p)
	p.Show(after)
	if got := cursorText(t, p); got != want {
		t.Errorf("reading in the middle: the cursor went from %q to %q", want, got)
	}
	p.Show(before)
	p.Do(keymap.End)
	p.Show(after)
	if got := cursorText(t, p); !strings.Contains(screen(p), "Message 109") {
		t.Errorf("reading at the end: the cursor stays at %q", got)
	}
}

func TestDiffIsAgainstTheLastVisit(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 80, 40)
	old, fresh := changedDispute(t), decode(t, dispute())
	p.SetTab(TabDiff)
	p.Show(old)
	if got := screen(p); !strings.Contains(got, "was not seen before") {
		t.Errorf("at first sight:\n%s", got)
	}
	p.Show(fresh)
	if got := screen(p); !strings.Contains(got, "+ 0.021") || !strings.Contains(got, "+ thanks. when will it arrive?") {
		t.Errorf("changed while it is read:\n%s", got)
	}
	p.Show(decode(t, bare()))
	p.Show(fresh)
	if got := screen(p); !strings.Contains(got, "nothing") {
		t.Errorf("seen, left and unchanged:\n%s", got)
	}
	p.Compare(old)
	if got := screen(p); p.tab != TabDiff || !strings.Contains(got, "compared with Acme") || !strings.Contains(got, "- 0.017") {
		t.Errorf("compared:\n%s", got)
	}
	p.Compare(nil)
	if got := screen(p); !strings.Contains(got, "since you last looked") {
		t.Errorf("no longer compared:\n%s", got)
	}
}

func TestFindGoesAroundAndCounts(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.Show(decode(t, dispute()))
	p.Do(keymap.Find)
	if !p.Finding() || p.Scopes()[0] != keymap.ScopeText {
		t.Fatal("the find field has not the keyboard")
	}
	for _, r := range "INVOIX" {
		p.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	if !strings.Contains(screen(p), "not found") {
		t.Error("what is not there is found")
	}
	p.Key(tea.KeyPressMsg{Code: tea.KeyBackspace})
	p.Key(tea.KeyPressMsg{Code: 'c', Text: "c"})
	p.Do(keymap.Accept)
	if got := screen(p); p.Finding() || !strings.Contains(got, "1 of 5") {
		t.Errorf("after enter:\n%s", got)
	}
	var seen []string
	for range 5 {
		seen = append(seen, cursorText(t, p))
		p.Do(keymap.FindNext)
	}
	if first := cursorText(t, p); first != seen[0] || !strings.Contains(screen(p), "1 of 5") {
		t.Errorf("five times on from %q is %q; on the way %q", seen[0], first, seen)
	}
	if got := doing(p, keymap.FindPrevious); got.said != "from the end again" || !strings.Contains(screen(p), "5 of 5") {
		t.Errorf("back around the top gives %v", got)
	}
	p.SetTab(TabJSON)
	if !strings.Contains(screen(p), " of 5") {
		t.Error("the JSON tab does not look for the same")
	}
	if !p.Do(keymap.Back) || strings.Contains(screen(p), " of 5") {
		t.Error("esc does not clear what was found")
	}
	if p.Do(keymap.Back) {
		t.Error("esc again does not leave")
	}
	p.SetTab(TabTranscript)
	p.Do(keymap.End)
	where := cursorText(t, p)
	p.Do(keymap.Find)
	p.Paste("charged\nno")
	p.Do(keymap.Cancel)
	if got := cursorText(t, p); got != where {
		t.Errorf("esc in the field leaves the cursor on %q, not on %q", got, where)
	}
}

func TestJumps(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 12)
	p.Show(decode(t, dispute()))
	for _, step := range []struct {
		action keymap.Action
		want   string
		wraps  bool
	}{
		{keymap.NextUser, "user      12:00:04", false}, {keymap.NextUser, "user      12:00:31", false},
		{keymap.NextError, "open_refund", false}, {keymap.NextRefusal, "assistant", false},
		{keymap.NextUser, "user      12:00:50", false}, {keymap.NextUser, "user      12:01:19", false},
		{keymap.NextUser, "user      12:00:04", true},
	} {
		got := doing(p, step.action)
		if wraps := got.said != ""; wraps != step.wraps || !strings.Contains(cursorText(t, p), step.want) {
			t.Errorf("%s goes to %q and says %v", step.action, cursorText(t, p), got)
		}
	}
	p.Show(decode(t, bare()))
	if got := doing(p, keymap.NextError); got.said != "no tool error" {
		t.Errorf("without turns: %v", got)
	}
}

func TestFilteringByTheStatus(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 40)
	p.Show(decode(t, dispute()))
	p.SetTab(TabInfo)
	p.Do(keymap.Down)
	p.Do(keymap.Down)
	if got := doing(p, keymap.FilterByThis); got.by != (filter.Criterion{Key: "status", Value: "active"}) {
		t.Errorf("filtering by the status gives %v", got)
	}
}

// Where there is no room for all the names of tabs, the one that is shown keeps its own.
func TestTheTabThatIsShownKeepsItsName(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	for tab, want := range map[Tab]string{TabTranscript: "[1 Transcript] 2 3 4 5 6", TabJSON: " 1 2 [3 JSON] 4 5 6", TabChats: " 1 2 3 4 5 [6 Chats]"} {
		p.SetTab(tab)
		if got := ansi.Strip(p.TabLine(30)); !strings.HasPrefix(got, want) {
			t.Errorf("%q does not begin with %q", got, want)
		}
	}
	p.SetTab(TabChats)
	if got := ansi.Strip(p.TabLine(14)); !strings.HasPrefix(got, " 1 2 3 4 5 [6]") {
		t.Errorf("the narrowest: %q", got)
	}
}

func TestClicks(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 30)
	p.Show(decode(t, dispute()))
	p.Click(strings.Index(screen(p), "JSON"), 0)
	if p.tab != TabJSON {
		t.Error("a click on the tab does not go there")
	}
	p.SetTab(TabTranscript)
	p.Click(1, 5)
	if !strings.Contains(screen(p), "Be brief and kind") {
		t.Error("a click on the sign does not open the fold")
	}
	p.Click(20, 9)
	if p.view().cursorLine() != 4 {
		t.Errorf("a click puts the cursor on line %d", p.view().cursorLine())
	}
	p.Do(keymap.PageDown)
	before := p.view().cursor
	p.Click(20, 3)
	if p.view().cursor != before {
		t.Error("a click on the heading moves the cursor")
	}
	p.SetTabLine(false)
	p.Click(1, -1)
	p.Click(20, 1000)
	checkFrame(t, p, 60, 30)
}

// TestTheReaderIsToldHowLongACallerWaits keeps the waiting line in step with the time.
func TestTheReaderIsToldHowLongACallerWaits(t *testing.T) {
	p := newPane(colorprofile.NoTTY, 60, 40)
	p.Show(decode(t, dispute()))
	p.Lines()
	p.SetNow(at0.Add(20 * time.Second))
	if got := screen(p); !strings.Contains(got, "waiting for a reply for 1:01") || !strings.Contains(got, "idle 1m") {
		t.Errorf("20 s later:\n%s", got)
	}
	p.SetNow(at0.Add(7 * 24 * time.Hour))
	if got := screen(p); !strings.Contains(got, "waiting for a reply for 7d ") {
		t.Errorf("a week later:\n%s", got)
	}
}

// TestMemoryIsGivenBack lets go of a session that was left.
func TestMemoryIsGivenBack(t *testing.T) {
	for name, leave := range map[string]func(p *Pane){
		"clear": func(p *Pane) { p.Clear() }, "another": func(p *Pane) { p.Show(decode(t, bare())) },
	} {
		p := newPane(colorprofile.NoTTY, 60, 30)
		gone := func() weak.Pointer[client.Session] {
			s := huge(t, 1<<20)
			p.Show(s)
			for tab := range tabCount {
				p.SetTab(tab)
				p.Lines()
			}
			p.SetTab(TabJSON)
			p.Do(keymap.Find)
			p.Paste("lazy")
			return weak.Make(s)
		}()
		leave(p)
		runtime.GC()
		runtime.GC()
		if gone.Value() != nil {
			t.Errorf("%s: the session is still held", name)
		}
		runtime.KeepAlive(p)
	}
}

// TestMovingIsExact moves there and back again over any folds.
func TestMovingIsExact(t *testing.T) {
	s := large(t, 60)
	rapid.Check(t, func(t *rapid.T) {
		p := newPane(colorprofile.NoTTY, rapid.IntRange(3, 80).Draw(t, "w"), 20)
		p.Show(s)
		p.SetTab(rapid.SampledFrom([]Tab{TabTranscript, TabJSON}).Draw(t, "tab"))
		for range rapid.IntRange(0, 5).Draw(t, "folds") {
			p.view().move(rapid.IntRange(0, 60).Draw(t, "down"))
			p.Do(rapid.SampledFrom([]keymap.Action{keymap.FoldToggle, keymap.FoldClose, keymap.FoldCloseAll}).Draw(t, "fold"))
		}
		p.Do(keymap.Top)
		from := p.view().cursor
		to, went := p.view().stepRows(from, rapid.IntRange(0, 400).Draw(t, "n"))
		back, returned := p.view().stepRows(to, -went)
		if back != from || returned != went {
			t.Fatalf("%d rows down and %d back is %v, not %v", went, returned, back, from)
		}
		at := from
		for range went {
			at, _ = p.view().step(at, true)
		}
		if at != to {
			t.Fatalf("%d single steps go to %v, at once to %v", went, at, to)
		}
	})
}

// TestAPaneWithoutASize takes everything before it is told its size.
func TestAPaneWithoutASize(t *testing.T) {
	p := New(Options{Host: &heard{}, Keys: keymap.Default(), Theme: theme.New(theme.Options{})})
	for _, s := range []*client.Session{nil, decode(t, dispute())} {
		if s != nil {
			p.Show(s)
		}
		for _, a := range actions {
			p.Do(a)
			p.Work()
		}
		p.Wheel(3)
		p.Click(0, 0)
		p.SetNow(at0)
		if got := p.Lines(); len(got) != 0 {
			t.Fatalf("it draws %d lines", len(got))
		}
	}
	p.Resize(50, 12)
	checkFrame(t, p, 50, 12)
	if got := p.TabLine(70); theme.Width(styling.ReplaceAllString(got, "")) != 70 {
		t.Errorf("the line of tabs is %q", got)
	}
}

func TestWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		412 * time.Millisecond: "412ms", 3240 * time.Millisecond: "3.2s", 41 * time.Second: "41s", 12 * time.Minute: "12m",
		23*time.Hour + 58*time.Minute: "23h", 99 * time.Hour: "4d3h", 48 * time.Hour: "2d", 31 * 24 * time.Hour: "31d", -time.Second: "-1s",
	} {
		if got := shortDuration(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
	for v, want := range map[float64]string{0: "$0.0000", 0.021: "$0.0210", 0.00042: "$0.000420", 1234.5: "$1234.50"} {
		if got := dollarText(v); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
	if words.Count(-1234567) != "-1,234,567" || words.Count(999) != "999" || words.Plural(1, "turn") != "1 turn" || words.Bytes(52_400_000) != "52.4MB" {
		t.Error("numbers are spelled wrong")
	}
}

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"a **b** c": "a b c", "`x*y*`": "x*y*", "*a* _b_ __c__": "a b c", "lookup_invoice_now": "lookup_invoice_now", "2 * 3 * 4": "2 * 3 * 4",
		"**open": "**open", "# Head": "Head", "#tag": "#tag", "```\n*x*\n```": "```\n*x*\n```", "**a *b* c**": "a b c", "*a **b** c*": "a b c", "_a_ _b_": "a b", "_a_b_": "a_b", "* a*": "* a*", "*a *": "*a *", "a__b__c": "a__b__c", "`_a_`": "_a_", "# #": "# #", "`": "`", "****": "****", "": "",
	} {
		var w styledText
		addMarkdown(&w, in)
		if got := w.text(); got != want {
			t.Errorf("%q reads %q, want %q", in, got, want)
		}
	}
}

func TestJSONLineIsOneLine(t *testing.T) {
	got := string(Exporter{}.JSONLine(decode(t, dispute())))
	if strings.Count(got, "\n") != 1 || !strings.HasSuffix(got, "}\n") || strings.Contains(got, `": `) || strings.Contains(got, "verysecrettoken") {
		t.Errorf("%s", got)
	}
}

func TestCSVIsNoFormula(t *testing.T) {
	s := &client.Session{ID: "x", Name: "=1+1", Customer: &client.Customer{Name: "@a", Number: "+1415"}}
	if got := string(Exporter{}.CSV(s)); got != "x,'=1+1,,,,'@a,+1415,,,0,,\n" {
		t.Errorf("%q", got)
	}
}
