package client

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// reset breaks the connection under a handler without a word.
func reset(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// hang holds an answer until the client gives up.
func hang(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// fault is a server that breaks off or falls silent, and what is said of it.
type fault struct {
	name string
	h    http.HandlerFunc
	kind error
	text string
	rows string
}

// half is the beginning of a page, which ends inside its third row.
func half() string {
	begin, _, _ := strings.Cut(pageOf(row(idA), row(idB), row(idC)), idC)
	return begin
}

func TestNetworkFaults(t *testing.T) {
	for _, f := range []fault{
		{"reset before the answer", func(w http.ResponseWriter, _ *http.Request) { reset(w) }, ErrNetwork, "connection", ""},
		{"shorter than announced", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = fmt.Fprint(w, half())
		}, ErrNetwork, "connection closed before the answer was complete", idA + " " + idB},
		{"reset in the body", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100000")
			_, _ = fmt.Fprint(w, half())
			w.(http.Flusher).Flush()
			reset(w)
		}, ErrNetwork, "connection", ""},
		{"not HTTP", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, _ := w.(http.Hijacker).Hijack()
			_, _ = fmt.Fprint(conn, "SSH-2.0-OpenSSH\r\n")
			_ = conn.Close()
		}, ErrNetwork, "the answer is not HTTP", ""},
	} {
		t.Run(f.name, func(t *testing.T) { f.meet(t, serve(t, f.h), maxTries) })
	}
}

// meet lists sessions from the server.
func (f fault) meet(t *testing.T, c *Client, tries int) {
	t.Helper()
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
	var e *Error
	if !errors.As(err, &e) || !errors.Is(err, f.kind) || !strings.HasPrefix(err.Error(), "listing sessions: "+f.text) {
		t.Fatalf("%v", err)
	}
	if e.Tries != tries {
		t.Errorf("%d tries", e.Tries)
	}
	got := ""
	if page != nil {
		got = ids(page.Rows)
	}
	if f.rows != "" && got != f.rows {
		t.Errorf("rows %q, want %q", got, f.rows)
	}
}

func TestNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	base := "http://" + l.Addr().String()
	_ = l.Close()
	c := clientFor(t, base)
	_, err = c.Create(t.Context(), CreateSession{})
	if want := "creating a session: connection refused"; err == nil || err.Error() != want {
		t.Fatalf("%v", err)
	}
	if !errors.Is(err, ErrNetwork) || MayHaveArrived(err) {
		t.Error("a refused connection cannot have carried the request")
	}
}

func TestUntrustedCertificate(t *testing.T) {
	srv := httptest.NewUnstartedServer(jsonAnswer("{}"))
	srv.Config.ErrorLog = nil
	srv.StartTLS()
	defer srv.Close()
	c := clientFor(t, srv.URL)
	_, err := c.Get(t.Context(), idA)
	var e *Error
	if !errors.As(err, &e) || e.Tries != 1 || err.Error() != "reading session "+idA+": the server's certificate is not trusted" {
		t.Fatalf("%v", err)
	}
}

func TestContextEndsItAtOnce(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"waiting for the answer": func(_ http.ResponseWriter, r *http.Request) { hang(r) },
		"reading the body": func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprint(w, `{"results":[`)
			w.(http.Flusher).Flush()
			hang(r)
		},
		"reading an error": func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			w.(http.Flusher).Flush()
			hang(r)
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			began := make(chan struct{})
			c := serve(t, func(w http.ResponseWriter, r *http.Request) {
				close(began)
				h(w, r)
			})
			go func() { <-began; cancel() }()
			_, err := c.List(ctx, ListParams{})
			if !errors.Is(err, context.Canceled) || errors.Is(err, ErrNetwork) || err.Error() != "listing sessions: cancelled" {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestDeadlineOfTheCaller(t *testing.T) {
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { hang(r) })
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err := c.Get(ctx, idA)
	if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, ErrTimeout) || err.Error() != "reading session "+idA+": timed out" {
		t.Errorf("%v", err)
	}
}

// zipped is s under gzip.
func zipped(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, s)
	_ = z.Close()
	return b.Bytes()
}

func TestCompression(t *testing.T) {
	whole := zipped(pageOf(row(idA), row(idB)))
	send := func(encoding string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", encoding)
			_, _ = w.Write(body)
		}
	}
	for _, tt := range []struct {
		name, text string
		h          http.HandlerFunc
	}{
		{"gzip", "", send("gzip", whole)},
		{"gzip with bytes after it", "", send("GZIP", append(bytes.Clone(whole), "rubbish"...))},
		{"identity", "", send("identity", []byte(pageOf(row(idA), row(idB))))},
		{"not gzip at all", "200, but the answer's compression is damaged", send("gzip", []byte(pageOf()))},
		{"empty gzip", "200, but the answer is empty", send("gzip", nil)},
		{"gzip of nothing", "200, but the answer is empty", send("gzip", zipped(""))},
		{"cut off", "200, but the answer's compression is damaged", send("gzip", whole[:len(whole)/2])},
		{"unknown", "200, but the answer is compressed in a way (br) that was not asked for", send("br", whole)},
		{"bomb", "200, but the answer is larger than allowed", send("gzip", zipped(`{"results":["`+strings.Repeat("0", 2<<20)+`"]}`))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := serve(t, tt.h, func(o *Options) { o.MaxBody = 1 << 20 })
			page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
			if tt.text == "" {
				if err != nil || ids(page.Rows) != idA+" "+idB {
					t.Fatalf("%v %v", page, err)
				}
				return
			}
			if err == nil || err.Error() != "listing sessions: "+tt.text || !errors.Is(err, ErrDecode) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestTooLargeKeepsTheRowsBefore(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `{"results":[`+row(idA)+","+row(idB))
		for range 64 {
			_, _ = fmt.Fprint(w, ","+row(idC, `"name":"`+strings.Repeat("x", 1<<14)+`"`))
		}
	}, func(o *Options) { o.MaxBody = 1 << 18 })
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
	if !errors.Is(err, ErrTooLarge) || page == nil || !strings.HasPrefix(ids(page.Rows), idA+" "+idB) {
		t.Fatalf("%v %v", page, err)
	}
}

func TestEndlessRowsEnd(t *testing.T) {
	c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `[`)
		for {
			if _, err := fmt.Fprint(w, strings.Repeat("{},", 1000)); err != nil {
				return
			}
		}
	})
	page, err := c.Summaries(t.Context(), ListParams{}, Pick{})
	if !errors.Is(err, ErrDecode) || !strings.Contains(err.Error(), "more than 10000 rows") || len(page.Rows) != maxRows {
		t.Fatalf("%v", err)
	}
}
