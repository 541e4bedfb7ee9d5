package demo_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	. "vapi-sessions/client/demo"
)

// The chats of a session are its messages from one of the user's to the next, in
// either order and by pages.
func TestChats(t *testing.T) {
	s := newServer(t, Options{Seed: 1})
	id, err := s.Insert([]byte(`{"createdAt":"2026-03-01T10:00:00.000Z","updatedAt":"2026-03-01T10:00:10.000Z","cost":0.02,"messages":[
		{"role":"system","content":"s"},{"role":"user","content":"one"},{"role":"assistant","content":"1"},{"role":"tool","tool_call_id":"c","content":"ok"},
		{"role":"user","content":"two"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	type page struct {
		Results []struct {
			SessionID, CreatedAt string
			Input, Output        []struct{ Content string }
			Cost                 float64
		}
		Metadata struct {
			TotalItems  int
			HasNextPage bool
		}
	}
	get := func(query string) (p page) {
		t.Helper()
		if r := ask(t, s, http.MethodGet, "/chat?sessionId="+id+query, ""); r.status != http.StatusOK || json.Unmarshal(r.body, &p) != nil {
			t.Fatalf("%d %s", r.status, r.body)
		}
		return p
	}
	p := get("&sortOrder=ASC")
	if len(p.Results) != 2 || p.Metadata.TotalItems != 2 || p.Metadata.HasNextPage {
		t.Fatalf("%+v", p)
	}
	one, two := p.Results[0], p.Results[1]
	if one.Input[0].Content != "one" || len(one.Output) != 2 || one.CreatedAt != "2026-03-01T10:00:00.000Z" || one.Cost != 0.01 || one.SessionID != id {
		t.Errorf("%+v", one)
	}
	if two.Input[0].Content != "two" || two.Output == nil || len(two.Output) != 0 || two.CreatedAt != "2026-03-01T10:00:05.000Z" {
		t.Errorf("%+v", two)
	}
	if p := get("&limit=1"); len(p.Results) != 1 || p.Results[0].Input[0].Content != "two" || !p.Metadata.HasNextPage {
		t.Errorf("%+v", p)
	}
	if status, _, texts := ask(t, s, http.MethodGet, "/chat?sessionId=x&cursor=1", "").problem(t); status != http.StatusBadRequest ||
		!slices.Equal(texts, []string{"property cursor should not exist", "sessionId must be a UUID"}) {
		t.Errorf("%d %q", status, texts)
	}
}
