package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestNetworkErrorsInPlainWords(t *testing.T) {
	for _, tt := range []struct {
		err     error
		text    string
		timeout bool
		again   bool
	}{
		{&net.DNSError{Name: "api.example", IsNotFound: true}, "there is no host api.example", false, false},
		{&net.DNSError{Name: "a\x1b.example"}, "cannot look up a␛.example", false, true},
		{&net.DNSError{Name: "api.example", IsTimeout: true}, "cannot look up api.example", true, true},
		{&net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, "connection refused", false, true},
		{&net.OpError{Op: "dial", Err: syscall.ENETUNREACH}, "network unreachable", false, true},
		{&net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, "timed out", true, true},
		{&net.OpError{Op: "write", Err: syscall.EPIPE}, "connection broken", false, true},
		{io.EOF, "connection closed before the answer was complete", false, true},
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), "connection closed before the answer was complete", false, true},
		{errors.New("http: server gave HTTP response to HTTPS client"), "the server does not speak TLS", false, false},
		{errors.New("odd https://u:hunter2@h \x1b"), "connection failed: odd https://[hidden]@h ␛", false, true},
		{errors.New(`net/http: HTTP/1.x transport connection broken: malformed HTTP response "{\"note\":\"hunter2\"}"`), "the answer is not HTTP", false, true},
		{errors.New(`malformed MIME header: missing colon: "hunter2"`), "the answer is not HTTP", false, true},
		{errors.New("invalid byte in chunk length"), "the answer is not HTTP", false, true},
		{errors.New("net/http: server response headers exceeded 262144 bytes; aborted"), "the answer is not HTTP", false, true},
		{errors.New(`odd reply "hunter2"`), "connection failed: odd reply", false, true},
		{&net.OpError{Op: "read", Err: errors.New("odd")}, "connection failed: read: odd", false, true},
		{context.DeadlineExceeded, "timed out", true, true},
		{errStalled, "the answer stopped coming", true, true},
	} {
		e := &Error{Op: "reading"}
		e.setCause(&url.Error{Op: "Get", URL: "https://h/?token=hunter2", Err: tt.err})
		if e.Error() != "reading: "+tt.text || !errors.Is(e, ErrNetwork) || errors.Is(e, ErrTimeout) != tt.timeout || transient(e) != tt.again || !MayPass(e) {
			t.Errorf("%v: %v, timeout %v, again %v", tt.err, e, errors.Is(e, ErrTimeout), transient(e))
		}
		if !errors.Is(e, tt.err) || strings.Contains(e.Error(), "hunter2") {
			t.Errorf("%v lost its cause or tells a secret: %v", tt.err, e)
		}
	}
}

// A name under localhost is what DNS makes of it, and only an address tells
// whether it is this machine.
func TestPlainHTTPGoesToThisMachineAlone(t *testing.T) {
	c, err := New(Options{BaseURL: "http://x.localhost", Token: testKey})
	if err != nil {
		t.Fatal(err)
	}
	tr, ok := c.http.Transport.(*http.Transport)
	if !ok || tr.Proxy != nil {
		t.Fatalf("a proxy would get the key: %+v", c.http.Transport)
	}
	for _, address := range []string{"192.0.2.1:80", "[2001:db8::1]:80", "0.0.0.0:80"} {
		_, err := tr.DialContext(t.Context(), "tcp", address)
		e := &Error{Op: "reading"}
		e.setCause(err)
		if err == nil || e.Error() != "reading: http is allowed to this machine alone, and the host is another one" || transient(e) || !failedToConnect(err) {
			t.Errorf("%s: %v, %v", address, err, e)
		}
	}
	for _, address := range []string{"", "127.0.0.1", "127.0.0.1:http", "::1:80", "/run/socket"} {
		if err := onlyLoopback("", address, nil); !errors.Is(err, errNotLoopback) {
			t.Errorf("%q, which is no address, is taken: %v", address, err)
		}
	}
	if c, err = New(Options{Token: testKey}); err != nil || c.http.Transport.(*http.Transport).Proxy == nil {
		t.Errorf("https takes no proxy from the environment: %v", err)
	}
}

// A connection is used again, whatever follows the page in its answer.
func TestAConnectionIsUsedAgain(t *testing.T) {
	for name, pieces := range map[string][]string{
		"chunks":              {pageOf(row(idA)), ""},
		"gzip":                {string(zipped(pageOf(row(idA)))), ""},
		"more after the page": {pageOf(row(idA)), strings.Repeat(" ", 20<<10)},
		"an error":            {`{"message":"x"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if name == "gzip" {
					w.Header().Set("Content-Encoding", name)
				}
				if name == "an error" {
					w.WriteHeader(http.StatusNotFound)
				}
				for _, p := range pieces {
					_, _ = io.WriteString(w, p)
					w.(http.Flusher).Flush()
				}
			})
			tr, dials := c.http.Transport.(*http.Transport), 0
			dial := tr.DialContext
			tr.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
				dials++
				return dial(ctx, network, address)
			}
			for range 3 {
				if _, err := c.Summaries(t.Context(), ListParams{}, Pick{}); (err != nil) != (name == "an error") {
					t.Fatal(err)
				}
			}
			if dials != 1 {
				t.Errorf("%d connections", dials)
			}
		})
	}
}
