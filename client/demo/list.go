package demo

import (
	"fmt"
	"net/http"
	"slices"
)

// list answers GET /session.
func (s *Server) list(rawQuery string) answer {
	q, faults := parseQuery(rawQuery)
	if faults != nil {
		return invalid(faults)
	}
	v, unlock := s.look(&q)
	rows, total := v.page(&q)
	unlock()
	body := append(make([]byte, 0, 1<<10+len(rows)*16<<10), `{"results":[`...)
	for i, r := range rows {
		if i > 0 {
			body = append(body, ',')
		}
		body = s.append(body, r)
	}
	last := ""
	if len(rows) > 0 {
		last = s.idOf(rows[len(rows)-1])
	}
	body = appendMetadata(append(body, `],"metadata":`...), &q, last, total)
	return answer{status: http.StatusOK, body: append(body, '}')}
}

// appendMetadata writes what the answer says about the whole list. A limit of 0
// asks for it alone: no rows, no pages, the total.
func appendMetadata(dst []byte, q *query, last string, total int) []byte {
	pages := 0
	if q.limit > 0 {
		pages = (total + q.limit - 1) / q.limit
	}
	order := "DESC"
	if q.ascending {
		order = "ASC"
	}
	dst = fmt.Appendf(dst, `{"itemsPerPage":%d,"totalItems":%d,"currentPage":%d,"totalPages":%d,"hasNextPage":%t,"sortOrder":"%s","itemsBeyondRetention":false`,
		q.limit, total, q.page, pages, q.page < pages, order)
	if q.page < pages && last != "" {
		dst = quote(append(dst, `,"nextCursor":`...), "after-"+last)
	}
	if q.le != maxTime {
		dst = fmt.Appendf(dst, `,"createdAtLe":"%s"`, stamp(q.le))
	}
	if q.ge != minTime {
		dst = fmt.Appendf(dst, `,"createdAtGe":"%s"`, stamp(q.ge))
	}
	return append(dst, '}')
}

func (s *Server) idOf(r row) string {
	if r.added != nil {
		return r.added.id
	}
	return s.g.id(r.index).String()
}

// look is what a request may see. It holds the read lock until unlock is called.
func (s *Server) look(q *query) (v *view, unlock func()) {
	v = &view{g: s.g}
	if q.ids != nil {
		s.mu.RLock()
		s.lookByID(v, q)
		return v, s.mu.RUnlock
	}
	// The range of generated sessions that can match: createdAt bounds it, and so
	// does updatedAt, which follows createdAt within maxLifetime.
	from := q.from
	if q.updFrom != minTime {
		from = max(from, q.updFrom-maxLifetime)
	}
	v.lo, v.hi = s.g.span(from, min(q.to, q.upTo))
	if !q.empty() {
		v.kept = s.cache.get(q.cacheKey(), func() *matches { return newMatches(s.g.n, q.test(s.g)) })
	}
	s.mu.RLock()
	for _, i := range s.over.gone {
		if i >= v.lo && i < v.hi && (v.kept == nil || v.kept.has(i)) {
			v.gone = append(v.gone, i)
		}
	}
	for _, g := range s.over.added {
		if q.lists(&g.facts) {
			v.added = append(v.added, g)
		}
	}
	return v, s.mu.RUnlock
}

// lookByID sees the sessions that were asked for by ID, each looked up.
func (s *Server) lookByID(v *view, q *query) {
	seen := map[string]bool{}
	for _, id := range q.ids {
		r, ok := s.find(id)
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		g := r.added
		if g == nil {
			g = &overlayRow{facts: s.factsOf(r), key: s.g.id(r.index), index: r.index}
		}
		if q.lists(&g.facts) {
			v.added = append(v.added, g)
		}
	}
	slices.SortFunc(v.added, (*overlayRow).compare)
}
