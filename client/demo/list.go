package demo

import (
	"net/http"
	"slices"
	"sort"
)

// list answers GET /session.
func (s *Server) list(rawQuery string) response {
	params, problems := readParams(rawQuery, listRules)
	if problems != nil {
		return invalid(problems)
	}
	q := newQuery(params)
	records, total := s.page(&q)
	body := append(make([]byte, 0, 1<<10+len(records)*16<<10), `{"results":[`...)
	last := ""
	for i, r := range records {
		if i > 0 {
			body = append(body, ',')
		}
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

// page returns the sessions of a request, and how many there are on all pages. An
// ascending page is a range counted from the other end of the list, reversed.
func (s *Server) page(q *query) (records []*record, total int) {
	s.lock()
	defer s.mu.Unlock()
	rows := s.matching(q)
	total = len(rows)
	offset := min((q.page-1)*q.limit, total)
	count := min(q.limit, total-offset)
	if q.ascending {
		offset = total - offset - count
	}
	if q.sortBy == byCreated || count == 0 {
		rows = rows[offset : offset+count]
	} else {
		rows = s.sorted(rows, q.sortBy, offset, count)
	}
	for _, r := range rows {
		records = append(records, s.recordOf(r))
	}
	if q.ascending {
		slices.Reverse(records)
	}
	return records, total
}

// matching is the rows that a request keeps, newest first. The caller must not
// change them.
func (s *Server) matching(q *query) []row {
	rows := s.rows
	switch {
	case q.ids != nil:
		rows = s.filter(s.rowsByID(q.ids), &q.filter)
	case q.key != "":
		if s.kept == nil || s.keptKey != q.key {
			s.kept, s.keptKey = s.filter(s.rows, &q.filter), q.key
		}
		rows = s.kept
	}
	lo := sort.Search(len(rows), func(k int) bool { return s.created(rows[k]) <= q.createdTo })
	hi := sort.Search(len(rows), func(k int) bool { return s.created(rows[k]) < q.createdFrom })
	return rows[lo:max(lo, hi)]
}

// rowsByID is the rows of the sessions with these IDs, in the list's order.
func (s *Server) rowsByID(ids []string) (rows []row) {
	for _, id := range ids {
		if at, found := s.find(id); found {
			rows = append(rows, s.rows[at])
		}
	}
	slices.SortFunc(rows, s.compare)
	return slices.Compact(rows)
}

// IDs are the IDs of all sessions, newest first. It is for tests.
func (s *Server) IDs() []string {
	s.lock()
	defer s.mu.Unlock()
	ids := make([]string, 0, len(s.rows))
	for _, r := range s.rows {
		ids = append(ids, s.recordOf(r).id)
	}
	return ids
}
