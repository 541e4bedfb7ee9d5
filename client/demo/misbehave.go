package demo

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// instead answers with a fault in the place of the request's own answer, and
// says whether it did. The request had no effect then.
func (m fault) instead(s *Server, w http.ResponseWriter, r *http.Request, e *logged) bool {
	if status := m.kind.status(); status != 0 {
		e.status.Store(int32(status))
		if m.retryAfter > 0 && (status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable) {
			w.Header().Set("Retry-After", strconv.Itoa(int((m.retryAfter+999_999_999)/1_000_000_000)))
		}
		s.send(w, r, problem(status, messageOf(status)))
		return true
	}
	reply := func(status int, kind, encoding string, body []byte) bool {
		e.status.Store(int32(status))
		h := w.Header()
		h.Set("Content-Type", kind)
		if encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(status)
		_, _ = w.Write(body) // a client that went away is no fault of ours
		return true
	}
	const asJSON = "application/json; charset=utf-8"
	switch m.kind {
	case Reset:
		s.reset(w)
	case Hang:
		s.hold(r.Context())
		panic(http.ErrAbortHandler)
	case HTML:
		return reply(http.StatusBadGateway, "text/html; charset=UTF-8", "", []byte(errorPage))
	case Garbage:
		return reply(http.StatusOK, asJSON, "", garbage(m.draw))
	case Empty:
		return reply(http.StatusOK, asJSON, "", nil)
	case Redirect:
		w.Header().Set("Location", "https://elsewhere.example"+r.URL.RequestURI())
		return reply(http.StatusFound, "text/plain", "", []byte("Found. Redirecting"))
	case BadGzip:
		return reply(http.StatusOK, asJSON, "gzip", []byte(`{"results":[],"metadata":{}}`))
	case Bomb:
		return reply(http.StatusOK, asJSON, "gzip", bomb())
	case Deep:
		const depth = 10_000
		return reply(http.StatusOK, asJSON, "", []byte(`{"results":[{"id":`+strings.Repeat("[", depth)+strings.Repeat("]", depth)+`}]}`))
	default: // nothing, or what comes after the request took effect
	}
	return false
}

// after spoils a request's own answer, and says whether it did.
func (m fault) after(s *Server, w http.ResponseWriter, r *http.Request, a answer) bool {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	switch m.kind {
	case Lost:
		s.reset(w)
	case NoBody:
		h.Del("Content-Type")
		w.WriteHeader(http.StatusNoContent)
	case Stall, Truncate:
		body := s.whole(a)
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		if m.kind == Stall {
			s.hold(r.Context())
		}
		panic(http.ErrAbortHandler)
	case BOM:
		s.send(w, r, answer{status: a.status, body: append([]byte("\ufeff"), s.whole(a)...)})
	case Trailing:
		body := s.whole(a)
		s.send(w, r, answer{status: a.status, body: append(body[:len(body):len(body)], "\n{\"more\":true} trailing"...)})
	case Plain:
		h.Set("Content-Type", "text/plain")
		w.WriteHeader(a.status)
		_, _ = w.Write(s.whole(a))
	default:
		return false
	}
	return true
}

// hold waits until the client gives up or the server is closed.
func (s *Server) hold(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-s.closed:
	}
}

// resetter is a response writer that can break its connection by itself.
type resetter interface{ reset() }

// reset breaks the connection so that the client sees a reset; it does not return.
func (s *Server) reset(w http.ResponseWriter) {
	if r, ok := w.(resetter); ok {
		r.reset()
		panic(http.ErrAbortHandler)
	}
	if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // closing then sends RST instead of FIN
		}
		_ = conn.Close()
	}
	panic(http.ErrAbortHandler)
}

// garbage is some bytes that are neither JSON nor text.
func garbage(draw uint64) []byte {
	d := dice{hash(draw, saltGarbage, 0)}
	out := make([]byte, 512)
	for i := range out {
		out[i] = byte(d.next())
	}
	return out
}

// bomb is a small body that becomes a large one: the same compressed megabyte a
// hundred times over, which is one gzip stream as the format has it.
func bomb() []byte {
	out := zip([]byte(`{"results":[{"id":"`))
	megabyte := zip(bytes.Repeat([]byte{'a'}, 1<<20))
	for range 100 {
		out = append(out, megabyte...)
	}
	return append(out, zip([]byte(`"}]}`))...)
}

const errorPage = `<!DOCTYPE html>
<html><head><title>502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>The web server reported a bad gateway error. Ray ID: 8f2c0demo</p></body></html>
`
