package demo

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// MaxSessions is how many sessions a server can start with. Each takes four bytes.
const MaxSessions = 100_000_000

// Options say what a server holds and how it answers. The zero value is a
// server without sessions that answers anybody at once.
type Options struct {
	// Sessions is how many sessions exist at the start, at most MaxSessions.
	Sessions int
	// Seed chooses the sessions: the same seed gives the same ones, with times relative
	// to the server's start.
	Seed uint64
	// Odd makes the data hostile and broken: names with escape sequences, many
	// scripts, texts that fit nowhere, a session of 2 MB. Without it the
	// organisation is an ordinary one.
	Odd bool
	// Token is the bearer token that every request must carry; empty accepts any request.
	Token string
	// Now is the server's clock; time.Now when nil. It dates writes and arrivals; delays
	// take real time.
	Now func() time.Time
	// Latency is the delay before every answer.
	Latency time.Duration
	// Arrivals is the interval at which new sessions appear; 0 for none.
	Arrivals time.Duration
	// Faults gives the faults that a request may meet, see ParseFaults; nil for none.
	// It may read the body.
	Faults func(*http.Request) Faults
}

// Server is an http.Handler that answers as the sessions API does. It may be
// used by many goroutines at once. New makes one.
type Server struct {
	options    Options
	gen        *generator
	operations map[string]operation

	mu           sync.Mutex     // guards the fields down to stopped
	rows         []row          // all sessions, newest first; nil before the first use
	written      []*record      // created, inserted, changed or arrived; nil once replaced or deleted
	byID         map[string]row // the written ones
	kept         []row          // what the last filter keeps; nil after a write
	keptKey      string         // filter.key of kept
	arrivalCount int
	stopped      bool // whether Close was called

	http         http.Server
	requestCount atomic.Uint64
	insertCount  atomic.Uint64
}

// New makes a server. It starts no goroutine and opens no socket. Close ends
// Listen and arrivals.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{options: o, byID: map[string]row{}}
	org := ordinaryOrganisation()
	if o.Odd {
		org = oddOrganisation()
	}
	s.gen = newGenerator(o.Seed, min(max(o.Sessions, 0), MaxSessions), s.options.Now(), org)
	s.operations = s.newOperations()
	s.http.Handler, s.http.ReadHeaderTimeout = s, 10*time.Second
	return s
}

// Listen serves on addr, "host:port", in the background until Close, and
// returns the URL. The default host is the loopback interface; without a port,
// a free one is chosen.
func (s *Server) Listen(addr string) (url string, err error) {
	host, port, err := net.SplitHostPort(cmp.Or(addr, ":"))
	if err != nil {
		return "", fmt.Errorf("listening on %q: %w", addr, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return "", fmt.Errorf("listening on %q: %w", addr, http.ErrServerClosed)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp", net.JoinHostPort(cmp.Or(host, "127.0.0.1"), cmp.Or(port, "0")))
	if err != nil {
		return "", fmt.Errorf("listening on %q: %w", addr, err)
	}
	s.serve(l)
	return "http://" + l.Addr().String(), nil
}

// serve answers on a listener in the background until the listener fails or the
// server is closed.
func (s *Server) serve(l net.Listener) { go func() { _ = s.http.Serve(l) }() }

// Close ends arrivals and breaks every connection, even while a request on it
// is delayed. What the server holds stays readable. Close may be called more
// than once.
func (s *Server) Close() error {
	s.lock()
	s.stopped = true
	s.mu.Unlock()
	return s.http.Close()
}

// lock locks mu and brings the list up to date: it makes the rows at the first
// use, and adds every session that should have arrived by now.
//
// Arrivals are computed when somebody looks, not by a timer: session k arrives
// k intervals after the start, to the millisecond, whether or not there was a
// request in between.
func (s *Server) lock() {
	s.mu.Lock()
	if s.rows == nil {
		s.rows = make([]row, s.gen.count)
		for i := range s.rows {
			s.rows[i] = row(i)
		}
	}
	if s.options.Arrivals <= 0 || s.stopped {
		return
	}
	due := int(s.options.Now().Sub(time.UnixMilli(s.gen.start)) / s.options.Arrivals)
	for s.arrivalCount < due {
		s.arrivalCount++
		i := -s.arrivalCount
		ms := s.gen.start + (time.Duration(s.arrivalCount) * s.options.Arrivals).Milliseconds()
		s.put(s.gen.record(i, ms, ms))
	}
}

// lookup finds a session by its ID, in upper or lower case, or returns nil.
func (s *Server) lookup(id string) *record {
	s.lock()
	defer s.mu.Unlock()
	if at, found := s.find(id); found {
		return s.recordOf(s.rows[at])
	}
	return nil
}

// appendJSON writes a session as JSON.
func (s *Server) appendJSON(dst []byte, r *record) []byte {
	if r.json == nil {
		return s.gen.appendSession(dst, r.index, r.created, r.updated)
	}
	return append(dst, r.json...)
}
