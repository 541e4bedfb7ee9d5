package filter

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

func newForm(t testing.TB) *Form { return NewForm(options(t, colorprofile.ASCII)) }

// at moves to an input by its label.
func (f *Form) at(t testing.TB, label string) {
	t.Helper()
	for range f.fields {
		if strings.TrimSpace(f.docs[f.active].label) == label {
			return
		}
		f.Do(keymap.NextPane)
	}
	t.Fatalf("no input %s", label)
}

func TestFormFrames(t *testing.T) {
	var out strings.Builder
	frame := func(what string, f *Form, sizes ...[2]int) {
		for _, s := range sizes {
			box := f.Box(s[0], s[1])
			if len(box) > s[1] {
				t.Errorf("%d lines, want at most %d", len(box), s[1])
			}
			fmt.Fprintf(&out, "== %s, %dx%d\n%s", what, s[0], s[1], shown(picture(t, ansi.StringWidthWc(box[0]), box)))
		}
	}
	f := newForm(t)
	frame("empty", f, [2]int{120, 50}, [2]int{80, 24}, [2]int{60, 20}, [2]int{40, 10})
	f.SetText(`-refund assistant:"front desk",support-v4 created:>=2026-08-01T14:00 age:>7d status:expired,maybe sort:-cost limit:50 name:引き落とし`)
	f.at(t, "at or after")
	frame("filled", f, [2]int{120, 50}, [2]int{80, 24}, [2]int{40, 12})
	f.at(t, "Order")
	frame("at the end", f, [2]int{80, 16}, [2]int{40, 10})
	f = newForm(t)
	f.at(t, "before")
	typed(f, "7d")
	frame("a problem", f, [2]int{80, 24}, [2]int{40, 14})
	f.at(t, "Assistant")
	typed(f, "supp")
	frame("a suggestion, and a problem elsewhere", f, [2]int{60, 14})
	golden.RequireEqual(t, out.String())
}

func TestFormKeepsWhatItCannotShow(t *testing.T) {
	now := noon(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := tidy(drawFilter(rt))
		want, unreadable := Parse(text, now)
		if len(unreadable) > 0 {
			rt.Skip("cleaning left nothing of a value")
		}
		f := newForm(t)
		f.SetText(text)
		got, problems := f.Filter()
		if len(problems) > 0 || !got.Equal(want) {
			rt.Fatalf("%s became %s %v", text, got, problems)
		}
		// What was edited and edited back is what it was, at least in meaning.
		for i := range f.fields {
			if f.fields[i].origin != "" {
				f.fields[i].origin = "edited"
				f.fields[i].shown = "\x00"
			}
		}
		f.read()
		if got, problems = f.Filter(); len(problems) > 0 || !sameParams(got.Params(now), want.Params(now)) || got.Len() != want.Len() {
			rt.Fatalf("%s, written anew, became %s %v", want, got, problems)
		}
	})
}

func TestFormKeepsWhatIsWrong(t *testing.T) {
	for _, text := range []string{"refund created:>7d stats:x", `name:"open`, "text:a text:b role:user", "status:"} {
		f := newForm(t)
		f.SetText(text)
		if f.Text() != text {
			t.Errorf("%s became %s", text, f.Text())
		}
		if got := f.Do(keymap.Accept); got != nil {
			t.Errorf("%s: applies %v", text, got)
		}
	}
}

func TestEveryInputGivesItsTerm(t *testing.T) {
	for _, c := range []struct{ label, typed, want string }{
		{"Name contains", "Acme - billing", `name:"Acme - billing"`},
		{"Name contains", `a,"b`, `name:"a,\"b"`},
		{"Name (server)", "x y", `name="x y"`},
		{"Assistant", `support-v4, "front desk"`, `assistant:support-v4,"front desk"`},
		{"Assistant", `"a, b", c`, `assistant:"a, b",c`},
		{"Assistant", `front desk,x`, `assistant:"front desk",x`},
		{"Squad", "night shift", `squad:"night shift"`},
		{"Workflow", uuidA, "workflow:" + uuidA},
		{"Phone number", "main-line", "phone:main-line"},
		{"Customer", "+14155550107 , +14155550108", "customer:+14155550107,+14155550108"},
		{"IDs", uuidA + ",9f", "id:" + uuidA + ",9f"},
		{"Created", "last week", "created:last-week"},
		{"Created", "2026-08-01 .. 2026-08-03 14:00", "created:2026-08-01..2026-08-03T14:00"},
		{"at or after", "2026-08-01 14:00", "created:>=2026-08-01T14:00"},
		{"after", "-7d", "created:>-7d"},
		{"at or before", "today", "created:<=today"},
		{"before", "2026-08-01", "created:<2026-08-01"},
		{"Age", "> 7d", "age:>7d"},
		{"Idle for", "1d..2w", "idle:1d..2w"},
		{"Status", "expired, maybe", "status:expired,maybe"},
		{"Expires", "<3h", "expires:<3h"},
		{"Cost in $", ">0.50", "cost:>0.5"},
		{"Turns", ">= 10", "turns:>=10"},
		{"Spoke last", "user", "last:user"},
		{"Said", "charged twice, really", `text:"charged twice, really"`},
		{"Sort by", "cost", "sort:cost"},
		{"Order", "asc", "order:asc"},
		{"Page size", "50", "limit:50"},
	} {
		f := newForm(t)
		f.at(t, c.label)
		f.Paste(c.typed)
		got, problems := f.Filter()
		if len(problems) > 0 || got.String() != c.want {
			t.Errorf("%s, %s: %s %v", c.label, c.typed, got, problems)
			continue
		}
		g := newForm(t)
		g.SetText(got.String())
		if g.also() != "" {
			t.Errorf("%s is not shown by an input", got)
		}
		if a := f.Do(keymap.Save); a != (Apply{f.Text()}) {
			t.Errorf("%s: %v", got, a)
		}
	}
}

func TestFormKeys(t *testing.T) {
	f := newForm(t)
	f.at(t, "Order")
	f.Key(press("space"))
	if f.Key(press("space")); f.Text() != "order:desc" {
		t.Errorf("two words on: %s", f.Text())
	}
	if f.Key(press("space")); f.Text() != "" {
		t.Errorf("after the last word: %s", f.Text())
	}
	f.at(t, "Assistant")
	typed(f, "support-v4,sup")
	if got := f.Key(press("right")); got != (Changed{"assistant:support-v4,support-v4"}) {
		t.Errorf("the suggestion: %v", got)
	}
	f.at(t, "Page size")
	typed(f, "x")
	f.Do(keymap.NextPane)
	if got := f.Do(keymap.Accept); got != nil || f.docs[f.active].label != "Page size" {
		t.Errorf("a problem is gone to: %v, %s", got, f.docs[f.active].label)
	}
	if got := f.Do(keymap.Cancel); got != (Close{}) {
		t.Errorf("cancel: %v", got)
	}
}

func TestBarAndFormAreOneValue(t *testing.T) {
	b, f := newBar(t, 80, 2), newForm(t)
	typed(b, "refund status:expired")
	open := b.Do(keymap.FilterForm).(OpenForm)
	f.SetText(open.Text)
	f.at(t, "Page size")
	changed := typed(f, "50").(Changed)
	b.SetValue(changed.Text)
	if got, _ := b.Filter(); got.String() != "refund status:expired limit:50" {
		t.Errorf("%s", got)
	}
}

func TestNothingHostileReachesTheScreen(t *testing.T) {
	const bad = "ba\x1b]0;d\x07\u202e"
	o := options(t, colorprofile.ASCII)
	o.Known = Known{Assistants: []Named{{uuidA, bad}}, Squads: []Named{{uuidB, bad}}, Names: []string{bad}}
	o.History = []string{"name:" + bad}
	b, f := NewBar(o), NewForm(o)
	b.Resize(80, 3)
	b.SetFocus(true)
	var screen strings.Builder
	show := func() {
		screen.WriteString(strings.Join(append(b.Lines(), b.Popup(80, 12)...), "") + b.Value())
		screen.WriteString(strings.Join(f.Box(80, 40), "") + f.Text())
	}
	for _, text := range []string{"assistant:ba", "squad:bb", "name:ba", "name:\"" + bad + "\"", "name:" + bad, bad + ":x"} {
		b.SetValue(text)
		f.SetText(text)
		f.at(t, "Assistant")
		show()
		b.Do(keymap.Complete)
		f.Key(press("right"))
		show()
		if strings.HasPrefix(text, "assistant") {
			row := client.Summary{AssistantID: uuidA}
			listed := func(Ref) (string, bool) { shown, _ := client.Clean(bad); return shown, true }
			if got, problems := b.Filter(); len(problems) > 0 || !got.Matcher(o.Now, listed).Match(&row) {
				t.Errorf("the completed name does not find what is called so: %s %v", b.Value(), problems)
			}
		}
	}
	b.Do(keymap.History)
	show()
	b.Do(keymap.Complete)
	show()
	for _, sign := range []string{"\x1b]", "\x07", "\u202e"} {
		if strings.Contains(screen.String(), sign) {
			t.Errorf("%q reaches the screen", sign)
		}
	}
}
