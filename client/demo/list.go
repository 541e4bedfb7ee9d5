package demo

import (
	"fmt"
	"net/http"
	"slices"
)

// list answers GET /session.
func (s *Server) list(rawQuery string) answer {
	params, faults := readParams(rawQuery, listRules)
	if faults != nil {
		return invalid(faults)
	}
	q := newQuery(params)
	v, unlock := s.look(&q)
	rows, total := v.page(&q)
	unlock()
	body := append(make([]byte, 0, 1<<10+len(rows)*16<<10), `{"results":[`...)
	last := ""
	for i, row := range rows {
		if i > 0 {
			body = append(body, ',')
		}
		r := s.recordOf(row)
		body, last = s.append(body, r), r.id
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
	for _, name := range []string{"createdAtLe", "createdAtGe"} {
		if t, ok := parseInstant(q.params.Get(name)); ok {
			dst = fmt.Appendf(dst, `,"%s":"%s"`, name, stamp(t.UnixMilli()))
		}
	}
	return append(dst, '}')
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
	if q.filter.from != minTime {
		from = max(from, q.filter.from-maxLifetime)
	}
	lo, hi := s.g.span(from, min(q.to, q.filter.to))
	v.lo, v.n = lo, hi-lo
	if q.key != "" {
		v.kept = s.cache.get(q.key, func() []int32 { return s.g.matches(&q.filter) })
		v.kept = v.kept[v.position(lo):v.position(hi)]
		v.n = len(v.kept)
	}
	s.mu.RLock()
	for _, i := range s.over.gone {
		v.hide(i)
	}
	for _, g := range s.over.added {
		if q.lists(&g.facts) {
			v.add(g)
		}
	}
	return v, s.mu.RUnlock
}

// lookByID sees the sessions that were asked for by ID, each looked up.
func (s *Server) lookByID(v *view, q *query) {
	var found []*record
	for _, id := range q.ids {
		if r := s.find(id); r != nil && q.lists(&r.facts) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, (*record).compare)
	for _, g := range slices.CompactFunc(found, func(a, b *record) bool { return a.id == b.id }) {
		v.add(g)
	}
}
