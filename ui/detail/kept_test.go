package detail

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
)

// Whatever is done to the pane, the layout that it kept is the one that it would
// make anew.
func TestTheKeptLayoutIsTrue(t *testing.T) {
	sessions := []*client.Session{decode(t, dispute()), decode(t, tongues()), decode(t, bare()), large(t, 40), changedDispute(t)}
	var actions []keymap.Action
	for _, b := range keymap.Default().Bindings(keymap.ScopeDetail) {
		actions = append(actions, b.Action)
	}
	rapid.Check(t, func(t *rapid.T) {
		p, now := newPane(colorprofile.TrueColor, 50, 20), at0
		one := rapid.SampledFrom(sessions)
		t.Repeat(map[string]func(*rapid.T){
			"": func(t *rapid.T) {
				kept := p.Lines()
				p.laidOut = nil
				if anew := p.Lines(); !slices.Equal(kept, anew) {
					t.Fatalf("what is drawn of a kept layout is not what is drawn anew:\n%s\n\n%s", strings.Join(kept, "\n"), strings.Join(anew, "\n"))
				}
			},
			"show":    func(t *rapid.T) { p.Show(one.Draw(t, "session")) },
			"summary": func(t *rapid.T) { s := client.Summarize(one.Draw(t, "session")); p.ShowSummary(&s) },
			"error":   func(t *rapid.T) { p.ShowError(one.Draw(t, "session").ID, errors.New("no answer")) },
			"clear":   func(*rapid.T) { p.Clear() },
			"compare": func(t *rapid.T) { p.Compare(one.Draw(t, "session")) },
			"do":      func(t *rapid.T) { p.Do(rapid.SampledFrom(actions).Draw(t, "action")) },
			"tab":     func(t *rapid.T) { p.SetTab(Tab(rapid.IntRange(0, int(tabCount)-1).Draw(t, "tab"))) },
			"click":   func(t *rapid.T) { p.Click(rapid.IntRange(0, 50).Draw(t, "x"), rapid.IntRange(-1, 20).Draw(t, "y")) },
			"wheel":   func(t *rapid.T) { p.Wheel(rapid.IntRange(-9, 9).Draw(t, "lines")) },
			"type": func(t *rapid.T) {
				p.Key(tea.KeyPressMsg{Code: 'e', Text: rapid.SampledFrom([]string{"e", "a", "語"}).Draw(t, "text")})
			},
			"paste": func(*rapid.T) { p.Paste("invoice") },
			"work":  func(*rapid.T) { p.Work() },
			"time": func(t *rapid.T) {
				now = now.Add(time.Duration(rapid.IntRange(0, 15_000).Draw(t, "ms")) * time.Millisecond)
				p.SetNow(now)
			},
			"resize":  func(t *rapid.T) { p.Resize(rapid.IntRange(1, 90).Draw(t, "w"), rapid.IntRange(0, 30).Draw(t, "h")) },
			"focus":   func(t *rapid.T) { p.SetFocus(rapid.Bool().Draw(t, "on")) },
			"private": func(t *rapid.T) { p.SetPrivate(rapid.Bool().Draw(t, "on")) },
			"tabs":    func(t *rapid.T) { p.SetTabLine(rapid.Bool().Draw(t, "on")) },
			"names": func(*rapid.T) {
				p.SetNames(func(ref filter.Ref) filter.Name { return filter.Name{Text: "name of " + ref.ID} })
			},
			"theme": func(t *rapid.T) { p.SetTheme(theme.New(theme.Options{Dark: rapid.Bool().Draw(t, "dark")})) },
		})
	})
}

// A step made while a session is loading holds when its ages are told anew.
func TestTheCursorStaysWhileTheSessionIsLoading(t *testing.T) {
	p := newPane(colorprofile.Ascii, 50, 20)
	s := client.Summarize(decode(t, dispute()))
	p.ShowSummary(&s)
	p.SetTab(TabInfo)
	p.Do(keymap.Down)
	before := p.view().cursor
	p.SetNow(at0.Add(time.Minute))
	if at := p.view().cursor; before == (position{}) || at != before {
		t.Errorf("the cursor was on %v, and a minute later is on %v", before, at)
	}
	s = client.Summarize(decode(t, bare()))
	if p.ShowSummary(&s); p.view().cursor != (position{}) {
		t.Errorf("in another session the cursor is on %v", p.view().cursor)
	}
}

// A tab is laid out anew by the second where it tells ages, and else when it changes.
func TestTimeLaysOutWhatTellsAges(t *testing.T) {
	ages := map[Tab]bool{TabTranscript: true, TabInfo: true, TabChats: true}
	for tab := range tabCount {
		p := newPane(colorprofile.Ascii, 50, 20)
		p.Show(decode(t, dispute()))
		p.SetTab(tab)
		before := p.view()
		p.SetNow(at0.Add(500 * time.Millisecond))
		if p.view() != before {
			t.Errorf("%v is laid out anew after half a second", tab)
		}
		p.SetNow(at0.Add(time.Minute))
		if anew := p.view() != before; anew != ages[tab] {
			t.Errorf("%v is laid out anew: %v", tab, anew)
		}
	}
}
