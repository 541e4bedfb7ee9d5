//go:build unix

package ui_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// strayServer answers every request with an empty list and more bytes after it.
// The channel tells when a client closed such a connection.
func strayServer(t *testing.T, stray string) (address string, closed <-chan struct{}) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{}, 100)
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			wait.Go(func() {
				defer func() { _ = conn.Close() }()
				_ = conn.SetDeadline(time.Now().Add(soon))
				r := bufio.NewReader(conn)
				if _, err := http.ReadRequest(r); err != nil {
					return
				}
				const body = `{"results":[],"metadata":{"totalItems":0}}`
				_, _ = fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s%s", len(body), body, stray)
				_, _ = io.Copy(io.Discard, r)
				over <- struct{}{}
			})
		}
	})
	t.Cleanup(func() { _ = l.Close(); wait.Wait() })
	return "http://" + l.Addr().String(), over
}

// What net/http says of bytes after an answer holds these bytes, and would
// come over the screen.
func TestBytesAfterAnAnswerStayOffTheTerminal(t *testing.T) {
	address, closed := strayServer(t, `{"apiKey":"straybytes"}`)
	h := newHome(t, "")
	term := start(t, termtest.Options{Env: h.on(address)})
	for range 2 {
		select {
		case <-closed: // net/http has said what it says before that
		case <-time.After(soon):
			t.Fatalf("the connection stays open:\n%s", term.Screen())
		}
		term.Keys(t, "r")
	}
	term.WaitFor(t, `There are no sessions`, soon)
	leave(t, term)
	if raw := term.Raw(); bytes.Contains(raw, []byte("straybytes")) || bytes.Contains(raw, []byte("Unsolicited")) {
		t.Errorf("the terminal got %q", raw[max(0, strings.Index(string(raw), "Unsolicited")-100):])
	}
}
