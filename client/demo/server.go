package demo

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
)

// Options say what a server holds and how it answers. The zero value is a
// server without sessions that answers anybody at once.
type Options struct {
	// Sessions is how many exist at the start.
	Sessions int
	// Seed chooses them: the same seed gives the same sessions, relative to the
	// instant of the server's start.
	Seed uint64
	// Odd makes the data hostile and broken: names with escape sequences, many
	// scripts, texts that fit nowhere, a session of 2 MB. Without it the
	// organisation is an ordinary one.
	Odd bool
	// Token is the bearer that every request must carry; empty lets anybody in.
	Token string
	// Now is the server's clock; time.Now when nil. It stamps what is written
	// and lets sessions arrive; delays are real time.
	Now func() time.Time
	// Latency passes before every answer.
	Latency time.Duration
	// Arrivals makes a new session appear at this interval; 0 makes none.
	Arrivals time.Duration
	// Faults go wrong on purpose; see ParseFaults.
	Faults Faults
}

// Server is an http.Handler that answers as the sessions API does. It is safe
// for use by many goroutines. Make one with New.
type Server struct {
	o    Options
	now  func() time.Time
	g    *generator
	does map[string]operation

	mu      sync.RWMutex // guards what follows, up to stopped
	over    overlay
	arrived int
	made    uint64
	stopped bool // whether Close was called

	http   http.Server
	serial atomic.Uint64
	cache  matchCache
	log    requestLog
	inject injector
}

var _ http.Handler = (*Server)(nil)

// New makes a server. It starts no goroutine and opens no socket; Close ends
// what Listen began and lets no more sessions arrive.
func New(o Options) *Server {
	s := &Server{o: o, now: o.Now, inject: injector{seed: o.Seed, faults: o.Faults}}
	if s.now == nil {
		s.now = time.Now
	}
	org := ordinaryOrganisation()
	if o.Odd {
		org = oddOrganisation()
	}
	s.g = newGenerator(o.Seed, max(o.Sessions, 0), s.now(), org)
	s.does = s.operations()
	s.http.Handler, s.http.ReadHeaderTimeout = s, 10*time.Second
	s.over.byID = map[string]*record{}
	return s
}

// Listen serves on addr, "host:port", in the background until Close, and says
// under which URL. Without a host it is the loopback interface; without a port
// one is chosen.
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

// serve answers on a listener in the background, until it fails or Close.
func (s *Server) serve(l net.Listener) { go func() { _ = s.http.Serve(l) }() }

// Close stops arrivals and breaks every connection, whether a request on it is
// being delayed or stalled. What the server holds stays readable. It may be
// called more than once.
func (s *Server) Close() error {
	s.arrive()
	s.mu.Lock()
	s.stopped = true
	s.mu.Unlock()
	return s.http.Close()
}

// arrive lets every session in that is due by now.
//
// Arrivals are worked out when somebody looks, not by a timer: session k
// arrives k intervals after the start, to the millisecond, whether or not
// anybody asked in between.
func (s *Server) arrive() {
	if s.o.Arrivals <= 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return
	}
	due := int(s.now().Sub(time.UnixMilli(s.g.start)) / s.o.Arrivals)
	for s.arrived < due {
		s.arrived++
		i := -s.arrived
		ms := s.g.start + (time.Duration(s.arrived) * s.o.Arrivals).Milliseconds()
		s.over.put(s.g.record(i, ms, ms))
	}
}

// lookup finds a session by its ID, nil where there is none; letters of a UUID
// may be of either case.
func (s *Server) lookup(id string) *record {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.find(id)
}

// find is lookup under a lock that is held.
func (s *Server) find(id string) *record {
	for _, id := range []string{id, strings.ToLower(id)} {
		if r := s.over.byID[id]; r != nil {
			return r
		}
	}
	if !isUUID(id) {
		return nil
	}
	i, ok := s.g.index(uuid.MustParse(id))
	if !ok || i < 0 || i >= s.g.n || s.over.isGone(i) {
		return nil
	}
	return s.recordOf(row{index: i})
}

// recordOf is what is known of a session of a list.
func (s *Server) recordOf(r row) *record {
	if r.added != nil {
		return r.added
	}
	return s.g.record(r.index, s.g.created(r.index), s.g.updated(r.index))
}

// append writes a session as JSON.
func (s *Server) append(dst []byte, r *record) []byte {
	if r.doc == nil {
		return s.g.compose(dst, r.index, r.created, r.updated)
	}
	return append(dst, r.doc...)
}
