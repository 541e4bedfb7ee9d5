package demo

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Options say what a server holds and how it answers. The zero value is a
// server without sessions that answers anybody at once.
type Options struct {
	// Sessions is how many exist at the start.
	Sessions int
	// Seed chooses them: the same seed gives the same sessions, relative to the
	// instant of the server's start.
	Seed uint64
	// Token is the bearer that every request must carry; empty lets anybody in.
	Token string
	// Now is the server's clock; time.Now when nil. It stamps what is written
	// and lets sessions arrive; delays are real time.
	Now func() time.Time
	// Latency passes before every answer.
	Latency time.Duration
	// Arrivals makes a new session appear at this interval; 0 makes none.
	Arrivals time.Duration
	// Retention hides sessions that were created longer ago than this; 0 hides
	// none. The answer then says itemsBeyondRetention and createdAtGe.
	Retention time.Duration
	// Faults go wrong on purpose; see ParseFaults.
	Faults Faults
}

// Server is an http.Handler that answers as the sessions API does. It is safe
// for use by many goroutines. Make one with New.
type Server struct {
	o   Options
	now func() time.Time
	g   *generator

	mu      sync.RWMutex // guards over, arrived, inserted and stopped
	over    overlay
	arrived int
	made    uint64
	stopped time.Time // when arrivals ended; zero while they go on

	cache matchCache
	log   requestLog
	trick trickster

	serial    atomic.Uint64
	closed    chan struct{}
	closeOnce sync.Once
	listeners listeners
}

var _ http.Handler = (*Server)(nil)

// New makes a server. It starts no goroutine and opens no socket; Close ends
// what Listen began and lets no more sessions arrive.
func New(o Options) *Server {
	s := &Server{o: o, now: o.Now, closed: make(chan struct{})}
	if s.now == nil {
		s.now = time.Now
	}
	s.o.Sessions = max(o.Sessions, 0)
	s.g = newGenerator(o.Seed, s.o.Sessions, s.now())
	s.over.byID = map[string]*guest{}
	s.trick.set(o.Faults)
	s.trick.seed = o.Seed
	return s
}

// Close stops arrivals, releases requests that are being delayed or stalled,
// and closes every listener and connection that Listen opened. What the server
// holds stays readable. It may be called more than once.
func (s *Server) Close() error {
	var err error
	s.closeOnce.Do(func() {
		s.mu.Lock()
		s.arrive()
		s.stopped = s.now()
		s.mu.Unlock()
		close(s.closed)
		err = s.listeners.close()
	})
	return err
}

// arrive lets every session in that is due by now. It needs the write lock.
//
// Arrivals are worked out when somebody looks, not by a timer: session k
// arrives k intervals after the start, to the millisecond, whether or not
// anybody asked in between.
func (s *Server) arrive() {
	if s.o.Arrivals <= 0 || !s.stopped.IsZero() {
		return
	}
	due := int(s.now().Sub(time.UnixMilli(s.g.start)) / s.o.Arrivals)
	for s.arrived < due {
		s.arrived++
		i := -s.arrived
		ms := s.g.start + (time.Duration(s.arrived) * s.o.Arrivals).Milliseconds()
		s.over.put(&guest{facts: s.g.facts(i, ms, ms), key: s.g.id(i), index: i})
	}
}

// matchCache remembers what the last few filters match among the generated
// sessions, which never changes.
type matchCache struct {
	mu      sync.Mutex
	entries []cached // most recently used last
}

type cached struct {
	key string
	m   *matches
}

// cacheSize is how many filters are remembered: ten million sessions take
// 1.25 MB for each.
const cacheSize = 12

// get is what a filter matches; make is called when it is not known.
func (c *matchCache) get(key string, build func() *matches) *matches {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, e := range c.entries {
		if e.key == key {
			c.entries = append(append(c.entries[:i:i], c.entries[i+1:]...), e)
			return e.m
		}
	}
	m := build()
	if len(c.entries) == cacheSize {
		c.entries = c.entries[1:]
	}
	c.entries = append(c.entries, cached{key, m})
	return m
}

// look is the page that a request asks for, and how many sessions match.
func (s *Server) look(q *query) (rows []row, total int, beyond bool) {
	from := q.from
	if s.o.Retention > 0 {
		from = max(from, s.oldest())
	}
	if q.ids != nil {
		v := s.viewByID(q, from)
		rows, total = v.page(q)
		return rows, total, s.hides(q)
	}
	lo, hi := s.rangeOf(q, from)
	var kept *matches
	if !q.empty() {
		kept = s.cache.get(q.cacheKey(), func() *matches { return newMatches(s.g.n, q.test(s.g)) })
		kept.scan(lo, hi)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	v := s.view(q, lo, hi, kept, from)
	rows, total = v.page(q)
	return rows, total, s.hides(q)
}

// rangeOf is the range of generated sessions that can match: createdAt bounds
// it, and so does updatedAt, which follows createdAt within maxLifetime.
func (s *Server) rangeOf(q *query, from int64) (lo, hi int) {
	to := min(q.to, q.upTo)
	if q.updFrom != minTime {
		from = max(from, q.updFrom-maxLifetime)
	}
	return s.g.span(from, to)
}

// view needs the read lock.
func (s *Server) view(q *query, lo, hi int, kept *matches, from int64) *view {
	v := &view{g: s.g, lo: lo, hi: hi, kept: kept}
	for _, i := range s.over.gone {
		if i >= lo && i < hi && (kept == nil || kept.has(i)) {
			v.gone = append(v.gone, i)
		}
	}
	for _, g := range s.over.guests {
		if g.created >= from && g.created <= q.to && q.keeps(&g.facts) {
			v.guests = append(v.guests, g)
		}
	}
	return v
}

// viewByID is a view of the sessions that were asked for by ID, each looked up.
func (s *Server) viewByID(q *query, from int64) *view {
	v := &view{g: s.g}
	seen := map[string]bool{}
	for _, id := range q.ids {
		r, ok := s.lookup(id)
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		g := r.guest
		if g == nil {
			g = &guest{facts: s.g.facts(r.index, s.g.created(r.index), s.g.updated(r.index)), key: s.g.id(r.index), index: r.index}
		}
		if g.created >= from && g.created <= q.to && q.keeps(&g.facts) {
			v.guests = append(v.guests, g)
		}
	}
	sortGuests(v.guests)
	return v
}

// oldest is the createdAt before which sessions are beyond retention.
func (s *Server) oldest() int64 { return s.now().Add(-s.o.Retention).UnixMilli() }

// hides reports whether retention narrows what a request may see.
func (s *Server) hides(q *query) bool {
	if s.o.Retention <= 0 || s.g.n == 0 {
		return false
	}
	oldest := s.oldest()
	return q.from < oldest && s.g.created(s.g.n-1) < oldest
}

// lookup finds a session by its ID, in either case.
func (s *Server) lookup(id string) (row, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.find(id)
}

// find is lookup under a lock that is held.
func (s *Server) find(id string) (row, bool) {
	if g := s.over.byID[id]; g != nil {
		return row{guest: g}, true
	}
	u, ok := parseUUID(id)
	if !ok {
		return row{}, false
	}
	i, ok := s.g.index(u)
	if !ok || i < 0 || i >= s.g.n || s.over.isGone(i) {
		return row{}, false
	}
	return row{index: i}, true
}

// append writes a row's session as JSON.
func (s *Server) append(dst []byte, r row) []byte {
	switch g := r.guest; {
	case g == nil:
		return s.g.compose(dst, r.index, s.g.created(r.index), s.g.updated(r.index))
	case g.doc == nil:
		return s.g.compose(dst, g.index, g.created, g.updated)
	default:
		return append(dst, g.doc...)
	}
}
