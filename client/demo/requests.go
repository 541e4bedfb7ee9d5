package demo

import (
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
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
	Done   bool      // whether the server has finished with it
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
	total   int
	entries []*logged
}

type logged struct {
	Request
	status atomic.Int32
}

func (l *requestLog) open(r *http.Request, body []byte, now time.Time, fault Kind) *logged {
	e := &logged{Request: Request{
		Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(),
		Body: body[:min(len(body), keptBody):min(len(body), keptBody)], Time: now, Fault: string(fault),
	}}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.total++
	e.Number = l.total
	if len(l.entries) == keptRequests {
		l.entries = append(l.entries[:0:0], l.entries[keptRequests/4:]...)
	}
	l.entries = append(l.entries, e)
	return e
}

func (l *requestLog) close(e *logged) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Done = true
}

// Requests are the requests received since the start or the last
// ForgetRequests, oldest first; of more than 4096 only the last are kept.
func (s *Server) Requests() []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	out := make([]Request, 0, len(s.log.entries))
	for _, e := range s.log.entries {
		r := e.Request
		r.Status = int(e.status.Load())
		out = append(out, r)
	}
	return out
}

// Received is how many requests came since the server's start.
func (s *Server) Received() int {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return s.log.total
}

// ForgetRequests empties the list of requests; Received goes on counting.
func (s *Server) ForgetRequests() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.entries = nil
}
