package demo

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// canned is an answer that has nothing to do with the request.
type canned struct {
	status         int
	kind, encoding string // Content-Type and Content-Encoding
	body           []byte
}

// canned is the answer of a fault that comes in the place of the request's own,
// and whether there is one.
func (f fault) canned() (c canned, ok bool) {
	switch f.kind {
	case HTML:
		return canned{http.StatusBadGateway, "text/html; charset=UTF-8", "", []byte(errorPage)}, true
	case Garbage:
		return canned{http.StatusOK, asJSON, "", garbage(f.draw)}, true
	case Empty:
		return canned{http.StatusOK, asJSON, "", nil}, true
	case Redirect:
		return canned{http.StatusFound, "text/plain", "", []byte("Found. Redirecting")}, true
	case BadGzip:
		return canned{http.StatusOK, asJSON, "gzip", []byte(`{"results":[],"metadata":{}}`)}, true
	case Bomb:
		return canned{http.StatusOK, asJSON, "gzip", bomb()}, true
	case Deep:
		const depth = 10_000
		return canned{http.StatusOK, asJSON, "", []byte(`{"results":[{"id":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}]}`)}, true
	default: // nothing, or another kind of fault
		return canned{}, false
	}
}

// instead answers with a fault in the place of the request's own answer, and
// gives its status; 0 when it did not. The request had no effect then.
func (f fault) instead(s *Server, w http.ResponseWriter, r *http.Request) (status int) {
	if status := f.kind.status(); status != 0 {
		if f.retryAfter > 0 && (status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable) {
			w.Header().Set("Retry-After", strconv.Itoa(int((f.retryAfter+time.Second-1)/time.Second)))
		}
		respond(w, r, problem(status, messageOf(status)))
		return status
	}
	switch f.kind {
	case Reset:
		reset(w)
	case Hang:
		s.hold(r.Context())
		panic(http.ErrAbortHandler)
	case Redirect:
		w.Header().Set("Location", "https://elsewhere.example"+r.URL.RequestURI())
	default:
	}
	c, ok := f.canned()
	if !ok {
		return 0
	}
	h := w.Header()
	h.Set("Content-Type", c.kind)
	if c.encoding != "" {
		h.Set("Content-Encoding", c.encoding)
	}
	h.Set("Content-Length", strconv.Itoa(len(c.body)))
	w.WriteHeader(c.status)
	_, _ = w.Write(c.body) // a client that went away is no fault of ours
	return c.status
}

// after sends a request's own answer, spoiled as the fault says.
func (f fault) after(s *Server, w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	switch f.kind {
	case Lost:
		reset(w)
	case NoBody:
		w.WriteHeader(http.StatusNoContent)
	case Stall, Truncate:
		h.Set("Content-Type", asJSON)
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush()
		if f.kind == Stall {
			s.hold(r.Context())
		}
		panic(http.ErrAbortHandler)
	case Plain:
		h.Set("Content-Type", "text/plain")
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body)
	case BOM:
		respond(w, r, answer{a.status, append([]byte("\ufeff"), a.body...)})
	case Trailing:
		respond(w, r, answer{a.status, append(bytes.Clone(a.body), "\n{\"more\":true} trailing"...)})
	default:
		respond(w, r, a)
	}
}

// hold waits until the client gives up or the server is closed.
func (s *Server) hold(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-s.closed:
	}
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
	megabyte := zip(bytes.Repeat([]byte{'a'}, 1<<20))
	return slices.Concat(zip([]byte(`{"results":[{"id":"`)), bytes.Repeat(megabyte, 100), zip([]byte(`"}]}`)))
}

const errorPage = `<!DOCTYPE html>
<html><head><title>502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>The web server reported a bad gateway error. Ray ID: 8f2c0demo</p></body></html>
`
