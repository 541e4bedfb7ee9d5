package demo

import (
	"net/http"
	"slices"
)

// list answers GET /session.
func (s *Server) list(rawQuery string) response {
	params, problems := readParams(rawQuery, listRules)
	if problems != nil {
		return invalid(problems)
	}
	q := newQuery(params)
	v, unlock := s.viewOf(&q)
	rows, total := v.page(&q)
	unlock()
	body := append(make([]byte, 0, 1<<10+len(rows)*16<<10), `{"results":[`...)
	last := ""
	for i, row := range rows {
		if i > 0 {
			body = append(body, ',')
		}
		r := s.recordOf(row)
		body, last = s.appendJSON(body, r), r.id
	}
	meta := metadata(&q, total)
	meta["itemsBeyondRetention"] = false
	if meta["hasNextPage"] == true && last != "" {
		meta["nextCursor"] = "after-" + last
	}
	for _, name := range []string{"createdAtLe", "createdAtGe"} {
		if t, ok := parseInstant(q.params.Get(name)); ok {
			meta[name] = formatTime(t.UnixMilli())
		}
	}
	body = append(append(body, `],"metadata":`...), encode(meta)...)
	return response{status: http.StatusOK, body: append(body, '}')}
}

// metadata is what an answer says about the whole list. A limit of 0 asks for it
// alone: no rows, no pages, the total.
func metadata(q *query, total int) object {
	pages := 0
	if q.limit > 0 {
		pages = (total + q.limit - 1) / q.limit
	}
	order := "DESC"
	if q.ascending {
		order = "ASC"
	}
	return object{"itemsPerPage": q.limit, "totalItems": total, "currentPage": q.page, "totalPages": pages, "hasNextPage": q.page < pages, "sortOrder": order}
}

// viewOf is the sessions that a request may see. It holds the read lock until
// unlock is called.
func (s *Server) viewOf(q *query) (v *view, unlock func()) {
	v = &view{gen: s.gen}
	if q.ids != nil {
		s.mu.RLock()
		s.addByID(v, q)
		return v, s.mu.RUnlock
	}
	// Bounds on createdAt limit the range of generated sessions that can match, and so do
	// those on updatedAt, which is at most maxLifetime later.
	from := q.createdFrom
	if q.updatedFrom != minTime {
		from = max(from, q.updatedFrom-maxLifetime)
	}
	lo, hi := s.gen.indexRange(from, min(q.createdTo, q.updatedTo))
	v.lo, v.n = lo, hi-lo
	if q.key != "" {
		v.kept = s.cache.get(s.gen, &q.filter)
		v.kept = v.kept[v.position(lo):v.position(hi)]
		v.n = len(v.kept)
	}
	s.mu.RLock()
	for _, i := range s.overlay.hidden {
		v.hide(i)
	}
	for _, r := range s.overlay.added {
		if q.matches(&r.facts) {
			v.add(r)
		}
	}
	return v, s.mu.RUnlock
}

// addByID adds the sessions that were asked for by ID to a view.
func (s *Server) addByID(v *view, q *query) {
	var found []*record
	for _, id := range q.ids {
		if r := s.findLocked(id); r != nil && q.matches(&r.facts) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, (*record).compare)
	for _, r := range slices.CompactFunc(found, func(a, b *record) bool { return a.id == b.id }) {
		v.add(r)
	}
}
