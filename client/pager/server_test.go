package pager

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"vapi-sessions/client"
)

// chooser makes the decisions of a run: rapid, or a seeded source.
type chooser func(n int) int

// session is a row of the model server.
type session struct {
	id      string
	ms      int64
	cost    int
	match   bool // passes the server's part of the filter
	local   bool // passes the local part
	deleted bool
	joined  int // step at which it last came to exist and match
}

// lies are the ways in which the model server is wrong.
type lies struct {
	total  int // 0 right, 1 too high, 2 too low, 3 absent
	next   int // 0 right, 1 always true, 2 always false, 3 absent
	cap    int // the largest page it gives; 0 for no limit
	silent bool
	mirror bool // equal rows come in the opposite order backwards
	pages  int  // the last page that it gives, whatever is asked for; 0 for all
}

// server is a model of the API: a list that changes underneath.
type server struct {
	all  []*session // by time, then by order of arrival
	byID map[string]*session
	now  int64
	lies lies
	asks int
}

func newServer(l lies) *server {
	return &server{byID: map[string]*session{}, now: 1_700_000_000_000, lies: l}
}

// add creates a session; the clock moves on by step milliseconds first.
func (s *server) add(step int64, cost int) *session {
	s.now += step
	v := &session{id: "s" + strconv.Itoa(len(s.all)), ms: s.now, cost: cost, match: true, local: true}
	s.all = append(s.all, v)
	s.byID[v.id] = v
	return v
}

// list answers a request as of now.
func (s *server) list(q client.ListParams) ([]RowKey, []bool, client.PageMeta) {
	s.asks++
	if s.lies.pages > 0 {
		q.Page = min(q.Page, s.lies.pages)
	}
	rows := s.matching(q)
	limit := q.Limit
	if s.lies.cap > 0 {
		limit = min(limit, s.lies.cap)
	}
	from := min((max(q.Page, 1)-1)*limit, len(rows))
	to := min(from+limit, len(rows))
	meta := s.meta(len(rows), to, limit)
	keys := make([]RowKey, 0, to-from)
	keep := make([]bool, 0, to-from)
	for _, v := range rows[from:to] {
		keys = append(keys, RowKey{ID: v.id, Created: time.UnixMilli(v.ms).UTC()})
		keep = append(keep, v.local)
	}
	return keys, keep, meta
}

func (s *server) matching(q client.ListParams) []*session {
	lo, hi := int64(-1<<62), int64(1<<62)
	if !q.CreatedAtGe.IsZero() {
		lo = max(lo, q.CreatedAtGe.UnixMilli())
	}
	if !q.CreatedAtGt.IsZero() {
		lo = max(lo, q.CreatedAtGt.UnixMilli()+1)
	}
	if !q.CreatedAtLe.IsZero() {
		hi = min(hi, q.CreatedAtLe.UnixMilli())
	}
	if !q.CreatedAtLt.IsZero() {
		hi = min(hi, q.CreatedAtLt.UnixMilli()-1)
	}
	at, _ := slices.BinarySearchFunc(s.all, lo, func(v *session, x int64) int { return cmp.Compare(v.ms, x) })
	var rows []*session
	for _, v := range s.all[at:] {
		if v.ms > hi {
			break
		}
		if v.match && !v.deleted && (len(q.IDAny) == 0 || slices.Contains(q.IDAny, v.id)) {
			rows = append(rows, v)
		}
	}
	desc := q.SortOrder != client.Ascending
	byCost := q.SortBy != "" && q.SortBy != client.SortByCreatedAt
	if desc && !s.lies.mirror && !byCost { // equal rows in the same order either way
		slices.SortStableFunc(rows, func(a, b *session) int { return cmp.Compare(b.ms, a.ms) })
		return rows
	}
	if byCost {
		slices.SortStableFunc(rows, func(a, b *session) int { return cmp.Compare(a.cost, b.cost) })
	}
	if desc {
		slices.Reverse(rows)
	}
	return rows
}

func (s *server) meta(total, to, limit int) client.PageMeta {
	m := client.PageMeta{TotalItems: total, ItemsPerPage: limit}
	if s.lies.silent {
		m.ItemsPerPage = 0
	}
	switch s.lies.total {
	case 1:
		m.TotalItems += 1 + total/3
	case 2:
		m.TotalItems = total / 2
	case 3:
		m.TotalItems = -1
	}
	next := to < total
	switch s.lies.next {
	case 1:
		next = true
	case 2:
		next = false
	case 3:
		return m
	}
	m.HasNextPage = &next
	return m
}
