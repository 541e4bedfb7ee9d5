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

// sortedRows is the loaded rows of a list in an order that the server cannot give.
type sortedRows struct {
	store     *store.Store
	names     filter.Names
	paths     []string // of the fields that rows carry
	gone      func(id string) bool
	ids       []string
	positions map[string]int
}

// resort sorts the loaded rows of a list again.
func (s *sortedRows) resort(ids []string, key string, down bool, now time.Time) {
	all := make([]*client.Summary, 0, len(ids))
	for _, id := range ids {
		if row, ok := s.store.Row(id); ok {
			all = append(all, &row.Summary)
		}
	}
	s.sortRows(all, key, down, now)
	s.ids, s.positions = make([]string, len(all)), make(map[string]int, len(all))
	for i, r := range all {
		s.ids[i], s.positions[r.ID] = r.ID, i
	}
}

// sortRows puts rows in order; equal ones stay as they are.
func (s *sortedRows) sortRows(all []*client.Summary, key string, down bool, now time.Time) {
	type ranked struct {
		rank
		row *client.Summary
	}
	of, rows := sortMethodNamed(key).rankOf, make([]ranked, len(all))
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
func (s *sortedRows) assistant(r *client.Summary) string {
	shown, _ := s.names.Assistant(r)
	return shown
}

// Version implements rowSource. A new order needs no new version: sync follows it.
func (s *sortedRows) Version() uint64 { return s.store.Version() }

// idsBetween lists the IDs between two positions, both included, within the list.
func (s *sortedRows) idsBetween(first, last int) []string {
	return s.ids[min(max(first, 0), len(s.ids)):min(last+1, len(s.ids))]
}

// Len implements rowSource.
func (s *sortedRows) Len() int { return len(s.ids) }

// Cell implements rowSource.
func (s *sortedRows) Cell(i int) cell {
	if i >= 0 && i < len(s.ids) {
		if row, ok := s.store.Row(s.ids[i]); ok {
			row.Gone = row.Gone || s.gone(row.ID)
			return cell{Kind: pager.Loaded, Row: row}
		}
	}
	return cell{}
}

// Index implements rowSource.
func (s *sortedRows) Index(id string) (int, bool) {
	i, ok := s.positions[id]
	return i, ok
}

// Anchor implements rowSource.
func (s *sortedRows) Anchor(i int) pager.Anchor {
	if i >= 0 && i < len(s.ids) {
		return pager.Anchor{ID: s.ids[i], Position: i}
	}
	return pager.Anchor{Position: i}
}

// Resolve implements rowSource.
func (s *sortedRows) Resolve(a pager.Anchor) int {
	if i, ok := s.positions[a.ID]; ok {
		return i
	}
	return a.Position
}
