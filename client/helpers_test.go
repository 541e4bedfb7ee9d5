package client

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

const (
	testKey = "0b8f0c3e-1111-4222-8333-secretsecret"
	idA     = "11111111-1111-4111-8111-111111111111"
	idB     = "22222222-2222-4222-8222-222222222222"
	idC     = "33333333-3333-4333-8333-333333333333"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve starts a server with h and a client for it that does not wait long.
func serve(t testing.TB, h http.HandlerFunc, change ...func(*Options)) *Client {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return clientFor(t, srv.URL, change...)
}

// serveInMemory is serve without a network, for a test with a clock of its own.
func serveInMemory(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	l := pipes{make(chan net.Conn), make(chan struct{})}
	srv := &http.Server{Handler: h}
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	c := clientFor(t, "http://127.0.0.1:1")
	c.http.Transport.(*http.Transport).DialContext = func(context.Context, string, string) (net.Conn, error) {
		near, far := net.Pipe()
		l.conns <- far
		return near, nil
	}
	return c
}

// pipes is a listener for connections that are made in memory.
type pipes struct {
	conns chan net.Conn
	over  chan struct{}
}

func (l pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.over:
		return nil, net.ErrClosed
	}
}

func (l pipes) Close() error   { close(l.over); return nil }
func (l pipes) Addr() net.Addr { return &net.TCPAddr{} }

func clientFor(t testing.TB, base string, change ...func(*Options)) *Client {
	t.Helper()
	o := Options{BaseURL: base, Token: testKey, Version: "1.2.3"}
	for _, f := range change {
		f(&o)
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	c.timeouts.backoff = time.Millisecond
	t.Cleanup(c.Close)
	return c
}

// answer is a handler that always gives the same.
func answer(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = fmt.Fprint(w, body)
	}
}

func jsonAnswer(body string) http.HandlerFunc { return answer(http.StatusOK, "application/json", body) }

// row is a plain session's JSON with more members added.
func row(id string, more ...string) string {
	members := append([]string{
		`"id":"` + id + `"`, `"orgId":"o1"`,
		`"createdAt":"2026-11-01T10:00:00.000Z"`, `"updatedAt":"2026-11-01T11:00:00.000Z"`,
	}, more...)
	return "{" + strings.Join(members, ",") + "}"
}

// pageOf is a page's JSON.
func pageOf(rows ...string) string {
	return fmt.Sprintf(`{"results":[%s],"metadata":{"itemsPerPage":100,"totalItems":%d,"currentPage":1}}`,
		strings.Join(rows, ","), len(rows))
}

// mustSummaries lists without parameters and expects success.
func mustSummaries(t *testing.T, c *Client) *Page[Summary] {
	t.Helper()
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// ids are the IDs of the rows, "!" before those that could not be read.
func ids(rows []Summary) string {
	var list []string
	for _, r := range rows {
		id := r.ID
		if r.Bad != nil {
			id = "!" + id
		}
		list = append(list, id)
	}
	return strings.Join(list, " ")
}
