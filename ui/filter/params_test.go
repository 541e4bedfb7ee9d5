package filter

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

func utc(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestParams(t *testing.T) {
	at := func(s string) time.Time { return utc(t, s) }
	// Berlin is two hours ahead of UTC; now is Wednesday 2026-08-19 12:00:00.123.
	weekAgo := at("2026-08-12T10:00:00.123Z")
	for _, c := range []struct {
		text  string
		want  client.ListParams
		local bool
	}{
		{text: ""},
		{text: "refund", local: true},
		{text: "name:refund", local: true},
		{text: "name=refund", want: client.ListParams{Name: "refund"}},
		{text: "id:" + uuidA, want: client.ListParams{ID: uuidA}},
		{text: "id:" + uuidA + "," + uuidB, want: client.ListParams{IDAny: []string{uuidA, uuidB}}},
		{text: "id:" + uuidA + ",9f", local: true},
		{text: "id:9f2c", local: true},
		{text: "id=session_1", want: client.ListParams{ID: "session_1"}},
		{text: "-id:" + uuidA, local: true},
		{text: "id:" + uuidA + " id:" + uuidB, want: client.ListParams{ID: uuidA}, local: true},
		{text: "assistant:" + uuidA, want: client.ListParams{AssistantID: uuidA}},
		{text: "assistant:SUPPORT-v4", local: true},
		{text: "assistant:" + uuidA + "," + uuidB, want: client.ListParams{AssistantIDAny: []string{uuidA, uuidB}}},
		{text: "assistant:inline-bot", local: true},
		{text: `assistant:""`, local: true},
		{text: "-assistant:support-v4", local: true},
		{text: "assistant=assistant-1,assistant-2", want: client.ListParams{AssistantIDAny: []string{"assistant-1", "assistant-2"}}},
		{text: "squad:" + uuidB, want: client.ListParams{SquadID: uuidB}},
		{text: "squad:day", local: true},
		{text: `squad:day,"night shift"`, local: true},
		{text: "squad=s", want: client.ListParams{SquadID: "s"}},
		{text: "workflow:" + uuidA, want: client.ListParams{WorkflowID: uuidA}},
		{text: "workflow=flow", want: client.ListParams{WorkflowID: "flow"}},
		{text: "phone:" + uuidA, want: client.ListParams{PhoneNumberID: uuidA}},
		{text: "phone:" + uuidA + "," + uuidC, want: client.ListParams{PhoneNumberIDAny: []string{uuidA, uuidC}}},
		{text: "phone:main-line," + uuidC, local: true},
		{text: "customer:+14155550107", want: client.ListParams{CustomerNumberAny: []string{"+14155550107"}}},
		{text: "customer:+14155550107,+14155550108", want: client.ListParams{CustomerNumberAny: []string{"+14155550107", "+14155550108"}}},
		{text: "customer=1001,1002", want: client.ListParams{CustomerNumberAny: []string{"1001", "1002"}}},
		{text: "customer:dana", local: true},
		{text: "customer:+14155550107,dana", local: true},
		{text: "customer:415", local: true},
		{text: "customer:+1415555", local: true},
		{text: "customer:+141555501", local: true},
		{text: "customer:+1415555010", local: true}, // a number in North America has ten digits after the 1
		{text: "customer:+451234567", local: true},
		{text: "customer:+0451234567", local: true}, // no country's begins with 0
		{text: "customer:+4512345678", want: client.ListParams{CustomerNumberAny: []string{"+4512345678"}}},

		{text: "created:2026-08-01", want: client.ListParams{CreatedAtGe: at("2026-07-31T22:00:00Z"), CreatedAtLt: at("2026-08-01T22:00:00Z")}},
		{text: "created:>2026-08-01", want: client.ListParams{CreatedAtGe: at("2026-08-01T22:00:00Z")}},
		{text: "created:>=2026-08-01", want: client.ListParams{CreatedAtGe: at("2026-07-31T22:00:00Z")}},
		{text: "created:<2026-08-01", want: client.ListParams{CreatedAtLt: at("2026-07-31T22:00:00Z")}},
		{text: "created:<=2026-08-01", want: client.ListParams{CreatedAtLt: at("2026-08-01T22:00:00Z")}},
		{text: "created:>2026-08-01T14:00", want: client.ListParams{CreatedAtGt: at("2026-08-01T12:00:00Z")}},
		{text: "created:>=2026-08-01T14:00", want: client.ListParams{CreatedAtGe: at("2026-08-01T12:00:00Z")}},
		{text: "created:<2026-08-01T14:00Z", want: client.ListParams{CreatedAtLt: at("2026-08-01T14:00:00Z")}},
		{text: "created:<=2026-08-01T14:00:01.5Z", want: client.ListParams{CreatedAtLe: at("2026-08-01T14:00:01.5Z")}},
		{text: "created:<=2026-08-01T14:00:01.500Z", want: client.ListParams{CreatedAtLe: at("2026-08-01T14:00:01.5Z")}},
		{text: "created:2026-08-01T14:00", want: client.ListParams{CreatedAtGe: at("2026-08-01T12:00:00Z"), CreatedAtLt: at("2026-08-01T12:01:00Z")}},
		{text: "created:today", want: client.ListParams{CreatedAtGe: at("2026-08-18T22:00:00Z"), CreatedAtLt: at("2026-08-19T22:00:00Z")}},
		{text: "created:yesterday", want: client.ListParams{CreatedAtGe: at("2026-08-17T22:00:00Z"), CreatedAtLt: at("2026-08-18T22:00:00Z")}},
		{text: "created:wednesday", want: client.ListParams{CreatedAtGe: at("2026-08-18T22:00:00Z"), CreatedAtLt: at("2026-08-19T22:00:00Z")}},
		{text: "created:last-wednesday", want: client.ListParams{CreatedAtGe: at("2026-08-11T22:00:00Z"), CreatedAtLt: at("2026-08-12T22:00:00Z")}},
		{text: "created:thursday", want: client.ListParams{CreatedAtGe: at("2026-08-12T22:00:00Z"), CreatedAtLt: at("2026-08-13T22:00:00Z")}},
		{text: "created:this-week", want: client.ListParams{CreatedAtGe: at("2026-08-16T22:00:00Z"), CreatedAtLt: at("2026-08-23T22:00:00Z")}},
		{text: "created:last-week", want: client.ListParams{CreatedAtGe: at("2026-08-09T22:00:00Z"), CreatedAtLt: at("2026-08-16T22:00:00Z")}},
		{text: "created:this-month", want: client.ListParams{CreatedAtGe: at("2026-07-31T22:00:00Z"), CreatedAtLt: at("2026-08-31T22:00:00Z")}},
		{text: "created:last-month", want: client.ListParams{CreatedAtGe: at("2026-06-30T22:00:00Z"), CreatedAtLt: at("2026-07-31T22:00:00Z")}},
		{text: "created:last-year", want: client.ListParams{CreatedAtGe: at("2024-12-31T23:00:00Z"), CreatedAtLt: at("2025-12-31T23:00:00Z")}},
		{text: "created:this-year", want: client.ListParams{CreatedAtGe: at("2025-12-31T23:00:00Z"), CreatedAtLt: at("2026-12-31T23:00:00Z")}},
		{text: "created:>-7d", want: client.ListParams{CreatedAtGt: weekAgo}},
		{text: "created:<now", want: client.ListParams{CreatedAtLt: at("2026-08-19T10:00:00.123Z")}},
		{text: "created:-7d..-2h", want: client.ListParams{CreatedAtGe: weekAgo, CreatedAtLe: at("2026-08-19T08:00:00.123Z")}},
		{text: "created:2026-08-01..2026-08-03", want: client.ListParams{CreatedAtGe: at("2026-07-31T22:00:00Z"), CreatedAtLt: at("2026-08-03T22:00:00Z")}},
		{text: "created:2026-08-01..", want: client.ListParams{CreatedAtGe: at("2026-07-31T22:00:00Z")}},
		{text: "created:..2026-08-01", want: client.ListParams{CreatedAtLt: at("2026-08-01T22:00:00Z")}},
		{text: "created:today,2026-08-01", local: true},
		{text: "-created:today", local: true},
		{text: "updated:>2026-08-01T14:00", want: client.ListParams{UpdatedAtGt: at("2026-08-01T12:00:00Z")}},
		{text: "updated:>=2026-08-01T14:00", want: client.ListParams{UpdatedAtGe: at("2026-08-01T12:00:00Z")}},
		{text: "updated:<2026-08-01T14:00", want: client.ListParams{UpdatedAtLt: at("2026-08-01T12:00:00Z")}},
		{text: "updated:<=2026-08-01T14:00", want: client.ListParams{UpdatedAtLe: at("2026-08-01T12:00:00Z")}},

		{text: "age:>7d", want: client.ListParams{CreatedAtLt: weekAgo}},
		{text: "age:>=7d", want: client.ListParams{CreatedAtLe: weekAgo}},
		{text: "age:<7d", want: client.ListParams{CreatedAtGt: weekAgo}},
		{text: "age:<=7d", want: client.ListParams{CreatedAtGe: weekAgo}},
		{text: "age:2h..7d", want: client.ListParams{CreatedAtGe: weekAgo, CreatedAtLe: at("2026-08-19T08:00:00.123Z")}},
		{text: "age:7d..", want: client.ListParams{CreatedAtLe: weekAgo}},
		{text: "age:..7d", want: client.ListParams{CreatedAtGe: weekAgo}},
		{text: "idle:>7d", want: client.ListParams{UpdatedAtLt: weekAgo}},
		{text: "idle:<=1w", want: client.ListParams{UpdatedAtGe: weekAgo}},
		{text: "age:>7d created:>2026-08-01T14:00Z age:>2d idle:<1y", want: client.ListParams{
			CreatedAtLt: weekAgo, CreatedAtGt: at("2026-08-01T14:00:00Z"), UpdatedAtGt: at("2025-08-19T10:00:00.123Z")}},
		{text: "created:>=2026-08-01T14:00Z created:>2026-08-01T14:00Z created:>2026-07-01", want: client.ListParams{CreatedAtGt: at("2026-08-01T14:00:00Z")}},

		{text: "created:<=2026-08-01T14:00Z created:<2026-08-01T14:00Z created:<2026-09-01", want: client.ListParams{CreatedAtLt: at("2026-08-01T14:00:00Z")}},

		{text: "status:active", local: true},
		{text: "expires:<3h", local: true},
		{text: "cost:>1", local: true},
		{text: "turns:0", local: true},
		{text: "last:user", local: true},
		{text: "text:refund", local: true},
		{text: "text:refund role:user", local: true},
		{text: "email:x", local: true},
		{text: "external:x", local: true},

		{text: "sort:created", want: client.ListParams{SortBy: client.SortByCreatedAt}},
		{text: "sort:-cost", want: client.ListParams{SortBy: client.SortByCost, SortOrder: client.Descending}},
		{text: "sort:duration order:asc", want: client.ListParams{SortBy: client.SortByDuration, SortOrder: client.Ascending}},
		{text: "order:asc", want: client.ListParams{SortOrder: client.Ascending}},
		{text: "sort:name order:asc"},
		{text: "limit:1000", want: client.ListParams{Limit: 1000}},
	} {
		f, problems := Parse(c.text, noon(t))
		if len(problems) > 0 {
			t.Errorf("%s: %+v", c.text, problems)
			continue
		}
		got := f.Params(noon(t))
		if !sameParams(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.text, got, c.want)
		}
		if f.Local() != c.local {
			t.Errorf("%s: local is %v", c.text, f.Local())
		}
		sends := c.want
		sends.SortBy, sends.SortOrder, sends.Limit = "", "", 0
		if f.Remote() != !reflect.ValueOf(sends).IsZero() {
			t.Errorf("%s: remote is %v", c.text, f.Remote())
		}
	}
}

// sameParams compares instants, not how they are held.
func sameParams(a, b client.ListParams) bool {
	va, vb := reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem()
	for i := range va.NumField() {
		x, y := va.Field(i).Interface(), vb.Field(i).Interface()
		if tx, ok := x.(time.Time); ok {
			if !tx.Equal(y.(time.Time)) {
				return false
			}
			continue
		}
		if !reflect.DeepEqual(x, y) {
			return false
		}
	}
	return true
}

func TestEveryParameterCanBeReached(t *testing.T) {
	texts := []string{"id:" + uuidA, "id:" + uuidA + "," + uuidB, "name=x", "assistant:" + uuidA, "assistant:" + uuidA + "," + uuidB,
		"squad:" + uuidA, "workflow:" + uuidA, "phone:" + uuidA, "phone:" + uuidA + "," + uuidB, "customer:+14155550107", "limit:5", "sort:cost", "order:asc"}
	for _, key := range []string{"created", "updated"} {
		for _, o := range []string{">", ">=", "<", "<="} {
			texts = append(texts, key+":"+o+"2026-08-01T14:00Z")
		}
	}
	reached := map[string]bool{}
	for _, text := range texts {
		v := reflect.ValueOf(parsed(t, text).Params(noon(t)))
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				reached[v.Type().Field(i).Name] = true
			}
		}
	}
	for i := range reflect.TypeFor[client.ListParams]().NumField() {
		// Which page is the pager's business.
		if name := reflect.TypeFor[client.ListParams]().Field(i).Name; name != "Page" && !reached[name] {
			t.Errorf("nothing reaches %s", name)
		}
	}
}

// A key that names parameters sets one of them when its term runs on the server:
// a term that is said to run there and sends nothing would keep everything.
func TestEveryKeyThatNamesParametersSendsThem(t *testing.T) {
	for _, s := range specs() {
		texts := append(slices.Clone(s.Examples), s.Key+"="+uuidA, s.Key+"="+uuidA+","+uuidB)
		sent := false
		for _, text := range texts {
			f, problems := Parse(text, noon(t))
			if len(problems) > 0 {
				continue
			}
			if params := f.Params(noon(t)); f.terms[0].where == Server {
				sent = true
				if reflect.ValueOf(params).IsZero() {
					t.Errorf("%s is said to run on the server, and sends nothing", text)
				}
			}
		}
		if sent != (s.Params != "") {
			t.Errorf("%s names the parameters %q, and one of %q runs on the server: %v", s.Key, s.Params, texts, sent)
		}
	}
}

func TestSort(t *testing.T) {
	for _, c := range []struct {
		text string
		want Sort
	}{
		{"", Sort{"created", client.Descending, Server}},
		{"order:asc", Sort{"created", client.Ascending, Server}},
		{"sort:cost", Sort{"cost", client.Descending, Server}},
		{"sort:-cost", Sort{"cost", client.Descending, Server}},
		{"sort:+cost", Sort{"cost", client.Ascending, Server}},
		{"sort:name", Sort{"name", client.Ascending, Here}},
		{"sort:+name", Sort{"name", client.Ascending, Here}},
		{"sort:-name", Sort{"name", client.Descending, Here}},
		{"sort:turns", Sort{"turns", client.Descending, Here}},
		{"sort:+updated", Sort{"updated", client.Ascending, Here}},
	} {
		if got := parsed(t, c.text).Sort(); got != c.want {
			t.Errorf("%s: %+v", c.text, got)
		}
	}
	if got := parsed(t, "limit:20").Params(noon(t)).Limit; got != 20 {
		t.Errorf("limit %d", got)
	}
}

func TestPick(t *testing.T) {
	got := parsed(t, "text:Refund role:user email:a -external:b email:c META.plan.Tier:gold").Pick()
	want := client.Pick{Paths: []string{".customer.email", ".customer.externalId", ".metadata.plan.Tier"}, Text: "Refund", Role: client.RoleUser}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	f := parsed(t, "email:dana external:7")
	got = f.Pick(".metadata.x", ".customer.externalId")
	if want := []string{".metadata.x", ".customer.externalId", ".customer.email"}; !reflect.DeepEqual(got.Paths, want) {
		t.Errorf("with columns: %v", got.Paths)
	}
	row := client.Summary{Extra: []string{"-", "crm-77", "Dana@example.org"}}
	if !f.Matcher(noon(t), seen, ".metadata.x", ".customer.externalId").Match(&row) {
		t.Error("the values are not where the pick put them")
	}
	if got := parsed(t, "refund").Pick(); !reflect.DeepEqual(got, client.Pick{}) {
		t.Errorf("nothing is needed: %+v", got)
	}
}

func TestTermsSayWhereTheyRunAndWhatTheyMean(t *testing.T) {
	for _, c := range []struct {
		text    string
		where   Where
		explain string
	}{
		{"refund", Here, `name contains "refund"`},
		{"name=x", Server, `the server's name filter: "x"`},
		{"assistant:" + uuidA, Server, "assistant " + uuidA},
		{"assistant:support-v4", Here, `the assistant's name contains "support-v4"`},
		{"phone:main", Here, `the phone number's name contains "main"`},
		{"created:>-7d", Server, "created after 2026-08-12 12:00 (10:00 UTC)"},
		{"created:>2026-08-01T14:00:01.5Z", Server, "created after 2026-08-01 16:00:01.500 (14:00:01.500 UTC)"},
		{"created:today", Server, "created from 2026-08-19 00:00 (2026-08-18 22:00 UTC) and before 2026-08-20 00:00 (2026-08-19 22:00 UTC)"},
		{"-created:>=2026-08-01T14:00Z", Here, "not created from 2026-08-01 16:00 (14:00 UTC)"},
		{"age:>7d", Server, "created before 2026-08-12 12:00 (10:00 UTC)"},
		{"expires:<3h", Here, "expires from 2026-08-19 12:00 (10:00 UTC) and before 2026-08-19 15:00 (13:00 UTC)"},
		{"cost:>0.5", Here, "cost over $0.5"},
		{`cost:""`, Here, "no cost is known"},
		{`customer:"(415) 555-0"`, Here, `customer contains "4155550"`},
		{"turns:1..3,9", Here, "turns 1 to 3 or turns 9"},
		{"status:expired", Here, "expired for certain: idle longer than its limit"},
		{"status=active", Here, "the API's status is active"},
		{"sort:name", Here, "by name"},
		{"order:asc", Server, "ascending"},
	} {
		got := parsed(t, c.text).Terms(noon(t))[0]
		if got.Where != c.where || got.Explain != c.explain {
			t.Errorf("%s: %s, %s", c.text, got.Where, got.Explain)
		}
	}
	if got := parsed(t, "created:>2026-08-01").Terms(noon(t).UTC())[0].Explain; got != "created from 2026-08-02 00:00 UTC" {
		t.Errorf("in UTC: %s", got)
	}
}

// A key that is one entry of the table works everywhere: it is explained in words,
// the form has an input for it, and what no row shows is never evaluated here.
func TestEveryKeyIsWholeByItsEntry(t *testing.T) {
	inForm := map[string]bool{keyEmail: true, keyExternal: true, keyMeta: true} // have none
	for _, d := range inputs() {
		inForm[d.key] = true
	}
	for _, s := range specs() {
		if !inForm[s.Key] {
			t.Errorf("the form has no input for %s", s.Key)
		}
		for _, text := range append(slices.Clone(s.Examples), s.Key+":abc", s.Key+`:""`, s.Key+"="+uuidA) {
			f, problems := Parse(text, noon(t))
			for _, c := range f.Terms(noon(t)) {
				if strings.Contains(c.Explain, "%") {
					t.Errorf("%s is explained by %q", text, c.Explain)
				}
			}
			if s.notInRow && len(problems) == 0 && s.kind == kindID && reflect.ValueOf(f.Params(noon(t))).IsZero() {
				t.Errorf("%s is neither sent nor seen, and nothing is said of it", text)
			}
		}
	}
}
