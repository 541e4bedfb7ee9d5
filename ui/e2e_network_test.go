//go:build unix

package ui_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vapi-sessions/ui/paint/termtest"
)

// long says that the runs that take minutes are wanted.
func long() bool { return os.Getenv("VAPI_SESSIONS_LONG") != "" }

// trouble is what a line does to the requests that pass it.
type trouble func(w http.ResponseWriter, r *http.Request, onward http.Handler)

// wire is a line between the program and a server, which counts what passes
// and can be troubled, cut and mended.
type wire struct {
	address string
	onward  http.Handler
	trouble atomic.Pointer[trouble]
	met     atomic.Int64 // requests that met trouble

	mu     sync.Mutex
	log    []string // method and path of every request, in order
	server *http.Server
}

// lay lays a line to a server.
func lay(tb testing.TB, to string) *wire {
	tb.Helper()
	u, err := url.Parse(to)
	if err != nil {
		tb.Fatal(err)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 16}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(u) }, Transport: transport,
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) }}
	w := &wire{onward: proxy}
	w.mend(tb, "127.0.0.1:0")
	tb.Cleanup(func() { w.cut(); transport.CloseIdleConnections() })
	return w
}

// mend listens at an address.
func (w *wire) mend(tb testing.TB, address string) {
	tb.Helper()
	var l net.Listener
	var err error
	for over := time.Now().Add(soon); ; { // another connection may have the port for a while
		if l, err = (&net.ListenConfig{}).Listen(tb.Context(), "tcp", address); err == nil {
			break
		}
		if time.Now().After(over) {
			tb.Fatal(err)
		}
	}
	w.address = "http://" + l.Addr().String()
	server := &http.Server{Handler: w, ReadHeaderTimeout: soon}
	w.mu.Lock()
	w.server = server
	w.mu.Unlock()
	go func() { _ = server.Serve(l) }()
}

// cut refuses all connections and breaks those that are.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.server.Close()
}

// set changes what happens to requests from now on; nil for nothing.
func (w *wire) set(t trouble) {
	if t == nil {
		w.trouble.Store(nil)
		return
	}
	w.trouble.Store(&t)
}

// requests are the methods and paths that have passed so far.
func (w *wire) requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.log)
}

// ServeHTTP passes a request on, unless there is trouble.
func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.log = append(w.log, r.Method+" "+r.URL.Path)
	w.mu.Unlock()
	if t := w.trouble.Load(); t != nil {
		w.met.Add(1)
		(*t)(rw, r, w.onward)
		return
	}
	w.onward.ServeHTTP(rw, r)
}

// status answers with a status, as the API does.
func status(code int, message string) trouble {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, fmt.Sprintf(`{"message":%q,"error":%q,"statusCode":%d}`, message, http.StatusText(code), code))
	}
}

// body answers 200 with some bytes.
func body(contentType, text string) trouble {
	return func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, text)
	}
}

// reset breaks the connection without an answer.
func reset(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if c, ok := conn.(*net.TCPConn); ok {
		_ = c.SetLinger(0)
	}
	_ = conn.Close()
}

// half gives the first half of the answer, and then what then does.
func half(then func(r *http.Request)) trouble {
	return func(w http.ResponseWriter, r *http.Request, onward http.Handler) {
		rec := &recorder{header: http.Header{}}
		onward.ServeHTTP(rec, r)
		for _, h := range []string{"Content-Type", "Content-Encoding"} {
			w.Header().Set(h, rec.header.Get(h))
		}
		_, _ = w.Write(rec.body[:len(rec.body)/2])
		_ = http.NewResponseController(w).Flush()
		then(r)
	}
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	body   []byte
}

func (r *recorder) Header() http.Header { return r.header }
func (r *recorder) WriteHeader(int)     {}
func (r *recorder) Write(b []byte) (int, error) {
	r.body = append(r.body, b...)
	return len(b), nil
}

// A fault costs no row, is told in words, and is over when it ends.
func TestFaults(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "30")
	all := held(t, dial(t, server.address))
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].ID
	}
	for _, f := range []struct {
		name    string
		trouble trouble // nil: the line is cut
		words   string  // what the screen must say
	}{
		{"429", status(http.StatusTooManyRequests, "Rate limit exceeded"), `rate limit`},
		{"500", status(http.StatusInternalServerError, "Internal server error"), `internal server error`},
		{"401", status(http.StatusUnauthorized, "Invalid Key."), `401.*Invalid Key`},
		{"403", status(http.StatusForbidden, "Forbidden"), `403.*forbidden`},
		{"402", status(http.StatusPaymentRequired, "Purchase credits"), `402.*purchase credits`},
		{"reset", reset, `connection|reset`},
		{"html", func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, "<html><title>Bad gateway</title><body>No luck</body></html>")
		}, `bad gateway`},
		{"html 200", body("text/html", "<html><title>Sign in to the network</title></html>"), `web page`},
		{"garbage", body("application/json", "\x00\xff\x1b[31m{{{"), `JSON|understood|decod|readable`},
		{"empty", body("application/json", ""), `empty`},
		{"truncated", half(func(*http.Request) { panic(http.ErrAbortHandler) }), `broke|cut|unexpected|end|connection`},
		{"refused", nil, `refused`},
	} {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			line := lay(t, server.address)
			term := start(t, termtest.Options{Env: newHome(t, listed).on(line.address)})
			term.WaitFor(t, `api ok`, soon)
			cursorOn(t, term, all[0].ID)
			kept := func(s string) bool { return slices.Equal(ids, uuid.FindAllString(listOf(s), -1)) }
			term.WaitUntil(t, kept, soon)

			if f.trouble == nil {
				line.cut()
			} else {
				line.set(f.trouble)
			}
			term.Keys(t, "r")
			term.WaitFor(t, `(?i)^ ! listing sessions: .*`+f.words, 2*soon)
			term.WaitFor(t, `^ ! .*r retr`, soon)
			term.WaitUntil(t, kept, soon)
			term.Keys(t, "j")
			cursorOn(t, term, all[1].ID)
			term.WaitGone(t, `api ok`, soon)
			term.WaitUntil(t, kept, soon)
			if strings.Contains(string(term.Raw()), "\x1b[31m{{{") {
				t.Error("what the server sent reached the terminal")
			}

			if f.trouble == nil {
				line.mend(t, strings.TrimPrefix(line.address, "http://"))
			} else {
				line.set(nil)
			}
			term.Keys(t, "r")
			term.WaitFor(t, `api ok`, soon)
			term.WaitGone(t, `r retr`, soon)
			term.WaitUntil(t, kept, soon)
			leave(t, term)
		})
	}
}

// An answer that stops in the middle costs no row and no key, and quitting
// does not wait for it.
func TestStall(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "30")
	all := held(t, dial(t, server.address))
	line := lay(t, server.address)
	term := start(t, termtest.Options{Env: newHome(t, listed).on(line.address)})
	term.WaitFor(t, `api ok`, soon)
	term.WaitFor(t, `loaded 30 of 30`, soon)
	cursorOn(t, term, all[0].ID)
	line.set(half(func(r *http.Request) { <-r.Context().Done() }))
	term.Keys(t, "r")
	until(t, "the stalled request", func() bool { return line.met.Load() > 0 })
	term.Keys(t, "j")
	cursorOn(t, term, all[1].ID)
	for _, s := range all {
		if !strings.Contains(term.Screen(), s.ID) {
			t.Fatalf("%s is gone:\n%s", s.ID, term.Screen())
		}
	}
	if long() { // the patience with a silent server is half a minute
		term.WaitFor(t, `the answer stopped coming`, 10*soon)
		line.set(nil)
		term.Keys(t, "r")
		term.WaitFor(t, `api ok`, soon)
	}
	leave(t, term)
}

// The frame is there, help opens, and q leaves while nothing was answered.
func TestNoAnswerYet(t *testing.T) {
	t.Parallel()
	server := serve(t, "--sessions", "50", "--latency", "24h")
	term := start(t, termtest.Options{Env: newHome(t, listed).on(server.address)})
	term.WaitFor(t, `/ filter: none`, soon)
	term.WaitFor(t, `NAME +ID`, soon)
	term.Keys(t, "?")
	term.WaitFor(t, `half a page down`, soon)
	term.Keys(t, "esc")
	term.WaitGone(t, `half a page down`, soon)
	term.Keys(t, "/")
	term.Type(t, "name:x")
	term.WaitFor(t, `/ name:x`, soon)
	term.Keys(t, "esc")
	term.WaitFor(t, `/ filter: none`, soon)
	term.Keys(t, "q")
	left(t, term)
}
