package client

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
)

func TestEveryTryIsLogged(t *testing.T) {
	var out bytes.Buffer
	tries := 0
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "r1")
		if tries++; tries == 1 {
			answer(503, "text/plain", "no "+testKey)(w, r)
			return
		}
		_, _ = fmt.Fprint(w, pageOf(row(idA, `"name":"private words"`)))
	}, func(o *Options) { o.Log = slog.New(slog.NewJSONHandler(&out, nil)) })
	if _, err := c.List(t.Context(), ListParams{Name: "a b", Limit: 5}); err != nil {
		t.Fatal(err)
	}
	if s := out.String(); strings.Contains(s, testKey) || strings.Contains(s, "private words") || strings.Contains(s, "Bearer") {
		t.Errorf("the log holds a secret or a body: %s", s)
	}
	var first, second map[string]any
	d := json.NewDecoder(&out)
	if d.Decode(&first) != nil || d.Decode(&second) != nil || d.More() {
		t.Fatal("want two records")
	}
	for key, want := range map[string]any{
		"msg": "listing sessions", "level": "WARN", "method": "GET", "path": "/session?limit=5&name=a+b", "status": 503.0, "try": 1.0,
		"request_id": "r1", "error": "503 no [hidden]",
	} {
		if first[key] != want {
			t.Errorf("first %s: %v, want %v", key, first[key], want)
		}
	}
	if second["level"] != "INFO" || second["status"] != 200.0 || second["try"] != 2.0 || second["bytes"].(float64) < 100 || second["error"] != nil {
		t.Errorf("second %v", second)
	}
}

func TestManyAtATime(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/session/") {
			_, _ = fmt.Fprint(w, row(strings.TrimPrefix(r.URL.Path, "/session/")))
			return
		}
		_, _ = fmt.Fprint(w, pageOf(row(idA), row(idB)))
	})
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			id := fmt.Sprint("id", i)
			if s, err := c.Get(t.Context(), id); err != nil || s.ID != id {
				t.Errorf("%v %v", s, err)
			}
			if p, err := c.Summaries(t.Context(), ListParams{}, Pick{Text: "x"}); err != nil || len(p.Rows) != 2 {
				t.Errorf("%v %v", p, err)
			}
		})
	}
	all.Wait()
}

func TestTheKeyGoesToTheBaseURLAlone(t *testing.T) {
	var hosts []string
	c, _ := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
		hosts = append(hosts, r.URL.Host+" "+r.Header.Get("Authorization"))
		return reply(307, "", "Location", "http://elsewhere.example/session"), nil
	})
	_, err := c.Get(t.Context(), idA)
	if !isKind(err, ErrRedirect) || len(hosts) != 1 || hosts[0] != "127.0.0.1:1 Bearer "+testKey {
		t.Errorf("%v %v", hosts, err)
	}
	none, _ := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
		if _, ok := r.Header["Authorization"]; ok {
			t.Error("a header without a key")
		}
		return reply(401, ""), nil
	}, func(o *Options) { o.Token = "" })
	if _, err := none.Get(t.Context(), idA); !isKind(err, ErrUnauthorized) {
		t.Error(err)
	}
}

func TestBaseURLWithAPath(t *testing.T) {
	var got string
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.URL.Path
		_, _ = fmt.Fprint(w, row(idA))
	})
	c := clientFor(t, s.base.String()+"/proxy/v1/")
	if _, err := c.Get(t.Context(), idA); err != nil || got != "/proxy/v1/session/"+idA {
		t.Errorf("%s %v", got, err)
	}
}
