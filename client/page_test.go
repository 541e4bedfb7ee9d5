package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

// talk holds messages that fill in everything a summary keeps of them.
const talk = `"messages":[{"role":"system","content":"s"},{"role":"bot","message":"hi","time":1793527200000},
	{"role":"user","content":"hello","detectedThreats":["t"]},{"role":"assistant","refusal":"no","isFiltered":true},
	{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
	{"role":"tool","tool_call_id":"1","content":"error: gone"},
	{"role":"tool_calls","message":"","toolCalls":[{"id":"2","function":{"name":"g","arguments":"{}"}}]},
	{"role":"tool_call_result","toolCallId":"2","name":"g","result":"{\"success\":false}","time":1793527260000},
	{"role":"bot","message":"bye","time":1793527320000}]`

func TestPagesInTheWild(t *testing.T) {
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	a, b := row(idA), row(idB)
	tests := []struct {
		name, body, rows string
		fault            string // in the error, when there is one
	}{
		{"two rows", pageOf(a, b), idA + " " + idB, ""},
		{"no rows", pageOf(), "", ""},
		{"null list", `{"results":null}`, "", ""},
		{"a bare list", "[" + a + "," + b + "]", idA + " " + idB, ""},
		{"metadata first", `{"metadata":{},"results":[` + a + `]}`, idA, ""},
		{"unknown members", `{"x":{"y":[1]},"results":[` + a + `],"z":null}`, idA, ""},
		{"byte-order mark", "\uFEFF" + pageOf(a), idA, ""},
		{"white space around", " \r\n" + pageOf(a) + " \n", idA, ""},
		{"trailing bytes", pageOf(a) + "<!-- x -->", idA, ""},
		{"broken after the list", `{"results":[` + a + `],"metadata":{"totalItems":`, idA, ""},
		{"repeated IDs", pageOf(a, a), idA + " " + idA, ""},
		{"invalid UTF-8", pageOf(row(idA, "\"name\":\"a\xff\xfeb\""), b), idA + " " + idB, ""},
		{"lone surrogate", pageOf(row(idA, `"name":"\ud800"`), b), idA + " " + idB, ""},
		{"messages of all kinds", pageOf(row(idA, talk), row(idB, `"assistant":{}`, talk)), idA + " " + idB, ""},
		{"messages, then a row without", pageOf(row(idA, talk, `"assistant":{"name":"x"}`), row(idB), row(idC, `"messages":7`)), idA + " " + idB + " " + idC, ""},
		{"messages twice", pageOf(row(idA, talk, `"messages":[{"role":"system","content":"s"}]`), row(idB, talk, talk)), idA + " " + idB, ""},
		{"messages twice, then none", pageOf(row(idA, talk, `"messages":null`), row(idB, `"assistant":{}`, talk, `"messages":[]`)), idA + " " + idB, ""},
		{"members twice", pageOf(row(idA, `"cost":1`, `"cost":null`, `"customer":{"number":"+1"}`, `"customer":{}`, `"assistant":{"name":"x"}`, `"assistant":[1]`)), idA, ""},
		{"members in another order", pageOf(row(idA, `"customer":{"externalId":"x","name":"n","number":"+1","email":"e"}`, `"messages":[
			{"role":"assistant","refusal":null,"content":"x"},{"role":"tool","content":"fine","message":"error: x"},{"role":"tool","message":"error: x","content":"fine"}]`)), idA, ""},
		{"null row", pageOf(a, "null", b), idA + " ! " + idB, ""},
		{"text row", pageOf(`"x"`, a), "! " + idA, ""},
		{"row without id", pageOf(`{"name":"x"}`, a), "! " + idA, ""},
		{"id is null", pageOf(`{"id":null}`, a), "! " + idA, ""},
		{"id is an object", pageOf(`{"id":{"a":1}}`, a), "! " + idA, ""},
		{"id is a number", pageOf(`{"id":17}`, a), "17 " + idA, ""},
		{"id would act on a terminal", pageOf(`{"id":"a\u001b[2Jb"}`, a), "! " + idA, ""},
		{"id leads elsewhere", pageOf(`{"id":".."}`, a), "! " + idA, ""},
		{"depth of 200", pageOf(row(idA, `"metadata":`+deep(199))), idA, ""},
		{"depth of 201", pageOf(row(idA, `"metadata":`+deep(200)), b), "!" + idA + " " + idB, ""},
		{"depth of 201 in costs", pageOf(row(idA, `"costs":`+deep(200)), b), "!" + idA + " " + idB, ""},
		{"depth of 9000", pageOf(row(idA, `"metadata":`+deep(9000)), b), "!" + idA + " " + idB, ""},
		{"depth of 100000", pageOf(a, row(idB, `"metadata":`+deep(100000)), b), idA, "the answer is not valid JSON"},
		{"NaN in a row", pageOf(a, row(idB, `"cost":NaN`), b), idA, "the answer is not valid JSON"},
		{"a bare word", pageOf(a, "undefined", b), idA, "the answer is not valid JSON"},
		{"raw line break in a string", pageOf(a, row(idB, "\"name\":\"a\nb\""), b), idA, "the answer is not valid JSON"},
		{"closed by the wrong bracket inside a row", pageOf(a, row(idB, `"costs":[1}`), b), idA, "the answer is not valid JSON"},
		{"comma too many in a row", pageOf(a, row(idB, `"name":"x",`), b), idA, "the answer is not valid JSON"},
		{"comma missing in a row", pageOf(a, row(idB, `"name":"x" "cost":1`), b), idA, "the answer is not valid JSON"},
		{"bad escape", pageOf(a, row(idB, `"name":"\x"`), b), idA, "the answer is not valid JSON"},
		{"brackets in a bad row's strings", pageOf(a, `{"a":"]}\"[{",bad}`, b), idA, "the answer is not valid JSON"},
		{"bad rows in a bare list", "[" + a + ",{bad}," + b + "]", idA, "the answer is not valid JSON"},
		{"bad row first", pageOf("{bad}", b), "", "the answer is not valid JSON"},
		{"comma too many", "[" + a + "," + b + ",]", idA + " " + idB, "the answer is not valid JSON"},
		{"comma missing", "[" + a + b + "]", idA, "the answer is not valid JSON"},
		{"two commas", "[" + a + ",," + b + "]", idA, "the answer is not valid JSON"},
		{"cut off in a row", pageOf(a, b)[:120+len(a)], idA, "the answer ends in the middle"},
		{"cut off after a row", `{"results":[` + a + ",", idA, "the answer ends in the middle"},
		{"closed by the wrong bracket", `{"results":[` + a + "}}", idA, "the answer"},
		{"empty", "", "", "the answer is empty"},
		{"only white space", " \n\t ", "", "the answer is empty"},
		{"only a byte-order mark", "\uFEFF", "", "the answer is empty"},
		{"HTML", "<!DOCTYPE html><p>hi", "", "the answer is a web page, not JSON"},
		{"text", "upstream unavailable", "", "the answer is not valid JSON"},
		{"text after a number", "502 bad gateway", "", "the answer is not valid JSON"},
		{"zero byte", "\x00{", "", "the answer is not valid JSON"},
		{"null", "null", "", "the answer has no list of sessions"},
		{"number", "17", "", "the answer has no list of sessions"},
		{"no list", `{"message":"hello"}`, "", "the answer has no list of sessions"},
		{"list is an object", `{"results":{"a":1}}`, "", "the answer has no list of sessions"},
		{"list is text", `{"results":"x"}`, "", "the answer has no list of sessions"},
		{"just a bracket", "{", "", "the answer ends in the middle"},
		{"no row with an ID", pageOf(`{"name":"x"}`, "null"), "! !", "none of its 2 rows has an ID that can be read"},
		{"nothing but depth", deep(10000), "!", "none of its 1 rows has an ID that can be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := serve(t, answer(200, "text/plain", tt.body))
			page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
			checkFault(t, err, tt.fault)
			if tt.fault == "" || tt.rows != "" {
				if got := ids(page.Rows); got != tt.rows {
					t.Errorf("rows  %s\nwant  %s", got, tt.rows)
				}
			} else if page != nil {
				t.Errorf("page %+v", page)
			}
			full, err := c.List(t.Context(), ListParams{})
			checkFault(t, err, tt.fault)
			if full != nil {
				sameRows(t, page, full)
			}
		})
	}
}

func checkFault(t *testing.T, err error, fault string) {
	t.Helper()
	if fault == "" {
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	if !errors.Is(err, ErrDecode) || !strings.HasPrefix(err.Error(), "listing sessions: 200, but "+fault) {
		t.Errorf("error %v, want %s", err, fault)
	}
}

// sameRows holds that both ways to list agree on every row.
func sameRows(t *testing.T, page *Page[Summary], full *Page[SessionRow]) {
	t.Helper()
	if len(page.Rows) != len(full.Rows) {
		t.Fatalf("%d summaries, %d sessions", len(page.Rows), len(full.Rows))
	}
	for i := range full.Rows {
		s, f := &page.Rows[i], &full.Rows[i]
		if (s.Bad != nil) != (f.Err != nil) {
			t.Errorf("row %d: %v, %v", i, s.Bad, f.Err)
		}
		if s.Bad != nil {
			if string(s.Bad.Raw) != string(f.BadJSON) || s.Bad.Err.Error() != f.Err.Error() || len(f.BadJSON) == 0 {
				t.Errorf("row %d: %s, %s", i, s.Bad.Raw, f.BadJSON)
			}
			continue
		}
		want := Summarize(&f.Session)
		if fmt.Sprintf("%+v", *s) != fmt.Sprintf("%+v", want) {
			t.Errorf("row %d: %+v\nwant %+v", i, *s, want)
		}
	}
}

func TestMetadata(t *testing.T) {
	yes, no := true, false
	for _, tt := range []struct {
		name, raw string
		want      PageMeta
	}{
		{"absent", `null`, PageMeta{TotalItems: -1}},
		{"no object", `[1]`, PageMeta{TotalItems: -1}},
		{"first three", `{"itemsPerPage":100,"totalItems":1284,"currentPage":2}`, PageMeta{ItemsPerPage: 100, TotalItems: 1284}},
		{
			"all", `{"itemsPerPage":"100","totalItems":"7","currentPage":1.0,"totalPages":3,"hasNextPage":true,"nextCursor":"c",
			"sortOrder":"ASC","itemsBeyondRetention":true,"createdAtLe":"2026-11-01T00:00:00Z","createdAtGe":"2026-10-01T00:00:00Z"}`,
			PageMeta{
				ItemsPerPage: 100, TotalItems: 7, HasNextPage: &yes, ItemsBeyondRetention: true,
				CreatedAtLe: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), CreatedAtGe: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC),
			},
		},
		{"absurd", `{"itemsPerPage":-5,"totalItems":1e300,"currentPage":"x","totalPages":-1,"hasNextPage":"maybe","createdAtLe":"x"}`, PageMeta{TotalItems: -1}},
		{"numbers where booleans belong", `{"hasNextPage":1,"itemsBeyondRetention":0}`, PageMeta{TotalItems: -1, HasNextPage: &yes}},
		{"the other way round", `{"hasNextPage":0,"itemsBeyondRetention":1}`, PageMeta{TotalItems: -1, HasNextPage: &no, ItemsBeyondRetention: true}},
		{"negative total", `{"totalItems":-3}`, PageMeta{TotalItems: -1}},
		{"objects where numbers belong", `{"totalItems":{"a":1},"currentPage":[1]}`, PageMeta{TotalItems: -1}},
	} {
		if got := decodeMeta([]byte(tt.raw)); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}

func TestSummaryOfARow(t *testing.T) {
	body := pageOf(row(idA, `"name":"A\u001bB"`, `"status":"active"`, `"assistantId":"a1"`, `"squadId":"s1"`, `"phoneNumberId":"p1"`,
		`"customer":{"name":"Ann","number":"+1555"}`, `"expirationSeconds":"3600"`, `"cost":"0.25"`,
		`"assistant":{"model":{"name":"no"},"name":"Bot"}`,
		`"messages":[{"role":"system","content":"s"},{"role":"user","content":"hi"},{"role":"assistant","content":null,"refusal":"no"},
			{"role":"tool","content":"{\"error\":\"x\"}"},{"role":"user","message":"yo","isFiltered":true,"detectedThreats":["t"]}]`,
	), row(idB, `"assistant":{"name":"Bot"}`))
	c := serve(t, jsonAnswer(body))
	s := mustSummaries(t, c).Rows
	got := s[0]
	if !math.IsNaN(s[1].Cost) || s[1].Expiration != DefaultExpirationSeconds*time.Second || s[1].Flags != FlagInline {
		t.Errorf("second row %+v", s[1])
	}
	want := Summary{
		ID: idA, Name: "A␛B", rawName: "A\x1bB", Status: StatusActive, AssistantID: "a1", AssistantName: "Bot", SquadID: "s1", PhoneNumberID: "p1",
		Customer: "+1555", CreatedAt: time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC), UpdatedAt: time.Date(2026, 11, 1, 11, 0, 0, 0, time.UTC),
		Expiration: time.Hour, Cost: 0.25, Turns: 3, Messages: 5, LastRole: RoleUser, Bytes: got.Bytes,
		ToolErrors: 1, LastSpokeAt: time.Date(2026, 11, 1, 11, 0, 0, 0, time.UTC), Flags: FlagRefusal | FlagFiltered | FlagThreat,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	// What a Pick asks for, and rows that cannot be read, have tests of their own.
	filled := map[string]bool{"Extra": true, "Hit": true, "Bad": true}
	for _, row := range s {
		v := reflect.ValueOf(row)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			filled[name] = filled[name] || !v.Field(i).IsZero()
		}
	}
	for f := range reflect.TypeFor[Summary]().Fields() {
		if !filled[f.Name] {
			t.Errorf("%s is filled in no row", f.Name)
		}
	}
}

func TestMessagesOfARow(t *testing.T) {
	c := serve(t, jsonAnswer(pageOf(row(idA, talk), row(idB, talk, `"messages":[]`))))
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{Text: "hello"})
	if err != nil {
		t.Fatal(err)
	}
	of := func(s Summary) Summary {
		return Summary{Turns: s.Turns, Messages: s.Messages, Flags: s.Flags, ToolErrors: s.ToolErrors, LastRole: s.LastRole, LastSpokeAt: s.LastSpokeAt, Hit: s.Hit}
	}
	for i, want := range []Summary{
		{Turns: 5, Messages: 9, Flags: FlagRefusal | FlagFiltered | FlagThreat, ToolErrors: 2, LastRole: RoleAssistant, LastSpokeAt: time.UnixMilli(1793527320000).UTC(), Hit: "hello"},
		{LastSpokeAt: time.Date(2026, 11, 1, 11, 0, 0, 0, time.UTC)},
	} {
		if got := of(page.Rows[i]); !reflect.DeepEqual(got, want) {
			t.Errorf("row %d\ngot  %+v\nwant %+v", i, got, want)
		}
	}
}

func TestEveryRowKeepsItsTexts(t *testing.T) {
	filler := strings.Repeat("x", 2000) // more than is read at once
	var rows []string
	for i := range 200 {
		if i%7 == 3 {
			rows = append(rows, `{"name":"no id"}`)
			continue
		}
		rows = append(rows, fmt.Sprintf(`{"id":"id%d","name":"name%d","orgId":"%s"}`, i, i, filler))
	}
	c := serve(t, jsonAnswer(pageOf(rows...)))
	for i, s := range mustSummaries(t, c).Rows {
		if i%7 == 3 {
			if s.Bad == nil || s.ID != "" || s.Name != "" {
				t.Errorf("row %d: %+v", i, s)
			}
		} else if s.ID != fmt.Sprint("id", i) || s.Name != fmt.Sprint("name", i) {
			t.Errorf("row %d: %+v", i, s)
		}
	}
}

func TestPick(t *testing.T) {
	long := strings.Repeat("before ", 20) + "the REFUND, please" + strings.Repeat(" after", 20)
	quoted, _ := json.Marshal(long)
	body := pageOf(row(idA, `"customer":{"number":"+1","apiKey":"hunter2"}`, `"costs":[{"cost":0.5}]`, `"metadata":{"a b":{"c":[1,"two\n"]}}`,
		`"messages":[{"role":"system","content":"Never promise a refund or a gift"},{"role":"developer","content":"No gift"},{"role":"bot","content":"Refund \u001b denied"},`+
			`{"role":"user","content":`+string(quoted)+`},{"role":"tool_call_result","result":"a voucher"}]`))
	c := serve(t, jsonAnswer(body))
	paths := map[string]string{
		".id": idA, ".customer.number": "+1", ".customer.apiKey": Mask, ".costs[0].cost": "0.5", ".costs[1].cost": "", ".nope": "",
		`.metadata["a b"].c[1]`: "two␊", `.metadata.["a b"].c`: `[1,"two\n"]`, ".customer": `{"number":"+1","apiKey":"[hidden]"}`,
		"": "", "[": "", ".a..b": "", "[x]": "", "[-1]": "", ".costs.cost": "", ".customer[0]": "",
	}
	var pick Pick
	for p := range paths {
		pick.Paths = append(pick.Paths, p)
	}
	page, err := c.Summaries(t.Context(), ListParams{}, pick)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pick.Paths {
		if got := page.Rows[0].Extra[i]; got != paths[p] {
			t.Errorf("%s: %q, want %q", p, got, paths[p])
		}
	}
	for _, tt := range []struct {
		text string
		role Role
		want string
	}{
		{"refund", "", "Refund ␛ denied"},
		{"REFUND,", "", "…fore before before before the REFUND, please after after after afte…"},
		{"refund", RoleUser, "…fore before before before the REFUND, please after after after aft…"},
		{"refund", RoleAssistant, "Refund ␛ denied"},
		{"refund", RoleTool, ""},
		{"voucher", "", "a voucher"},
		{"voucher", RoleTool, "a voucher"},
		{"gift", "", ""}, // an instruction is not said
		{"gift", RoleSystem, "Never promise a refund or a gift"},
		{"gift", RoleDeveloper, "No gift"},
		{"nothing like it", "", ""},
	} {
		page, err := c.Summaries(t.Context(), ListParams{}, Pick{Text: tt.text, Role: tt.role})
		if err != nil || page.Rows[0].Hit != tt.want {
			t.Errorf("%s/%s: %q, want %q", tt.text, tt.role, page.Rows[0].Hit, tt.want)
		}
	}
}

// A member that comes twice is the last of the two, picked as decoded.
func TestAPickTakesTheLastOfTwoMembers(t *testing.T) {
	s, err := DecodeSession([]byte(`{"id":"x","name":"a","metadata":{"k":1},"name":"b","metadata":{"k":2,"k":3}}`))
	if err != nil {
		t.Fatal(err)
	}
	sum := Pick{Paths: []string{".name", ".metadata.k"}}.Summary(s)
	if s.Name != "b" || sum.Name != "b" || sum.Extra[0] != "b" || sum.Extra[1] != "3" {
		t.Errorf("%+v", sum)
	}
}

func TestFoldedSearch(t *testing.T) {
	for _, tt := range []struct {
		pattern, text string
		found         bool
	}{
		{"straße", "die STRAßE", true},
		{"ÉTÉ", "un été", true},
		{"kelvin", "\u212aelvin", true},
		{"привет", "ПРИВЕТ", true},
		{"日本", "in 日本 now", true},
		{"aab", "aaab", true},
		{"x", "\xff\xfex", true},
		{"x\xff", "x\uFFFD", true},
		{"a.b*", "A.B*", true},
		{"a.b", "aXb", false},
		{"abc", "ab", false},
	} {
		k := newPicker(Pick{Text: tt.pattern})
		if got := k.excerpt(tt.text) != ""; got != tt.found {
			t.Errorf("%q in %q: %v", tt.pattern, tt.text, got)
		}
	}
}

func TestNames(t *testing.T) {
	for body, want := range map[string]string{
		`{"name":"Front desk","id":"x"}`:       "Front desk",
		`{"name":null,"number":"+1555"}`:       "+1555",
		`{"id":"x"}`:                           "",
		`{"name":"a\u202eb"}`:                  "a·b",
		`{"name":{"first":"a"},"number":true}`: "true",
	} {
		c := serve(t, jsonAnswer(body))
		if got, err := c.Name(t.Context(), AssistantName, "x"); err != nil || got != want {
			t.Errorf("%s: %q, %v", body, got, err)
		}
	}
	c := serve(t, jsonAnswer("[]"))
	if _, err := c.Name(t.Context(), SquadName, "x"); !errors.Is(err, ErrDecode) {
		t.Error(err)
	}
}

func TestEmptyAnswers(t *testing.T) {
	for _, status := range []int{200, 204} {
		c := serve(t, answer(status, "application/json", ""))
		if s, err := c.Delete(t.Context(), idA); s != nil || err != nil {
			t.Errorf("delete: %v %v", s, err)
		}
		name := "n"
		if s, err := c.Update(t.Context(), idA, UpdateSession{Name: &name}); s != nil || err != nil {
			t.Errorf("update: %v %v", s, err)
		}
		if s, err := c.Create(t.Context(), CreateSession{}); s != nil || err != nil {
			t.Errorf("create: %v %v", s, err)
		}
		if s, err := c.Get(t.Context(), idA); s != nil || !errors.Is(err, ErrDecode) {
			t.Errorf("get: %v %v", s, err)
		}
	}
}
