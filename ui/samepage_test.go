package ui

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
)

// samePage is a server of sessions that were all created at one instant, which
// gives the first of them whatever page it is asked for.
type samePage struct{ asks atomic.Int32 }

// RoundTrip answers a request for a page.
func (s *samePage) RoundTrip(r *http.Request) (*http.Response, error) {
	const all, most = 60, 10
	limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
	if err != nil {
		return nil, err
	}
	s.asks.Add(1)
	rows := make([]string, min(limit, most))
	for i := range rows {
		rows[i] = fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d","name":"number %d","createdAt":"2026-11-01T10:00:00.000Z"}`, i, i)
	}
	body := fmt.Sprintf(`{"results":[%s],"metadata":{"itemsPerPage":%d,"totalItems":%d,"hasNextPage":true}}`, strings.Join(rows, ","), len(rows), all)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// A server that gives the same page for every page number is not asked without
// end: the list says so where its rows stop, and asks again when it is told to.
func TestTheSamePageAgainAndAgain(t *testing.T) {
	server := &samePage{}
	c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: "demo", HTTP: server})
	if err != nil {
		t.Fatal(err)
	}
	over := func(o *Options, _ *demo.Options) {
		o.Server = Server{API: c, Account: "demo", BaseURL: "http://127.0.0.1"}
	}
	scene(t, func(s *stage) {
		const said = "! enter tries again: listing sessions: the server repeats one page"
		for range 10 {
			s.keys("j")
		}
		s.shows("number 9", said)
		asks := server.asks.Load()
		s.wait(time.Minute)
		if n := server.asks.Load() - asks; n > 100 {
			t.Errorf("%d requests in a minute", n)
		}
		asks = server.asks.Load()
		s.keys("enter").shows("number 9", said)
		if n := server.asks.Load() - asks; n == 0 || n > 20 {
			t.Errorf("%d requests to try again", n)
		}
	}, over)
}
