package demo

import (
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Request is one request that the server received.
type Request struct {
	Method string
	Path   string
	Query  url.Values
	Header http.Header
	Body   []byte    // its first 64 kB
	Time   time.Time // by the server's clock
}

// maxRequests is how many requests are kept, maxLoggedBody how many bytes of each body.
const (
	maxRequests   = 4096
	maxLoggedBody = 64 << 10
)

// requestLog keeps the last requests.
type requestLog struct {
	mu      sync.Mutex
	entries []Request
}

func (l *requestLog) add(r *http.Request, body []byte, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) == maxRequests {
		l.entries = slices.Clone(l.entries[maxRequests/4:])
	}
	l.entries = append(l.entries, Request{r.Method, r.URL.Path, r.URL.Query(), r.Header.Clone(), slices.Clip(body[:min(len(body), maxLoggedBody)]), now})
}

// Requests are the requests received, oldest first; of more than 4096 only the
// last are kept.
func (s *Server) Requests() []Request {
	s.requests.mu.Lock()
	defer s.requests.mu.Unlock()
	return slices.Clone(s.requests.entries)
}
