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
	Number int    // from 1
	Method string // as it came
	Path   string
	Query  string // raw, without the question mark
	Header http.Header
	Body   []byte    // its first 64 kB
	Time   time.Time // by the server's clock
	Status int       // of the answer; 0 while there is none, or when there never was
	Fault  string    // the kind of fault that it met; empty for none
}

// Values are the query's parameters.
func (r Request) Values() url.Values {
	v, err := url.ParseQuery(r.Query)
	if err != nil {
		return url.Values{}
	}
	return v
}

// keptRequests is how many requests are remembered, keptBody how much of each body.
const (
	keptRequests = 4096
	keptBody     = 64 << 10
)

// requestLog remembers the last requests.
type requestLog struct {
	mu      sync.Mutex
	entries []*Request
}

// add remembers a request, and the status of its answer once there is one.
func (l *requestLog) add(serial uint64, r *http.Request, body []byte, now time.Time, fault Kind) (answered func(status int)) {
	e := &Request{
		Number: int(serial), Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(),
		Body: slices.Clip(body[:min(len(body), keptBody)]), Time: now, Fault: string(fault),
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) == keptRequests {
		l.entries = slices.Clone(l.entries[keptRequests/4:])
	}
	l.entries = append(l.entries, e)
	return func(status int) {
		l.mu.Lock()
		defer l.mu.Unlock()
		e.Status = status
	}
}

// Requests are the requests received, oldest first; of more than 4096 only the
// last are kept.
func (s *Server) Requests() []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	out := make([]Request, 0, len(s.log.entries))
	for _, e := range s.log.entries {
		out = append(out, *e)
	}
	return out
}
