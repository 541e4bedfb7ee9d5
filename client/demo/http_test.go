package demo_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	. "vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

func TestKey(t *testing.T) {
	s := newServer(t, Options{Sessions: 3, Token: "secret"})
	for _, tt := range []struct {
		header, want string
		status       int
	}{
		{"", "Missing Authorization Header.", 401},
		{"Bearer wrong", "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.", 401},
		{"Basic secret", "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa.", 401},
		{"bearer secret", "", 200},
	} {
		for _, target := range []string{"/session", "/session/" + s.IDs()[0], "/assistant/" + s.Resources("assistant")[0]} {
			r := httptest.NewRequest(http.MethodGet, target, nil)
			if tt.header != "" {
				r.Header.Set("Authorization", tt.header)
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != tt.status {
				t.Errorf("%q on %s: %d", tt.header, target, w.Code)
			}
			if tt.status == 200 {
				continue
			}
			_, kind, texts := reply{status: w.Code, body: w.Body.Bytes()}.problem(t)
			if kind != "Unauthorized" || texts[0] != tt.want {
				t.Errorf("%q on %s: %s %q", tt.header, target, kind, texts)
			}
		}
	}
}

func TestRoutes(t *testing.T) {
	s := newServer(t, Options{Sessions: 3, Seed: 1})
	id := s.IDs()[1]
	for _, tt := range []struct {
		method, target string
		status         int
		contains       string
	}{
		{"GET", "/session/" + id, 200, `"id":"` + id},
		{"GET", "/session/" + strings.ToUpper(id), 200, `"id":"` + id},
		{"GET", "/session/abc", 400, "Validation failed (uuid is expected)"},
		{"PATCH", "/session/abc", 400, "Validation failed (uuid is expected)"},
		{"DELETE", "/session/0b7c1f3e-6b1a-4c8e-9d51-2f3a4b5c6d70", 404, "Does Not Exist"},
		{"GET", "/", 404, "Cannot GET /"},
		{"GET", "/call", 404, "Cannot GET /call"},
		{"GET", "/session/a/b", 404, "Cannot GET /session/a/b"},
		{"PUT", "/session", 404, "Cannot PUT /session"},
		{"POST", "/session/" + id, 404, "Cannot POST /session/" + id},
		{"DELETE", "/assistant/" + s.Resources("assistant")[0], 404, "Cannot DELETE"},
		{"GET", "/assistant/" + s.Resources("assistant")[0], 200, `"name":"Delivery Desk"`},
		{"GET", "/assistant/" + last(s.Resources("assistant")), 404, "assistant not found"},
		{"GET", "/squad/" + s.Resources("squad")[1], 200, `"name":"Billing`},
		{"GET", "/squad/" + last(s.Resources("squad")), 404, "squad not found"},
		{"GET", "/phone-number/" + s.Resources("phone-number")[0], 200, `"number":"+14155550100"`},
		{"GET", "/phone-number/" + last(s.Resources("phone-number")), 404, "phone-number not found"},
		{"GET", "/workflow/" + s.Resources("workflow")[0], 200, `"name":"Appointment Flow"`},
		{"GET", "/squad/" + s.Resources("assistant")[0], 404, "squad not found"},
		{"GET", "/assistant/7", 400, "uuid is expected"},
	} {
		r := ask(t, s, tt.method, tt.target, "")
		if r.status != tt.status || !strings.Contains(string(r.body), tt.contains) {
			t.Errorf("%s %s: %d %.200s, want %d with %s", tt.method, tt.target, r.status, r.body, tt.status, tt.contains)
		}
		if !IsUUID(r.header.Get("X-Request-Id")) || !strings.HasPrefix(r.header.Get("Content-Type"), "application/json") {
			t.Errorf("%s %s: header %v", tt.method, tt.target, r.header)
		}
	}
	if assistants := s.Resources("assistant"); s.Name("assistant", assistants[0]) != "Delivery Desk" || s.Name("assistant", last(assistants)) != "" {
		t.Errorf("the assistants are called %q, %q", s.Name("assistant", assistants[0]), s.Name("assistant", last(assistants)))
	}
}

func TestGzip(t *testing.T) {
	s := newServer(t, Options{Sessions: 30, Seed: 1})
	plain := ask(t, s, "GET", "/session", "")
	for _, tt := range []struct {
		target, accept string
		zipped         bool
	}{
		{"/session", "br, gzip", true}, {"/session", "", false}, {"/session?limit=0", "gzip", false},
	} {
		r := httptest.NewRequest(http.MethodGet, tt.target, nil)
		r.Header.Set("Accept-Encoding", tt.accept)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != tt.zipped {
			t.Errorf("%s accepting %q: %v", tt.target, tt.accept, w.Header())
			continue
		}
		if !tt.zipped {
			continue
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(z)
		if err != nil || !bytes.Equal(body, plain.body) {
			t.Errorf("unzips to %d bytes, %v; want %d", len(body), err, len(plain.body))
		}
	}
}

func TestArrivals(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := demotest.New(Options{Sessions: 5, Seed: 1, Arrivals: 2 * time.Second})
		start := time.Now()
		if s.Count() != 5 {
			t.Fatalf("%d at the start", s.Count())
		}
		time.Sleep(7 * time.Second)
		got := list(t, s, "")
		if got.Meta.TotalItems != 8 {
			t.Fatalf("%d sessions after 7 s, want 8", got.Meta.TotalItems)
		}
		for i, one := range got.Results[:3] {
			if at := start.Add(time.Duration(3-i) * 2 * time.Second); !one.CreatedAt.Equal(at) || one.UpdatedAt.Before(at) {
				t.Errorf("arrival %d is of %v, want %v", i, one.CreatedAt, at)
			}
		}
		newest := got.Results[0]
		if since := list(t, s, "createdAtGt="+FormatTime(got.Results[1].CreatedAt.UnixMilli())); since.Meta.TotalItems != 1 || since.Results[0].ID != newest.ID {
			t.Errorf("since the last but one: %v", since.ids())
		}
		if r := ask(t, s, "PATCH", "/session/"+newest.ID, `{"name":"seen"}`); r.status != 200 {
			t.Errorf("renaming an arrival: %d %s", r.status, r.body)
		}
		if !s.Remove(got.Results[1].ID) {
			t.Error("an arrival could not be removed")
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Hour)
		if s.Count() != 7 {
			t.Errorf("%d sessions long after closing, want 7", s.Count())
		}
	})
}

func TestLatencyAndCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := demotest.New(Options{Sessions: 5, Seed: 1, Latency: 5 * time.Second})
		c := http.Client{Transport: s.Transport()}
		start := time.Now()
		get := func(ctx context.Context) error {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://demo/session", nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := c.Do(r)
			if err != nil {
				return err
			}
			defer func() { _ = resp.Body.Close() }()
			_, err = io.Copy(io.Discard, resp.Body)
			return err
		}
		if err := get(t.Context()); err != nil || time.Since(start) != 5*time.Second {
			t.Errorf("answered after %v: %v", time.Since(start), err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start = time.Now()
		if err := get(ctx); err == nil || time.Since(start) != time.Second {
			t.Errorf("gave up after %v: %v", time.Since(start), err)
		}
		go func() { _ = s.Close() }()
		if err := get(t.Context()); err == nil {
			t.Error("a closed server answered")
		}
		synctest.Wait()
	})
}

func TestListen(t *testing.T) {
	s := newServer(t, Options{Sessions: 40, Seed: 1})
	for _, addr := range []string{"", "127.0.0.1:0", ":0", "localhost:"} {
		url, err := s.Listen(addr)
		if err != nil || !strings.HasPrefix(url, "http://127.0.0.1:") {
			t.Fatalf("listening on %q: %s, %v", addr, url, err)
		}
		resp := fetch(t, http.DefaultClient, url+"/session?limit=3")
		var page struct{ Results []json.RawMessage }
		if err := json.Unmarshal(resp, &page); err != nil || len(page.Results) != 3 {
			t.Errorf("%s answers %.100s, %v", url, resp, err)
		}
	}
	for _, addr := range []string{"nonsense", "256.0.0.1:x"} {
		if _, err := s.Listen(addr); err == nil {
			t.Errorf("listens on %q", addr)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Listen(""); err == nil {
		t.Error("a closed server listens")
	}
	http.DefaultClient.CloseIdleConnections()
}

func fetch(t testing.TB, c *http.Client, url string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// TestManyAtOnce is for the race detector: everything at the same time, and
// every answer whole.
func TestManyAtOnce(t *testing.T) {
	s := newServer(t, Options{Sessions: 100, Seed: 1, Arrivals: time.Millisecond, Now: time.Now})
	ids := s.IDs()
	var wg sync.WaitGroup
	for worker := range 6 {
		wg.Go(func() {
			for k := range 8 {
				id := ids[(worker*7+k)%len(ids)]
				list(t, s, fmt.Sprintf("limit=5&page=%d&name=order&sortBy=cost", k+1))
				ask(t, s, "PATCH", "/session/"+id, `{"name":"order"}`)
				ask(t, s, "GET", "/session/"+id, "")
				ask(t, s, "POST", "/session", `{"name":"order"}`)
				if k%3 == 0 {
					ask(t, s, "DELETE", "/session/"+id, "")
				}
				s.SetFaults(Faults{})
				s.Requests()
				s.Count()
			}
		})
	}
	wg.Wait()
	if n := len(s.Requests()); n < 200 {
		t.Errorf("received %d requests", n)
	}
}
