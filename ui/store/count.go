package store

import (
	"fmt"
	"math"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// Count is what a dialog says about selected sessions before they are changed.
type Count struct {
	IDs     []string // sessions to act on: known, readable, neither changed, gone, nor being deleted
	Changed []string // changed on the server since they were marked: left out
	Gone    []string // the server no longer has them, or they cannot be read: left out
	Active  int      // of IDs: status active and not past a limit
	Maybe   int      // of IDs: status active and maybe expired
	Totals           // of IDs
}

// Totals are sums over sessions.
type Totals struct {
	N         int       // how many there are
	Cost      float64   // US dollars, of those whose cost is known
	MaxCost   float64   // the highest cost
	CostKnown int       // how many costs are known
	Oldest    time.Time // the earliest createdAt; zero when unknown
	Turns     int
}

// Add counts a session in.
func (s *Totals) Add(r *client.Summary) {
	s.N++
	if !math.IsNaN(r.Cost) {
		s.Cost += r.Cost
		s.MaxCost = max(s.MaxCost, r.Cost)
		s.CostKnown++
	}
	if !r.CreatedAt.IsZero() && (s.Oldest.IsZero() || r.CreatedAt.Before(s.Oldest)) {
		s.Oldest = r.CreatedAt
	}
	s.Turns += int(r.Turns)
}

// CostWords say what the sessions cost, as far as that is known. more is put behind
// the sum.
func (s *Totals) CostWords(more string) string {
	switch s.CostKnown {
	case 0:
		return "not known"
	case s.N:
	default:
		more += ", of " + words.Count(s.CostKnown) + " whose cost is known"
	}
	decimals := 2
	if s.Cost < 1 {
		decimals = 3 // as the list has them
	}
	return fmt.Sprintf("$%.*f", decimals, s.Cost) + more
}

// Words say what the sessions cost and how old the oldest is, each as far as that
// is known. There are none of no sessions.
func (s *Totals) Words(now time.Time) (all []string) {
	if s.N > 0 {
		all = append(all, "cost "+s.CostWords(""))
	}
	if !s.Oldest.IsZero() {
		all = append(all, "oldest "+words.Ago(now, s.Oldest))
	}
	return all
}

// Selection sorts and counts these sessions for an action on all of them.
func (s *Store) Selection(ids []string, now time.Time) Count {
	var c Count
	done := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		facts, known := s.Facts(id)
		e, m := s.rows[id], s.marks[id]
		_, twice := done[id]
		done[id] = struct{}{}
		switch {
		case twice, !known, s.Deleting(id):
		case e != nil && (e.gone || e.base.Bad != nil):
			c.Gone = append(c.Gone, id)
		case m != nil && e != nil && !e.base.UpdatedAt.Equal(m.UpdatedAt):
			c.Changed = append(c.Changed, id)
		default:
			c.add(&facts, now)
		}
	}
	return c
}

func (c *Count) add(r *client.Summary, now time.Time) {
	c.IDs = append(c.IDs, r.ID)
	switch e, _ := r.Expiry(now); {
	case r.Status != client.StatusActive:
	case e == client.NotExpired:
		c.Active++
	case e == client.MaybeExpired:
		c.Maybe++
	}
	c.Add(r)
}

// Facts is the summary of a session: of its row, or else of its mark, with the values
// of edits that are not settled.
func (s *Store) Facts(id string) (client.Summary, bool) {
	if r, ok := s.Row(id); ok {
		return r.Summary, true
	}
	m := s.marks[id]
	if m == nil {
		return client.Summary{}, false
	}
	facts := *m
	if w := s.edits[id]; w != nil {
		applyTo(&facts, w.overlay)
	}
	return facts, true
}
