package filter

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"vapi-sessions/client"
)

// drawPoint writes a point in time.
func drawPoint(t *rapid.T) string {
	switch rapid.IntRange(0, 4).Draw(t, "point") {
	case 0:
		return rapid.SampledFrom(pointWords()).Draw(t, "word")
	case 1:
		return "-" + drawSpan(t)
	case 2:
		return time.Unix(rapid.Int64Range(1.75e9, 1.8e9).Draw(t, "at"), 0).UTC().Format(time.RFC3339)
	case 3:
		return rapid.StringMatching(`2026-0[1-9]-[01][1-9]T(0[5-9]|1[0-9]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,3})?)?`).Draw(t, "clock")
	default:
		return rapid.StringMatching(`2026-0[1-9]-[01][1-9]`).Draw(t, "date")
	}
}

func drawSpan(t *rapid.T) string {
	return rapid.StringMatching(`[1-9][0-9]?(s|m|h|d|w|mo)`).Draw(t, "span")
}

// drawOrdered writes a comparison, or an open range, which cannot run backwards.
func drawOrdered(t *rapid.T, draw func(*rapid.T) string) string {
	s := draw(t)
	switch o := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "from", "to"}).Draw(t, "op"); o {
	case "from":
		return s + ".."
	case "to":
		return ".." + s
	default:
		return o + s
	}
}

func drawText(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"acme", "Refund", "call", "a b", `say "hi"`, `back\`, "-x", "k:v", "x,y", "引き落とし", "+1", ".."}),
		rapid.StringN(1, 8, -1)).Draw(t, "text")
}

func drawID(t *rapid.T) string {
	return rapid.SampledFrom([]string{uuidA, uuidB, uuidC, strings.ToUpper(uuidA)}).Draw(t, "id")
}

func drawList(t *rapid.T, draw func(*rapid.T) string) string {
	items := rapid.SliceOfN(rapid.Custom(draw), 1, 3).Draw(t, "list")
	for i := range items {
		items[i] = quoteValue(items[i])
	}
	return strings.Join(items, ",")
}

// drawFilter writes a filter that has no problems.
func drawFilter(t *rapid.T) string {
	words := func(s ...string) func(*rapid.T) string {
		return func(t *rapid.T) string { return rapid.SampledFrom(s).Draw(t, "word") }
	}
	ids := func(names ...string) func(*rapid.T) string {
		return func(t *rapid.T) string {
			if rapid.Bool().Draw(t, "named") {
				return rapid.SampledFrom(names).Draw(t, "name")
			}
			return drawID(t)
		}
	}
	var terms []string
	once := map[string]bool{}
	for range rapid.IntRange(0, 6).Draw(t, "terms") {
		key := rapid.SampledFrom(append(keyWords(), "", "name=", "assistant=", "customer=", "status=", "id=")).Draw(t, "key")
		if once[key] {
			continue
		}
		sign := ""
		if rapid.IntRange(0, 3).Draw(t, "sign") == 0 {
			sign = "-"
		}
		switch key {
		case "":
			terms = append(terms, sign+quoteWord(drawText(t)))
		case keyName, keyEmail, keyExternal, keyMeta:
			terms = append(terms, sign+key+":"+drawList(t, drawText))
		case keyCustomer:
			terms = append(terms, sign+key+":"+drawList(t, words("+14155550107", "+14155550108", "dana", "415", "")))
		case "customer=":
			terms = append(terms, sign+key+drawList(t, words("+14155550107", "1001")))
		case keyID:
			terms = append(terms, sign+key+":"+drawList(t, ids("1111", "2", "x")))
		case keyAssistant:
			terms = append(terms, sign+key+":"+drawList(t, ids("support-v4", "front desk", "inline", "")))
		case "assistant=", "id=":
			terms = append(terms, sign+key+drawList(t, drawID))
		case "status=":
			terms = append(terms, sign+key+drawList(t, words("active", "completed", "paused")))
		case keySquad:
			terms = append(terms, sign+key+":"+drawList(t, ids("day", "Night shift", "")))
		case keyPhone:
			terms = append(terms, sign+key+":"+drawList(t, ids("main-line", "+14155550100", "")))
		case keyWorkflow:
			once[key] = true
			terms = append(terms, key+":"+drawID(t))
		case "name=":
			once[key] = true
			terms = append(terms, key+quoteValue(drawText(t)))
		case keyCreated, keyUpdated:
			terms = append(terms, sign+key+":"+drawOrdered(t, drawPoint))
			if rapid.IntRange(0, 5).Draw(t, "more") == 0 {
				terms[len(terms)-1] += ",today,2026-08-01"
			}
		case keyAge, keyIdle, keyExpires:
			terms = append(terms, sign+key+":"+drawOrdered(t, drawSpan))
		case keyCost:
			terms = append(terms, sign+key+":"+rapid.OneOf(rapid.Custom(func(t *rapid.T) string { return drawOrdered(t, words("0", "0.5", "$1", "12.25")) }), rapid.Just(`""`)).Draw(t, "cost"))
		case keyTurns:
			terms = append(terms, sign+key+":"+drawOrdered(t, words("0", "3", "7")))
		case keyStatus:
			terms = append(terms, sign+key+":"+drawList(t, words("active", "completed", "expired", "maybe")))
		case keyLast:
			terms = append(terms, sign+key+":"+drawList(t, words("user", "assistant")))
		case keyText:
			once[key] = true
			terms = append(terms, sign+key+":"+quoteValue(drawText(t)))
			if rapid.Bool().Draw(t, "role") {
				terms = append(terms, "role:user")
			}
		case keySort:
			once[key] = true
			terms = append(terms, key+":"+words("created", "cost", "duration", "name", "turns")(t))
		case keyOrder:
			once[key] = true
			terms = append(terms, key+":"+words("asc", "desc")(t))
		case keyLimit:
			once[key] = true
			terms = append(terms, key+":"+words("1", "100", "1000")(t))
		case keyRole: // drawn with text
		default:
			t.Fatalf("no terms are drawn for the key %q", key)
		}
	}
	return strings.Join(terms, " ")
}

func TestParsingUndoesPrinting(t *testing.T) {
	now := noon(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawFilter(t)
		f, problems := Parse(text, now)
		if len(problems) > 0 {
			t.Fatalf("%s: %+v", text, problems)
		}
		g, problems := Parse(f.String(), now)
		if len(problems) > 0 || !g.Equal(f) {
			t.Fatalf("%s prints as %s, which reads as %s %+v", text, f, g, problems)
		}
		if !sameParams(f.Params(now), g.Params(now)) {
			t.Fatalf("%s and %s ask for different things", text, f)
		}
	})
}

// stored is a session as the server has it: more than a row shows.
type stored struct {
	row      client.Summary
	number   string // customer.number
	email    string
	external string
	workflow string
	said     bool // what the text term asks for
}

func drawStored(t *rapid.T, now time.Time) stored {
	pick := func(label string, s ...string) string { return rapid.SampledFrom(s).Draw(t, label) }
	when := func(label string) time.Time {
		if rapid.Bool().Draw(t, label+" on a bound") {
			text := drawPoint(t)
			if p, _, ok := readPoint(text, now); ok {
				from, to := p.bounds(now)
				return rapid.SampledFrom([]time.Time{from, to, from.Add(-time.Millisecond), from.Add(time.Millisecond)}).Draw(t, label)
			}
		}
		return now.Truncate(time.Millisecond).Add(-time.Duration(rapid.Int64Range(0, 40*24*3600*1000).Draw(t, label)) * time.Millisecond)
	}
	s := stored{
		workflow: pick("workflow", uuidA, uuidB, ""),
		number:   pick("number", "+14155550107", "+14155550108", "1001", ""),
		email:    pick("email", "a@b.example", "Acme@x.example", ""),
		external: pick("external", "crm-77", ""),
		said:     rapid.Bool().Draw(t, "said"),
	}
	s.row = client.Summary{
		ID:            pick("session", uuidA, uuidB, uuidC),
		Name:          pick("name", "Acme - billing", "refund call", "", "a b", "引き落とし", drawText(t)),
		Status:        client.Status(pick("status", "active", "completed", "paused")),
		AssistantID:   pick("assistant", uuidA, uuidB, uuidC, ""),
		SquadID:       pick("squad", uuidA, uuidB, ""),
		PhoneNumberID: pick("phone", uuidA, uuidB, ""),
		Customer:      s.number,
		CreatedAt:     when("created"),
		UpdatedAt:     when("updated"),
		Expiration:    time.Duration(rapid.IntRange(60, 2592000).Draw(t, "limit")) * time.Second,
		Cost:          rapid.SampledFrom([]float64{0, 0.5, 1, 12.25, 13, math.NaN()}).Draw(t, "cost"),
		Turns:         int32(rapid.IntRange(0, 8).Draw(t, "turns")),
		LastRole:      client.Role(pick("last", "user", "assistant", "")),
	}
	if s.row.AssistantID == "" {
		s.row.AssistantName = pick("inline", "inline bot", "")
	}
	if s.number == "" {
		s.row.Customer = pick("customer", "Dana R.", "")
	}
	return s
}

// answers is what the server's documentation says about each parameter. How it
// matches a name it does not say; matchName stands for any way it may.
func (s *stored) answers(p client.ListParams, matchName func(name, want string) bool) bool {
	is := func(want, have string) bool { return want == "" || want == have }
	in := func(want []string, have string) bool { return len(want) == 0 || slices.Contains(want, have) }
	after := func(bound, t time.Time, also bool) bool {
		return bound.IsZero() || t.After(bound) || also && t.Equal(bound)
	}
	before := func(bound, t time.Time, also bool) bool {
		return bound.IsZero() || t.Before(bound) || also && t.Equal(bound)
	}
	c, u := s.row.CreatedAt, s.row.UpdatedAt
	return is(p.ID, s.row.ID) && in(p.IDAny, s.row.ID) && (p.Name == "" || matchName(s.row.Name, p.Name)) &&
		is(p.AssistantID, s.row.AssistantID) && in(p.AssistantIDAny, s.row.AssistantID) &&
		is(p.SquadID, s.row.SquadID) && is(p.WorkflowID, s.workflow) &&
		is(p.PhoneNumberID, s.row.PhoneNumberID) && in(p.PhoneNumberIDAny, s.row.PhoneNumberID) &&
		in(p.CustomerNumberAny, s.number) &&
		after(p.CreatedAtGt, c, false) && after(p.CreatedAtGe, c, true) && before(p.CreatedAtLt, c, false) && before(p.CreatedAtLe, c, true) &&
		after(p.UpdatedAtGt, u, false) && after(p.UpdatedAtGe, u, true) && before(p.UpdatedAtLt, u, false) && before(p.UpdatedAtLe, u, true)
}

// sent rounds bounds as they go over the wire: whole milliseconds.
func sent(p client.ListParams) client.ListParams {
	for _, t := range []*time.Time{&p.CreatedAtGt, &p.CreatedAtGe, &p.CreatedAtLt, &p.CreatedAtLe, &p.UpdatedAtGt, &p.UpdatedAtGe, &p.UpdatedAtLt, &p.UpdatedAtLe} {
		*t = t.Truncate(time.Millisecond)
	}
	return p
}

// picked fills in what a pick asks for.
func (s *stored) picked(p client.Pick) client.Summary {
	r := s.row
	for _, path := range p.Paths {
		r.Extra = append(r.Extra, map[string]string{".customer.email": s.email, ".customer.externalId": s.external, ".metadata.KEY": s.external}[path])
	}
	if p.Text != "" && s.said {
		r.Hit = p.Text
	}
	return r
}

func TestServerPartAndLocalPartAreTheWholeFilter(t *testing.T) {
	now := noon(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawFilter(t)
		f, problems := Parse(text, now)
		if len(problems) > 0 {
			t.Fatalf("%s: %+v", text, problems)
		}
		matchName := func(name, want string) bool { return name == want }
		if rapid.Bool().Draw(t, "partial names") {
			matchName = strings.Contains
		}
		params, pick := sent(f.Params(now)), f.Pick()
		for range 8 {
			s := drawStored(t, now)
			row := s.picked(pick)
			split := s.answers(params, matchName) && f.Matcher(now, seen).Match(&row)
			whole := f.Whole(now, seen).Match(&row) && (params.Name == "" || matchName(row.Name, params.Name)) && (params.WorkflowID == "" || params.WorkflowID == s.workflow)
			if split != whole {
				t.Fatalf("%s: server and here %v, whole %v, for %+v\nparams %+v", text, split, whole, row, params)
			}
			if f.Matcher(now, seen).Match(&row) && !f.Local() != (len(f.Matcher(now, seen).tests) == 0) {
				t.Fatalf("%s: local is %v", text, f.Local())
			}
		}
	})
}

func TestTermsMeanWhatTheySay(t *testing.T) {
	now := noon(t)
	hour := func(h float64) time.Time { return now.Add(-time.Duration(h * float64(time.Hour))) }
	base := client.Summary{ID: uuidA, Name: "Acme - Refund", Status: client.StatusActive, AssistantID: uuidB, Customer: "+14155550107",
		CreatedAt: hour(30), UpdatedAt: hour(2), Expiration: 24 * time.Hour, Cost: 0.5, Turns: 7, LastRole: client.RoleUser,
		Extra: []string{"Dana@Example.org"}}
	with := func(change func(*client.Summary)) *client.Summary { s := base; change(&s); return &s }
	maybe := &base
	fresh := with(func(s *client.Summary) { s.CreatedAt = hour(3) })
	expired := with(func(s *client.Summary) { s.UpdatedAt = hour(25) })
	done := with(func(s *client.Summary) { s.Status = client.StatusCompleted })
	unknown := with(func(s *client.Summary) { s.Cost, s.Status, s.LastRole = math.NaN(), "paused", "" })
	bad := &client.Summary{ID: uuidC, Bad: &client.BadRow{}}
	for _, c := range []struct {
		text    string
		yes, no []*client.Summary
	}{
		{"refund", []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.Name = "refun" }), bad}},
		{"-refund", []*client.Summary{with(func(s *client.Summary) { s.Name = "" })}, []*client.Summary{maybe, bad}},
		{`name:""`, []*client.Summary{with(func(s *client.Summary) { s.Name = "" })}, []*client.Summary{maybe}},
		{"id:1111", []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.ID = "11" })}},
		{"status:maybe", []*client.Summary{maybe}, []*client.Summary{fresh, expired, done}},
		{"status:active", []*client.Summary{fresh}, []*client.Summary{maybe, expired, done}},
		{"status:expired", []*client.Summary{expired}, []*client.Summary{fresh, maybe, done}},
		{"status:completed", []*client.Summary{done}, []*client.Summary{fresh, maybe, expired}},
		{"status=active", []*client.Summary{fresh, maybe, expired}, []*client.Summary{done, unknown}},
		{"status=paused", []*client.Summary{unknown}, []*client.Summary{maybe}},
		{"-status:completed", []*client.Summary{fresh, maybe, expired, unknown}, []*client.Summary{done}},
		{"expires:<23h", []*client.Summary{maybe, fresh}, []*client.Summary{expired, done}},
		{"expires:>23h", nil, []*client.Summary{maybe, fresh, expired, done}},
		{"expires:21h..", []*client.Summary{maybe}, []*client.Summary{expired}},
		{"cost:0.5", []*client.Summary{maybe}, []*client.Summary{unknown}},
		{"cost:0..", []*client.Summary{maybe}, []*client.Summary{unknown}},
		{"cost:..1", []*client.Summary{maybe}, []*client.Summary{unknown}},
		{"cost:<1", []*client.Summary{maybe}, []*client.Summary{unknown}},
		{"-cost:<1", []*client.Summary{unknown}, []*client.Summary{maybe}},
		{`cost:""`, []*client.Summary{unknown}, []*client.Summary{maybe}},
		{`-cost:"",0.5`, nil, []*client.Summary{unknown, maybe}},
		{"turns:7", []*client.Summary{maybe}, nil},
		{"turns:>7", nil, []*client.Summary{maybe}},
		{"turns:5..7", []*client.Summary{maybe}, nil},
		{"turns:1,7", []*client.Summary{maybe}, nil},
		{"last:user", []*client.Summary{maybe}, []*client.Summary{unknown}},
		{"email:example", []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.Extra = nil })}},
		{"meta.plan:gold", []*client.Summary{with(func(s *client.Summary) { s.Extra = []string{"Golden"} })}, []*client.Summary{maybe, with(func(s *client.Summary) { s.Extra = nil })}},
		{`meta.plan:""`, []*client.Summary{with(func(s *client.Summary) { s.Extra = []string{""} })}, []*client.Summary{maybe}},
		{"customer:0107", []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.Customer = "" })}},
		{`customer:"(415) 555-01"`, []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.Customer = "dana415@555-01.example" })}},
		{`-assistant:""`, []*client.Summary{maybe}, []*client.Summary{with(func(s *client.Summary) { s.AssistantID = "" })}},
		{"", []*client.Summary{maybe, bad}, nil},
		{"limit:5", []*client.Summary{bad}, nil},
	} {
		f := parsed(t, c.text)
		for i, s := range c.yes {
			if !f.Matcher(now, seen).Match(s) {
				t.Errorf("%s: leaves out %d", c.text, i)
			}
		}
		for i, s := range c.no {
			if f.Matcher(now, seen).Match(s) {
				t.Errorf("%s: leaves in %d", c.text, i)
			}
		}
	}
}

// What a row does not show is taken as held where every term is tested: rows must
// not be left out for it.
func TestWhatARowDoesNotShowIsTakenAsHeld(t *testing.T) {
	row := &client.Summary{ID: uuidA, Name: "refund", Hit: "a refund", LastRole: client.RoleAssistant}
	for _, text := range []string{"name=other", "workflow:" + uuidB, "text:refund role:user"} {
		if !parsed(t, text).Whole(noon(t), seen).Match(row) {
			t.Errorf("%s: leaves it out", text)
		}
	}
}

func TestTheWaitingViewIsWaiting(t *testing.T) {
	now := noon(t)
	f := parsed(t, "last:user status=active")
	rapid.Check(t, func(t *rapid.T) {
		s := drawStored(t, now)
		if f.Matcher(now, seen).Match(&s.row) != s.row.Waiting() {
			t.Fatalf("%+v", s.row)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a:b", `name:"`, "created:>7d", "created:..", "-", "status:,", `"\`, "age:1d..2w,<3h", "\xff:\x00", "sort:-", "limit:99999999999999999999", "a=b=c", "customer=+"} {
		f.Add(s)
	}
	now := noon(f)
	f.Fuzz(func(t *testing.T, text string) {
		got, problems := Parse(text, now)
		for _, p := range problems {
			if p.From < 0 || p.From > p.To || p.To > len(text) || p.Message == "" {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		if len(problems) == 0 {
			again, more := Parse(got.String(), now)
			if len(more) > 0 || !again.Equal(got) {
				t.Fatalf("%q prints as %q, which reads as %q %+v", text, got, again, more)
			}
		}
		for i := range len(text) + 1 {
			for _, c := range Complete(text, i, account(), now) {
				if c.From < 0 || c.From > c.To || c.To > len(text) {
					t.Fatalf("%q at %d: %+v", text, i, c)
				}
			}
		}
		got.Params(now)
		got.Matcher(now, seen).Match(&client.Summary{})
	})
}

func BenchmarkMatchMillion(b *testing.B) {
	rows := make([]client.Summary, 1_000_000)
	names := []string{"Acme - billing dispute", "web-widget 8c1e", "Dana R. onboarding", "load-test 0412-001", "sms +44 7700 900310", "Order status 99812"}
	for i := range rows {
		rows[i].Name = strings.Clone(names[i%len(names)])
	}
	for _, text := range []string{"refund", "billing"} {
		b.Run(text, func(b *testing.B) {
			m := parsed(b, text).Matcher(noon(b), seen)
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for i := range rows {
					if m.Match(&rows[i]) {
						n++
					}
				}
				if text == "refund" && n != 0 {
					b.Fatal(n)
				}
			}
		})
	}
}
