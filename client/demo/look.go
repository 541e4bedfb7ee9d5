package demo

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
	for _, g := range s.over.added {
		if g.created >= from && g.created <= q.to && q.keeps(&g.facts) {
			v.added = append(v.added, g)
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
		g := r.added
		if g == nil {
			g = &overlayRow{facts: s.g.facts(r.index, s.g.created(r.index), s.g.updated(r.index)), key: s.g.id(r.index), index: r.index}
		}
		if g.created >= from && g.created <= q.to && q.keeps(&g.facts) {
			v.added = append(v.added, g)
		}
	}
	sortOverlay(v.added)
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
