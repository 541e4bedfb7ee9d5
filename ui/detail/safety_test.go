package detail

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

var styling = regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\]8;;(https?://[!-~]+)?\x07`)

// checkFrame fails unless the pane's lines are as many and as wide as they
// must be, end with their styles reset, and hold nothing that acts on a
// terminal but the theme's styles.
func checkFrame(t interface {
	Helper()
	Fatalf(string, ...any)
}, p *Pane, w, h int) {
	t.Helper()
	lines := p.Lines()
	if len(lines) != h {
		t.Fatalf("%d lines in a pane of %d", len(lines), h)
	}
	for i, line := range lines {
		if got := ansi.StringWidthWc(line); got != w {
			t.Fatalf("line %d is %d cells wide in a pane of %d: %q", i, got, w, line)
		}
		if styles := styling.FindAllString(line, -1); len(styles) > 0 && styles[len(styles)-1] != "\x1b[m" {
			t.Fatalf("line %d leaves a style on: %q", i, line)
		}
		plain := styling.ReplaceAllString(line, "")
		if !utf8.ValidString(plain) {
			t.Fatalf("line %d is not valid UTF-8: %q", i, plain)
		}
		for _, r := range plain {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("line %d holds %U: %q", i, r, plain)
			}
		}
	}
}

// actions are those that a pane carries out.
var actions = []keymap.Action{
	keymap.Down, keymap.Up, keymap.Top, keymap.End, keymap.HalfDown, keymap.HalfUp, keymap.PageDown, keymap.PageUp,
	keymap.ScrollLeft, keymap.ScrollRight, keymap.NextTab, keymap.PreviousTab, keymap.Wrap, keymap.Find,
	keymap.FindNext, keymap.FindPrevious, keymap.NextUser, keymap.NextError, keymap.NextRefusal, keymap.Reveal,
	keymap.FoldOpen, keymap.FoldClose, keymap.FoldToggle, keymap.FoldCloseAll, keymap.FoldOpenAll, keymap.Back,
	keymap.FilterByThis, keymap.Accept,
}

// pieces are what texts of the property test are made of.
var pieces = []string{
	"refund", " ", "\n", "\t", "**twice**", "`code`", "_x_", "# head\n", "```", "\x1b[2J", "\x1b]8;;http://evil\x07", "\u009b31m", "\x00", "\r",
	"\u202e", "\u2066", "\u200b", "\u200d", "\ufe0f", "日本語", "نص", "नमस्ते", "👍🏽", "e\u0301", "\u0301\u0301\u0301\u0301\u0301\u0301",
	"https://u:p@h/?token=abc", `{"apiKey":"abc"}`, `[1,{"a":null}]`, "\xff", "\u2028", "ᄀ", "\ue000", "·", strings.Repeat("x", 300), strings.Repeat("語", 90),
}

func drawText(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6).Draw(t, "words"), "")
}

// drawValue makes a JSON value of any shape.
func drawValue(t *rapid.T, depth int) any {
	kind := rapid.IntRange(0, 6).Draw(t, "kind")
	if depth <= 0 && kind > 3 {
		kind = 3
	}
	switch kind {
	case 0:
		return nil
	case 1:
		return rapid.Bool().Draw(t, "bool")
	case 2:
		return rapid.Float64Range(-1e9, 1e9).Draw(t, "number")
	case 3, 4:
		return drawText(t)
	case 5:
		list := make([]any, rapid.IntRange(0, 4).Draw(t, "length"))
		for i := range list {
			list[i] = drawValue(t, depth-1)
		}
		return list
	}
	object := map[string]any{}
	for range rapid.IntRange(0, 4).Draw(t, "members") {
		name := rapid.SampledFrom([]string{
			"role", "content", "message", "time", "name", "refusal", "tool_calls", "tool_call_id", "id", "function", "arguments", "isFiltered",
			"detectedThreats", "secondsFromStart", "apiKey", "headers", "tools", "type", "cost", "model", "structuredOutputs", drawText(t),
		}).Draw(t, "name")
		object[name] = drawValue(t, depth-1)
	}
	return object
}

func drawMessage(t *rapid.T) any {
	if rapid.IntRange(0, 4).Draw(t, "odd") == 0 {
		return drawValue(t, 3)
	}
	m := map[string]any{"role": rapid.SampledFrom([]string{"user", "assistant", "system", "tool", "developer", "bot", "odd\x1b"}).Draw(t, "role")}
	m[rapid.SampledFrom([]string{"content", "message"}).Draw(t, "where")] = drawText(t)
	if rapid.Bool().Draw(t, "calls") {
		m["tool_calls"] = []any{map[string]any{"id": "c1", "type": "function", "function": map[string]any{"name": drawText(t), "arguments": drawText(t)}}}
	}
	if m["role"] == "tool" {
		m["tool_call_id"] = "c1"
	}
	if rapid.IntRange(0, 4).Draw(t, "refuses") == 0 {
		m["refusal"] = drawText(t)
	}
	return m
}

// drawSession makes a session that the client can read.
func drawSession(t *rapid.T) *client.Session {
	object := map[string]any{"id": rapid.SampledFrom([]string{"one", "two"}).Draw(t, "id"), "createdAt": "2026-08-03T12:00:00Z", "updatedAt": "2026-08-03T12:00:00Z"}
	for _, name := range []string{"name", "status", "customer", "assistant", "artifact", "metadata", "costs", "assistantId", "phoneNumber", "cost"} {
		if rapid.Bool().Draw(t, "has "+name) {
			object[name] = drawValue(t, 3)
		}
	}
	messages := make([]any, rapid.IntRange(0, 8).Draw(t, "messages"))
	for i := range messages {
		messages[i] = drawMessage(t)
	}
	object["messages"] = messages
	raw, err := json.Marshal(object)
	if err != nil {
		t.Fatalf("making a session: %v", err)
	}
	s, err := client.DecodeSession(raw)
	if err != nil {
		t.Skip(err)
	}
	return s
}

// TestAnySessionAtAnySize draws any session at any size after any actions.
func TestAnySessionAtAnySize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 130).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
		p := newPane(colorprofile.TrueColor, w, h)
		checkFrame(t, p, w, h)
		p.Show(drawSession(t))
		checkFrame(t, p, w, h)
		now := at0
		for range rapid.IntRange(0, 25).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				w, h = rapid.IntRange(1, 130).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
				p.Resize(w, h)
			case 1:
				now = now.Add(time.Duration(rapid.IntRange(0, 20).Draw(t, "seconds")) * time.Second)
				p.SetNow(now)
			case 2:
				if rapid.Bool().Draw(t, "show") {
					p.Show(drawSession(t))
				} else {
					p.SetPrivate(rapid.Bool().Draw(t, "private"))
				}
			case 3:
				if p.Finding() {
					p.Paste(rapid.SampledFrom(pieces).Draw(t, "find"))
					p.Do(keymap.Accept)
				}
				p.Work()
			case 4:
				p.Click(rapid.IntRange(0, w).Draw(t, "x"), rapid.IntRange(-1, h).Draw(t, "y"))
			case 5:
				p.Wheel(rapid.IntRange(-9, 9).Draw(t, "wheel"))
			case 6:
				p.SetFocus(rapid.Bool().Draw(t, "focus"))
			default:
				p.Do(rapid.SampledFrom(actions).Draw(t, "action"))
			}
			checkFrame(t, p, w, h)
			checkPlace(t, p)
		}
	})
}

// checkPlace fails unless the cursor is on the screen and the screen on the text.
func checkPlace(t *rapid.T, p *Pane) {
	t.Helper()
	v := p.view()
	if v.empty() || p.bodyHeight() == 0 {
		return
	}
	for _, at := range []position{v.top, v.cursor} {
		if v.visibleRow(at) != at {
			t.Fatalf("the place %v is not there", at)
		}
	}
	if p.focused && v.cursorLine() < 0 {
		t.Fatalf("the cursor %v is not on the screen that begins at %v", v.cursor, v.top)
	}
}

// FuzzLines draws whatever the client takes for a session.
func FuzzLines(f *testing.F) {
	// Short ones: the fuzzer spends its time on shortening long inputs. The long
	// sessions of the tests have golden frames.
	f.Add([]byte(bare()), 60, 30)
	for _, member := range []string{
		`"messages":[{"role":"user","content":"a\u202eb\u0085\ttc"},{"role":"assistant","content":null,"refusal":"no"}]`,
		`"messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{\"a\":1}"}}]}]`,
		`"messages":[{"role":"system","message":"日本語 👩‍👩‍👧 é","time":1,"secondsFromStart":4}],"cost":0.1`,
		`"costs":[{"type":"model","promptTokens":5,"cost":0.1},{"type":"odd"}],"artifact":{"structuredOutputs":{"a":{"name":"n","result":[1,{}]}}}`,
		`"assistant":{"name":"n","model":{"messages":[{"role":"system","content":"x"}]}},"customer":{"number":"+1"}`,
	} {
		f.Add([]byte(`{"id":"x","createdAt":"2026-08-03T12:00:00Z",`+member+`}`), 40, 12)
	}
	f.Add([]byte(`{"id":"x","messages":[{"role":"tool","content":"[{\"error\":1"}]}`), 1, 3)
	f.Fuzz(func(t *testing.T, raw []byte, w, h int) {
		s, err := client.DecodeSession(raw)
		if err != nil {
			t.Skip()
		}
		w, h = 1+int(uint(w)%200), int(uint(h)%60)
		p := newPane(colorprofile.ANSI, w, h)
		p.Show(s)
		for tab := range tabCount {
			p.SetTab(tab)
			for _, a := range []keymap.Action{keymap.FoldOpenAll, keymap.End, keymap.FoldCloseAll, keymap.Wrap} {
				checkFrame(t, p, w, h)
				p.Do(a)
			}
		}
		for _, text := range [][]byte{Exporter{}.Markdown(s), Exporter{}.Title(s), Exporter{}.Transcript(s), Exporter{}.CSV(s)} {
			for _, r := range string(text) {
				if r != '\n' && r != '\t' && (unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
					t.Fatalf("an export holds %U: %q", r, text)
				}
			}
		}
	})
}
