package demo_test

import (
	"net/http"
	"testing"

	. "vapi-sessions/client/demo"
)

func TestRequestsAreKept(t *testing.T) {
	s := newServer(t, Options{Sessions: 3, Seed: 1})
	list(t, s, "limit=2&name=%2B1")
	ask(t, s, "PATCH", "/session/"+s.IDs()[0], `{"name":"x"}`)
	if a := ask(t, s, "GET", "/nowhere", ""); a.status != 404 {
		t.Errorf("of nowhere: %d", a.status)
	}
	got := s.Requests()
	if len(got) != 3 {
		t.Fatalf("remembers %d requests", len(got))
	}
	if r := got[0]; r.Method != http.MethodGet || r.Path != "/session" || r.Query.Get("name") != "+1" || !r.Time.Equal(Instant) {
		t.Errorf("first: %+v", r)
	}
	if r := got[1]; string(r.Body) != `{"name":"x"}` || r.Header.Get("Authorization") == "" {
		t.Errorf("second: %+v", r)
	}
	if got[2].Path != "/nowhere" {
		t.Errorf("third: %+v", got[2])
	}
}

func TestRequestLogIsBounded(t *testing.T) {
	s := newServer(t, Options{})
	const kept = 4096
	for range kept + 10 {
		ask(t, s, "GET", "/x", "")
	}
	ask(t, s, "GET", "/last", "")
	got := s.Requests()
	if len(got) > kept || got[len(got)-1].Path != "/last" {
		t.Errorf("%d requests, the last is %s", len(got), got[len(got)-1].Path)
	}
}
