package store

import (
	"math"
	"time"

	"vapi-sessions/client"
)

// Count is what a dialog says about a selection before anything is done.
type Count struct {
	IDs       []string // what a bulk action would be about: known, readable, neither changed, nor gone, nor being deleted
	InView    int      // of IDs
	NotInView int      // of IDs
	Changed   []string // changed on the server since they were marked: left out
	Active    int      // of IDs: status active and not past both clocks
	Sums               // of IDs
}

// Sums are what sessions come to.
type Sums struct {
	Cost   float64   // US dollars, of those whose cost is known
	Most   float64   // the highest cost
	Costed int       // how many costs are known
	Oldest time.Time // the earliest createdAt; zero when unknown
	Turns  int
}

// Add counts a session in.
func (s *Sums) Add(r *client.Summary) {
	if !math.IsNaN(r.Cost) {
		s.Cost += r.Cost
		s.Most = max(s.Most, r.Cost)
		s.Costed++
	}
	if !r.CreatedAt.IsZero() && (s.Oldest.IsZero() || r.CreatedAt.Before(s.Oldest)) {
		s.Oldest = r.CreatedAt
	}
	s.Turns += int(r.Turns)
}

// Selection counts what an action on these sessions would be about. visible
// says which are in view; nil means none.
func (s *Store) Selection(ids []string, visible func(id string) bool, now time.Time) Count {
	var c Count
	done := make(map[string]struct{}, len(ids))
	for _, id := range ids {
		facts, known := s.Facts(id)
		e, m := s.rows[id], s.marks[id]
		_, twice := done[id]
		done[id] = struct{}{}
		switch {
		case twice, !known, s.Deletes(id), e != nil && (e.gone || e.base.Bad != nil):
		case m != nil && e != nil && !e.base.UpdatedAt.Equal(m.UpdatedAt):
			c.Changed = append(c.Changed, id)
		default:
			c.add(&facts, visible != nil && visible(id), now)
		}
	}
	return c
}

func (c *Count) add(r *client.Summary, inView bool, now time.Time) {
	c.IDs = append(c.IDs, r.ID)
	if inView {
		c.InView++
	} else {
		c.NotInView++
	}
	if e, _ := r.Expiry(now); e != client.Expired && r.Status == client.StatusActive {
		c.Active++
	}
	c.Add(r)
}

// Facts is what is known of a session: its row as shown, or else its mark.
func (s *Store) Facts(id string) (client.Summary, bool) {
	if r, ok := s.Row(id); ok {
		return r.Summary, true
	}
	if m := s.marks[id]; m != nil {
		return *m, true
	}
	return client.Summary{}, false
}
