package filter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

const (
	uuidA = "11111111-1111-4111-8111-111111111111"
	uuidB = "22222222-2222-4222-8222-222222222222"
	uuidC = "33333333-3333-7333-8333-333333333333"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// noon is a Wednesday.
func noon(t testing.TB) time.Time {
	return time.Date(2026, 8, 19, 12, 0, 0, 123456789, zone(t, "Europe/Berlin"))
}

func account() Known {
	return Known{
		Assistants:   []Named{{uuidA, "support-v4"}, {uuidB, "Front desk"}, {uuidC, "front desk"}},
		Squads:       []Named{{uuidA, "night shift"}, {uuidB, "day"}},
		PhoneNumbers: []Named{{uuidA, "main-line"}, {uuidB, "+14155550100"}},
		Metadata:     map[string][]string{"campaign": {"spring", "late summer"}, "plan.tier": nil, "email": {"a@example.com"}, "external": {"spring"}},
	}
}

// seen is what the list shows for the account's IDs: all are known.
func seen(ref Ref) Name {
	k := account()
	for _, n := range map[client.NameKind][]Named{client.AssistantName: k.Assistants, client.SquadName: k.Squads, client.PhoneNumberName: k.PhoneNumbers}[ref.Kind] {
		if n.ID == ref.ID {
			return Name{Text: n.Name, Known: true}
		}
	}
	return Name{Known: true}
}

func parsed(t testing.TB, text string) Filter {
	t.Helper()
	f, problems := Parse(text, noon(t))
	if len(problems) > 0 {
		t.Fatalf("%s: %+v", text, problems)
	}
	return f
}

func TestCanonicalForm(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  \t ", ""},
		{"refund", "refund"},
		{"-refund  Acme", "-refund Acme"},
		{`"two words"`, `"two words"`},
		{`"-minus"`, `"-minus"`},
		{`"a:b"`, `"a:b"`},
		{"12:30", `"12:30"`},
		{"Doe,Jane", `"Doe,Jane"`},
		{`it"s`, `"it\"s"`},
		{`"back\\slash"`, `back\slash`},
		{`name:""`, `name:""`},
		{"NAME:x", "name:x"},
		{"name=x", "name=x"},
		{`name="a, b"`, `name="a, b"`},
		{"ASSISTANT:" + strings.ToUpper(uuidA), "assistant:" + uuidA},
		{"assistant:a,b", "assistant:a,b"},
		{`assistant:"front desk"`, `assistant:"front desk"`},
		{"status:Active,MAYBE", "status:active,maybe"},
		{"status=Weird", "status=Weird"},
		{"age:>7D", "age:>7d"},
		{"age>7d", "age:>7d"},
		{"cost>=$0.50", "cost:>=0.5"},
		{`cost:"",>1`, `cost:"",>1`},
		{"turns:1..", "turns:1.."},
		{"turns:=3", ""},
		{"created:2026-08-01", "created:2026-08-01"},
		{`created:>"2026-08-01 14:00"`, "created:>2026-08-01T14:00"},
		{`created:"2026-08-01 14:00".."2026-08-02 15:00:30"`, "created:2026-08-01T14:00..2026-08-02T15:00:30"},
		{"created:>2026-08-01T14:00+02:00", "created:>2026-08-01T12:00Z"},
		{"created:>2026-08-01t14:00:05.120z", "created:>2026-08-01T14:00:05.120Z"},
		{`created:"Last Week"`, "created:last-week"},
		{`created:>"3h ago"`, "created:>-3h"},
		{"created:mon", "created:monday"},
		{"created:last-tue,today", "created:last-tuesday,today"},
		{"created:..-7d", "created:..-7d"},
		{"sort:-cost", "sort:cost order:desc"},
		{"sort:+name", "sort:name order:asc"},
		{"limit:50", "limit:50"},
		{`text:"charged twice" role:user`, `text:"charged twice" role:user`},
		{"customer:+14155550107,dana", "customer:+14155550107,dana"},
		{"META.planType:gold,silver", "meta.planType:gold,silver"},
		{`-meta.variableValues.time_zone:"Europe/Berlin"`, "-meta.variableValues.time_zone:Europe/Berlin"},
		{`"meta.plan"`, `"meta.plan"`}, // a word
		{"email:@example.org", "email:@example.org"},
	} {
		f, problems := Parse(c.text, noon(t))
		if c.want == "" && c.text != "" && strings.TrimSpace(c.text) != "" {
			if len(problems) == 0 {
				t.Errorf("%s: no problem", c.text)
			}
			continue
		}
		if len(problems) > 0 {
			t.Errorf("%s: %+v", c.text, problems)
		}
		if got := f.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestProblemsPointAndCorrect(t *testing.T) {
	for _, c := range []struct {
		text    string
		at      string // the part that the problem points at
		message string
		fixes   []string
	}{
		{"sort:META.plan", "META.plan", "sort is one of", nil},
		{"created:>7d", ">7d", "is a duration", []string{"age:>7d", "created:>-7d"}},
		{"x -updated:<2h", "<2h", "is a duration", []string{"x -idle:<2h", "x -updated:<-2h"}},
		{"created:7d", "7d", "is a duration", []string{"age:>7d", "created:>-7d"}},
		{"created:1d..7d", "1d..7d", "duration", []string{"age:1d..7d"}},
		{"age:1d..x", "x", "not a duration", nil},
		{"age:>-7d", ">-7d", "is a point", []string{"age:>7d", "created:>-7d"}},
		{"age:>2026-08-01", ">2026-08-01", "is a point", []string{"created:<2026-08-01"}},
		{"age:<today", "<today", "is a point", []string{"created:>today"}},
		{"age:>=2026-08-01", ">=2026-08-01", "is a point", []string{"created:<=2026-08-01"}},
		{"age:yesterday", "yesterday", "is a point", []string{"created:yesterday"}},
		{"age:>7d,2026-08-01", "2026-08-01", "is a point", nil},
		{"expires:today", "today", "not a duration", nil},
		{"idle:<=yesterday", "<=yesterday", "is a point", []string{"updated:>=yesterday"}},
		{"age:7d", "7d", "more or less than 7 days", []string{"age:>7d", "age:<7d"}},
		{"created:-7d", "-7d", "before or after", []string{"created:>-7d", "created:<-7d"}},
		{"created:now", "now", "before or after", []string{"created:>now", "created:<now"}},
		{"created:now,today", "now", "before or after", []string{"created:>now,today", "created:<now,today"}},
		{"-age:>1h,7d", "7d", "more or less than 7 days", []string{"-age:>1h,>7d", "-age:>1h,<7d"}},
		{"created:nwo", "nwo", "did you mean >now?", []string{"created:>now", "created:<now"}},
		{"created:today,nwo", "nwo", "did you mean >now?", []string{"created:today,>now", "created:today,<now"}},
		{"created:<nwo", "nwo", "did you mean now?", []string{"created:<now"}},
		{"created:today..nwo", "nwo", "did you mean now?", []string{"created:today..now"}},
		{"created:>soon", "soon", "last-week, now, -7d", nil},
		{"created:soon", "soon", "last-week, >-7d, <now", nil},
		{"a stats:expired b", "stats", "did you mean status?", []string{"a status:expired b", `a "stats:expired" b`}},
		{"zzzzzz:1", "zzzzzz", "there is no key", []string{`"zzzzzz:1"`}},
		{"http://x", "http", "there is no key", []string{`"http://x"`}},
		{"status:activ", "activ", "one of active", []string{"status:active"}},
		{"status:-expired", "status:-expired", "before the key", []string{"-status:expired"}},
		{"status:", "status:", "needs a value", nil},
		{"status:active,", "status:active,", "needs a value", nil},
		{"created:>", "created:>", "needs a value", nil},
		{"created:..", "..", "no end", nil},
		{"created:today..monday", "today..monday", "backwards", []string{"created:monday..today"}},
		{"turns:5..2", "5..2", "backwards", []string{"turns:2..5"}},
		{"created:>1..2", ">1..2", "a range has no >", []string{"created:1..2"}},
		{"created:1..2", "1", "not a point", nil},
		{"turns:>1..2", ">1..2", "a range has no >", []string{"turns:1..2"}},
		{"turns:1.5", "1.5", "whole number", nil},
		{"cost:much", "much", "US dollars", nil},
		{`cost:>""`, `""`, "US dollars", nil},
		{`cost:""..1`, `""`, "US dollars", nil},
		{`turns:""`, `""`, "whole number", nil},
		{"age:>soon", "soon", "not a duration", nil},
		{"created:tody", "tody", "did you mean today?", []string{"created:today"}},
		{"created:last week x", "last", "join", []string{"created:last-week x"}},
		{"created:2026-02-30", "2026-02-30", "is not a date", nil},
		{"created:>2026-02-03T9:00", "2026-02-03T9:00", "HH:MM", nil},
		{"created:>1066-10-14", "1066-10-14", "1970", nil},
		{"created:>1970-01-01T00:30+01:00", "1970-01-01T00:30+01:00", "1970", nil},
		{"created:today..yesterday", "today..yesterday", "backwards", []string{"created:yesterday..today"}},
		{"age:1w..6d", "1w..6d", "backwards", []string{"age:6d..1w"}},
		{"expires:2h..1h", "2h..1h", "backwards", []string{"expires:1h..2h"}},
		{`created:>"2026-03-29 02:30"`, `"2026-03-29 02:30"`, "does not exist in Europe/Berlin", nil},
		{`created:>"2026-10-25 02:30"`, `"2026-10-25 02:30"`, "happened twice in Europe/Berlin: write it with a zone, 02:30+02:00 or 02:30+01:00", nil},
		{`name:"abc`, `"abc`, "closing quote", []string{`name:"abc"`}},
		{`"abc\`, `"abc\`, "closing quote", []string{`"abc\\"`}},
		{`name:"abc"def`, "def", "blank is missing", []string{`name:"abc" def`}},
		{`"abc"def`, "def", "blank is missing", []string{`"abc" def`}},
		{"a -", "-", "nothing follows", nil},
		{`""`, `""`, "empty", []string{`name:""`}},
		{"-name=x", "-name=x", "cannot be negated", []string{"-name:x"}},
		{"name=a,b", ",b", "one value", []string{`name="a,b"`}},
		{`name=""`, `name=""`, "not sent", []string{`name:""`}},
		{"name=a name=b", "name=b", "twice", []string{"name=a"}},
		{"-workflow:" + uuidA, "-workflow:" + uuidA, "cannot be negated", []string{"workflow:" + uuidA}},
		{"workflow:flow", "flow", "not a whole workflow ID", []string{"workflow=flow"}},
		{"workflow:" + uuidA + "," + uuidB, "," + uuidB, "one value", []string{`workflow:"` + uuidA + "," + uuidB + `"`}},
		{"customer=dana", "dana", "by number", []string{"customer:dana"}},
		{"meta:gold", "meta", "takes a key of the metadata", []string{`"meta:gold"`}},
		{"meta.:gold", "meta.", "takes a key of the metadata", []string{`"meta.:gold"`}},
		{"x -meta.ca", "-meta.ca", "meta.ca needs a colon and a value", []string{`x -"meta.ca"`}},
		{"Meta.", "Meta.", "meta. needs a key, a colon and a value, as in meta.plan:gold", []string{`"Meta."`}},
		{"text:a,b", ",b", "one value", []string{`text:"a,b"`}},
		{"text:a text:b", "text:b", "twice", []string{"text:a"}},
		{"role:user", "role:user", "no text:", []string{"last:user"}},
		{"-role:user text:x", "-role:user", "cannot be negated", []string{"role:user text:x"}},
		{"sort:cots", "cots", "there is no sort cots; did you mean cost?", []string{"sort:cost"}},
		{"sort:-cots", "-cots", "there is no sort cots; did you mean cost?", []string{"sort:-cost"}},
		{"sort:cost sort:name", "sort:name", "twice", []string{"sort:cost"}},
		{"sort:-cost order:asc", "order:asc", "twice", []string{"sort:-cost"}},
		{"limit:0", "0", "1 to 1000", nil},
		{"limit:1001", "1001", "1 to 1000", nil},
		{"limit:>5", ">5", "1 to 1000", nil},
		{"-limit:5", "-limit:5", "cannot be negated", []string{"limit:5"}},
		{"age=7d", "age=7d", "no = form", []string{"age:7d"}},
	} {
		_, problems := Parse(c.text, noon(t))
		if len(problems) != 1 {
			t.Errorf("%s: %d problems %+v", c.text, len(problems), problems)
			continue
		}
		p := problems[0]
		if got := c.text[p.From:p.To]; got != c.at {
			t.Errorf("%s: points at %q, want %q (%s)", c.text, got, c.at, p.Message)
		}
		if !strings.Contains(p.Message, c.message) {
			t.Errorf("%s: %q does not say %q", c.text, p.Message, c.message)
		}
		if !slices.Equal(p.Fixes, c.fixes) {
			t.Errorf("%s: fixes %q, want %q", c.text, p.Fixes, c.fixes)
		}
	}
}

func TestTheFilterIsTheSameByItsText(t *testing.T) {
	a, b := parsed(t, "refund  cost>1"), parsed(t, "refund cost:>1")
	if !a.Equal(b) || a.Equal(parsed(t, "refund")) || a.IsZero() || !parsed(t, " ").IsZero() {
		t.Error("filters differ by more or less than their text")
	}
}

func TestWithAndWithout(t *testing.T) {
	f := parsed(t, "text:x role:user status:expired sort:cost")
	if got := f.without(0).String(); got != "status:expired sort:cost" {
		t.Errorf("without text: %s", got)
	}
	if got := f.without(2).String(); got != "text:x role:user sort:cost" {
		t.Errorf("without status: %s", got)
	}
	for text, want := range map[string]string{
		"": "text:x role:user status:expired sort:cost order:asc", "sort:name": "text:x role:user status:expired sort:name",
		"sort:name order:desc": "text:x role:user status:expired sort:name order:desc",
		"order:desc turns:>3":  "text:x role:user status:expired sort:cost order:desc turns:>3",
	} {
		if got := parsed(t, "text:x role:user status:expired sort:cost order:asc").And(parsed(t, text)).String(); got != want {
			t.Errorf("and %q: %s", text, got)
		}
	}
	with := func(f Filter, text string) string { return f.And(parsed(t, text)).String() }
	if got := with(f, "sort:name"); got != "text:x role:user status:expired sort:name" {
		t.Errorf("another sort: %s", got)
	}
	if got := with(f, "status:expired"); got != "text:x role:user sort:cost status:expired" {
		t.Errorf("the same again: %s", got)
	}
	if got := with(f, "-status:maybe"); got != f.String()+" -status:maybe" {
		t.Errorf("one more: %s", got)
	}
}

func TestNarrowFollowsAValue(t *testing.T) {
	f := parsed(t, "refund assistant:support-v4 -assistant:sandbox")
	for _, c := range []struct {
		key, value string
		id         bool
		want       string
	}{
		{"assistant", uuidB, true, "refund -assistant:sandbox assistant:" + uuidB},
		{"assistant", "", false, `refund -assistant:sandbox assistant:""`},
		{"assistant", "old-style-id", true, "refund -assistant:sandbox assistant=old-style-id"},
		{"assistant", "Front desk", false, `refund -assistant:sandbox assistant:"Front desk"`},
		{"squad", uuidA, true, f.String() + " squad:" + uuidA},
		{"customer", "+14155550107", false, f.String() + " customer:+14155550107"},
		{"customer", "Dana, R.", false, f.String() + ` customer:"Dana, R."`},
		{"name", "Acme - billing", false, f.String() + ` name:"Acme - billing"`},
		{"status", "expired", false, f.String() + " status:expired"},
	} {
		got, ok := f.Narrow(Criterion{c.key, c.value, c.id}, noon(t))
		if !ok || got.String() != c.want {
			t.Errorf("%s %q: %v %s, want %s", c.key, c.value, ok, got, c.want)
		}
	}
	for _, c := range [][2]string{{"nonsense", "x"}, {"status", "paused"}, {"created", "x"}} {
		if got, ok := f.Narrow(Criterion{Key: c[0], Value: c[1]}, noon(t)); ok || !got.Equal(f) {
			t.Errorf("%v: %v %s", c, ok, got)
		}
	}
}

func TestEveryExampleParses(t *testing.T) {
	known := account()
	known.Squads = append(known.Squads, Named{uuidC, "frontdesk"})
	for _, d := range Registry() {
		for _, e := range d.Examples {
			if _, problems := Parse(e, noon(t)); len(problems) > 0 {
				t.Errorf("%s: %+v", e, problems)
			}
		}
		if d.Help == "" || d.Where == "" || len(d.Examples) == 0 {
			t.Errorf("%s is not described", d.Key)
		}
	}
}

// A row is followed by the name that is shown for it, or else by its ID.
func TestByTheNameThatIsShown(t *testing.T) {
	names := Names(func(ref Ref) Name {
		return Name{Text: map[Ref]string{{client.AssistantName, "a1"}: "Front desk", {client.SquadName, "s1"}: "Night shift"}[ref]}
	})
	for _, c := range []struct {
		names Names
		row   client.Summary
		want  Criterion
	}{
		{names, client.Summary{AssistantName: "Own", AssistantID: "a1"}, Criterion{"assistant", "Own", false}},
		{names, client.Summary{AssistantID: "a1", SquadID: "s1"}, Criterion{"assistant", "Front desk", false}},
		{names, client.Summary{SquadID: "s1"}, Criterion{"squad", "Night shift", false}},
		{names, client.Summary{SquadID: "s2"}, Criterion{"squad", "s2", true}},
		{nil, client.Summary{SquadID: "s1"}, Criterion{"squad", "s1", true}},
		{names, client.Summary{Flags: client.FlagInline}, Criterion{Key: "assistant"}},
	} {
		if got := c.names.AssistantCriterion(&c.row); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.row, got, c.want)
		}
	}
}
