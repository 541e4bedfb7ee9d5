package client

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

func decode(t *testing.T, raw string) *Session {
	t.Helper()
	s, err := DecodeSession([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.TrimSpace(strings.TrimPrefix(raw, "\uFEFF")); string(s.Raw) != want {
		t.Errorf("Raw lost something:\n%s\n%s", s.Raw, want)
	}
	return s
}

func TestDecodeEveryField(t *testing.T) {
	s := decode(t, "\uFEFF"+` {"id":"`+idA+`","orgId":"o","createdAt":"2026-11-01T10:00:00.120Z","updatedAt":"2026-11-01T12:00:00+02:00",
		"name":"n\u0041","status":"paused","expirationSeconds":"3600","cost":"0.5","assistantId":"a","squadId":"s","phoneNumberId":"p",
		"customerId":"c","customer":{"number":"+1","name":"N","email":"e","sipUri":"sip:x","externalId":7,"extension":null,"more":[1]},
		"assistant":{"name":"x"},"assistantOverrides":{},"squad":{"a":[]},"phoneNumber":{"b":1},"artifact":{"c":2},"metadata":{"d":3},
		"costs":[{"type":"model","model":{"provider":"openai","model":"gpt"},"promptTokens":"10","completionTokens":2.0,"cachedPromptTokens":1,"reasoningTokens":1,"cost":0.1},
			{"type":"analysis","analysisType":"summary","structuredOutputBreakdown":[{"cost":0.2,"model":"m"}]},{"type":"new","x":1},7,null],
		"messages":[],"later":{"kept":true}}`)
	if s.ID != idA || s.OrgID != "o" || s.Name != "nA" || s.Status != "paused" || s.ExpirationSeconds != 3600 || *s.Cost != 0.5 ||
		s.AssistantID != "a" || s.SquadID != "s" || s.PhoneNumberID != "p" || s.CustomerID != "c" || s.Messages != nil {
		t.Errorf("%+v", s)
	}
	if !s.CreatedAt.Equal(time.Date(2026, 11, 1, 10, 0, 0, 120e6, time.UTC)) || !s.UpdatedAt.Equal(time.Date(2026, 11, 1, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("%v %v", s.CreatedAt, s.UpdatedAt)
	}
	if want := (Customer{Number: "+1", Name: "N", Email: "e", SIPURI: "sip:x", ExternalID: "7"}); *s.Customer != want {
		t.Errorf("%+v", s.Customer)
	}
	for want, got := range map[string]jsontext.Value{
		`{"name":"x"}`: s.Assistant, `{}`: s.AssistantOverride, `{"a":[]}`: s.Squad, `{"b":1}`: s.PhoneNumber, `{"c":2}`: s.Artifact, `{"d":3}`: s.Metadata,
	} {
		if string(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	k := s.Costs
	if len(k) != 3 || k[0].Model != "openai/gpt" || k[0].PromptTokens != 10 || k[0].CompletionTokens != 2 || k[0].Cost != 0.1 ||
		k[1].StructuredOutputCosts[0].Model != "m" || k[2].Type != "new" {
		t.Errorf("%+v", k)
	}
}

// Of members of one name the last counts, as if the others were not there.
func TestTheLastOfTwoMembersCounts(t *testing.T) {
	const top, message, cost = `"metadata":{},%s`, `"messages":[{"role":"user",%s}]`, `"costs":[{"type":"model",%s}]`
	read := func(within, members string) *Session {
		s := decode(t, row(idA, fmt.Sprintf(within, members)))
		s.Raw = nil
		for i := range s.Messages {
			s.Messages[i].Raw = nil
		}
		s.Messages = append([]Message(nil), s.Messages...)
		return s
	}
	for _, tt := range []struct{ within, first, last string }{
		{top, talk, `"messages":[{"role":"system","content":"s"}]`}, {top, talk, `"messages":7`}, {top, talk, `"messages":[]`},
		{top, `"customer":{"number":"+1"}`, `"customer":{}`}, {top, `"customer":{"number":"+1"}`, `"customer":7`},
		{top, `"assistant":{"name":"x"}`, `"assistant":{}`}, {top, `"assistant":{"name":"x"}`, `"assistant":null`},
		{top, `"cost":1`, `"cost":[]`}, {top, `"name":"x"`, `"name":{}`}, {top, `"artifact":{}`, `"artifact":null`},
		{top, `"costs":[{"type":"model"}]`, `"costs":{}`}, {top, `"costs":[{"type":"model","cost":1}]`, `"costs":[{"type":"x"}]`},
		{message, `"content":{"text":"x"}`, `"content":{}`}, {message, `"content":"x"`, `"content":null`},
		{message, `"toolCalls":[{"id":"1"}]`, `"toolCalls":null`}, {message, `"secondsFromStart":1`, `"secondsFromStart":{}`},
		{message, `"toolCalls":[{"function":{"name":"f"}}]`, `"toolCalls":[{"id":"1"}]`},
		{cost, `"model":{"provider":"a"}`, `"model":{"model":"b"}`}, {cost, `"cost":1`, `"cost":"x"`},
	} {
		if got, want := read(tt.within, tt.first+","+tt.last), read(tt.within, tt.last); !reflect.DeepEqual(got, want) {
			t.Errorf("%s, then %s:\n%+v\nwant\n%+v", tt.first, tt.last, got, want)
		}
	}
}

// A session of many megabytes is in memory once: its raw fields are parts of Raw.
func TestRawFieldsAreParts(t *testing.T) {
	s := decode(t, `{"id":"x","metadata":{"a":"old"},"messages":[{"role":"user","content":"x","metadata":{"b":"old"}}]}`)
	copy(s.Raw, strings.ReplaceAll(string(s.Raw), "old", "new"))
	m := s.Messages[0]
	for want, got := range map[string]jsontext.Value{
		`{"a":"new"}`: s.Metadata,
		`{"role":"user","content":"x","metadata":{"b":"new"}}`: m.Raw,
	} {
		if string(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestDecodeAbsentAndOdd(t *testing.T) {
	all := []string{
		"orgId", "createdAt", "updatedAt", "name", "status", "expirationSeconds", "cost", "costs", "assistantId", "squadId", "phoneNumberId",
		"customerId", "customer", "messages", "assistant", "assistantOverrides", "squad", "phoneNumber", "artifact", "metadata",
	}
	var nulls []string
	for _, name := range all {
		nulls = append(nulls, `"`+name+`":null`)
	}
	for _, raw := range []string{`{"id":"x"}`, `{"id":"x",` + strings.Join(nulls, ",") + "}"} {
		s := decode(t, raw)
		s.Raw = nil
		if !reflect.DeepEqual(*s, Session{ID: "x"}) {
			t.Errorf("%s gives %+v", raw, s)
		}
	}
	for _, odd := range []string{`{"a":1}`, `[1]`, `[]`, `{}`, `true`, `-1e999`, `"\ud800"`, `"1e999"`, `99999999999999999999999`} {
		for _, name := range all {
			s := decode(t, `{"id":"x","`+name+`":`+odd+`}`)
			if s.ID != "x" || s.ExpirationSeconds < 0 || s.CreatedAt.Year() > 9999 {
				t.Errorf("%s: %s gives %+v", name, odd, s)
			}
			_ = Summarize(s)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	for raw, want := range map[string]error{
		"":                errMalformed,
		"{":               errMalformed,
		`{"id":"x"} x`:    errMalformed,
		"null":            errNotObject,
		"[]":              errNotObject,
		"{}":              errNoID,
		`{"id":""}`:       errNoID,
		`{"id":[]}`:       errNoID,
		`{"id":"a\nb"}`:   errOddID,
		`{"id":"a\tb"}`:   errOddID,
		`{"id":"."}`:      errOddID,
		`{"id":"\u0007"}`: errOddID,
		`{"id":"x","a":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}": errTooDeep,
	} {
		if s, err := DecodeSession([]byte(raw)); !errors.Is(err, want) || s != nil {
			t.Errorf("%.60s: %v, %v", raw, s, err)
		}
	}
}

func TestDecodeMessages(t *testing.T) {
	tests := []struct {
		name, raw string
		want      Message
	}{
		{"chat", `{"role":"user","content":"hi","name":"ann","metadata":{"a":1}}`,
			Message{Role: RoleUser, Text: "hi", Name: "ann"}},
		{"call", `{"role":"user","message":"hi","time":1793527200000,"endTime":1793527201000,"secondsFromStart":1.5,"isFiltered":true,"detectedThreats":["x",{"y":1}]}`,
			Message{Role: RoleUser, Text: "hi", Time: time.UnixMilli(1793527200000).UTC(),
				Offset: 1500 * time.Millisecond, Timed: true, Filtered: true, Threats: []string{"x", `{"y":1}`}}},
		{"content before message", `{"role":"user","message":"old","content":"new"}`, Message{Role: RoleUser, Text: "new"}},
		{"message where content is null", `{"role":"user","content":null,"message":"m"}`, Message{Role: RoleUser, Text: "m"}},
		{"tool calls", `{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}},7,{"function":null},{"name":"g","arguments":{"a":1}}]}`,
			Message{Role: RoleAssistant, ToolCalls: []ToolCall{{ID: "1", Name: "f", Arguments: "{}"}, {}, {Name: "g", Arguments: `{"a":1}`}}}},
		{"call tool calls", `{"role":"tool_calls","toolCalls":[{"function":{"name":"f"}}]}`,
			Message{Role: "tool_calls", ToolCalls: []ToolCall{{Name: "f"}}}},
		{"tool result", `{"role":"tool","tool_call_id":"1","content":"ok"}`, Message{Role: RoleTool, ToolCallID: "1", Text: "ok"}},
		{"call tool result", `{"role":"tool_call_result","toolCallId":"1","result":"ok"}`, Message{Role: "tool_call_result", ToolCallID: "1", Text: "ok"}},
		{"parts", `{"role":"user","content":[{"type":"text","text":"a"},"b",{"type":"image"},null,{"type":"refusal","refusal":"c"}]}`,
			Message{Role: RoleUser, Text: "a\nb\nc"}},
		{"one part", `{"role":"user","content":{"text":"a"}}`, Message{Role: RoleUser, Text: "a"}},
		{"refusal", `{"role":"assistant","refusal":"no"}`, Message{Role: RoleAssistant, Refusal: "no"}},
		{"empty content", `{"role":"system","content":""}`, Message{Role: RoleSystem}},
		{"no role", `{"content":"hi"}`, Message{Text: "hi", Unknown: true}},
		{"neither family", `{"role":"user","text":"hi"}`, Message{Role: RoleUser, Unknown: true}},
		{"text", `"hi"`, Message{Text: "hi", Unknown: true}},
		{"null", `null`, Message{Unknown: true}},
		{"list", `[1]`, Message{Unknown: true}},
		{"absurd offset", `{"role":"user","message":"x","secondsFromStart":1e300,"time":-1}`, Message{Role: RoleUser, Text: "x"}},
		{"role is an object", `{"role":{},"content":"x"}`, Message{Text: "x", Unknown: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Raw = jsontext.Value(tt.raw)
			s := decode(t, `{"id":"x","messages":[ `+tt.raw+` ]}`)
			if len(s.Messages) != 1 || !reflect.DeepEqual(s.Messages[0], tt.want) {
				t.Errorf("got  %+v\nwant %+v", s.Messages, tt.want)
			}
		})
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 11, 1, 10, 20, 30, 0, time.UTC)
	for raw, want := range map[string]time.Time{
		"2026-11-01T10:20:30Z":          at,
		"2026-11-01T10:20:30.123Z":      at.Add(123 * time.Millisecond),
		"2026-11-01T12:20:30+02:00":     at,
		"2026-11-01T12:20:30+0200":      at,
		"2026-11-01T12:20:30+02":        at,
		"2026-11-01T10:20:30":           at,
		"2026-11-01T10:20:30.5":         at.Add(500 * time.Millisecond),
		"2026-11-01 10:20:30":           at,
		"2026-11-01 10:20:30Z":          at,
		"2026-11-01 10:20:30+00":        at,
		"2026-11-01T10:20Z":             at.Add(-30 * time.Second),
		"2026-11-01":                    time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
		"Sun, 01 Nov 2026 10:20:30 GMT": at,
		"1793528430":                    at,
		"1793528430000":                 at,
		"1.79352843e9":                  at,
		" 2026-11-01T10:20:30Z ":        at,
		"":                              {},
		"0":                             {},
		"-1":                            {},
		"soon":                          {},
		"NaN":                           {},
		"1e400":                         {},
		"2026-13-01T00:00:00Z":          {},
		"2026-02-30T00:00:00Z":          {},
		"0001-01-01T00:00:00Z":          {},
		"99999-01-01T00:00:00Z":         {},
		"11/01/2026":                    {},
		strings.Repeat("9", 100):        {},
	} {
		if got := parseInstant(raw); !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%q: %v, want %v", raw, got, want)
		}
	}
}

func TestToolErrors(t *testing.T) {
	for text, want := range map[string]bool{
		"Error: no such order": true, "ERROR": true, `{"error":"x"}`: true, `{"errors":[1]}`: true, ` {"isError":true}`: true,
		`{"success":false}`: true, `{"ok":false,"a":1}`: true,
		"": false, "fine": false, `{"error":null}`: false, `{"error":""}`: false, `{"errors":[]}`: false, `{"success":true}`: false,
		`{"note":"error"}`: false, `{"error":`: false, "[]": false,
	} {
		if reportsError(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestSummarizeAHandMadeSession(t *testing.T) {
	s := Summarize(&Session{ID: "x", Customer: &Customer{Email: "e"}, Messages: []Message{{Role: "bot", Text: "hi"}}})
	if s.Customer != "e" || s.LastRole != RoleAssistant || s.Turns != 1 || s.Expiration != 24*time.Hour || s.Bytes != 0 {
		t.Errorf("%+v", s)
	}
	if s := Summarize(&Session{ID: "x", ExpirationSeconds: 1 << 52}); s.Expiration != 100*365*24*time.Hour {
		t.Errorf("%v", s.Expiration)
	}
}
