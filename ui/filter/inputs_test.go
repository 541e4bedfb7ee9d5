package filter

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
)

// inputAt finds an input by its label.
func inputAt(t testing.TB, f *Inputs, label string) int {
	t.Helper()
	for i, in := range f.All() {
		if strings.TrimSpace(in.Label) == label {
			return i
		}
	}
	t.Fatalf("no input %s", label)
	return -1
}

func TestInputsKeepWhatTheyCannotShow(t *testing.T) {
	now := noon(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := tidy(drawFilter(rt))
		want, unreadable := Parse(text, now)
		if len(unreadable) > 0 {
			rt.Skip("cleaning left nothing of a value")
		}
		f := NewInputs(text, now)
		got, problems := f.Filter()
		if len(problems) > 0 || !got.Equal(want) {
			rt.Fatalf("%s became %s %v", text, got, problems)
		}
		// What was edited and edited back is what it was, at least in meaning.
		for i := range f.all {
			if f.all[i].origin != "" {
				f.all[i].origin, f.all[i].shown = "edited", "\x00"
			}
		}
		f.read()
		if got, problems = f.Filter(); len(problems) > 0 || !sameParams(got.Params(now), want.Params(now)) || len(got.terms) != len(want.terms) {
			rt.Fatalf("%s, written anew, became %s %v", want, got, problems)
		}
	})
}

func TestInputsKeepWhatIsWrong(t *testing.T) {
	for _, text := range []string{"refund created:>7d stats:x", `name:"open`, "text:a text:b role:user", "status:"} {
		f := NewInputs(text, noon(t))
		if f.Text() != text {
			t.Errorf("%s became %s", text, f.Text())
		}
		if _, problems := f.Filter(); len(problems) == 0 {
			t.Errorf("%s has no problem", text)
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
		{"from", "2026-08-01 14:00", "created:>=2026-08-01T14:00"},
		{"after", "-7d", "created:>-7d"},
		{"up to", "today", "created:<=today"},
		{"before", "2026-08-01", "created:<2026-08-01"},
		{"Age", "> 7d", "age:>7d"},
		{"Idle for", "1d..2w", "idle:1d..2w"},
		{"Status", "expired, maybe", "status:expired,maybe"},
		{"Expires", "<3h", "expires:<3h"},
		{"Cost in $", ">0.50", "cost:>0.5"},
		{"Cost in $", `""`, `cost:""`},
		{"Turns", ">= 10", "turns:>=10"},
		{"Spoke last", "user", "last:user"},
		{"Said", "charged twice, really", `text:"charged twice, really"`},
		{"Sort by", "cost", "sort:cost"},
		{"Order", "asc", "order:asc"},
		{"Page size", "50", "limit:50"},
	} {
		f := NewInputs("", noon(t))
		f.Set(inputAt(t, f, c.label), c.typed)
		got, problems := f.Filter()
		if len(problems) > 0 || got.String() != c.want {
			t.Errorf("%s, %s: %s %v", c.label, c.typed, got, problems)
			continue
		}
		if g := NewInputs(got.String(), noon(t)); g.Others() != "" {
			t.Errorf("%s is not shown by an input", got)
		}
	}
}

func TestInputsStepThroughWordsAndSuggestNames(t *testing.T) {
	f := NewInputs("", noon(t))
	order := inputAt(t, f, "Order")
	for _, want := range []string{"asc", "desc", "", "asc"} {
		got, only := f.Next(order)
		if !only || got != want {
			t.Errorf("the next word is %q, want %q", got, want)
		}
		f.Set(order, got)
	}
	name := inputAt(t, f, "Assistant")
	if _, only := f.Next(name); only {
		t.Error("an assistant is a word")
	}
	f.Set(name, "support-v4,sup")
	if got := f.Completion(name, options(t, colorprofile.ASCII).Known); got != "port-v4" {
		t.Errorf("the suggestion is %q", got)
	}
	if got := f.Completion(name, Known{}); got != "" {
		t.Errorf("nothing is known, and %q suggested", got)
	}
	for typed, want := range map[string]string{"last-w": "eek", "tod": "ay", "today": "", "today, and more": "", "x": ""} {
		created := inputAt(t, f, "Created")
		f.Set(created, typed)
		if got := f.Completion(created, Known{}); got != want {
			t.Errorf("%q goes on with %q, want %q", typed, got, want)
		}
	}
}

func TestAProblemIsItsInputs(t *testing.T) {
	f := NewInputs("refund", noon(t))
	size := inputAt(t, f, "Page size")
	f.Set(size, "x")
	for i := range f.All() {
		if p := f.Problem(i); (p != nil) != (i == size) {
			t.Errorf("input %d has the problem %v", i, p)
		}
	}
	f.Set(size, "50")
	if got := f.Meaning(size); f.Problem(size) != nil || got != "server: 50 per page" {
		t.Errorf("it means %q", got)
	}
}

func TestNothingHostileReachesTheScreen(t *testing.T) {
	const bad = "ba\x1b]0;d\x07\u202e"
	o := options(t, colorprofile.ASCII)
	o.Known = Known{Assistants: []Named{{uuidA, bad}}, Squads: []Named{{uuidB, bad}}}
	o.History = []string{"name:" + bad}
	b := NewBar(o)
	var screen strings.Builder
	show := func() {
		screen.WriteString(strings.Join(append(b.Lines(80, 3), b.Popup(80, 12)...), "") + b.Value())
		f := NewInputs(b.Value(), o.Now)
		name := inputAt(t, f, "Assistant")
		f.Set(name, "ba")
		screen.WriteString(f.Text() + f.Others() + f.Completion(name, o.Known) + f.Meaning(name))
	}
	for _, text := range []string{"assistant:ba", "squad:bb", "name:ba", "name:\"" + bad + "\"", "name:" + bad, bad + ":x"} {
		f := NewInputs(text, o.Now)
		f.Set(inputAt(t, f, "Squad"), bad)
		screen.WriteString(f.Text() + f.Others())
		b.SetValue(text)
		show()
		b.Do(keymap.Complete)
		show()
		if strings.HasPrefix(text, "assistant") {
			row := client.Summary{AssistantID: uuidA}
			listed := func(Ref) Name { shown, _ := client.Clean(bad); return Name{Text: shown, Known: true} }
			if got := b.filter; len(b.problems) > 0 || !got.Matcher(o.Now, listed).Match(&row) {
				t.Errorf("the completed name does not find what is called so: %s %v", b.Value(), b.problems)
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
