package demo

import (
	"encoding/base64"
	"net/http"
	"strconv"
)

// list answers GET /session.
func (s *Server) list(rawQuery string) answer {
	q, faults := parseQuery(rawQuery)
	if faults != nil {
		return invalid(faults)
	}
	rows, total, beyond := s.look(&q)
	var last row
	if len(rows) > 0 {
		last = rows[len(rows)-1]
	}
	tail := s.appendMetadata([]byte(`],"metadata":`), &q, last, len(rows), total, beyond)
	return answer{status: http.StatusOK, body: []byte(`{"results":[`), rows: rows, tail: append(tail, '}')}
}

// appendMetadata writes what the answer says about the whole list. A limit of 0
// asks for it alone: no rows, no pages, the total.
func (s *Server) appendMetadata(dst []byte, q *query, last row, rows, total int, beyond bool) []byte {
	pages, more := 0, false
	if q.limit > 0 {
		pages = (total + q.limit - 1) / q.limit
		more = q.page < pages
	}
	dst = append(dst, `{"itemsPerPage":`...)
	dst = appendInt(dst, int64(q.limit))
	dst = appendCount(dst, "totalItems", total)
	dst = appendCount(dst, "currentPage", q.page)
	dst = appendCount(dst, "totalPages", pages)
	dst = append(dst, `,"hasNextPage":`...)
	dst = strconv.AppendBool(dst, more)
	if more && rows > 0 {
		at := append(s.createdOf(last), s.idOf(last)...)
		dst = member(dst, "nextCursor", base64.RawURLEncoding.EncodeToString(at))
	}
	if q.ascending {
		dst = append(dst, `,"sortOrder":"ASC"`...)
	} else {
		dst = append(dst, `,"sortOrder":"DESC"`...)
	}
	dst = append(dst, `,"itemsBeyondRetention":`...)
	dst = strconv.AppendBool(dst, beyond)
	if q.le != maxTime {
		dst = appendInstant(append(dst, `,"createdAtLe":`...), q.le)
	}
	switch {
	case beyond:
		dst = appendInstant(append(dst, `,"createdAtGe":`...), s.oldest())
	case q.ge != minTime:
		dst = appendInstant(append(dst, `,"createdAtGe":`...), q.ge)
	}
	return append(dst, '}')
}

func (s *Server) createdOf(r row) []byte {
	if r.added != nil {
		return appendInstant(nil, r.added.created)
	}
	return appendInstant(nil, s.g.created(r.index))
}

func (s *Server) idOf(r row) string {
	if r.added != nil {
		return r.added.id
	}
	return s.g.id(r.index).String()
}
