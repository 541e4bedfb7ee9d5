package ui

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// hostile is a network between the program and an embedded server. It carries
// real HTTP in the time of a bubble, and can answer in the server's place.
type hostile struct {
	server *demotest.Server

	mu    sync.Mutex
	fault *fault
	aim   func(*http.Request) bool // which requests meet the fault
	after bool                     // the server hears of them all the same
}

// fault is a way to answer, or not to connect at all.
type fault struct {
	dial   error
	answer func(conn net.Conn, whole []byte) // whole is the server's answer, on the wire
}

// meet lets the requests that aim picks meet a fault, after the server did what
// they ask for or instead. Nil ends it.
func (h *hostile) meet(f *fault, after bool, aim func(*http.Request) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.fault, h.after, h.aim = f, after, aim
}

func (h *hostile) now() (f *fault, after bool, aim func(*http.Request) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.fault, h.after, h.aim
}

// RoundTrip sends each request over a connection of its own.
func (h *hostile) RoundTrip(r *http.Request) (*http.Response, error) {
	t := &http.Transport{
		DisableCompression: true,
		DisableKeepAlives:  true,
		DialContext: func(context.Context, string, string) (net.Conn, error) {
			if f, _, aim := h.now(); f != nil && f.dial != nil && aim(r) {
				return nil, f.dial
			}
			near, far := net.Pipe()
			go h.serve(far)
			return breaking{near}, nil
		},
	}
	return t.RoundTrip(r)
}

// breaking is a connection that is reset where a pipe would end.
type breaking struct{ net.Conn }

func (c breaking) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && p[n-1] == resetMark {
		return n - 1, &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	}
	return n, err
}

// resetMark is a byte that no answer ends with.
const resetMark = 0xff

// serve answers one request.
func (h *hostile) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	r, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	f, after, aim := h.now()
	if f == nil || !aim(r) {
		_, _ = conn.Write(h.whole(r))
		return
	}
	var whole []byte
	if after {
		whole = h.whole(r)
	}
	f.answer(conn, whole)
}

// whole is the server's answer as it goes over the wire.
func (h *hostile) whole(r *http.Request) []byte {
	w := httptest.NewRecorder()
	h.server.ServeHTTP(w, r)
	var b bytes.Buffer
	_ = w.Result().Write(&b)
	return b.Bytes()
}

// hostileScene runs a test of the program over a hostile network, which meets
// what first picks from the start on.
func hostileScene(t *testing.T, first *fault, play func(s *stage, h *hostile), settings ...setting) {
	t.Helper()
	h := &hostile{server: demotest.New(demo.Options{Sessions: 12, Seed: 1, Token: "demo", Odd: true}), fault: first, aim: isList}
	c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: "demo", HTTP: h, MaxBody: 4 << 20})
	if err != nil {
		t.Fatal(err)
	}
	over := func(o *Options, _ *demo.Options) {
		o.Server = Server{API: c, Account: "demo", BaseURL: "http://127.0.0.1"}
	}
	scene(t, func(s *stage) {
		s.server = h.server
		play(s, h)
	}, append(settings, over)...)
}

func isList(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path == "/session"
}

func isGet(r *http.Request) bool {
	return r.Method == http.MethodGet && r.URL.Path != "/session"
}

// reply is an answer with a status line, headers and a body of its length.
func reply(status int, contentType, body string, headers ...string) func(net.Conn, []byte) {
	return func(conn net.Conn, _ []byte) {
		var b bytes.Buffer
		_, _ = fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n", status, http.StatusText(status), contentType, len(body))
		for _, line := range headers {
			b.WriteString(line + "\r\n")
		}
		b.WriteString("\r\n" + body)
		_, _ = conn.Write(b.Bytes())
	}
}
