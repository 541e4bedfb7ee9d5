package sessions

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// sorted is the loaded rows of a list in an order that the server cannot give.
type sorted struct {
	store *store.Store
	names filter.Names
	paths []string // of the fields that rows carry
	ids   []string
	place map[string]int
}

// order sorts the loaded rows of a list again.
func (s *sorted) order(ids []string, key string, down bool, now time.Time) {
	all := make([]*client.Summary, 0, len(ids))
	for _, id := range ids {
		if row, ok := s.store.Row(id); ok {
			all = append(all, &row.Summary)
		}
	}
	s.sort(all, key, down, now)
	s.ids, s.place = make([]string, len(all)), make(map[string]int, len(all))
	for i, r := range all {
		s.ids[i], s.place[r.ID] = r.ID, i
	}
}

// sort puts rows in order; equal ones stay as they are.
func (s *sorted) sort(all []*client.Summary, key string, down bool, now time.Time) {
	type ranked struct {
		rank
		row *client.Summary
	}
	of, rows := orderOf(key).of, make([]ranked, len(all))
	for i, r := range all {
		rows[i] = ranked{of(s, r, now), r}
	}
	slices.SortStableFunc(rows, func(a, b ranked) int {
		order := cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.number, b.number))
		switch {
		case a.missing && !b.missing:
			return 1
		case b.missing && !a.missing:
			return -1
		case down:
			return -order
		}
		return order
	})
	for i := range rows {
		all[i] = rows[i].row
	}
}

// assistant is what the list shows of a row's assistant or squad.
func (s *sorted) assistant(r *client.Summary) string {
	shown, _ := s.names.Assistant(r)
	return shown
}

// Version implements Rows: another order is followed by sync.
func (s *sorted) Version() uint64 { return s.store.Version() }

// between are the rows from one position to another, as far as there are any.
func (s *sorted) between(first, last int) []string {
	return s.ids[min(max(first, 0), len(s.ids)):min(last+1, len(s.ids))]
}

// Len implements Rows.
func (s *sorted) Len() int { return len(s.ids) }

// Cell implements Rows.
func (s *sorted) Cell(i int) Cell {
	if i >= 0 && i < len(s.ids) {
		if row, ok := s.store.Row(s.ids[i]); ok {
			return Cell{Kind: pager.Loaded, Row: row}
		}
	}
	return Cell{}
}

// Index implements Rows.
func (s *sorted) Index(id string) (int, bool) {
	i, ok := s.place[id]
	return i, ok
}

// Anchor implements Rows.
func (s *sorted) Anchor(i int) pager.Anchor {
	if i >= 0 && i < len(s.ids) {
		return pager.Anchor{ID: s.ids[i], Position: i}
	}
	return pager.Anchor{Position: i}
}

// Resolve implements Rows.
func (s *sorted) Resolve(a pager.Anchor) int {
	if i, ok := s.place[a.ID]; ok {
		return i
	}
	return a.Position
}
