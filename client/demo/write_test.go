package demo_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	. "vapi-sessions/client/demo"
)

// clock is a clock that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func decode(t testing.TB, body []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(body, &m); err != nil {
		t.Fatalf("%v in %.300s", err, body)
	}
	return m
}

func TestWritesStick(t *testing.T) {
	c := &clock{Instant}
	s := newServer(t, Options{Sessions: 20, Seed: 1, Now: c.now})
	id := s.IDs()[4]
	before := decode(t, ask(t, s, "GET", "/session/"+id, "").body)
	c.at = c.at.Add(time.Minute)

	patched := ask(t, s, "PATCH", "/session/"+id, `{"name":"Läuft 🎈","expirationSeconds":3600}`)
	got := decode(t, patched.body)
	if patched.status != 200 || got["name"] != "Läuft 🎈" || got["expirationSeconds"] != 3600.0 || got["updatedAt"] != FormatTime(c.at.UnixMilli()) {
		t.Errorf("PATCH: %d %.300s", patched.status, patched.body)
	}
	if got["status"] != before["status"] || got["createdAt"] != before["createdAt"] || len(got) < len(before) {
		t.Errorf("PATCH changed more than it was told to:\n%v\n%v", before, got)
	}
	if again := ask(t, s, "PATCH", "/session/"+id, `{}`); decode(t, again.body)["updatedAt"] == got["updatedAt"] {
		t.Error("a second PATCH in the same millisecond left updatedAt as it was")
	}
	if s.IDs()[4] != id {
		t.Error("a PATCH moved a session in the list")
	}
	if found := list(t, s, "name=l%C3%84uft"); !slices.Equal(found.ids(), []string{id}) {
		t.Errorf("the new name finds %v", found.ids())
	}
	cleared := ask(t, s, "PATCH", "/session/"+id, `{"name":null,"messages":[{"role":"user","content":"Hi"}]}`)
	got = decode(t, cleared.body)
	if _, named := got["name"]; named || len(got["messages"].([]any)) != 1 {
		t.Errorf("after clearing: %.300s", cleared.body)
	}

	gone := ask(t, s, "DELETE", "/session/"+id, "")
	if gone.status != 200 || decode(t, gone.body)["id"] != id {
		t.Errorf("DELETE: %d %.200s", gone.status, gone.body)
	}
	for _, method := range []string{"GET", "PATCH", "DELETE"} {
		if r := ask(t, s, method, "/session/"+id, "{}"); r.status != 404 {
			t.Errorf("%s of a deleted session: %d", method, r.status)
		}
	}
	if s.Count() != 19 || slices.Contains(s.IDs(), id) {
		t.Error("a deleted session is still listed")
	}
}

func TestCreate(t *testing.T) {
	c := &clock{Instant.Add(time.Second)}
	s := newServer(t, Options{Sessions: 3, Seed: 1, Now: c.now})
	c.at = c.at.Add(time.Hour)
	assistant, orphan := s.Resources("assistant")[0], last(s.Resources("assistant"))
	r := ask(t, s, "POST", "/session", `{"name":"New","assistantId":"`+assistant+`","assistant":{"name":"ignored"},"customer":{"number":"+491511234"}}`)
	got := decode(t, r.body)
	if r.status != http.StatusCreated || got["status"] != "active" || got["expirationSeconds"] != 86400.0 || got["createdAt"] != FormatTime(c.at.UnixMilli()) {
		t.Fatalf("POST: %d %s", r.status, r.body)
	}
	if _, inline := got["assistant"]; inline {
		t.Error("the inline assistant was kept beside an ID")
	}
	id := got["id"].(string)
	if s.IDs()[0] != id || !IsUUID(id) {
		t.Errorf("the new session %s is not the first of %v", id, s.IDs())
	}
	for _, query := range []string{"id=" + id, "assistantId=" + assistant + "&createdAtGe=" + FormatTime(c.at.UnixMilli()), "customerNumberAny=%2B491511234"} {
		if found := list(t, s, query); !slices.Contains(found.ids(), id) {
			t.Errorf("%s does not find the new session", query)
		}
	}
	r = ask(t, s, "POST", "/session", `{"assistantId":"`+orphan+`"}`)
	if _, _, texts := r.problem(t); r.status != 400 || !strings.HasPrefix(texts[0], "Couldn't Get Assistant.") {
		t.Errorf("with a deleted assistant: %d %s", r.status, r.body)
	}
	if r := ask(t, s, "POST", "/session", "{}"); r.status != http.StatusCreated {
		t.Errorf("an empty session: %d %s", r.status, r.body)
	}
}

func TestBodyRules(t *testing.T) {
	s := newServer(t, Options{Sessions: 3, Seed: 1})
	path := "/session/" + s.IDs()[0]
	const number = " must be a number conforming to the specified constraints"
	both := []struct {
		body string
		want []string // nil for accepted
	}{
		{`{"name":"` + strings.Repeat("😀", 40) + `"}`, nil},
		{`{"name":"` + strings.Repeat("é", 41) + `"}`, []string{"name must be shorter than or equal to 40 characters"}},
		{`{"name":7}`, []string{"name must be a string"}},
		{`{"name":null}`, nil},
		{`{"status":"completed"}`, nil},
		{`{"status":"expired"}`, []string{"status must be one of the following values: active, completed"}},
		{`{"status":1}`, []string{"status must be one of the following values: active, completed"}},
		{`{"expirationSeconds":60}`, nil},
		{`{"expirationSeconds":2592000}`, nil},
		{`{"expirationSeconds":59}`, []string{"expirationSeconds must not be less than 60"}},
		{`{"expirationSeconds":2592001}`, []string{"expirationSeconds must not be greater than 2592000"}},
		{`{"expirationSeconds":60.5}`, []string{"expirationSeconds must be an integer number"}},
		{`{"expirationSeconds":"60"}`, []string{"expirationSeconds" + number}},
		{`{"messages":{}}`, []string{"messages must be an array"}},
		{`{"messages":["hi"]}`, []string{"messages.0 must be an object"}},
		{`{"messages":[{"role":"user","content":"a"},{"role":"robot"}]}`,
			[]string{"messages.1.role must be one of the following values: system, user, assistant, tool, developer"}},
		{`{"messages":[{"role":"user","content":"` + strings.Repeat("x", 10001) + `"}]}`,
			[]string{"messages.0.content must be shorter than or equal to 10000 characters"}},
		{`{"messages":[{"role":"tool","content":"x"}]}`, []string{"messages.0.tool_call_id must be a string"}},
		{`{"messages":[{"role":"user","message":"a","time":1,"secondsFromStart":0},{"role":"assistant","content":null,"tool_calls":[]},{"role":"user","content":[{"type":"text","text":"a"}]}]}`, nil},
		{`{"shoe":"x","id":"y"}`, []string{"property id should not exist", "property shoe should not exist"}},
		{`{"metadata":{}}`, []string{"property metadata should not exist"}},
		{`{"name":7,"status":"x","zebra":1}`, []string{"name must be a string", "property zebra should not exist",
			"status must be one of the following values: active, completed"}},
		{`{"name":`, []string{"Unexpected token in JSON body"}},
		{`[]`, []string{"Unexpected token in JSON body"}},
	}
	for _, tt := range both {
		wantRule(t, ask(t, s, "PATCH", path, tt.body), 200, tt.body, tt.want)
		wantRule(t, ask(t, s, "POST", "/session", tt.body), 201, tt.body, tt.want)
	}
	for _, tt := range []struct {
		body string
		want []string
	}{
		{`{"assistantId":"abc","squadId":7,"customerId":"","phoneNumberId":"x"}`, []string{
			"assistantId must be a UUID", "customerId must be a UUID", "phoneNumberId must be a UUID", "squadId must be a UUID"}},
		{`{"assistant":"x","assistantOverrides":[],"customer":1}`, []string{
			"assistant must be an object", "assistantOverrides must be an object", "customer must be an object"}},
		{`{"customer":{"number":"+1","name":"` + strings.Repeat("n", 41) + `","shoe":44}}`, []string{
			"customer.name must be shorter than or equal to 40 characters", "customer.number must be longer than or equal to 3 characters",
			"customer.property shoe should not exist", "customer.number must be a valid phone number in the E.164 format"}},
		{`{"customer":{"number":"4151234567"}}`, []string{"customer.number must be a valid phone number in the E.164 format"}},
		{`{"customer":{"number":"4151234567","numberE164CheckEnabled":true}}`, []string{"customer.number must be a valid phone number in the E.164 format"}},
		{`{"customer":{"number":"4151234567","numberE164CheckEnabled":false}}`, nil},
		{`{"customer":{"number":"+14151234567"}}`, nil},
		{`{"customer":{"number":"+4915112","name":"Ada","numberE164CheckEnabled":false}}`, nil},
		{`{"customer":{"numberE164CheckEnabled":"yes"}}`, []string{"customer.numberE164CheckEnabled must be a boolean value"}},
		{`{"squad":{}}`, []string{"squad.members should not be null or undefined"}},
		{`{"squad":{"members":[{"assistantId":"a"}]}}`, nil},
		{`{"phoneNumber":{"twilioPhoneNumber":"+1415"}}`, []string{"phoneNumber.twilioAccountSid should not be null or undefined"}},
		{`{"phoneNumber":{"twilioPhoneNumber":"+1415","twilioAccountSid":"demo"}}`, nil},
	} {
		wantRule(t, ask(t, s, "POST", "/session", tt.body), 201, tt.body, tt.want)
		if r := ask(t, s, "PATCH", path, tt.body); r.status != 400 || !strings.Contains(string(r.body), "should not exist") {
			t.Errorf("PATCH took what only POST may have: %s: %d", tt.body, r.status)
		}
	}
}

func wantRule(t *testing.T, r reply, ok int, body string, want []string) {
	t.Helper()
	if want == nil {
		if r.status != ok {
			t.Errorf("%.80s: %d %s, want %d", body, r.status, r.body, ok)
		}
		return
	}
	status, kind, texts := r.problem(t)
	if status != 400 || kind != "Bad Request" || !sameTexts(texts, want) {
		t.Errorf("%.80s: %d %s %q, want %q", body, status, kind, texts, want)
	}
}

func TestDirectAccess(t *testing.T) {
	s := newServer(t, Options{Sessions: 10, Seed: 1})
	id, err := s.Insert(map[string]any{"id": "not a uuid\x1b", "name": 7, "cost": "much", "createdAt": "whenever"})
	if err != nil || s.Count() != 11 || s.IDs()[10] != id {
		t.Fatalf("inserted %q, %v, among %v", id, err, s.IDs())
	}
	if r := ask(t, s, "GET", "/session/not%20a%20uuid%1B", ""); r.status != 200 {
		t.Errorf("reading an odd ID: %d %s", r.status, r.body)
	}
	if _, err := s.Insert(`"text"`); err == nil {
		t.Error("inserted what is no object")
	}
	if _, err := s.Insert([]byte(`{"id":7}`)); err == nil {
		t.Error("inserted a session whose ID is a number")
	}
	old := s.IDs()[3]
	if _, err := s.Insert(map[string]any{"id": old, "name": "replaced"}); err != nil || s.Count() != 11 {
		t.Errorf("replacing: %v, %d sessions", err, s.Count())
	}
	if b, ok := s.Lookup(strings.ToUpper(old)); !ok || decode(t, b)["name"] != "replaced" {
		t.Errorf("looked up %s", b)
	}
	if ok, err := s.Touch(old, map[string]any{"name": nil}); !ok || err != nil {
		t.Errorf("touching: %v, %v", ok, err)
	}
	if b, _ := s.Lookup(old); decode(t, b)["name"] != nil {
		t.Error("a member set to nil is still there")
	}
	if !s.Remove(old) || s.Remove(old) || s.Count() != 10 {
		t.Error("removing did not remove once")
	}
	if ok, err := s.Touch(old, nil); ok || err != nil {
		t.Errorf("touched a removed session: %v", err)
	}
}
