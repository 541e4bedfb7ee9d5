package detail

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/exp/golden"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// TestFrames draws every tab of every kind of session at four sizes, without
// colours, and each tab of one session with them.
func TestFrames(t *testing.T) {
	sessions := []struct{ name, raw string }{{"dispute", dispute()}, {"tongues", tongues()}, {"hostile", hostile()}, {"bare", bare()}}
	for _, size := range [][2]int{{60, 30}, {80, 12}, {58, 17}, {40, 10}} {
		for _, s := range sessions {
			t.Run(fmt.Sprintf("%s-%dx%d", s.name, size[0], size[1]), func(t *testing.T) {
				p := newPane(colorprofile.NoTTY, size[0], size[1])
				p.Show(decode(t, s.raw))
				golden.RequireEqual(t, frames(t, p, size, styling.ReplaceAllString))
			})
		}
		t.Run(fmt.Sprintf("colour-%dx%d", size[0], size[1]), func(t *testing.T) {
			p := newPane(colorprofile.TrueColor, size[0], size[1])
			p.Show(decode(t, dispute()))
			golden.RequireEqual(t, frames(t, p, size, func(s, _ string) string { return strings.ReplaceAll(s, "\x1b", "^") }))
		})
	}
}

// frames puts the tabs below one another, each line between bars.
func frames(t *testing.T, p *Pane, size [2]int, plain func(string, string) string) string {
	t.Helper()
	var b strings.Builder
	for tab := range tabCount {
		p.SetTab(tab)
		if tab == TabDiff {
			p.Compare(changedDispute(t))
		}
		checkFrame(t, p, size[0], size[1])
		for _, line := range p.Lines() {
			b.WriteString("|" + plain(line, "") + "|\n")
		}
	}
	return b.String()
}

// changedDispute is the session of dispute as it was earlier.
func changedDispute(t *testing.T) *client.Session {
	t.Helper()
	raw := strings.Replace(dispute(), `"cost":0.021`, `"cost":0.017`, 1)
	raw = strings.Replace(raw, `"updatedAt":"2026-08-03T12:01:19.000Z"`, `"updatedAt":"2026-08-03T12:00:52.000Z"`, 1)
	raw = strings.Replace(raw, `"ticket":"T-99"`, `"ticket":"T-98"`, 1)
	from := strings.Index(raw, `,
  {"role":"user","message":"thanks`)
	to := strings.Index(raw, `
 ],
 "costs"`)
	return decode(t, raw[:from]+raw[to:])
}

// TestStates draws what a pane shows besides a session, and what keys make of one.
func TestStates(t *testing.T) {
	states := []struct {
		name string
		do   func(p *Pane)
	}{
		{"nothing", func(*Pane) {}},
		{"loading", func(p *Pane) { p.ShowSummary(summaryOf(t)) }},
		{"loading-info", func(p *Pane) { p.ShowSummary(summaryOf(t)); p.SetTab(TabInfo) }},
		{"failed", func(p *Pane) {
			p.ShowSummary(summaryOf(t))
			p.ShowError("9f2c41d0-1111-4222-8333-44445555cc77", fmt.Errorf("reading a session: 502 Bad Gateway\x1b[2J"))
		}},
		{"unfocused", func(p *Pane) { p.Show(decode(t, dispute())); p.SetFocus(false) }},
		{"unfolded", func(p *Pane) { p.Show(decode(t, dispute())); p.Do(keymap.NextError); p.Do(keymap.FoldOpen) }},
		{"all-folded", func(p *Pane) { p.Show(decode(t, dispute())); p.Do(keymap.FoldCloseAll) }},
		{"json-folded", func(p *Pane) { p.Show(decode(t, dispute())); p.SetTab(TabJSON); p.Do(keymap.FoldCloseAll) }},
		{"finding", func(p *Pane) { p.Show(decode(t, dispute())); p.Do(keymap.Find); p.Paste("invoice") }},
		{"private", func(p *Pane) { p.Show(decode(t, dispute())); p.SetPrivate(true) }},
		{"unwrapped", func(p *Pane) { p.Show(decode(t, tongues())); p.Do(keymap.Wrap); p.Do(keymap.ScrollRight) }},
		{"names", func(p *Pane) {
			p.SetNames(func(ref filter.Ref) filter.Name {
				return filter.Name{Text: "support-v4", Gone: ref.Kind == client.SquadName}
			})
			p.Show(decode(t, dispute()))
			p.SetTab(TabInfo)
		}},
		{"unchanged", func(p *Pane) {
			p.Show(decode(t, dispute()))
			p.Show(decode(t, bare()))
			p.Show(decode(t, dispute()))
			p.SetTab(TabDiff)
		}},
	}
	for _, s := range states {
		t.Run(s.name, func(t *testing.T) {
			p := newPane(colorprofile.TrueColor, 60, 24)
			s.do(p)
			checkFrame(t, p, 60, 24)
			var b strings.Builder
			for _, line := range p.Lines() {
				b.WriteString("|" + styling.ReplaceAllString(line, "") + "|\n")
			}
			golden.RequireEqual(t, b.String())
		})
	}
}

func summaryOf(t *testing.T) *client.Summary {
	t.Helper()
	s := client.Summarize(decode(t, dispute()))
	return &s
}

// TestExports writes every kind of export.
func TestExports(t *testing.T) {
	s := decode(t, dispute())
	var b strings.Builder
	for _, o := range []Exporter{{}, {Private: true}} {
		fmt.Fprintf(&b, "== Markdown, private %t\n%s", o.Private, o.Markdown(s))
		fmt.Fprintf(&b, "== transcript\n%s%s", o.Title(s), o.Transcript(s))
		fmt.Fprintf(&b, "== CSV\n%s%s", o.CSVHeader(), o.CSV(s))
		fmt.Fprintf(&b, "== JSON\n%s\n", o.JSON(s))
	}
	fmt.Fprintf(&b, "== curl\n%s\n", Exporter{BaseURL: "https://api.vapi.ai/"}.Curl("it's"))
	golden.RequireEqual(t, b.String())
}

// TestLinks draws what leads to the web: addresses of the dashboard and of files,
// whole ones only, and nothing that a caller or a model said.
func TestLinks(t *testing.T) {
	raw := strings.Replace(bare(), `"name":null,"messages":null`, `"name":"https://said.example","assistantId":"33333333-0000-4000-8000-000000000000",
		"messages":[{"role":"user","content":"https://said.example/a"}],
		"artifact":{"recordingUrl":"https://files.example/a/long/way/to/the/recording/of/this.wav","logUrl":"https://files.example/log?token=tellnoone",
			"videoUrl":"javascript:alert(1)","structuredOutputs":{"o":{"name":"page","result":"https://model.example"}}}`, 1)
	var b strings.Builder
	for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.Ascii} {
		p := newPane(profile, 50, 44)
		p.Show(decode(t, raw))
		for _, tab := range []Tab{TabInfo, TabTranscript} {
			p.SetTab(tab)
			checkFrame(t, p, 50, 44)
			b.WriteString(strings.NewReplacer("\x1b", "^", "\a", "$").Replace(strings.Join(p.Lines(), "\n")) + "\n")
		}
	}
	golden.RequireEqual(t, b.String())
}
