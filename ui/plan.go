package ui

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/browse"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
)

// chosenBy reports whether a clean-up takes a session.
func chosenBy(c dialog.PlanChoice, r *client.Summary, now time.Time) bool {
	if r.Bad != nil || c.Older > 0 && now.Sub(r.CreatedAt) < c.Older {
		return false
	}
	e, _ := r.Expiry(now)
	return c.Expired && e == client.Expired || c.Maybe && e == client.MaybeExpired ||
		c.Completed && e == client.Done || c.Empty && r.Name == "" && r.Messages == 0
}

// planIDs are the loaded sessions that a clean-up takes.
func (m *Model) planIDs(c dialog.PlanChoice) []string {
	var ids []string
	if m.shown == nil {
		return nil
	}
	for _, id := range m.shown.loaded() {
		if row, ok := m.store.Row(id); ok && !row.Deleting && chosenBy(c, &row.Summary, m.now) {
			ids = append(ids, id)
		}
	}
	return ids
}

// plan counts what a clean-up would do, over what is loaded.
func (m *Model) plan(c dialog.PlanChoice) dialog.Plan {
	var p dialog.Plan
	if m.shown == nil {
		return p
	}
	assistants, ages, oldest, cost := map[string]int{}, map[string]int{}, time.Time{}, 0.0
	for _, id := range m.shown.loaded() {
		row, ok := m.store.Row(id)
		if !ok || row.Bad != nil || row.Deleting {
			continue
		}
		s := &row.Summary
		for what, n := range map[*int]dialog.PlanChoice{&p.Expired: {Expired: true}, &p.Maybe: {Maybe: true}, &p.Completed: {Completed: true}, &p.Empty: {Empty: true}} {
			if chosenBy(n, s, m.now) {
				*what++
			}
		}
		if !chosenBy(c, s, m.now) {
			continue
		}
		p.Total++
		assistants[m.assistantName(s)]++
		ages[ageGroup(m.now.Sub(s.CreatedAt))]++
		if !math.IsNaN(s.Cost) {
			cost += s.Cost
		}
		if oldest.IsZero() || s.CreatedAt.Before(oldest) {
			oldest = s.CreatedAt
		}
	}
	p.Cost, p.ByAssistant, p.ByAge = fmt.Sprintf("$%.2f", cost), ranked(assistants), ranked(ages)
	if !oldest.IsZero() {
		p.Oldest = browse.Span(m.now, oldest)
	}
	st := m.shown.pager.Stats()
	p.Searched, p.Of = st.Loaded, max(st.Total, st.Loaded)
	if p.Rate = m.rate(); p.Rate > 0 {
		p.Takes = time.Duration(float64(p.Total) / p.Rate * float64(time.Second))
	}
	return p
}

// replan counts anew for the plan that is on the screen, if there is one.
func (m *Model) replan() {
	dialog.Follow(&m.dialogs, func(d *dialog.CleanUp) { d.SetPlan(m.plan(d.Choice())) })
}

// assistantName is what a session's assistant is called, for tables.
func (m *Model) assistantName(s *client.Summary) string {
	shown, _ := filter.Names(m.names.shown).Assistant(s)
	return cmp.Or(shown, "(none)")
}

// planWords says what a clean-up takes.
func planWords(c dialog.PlanChoice) string {
	var said []string
	for _, p := range []struct {
		on   bool
		word string
	}{{c.Expired, "expired"}, {c.Maybe, "maybe expired"}, {c.Completed, "completed"}, {c.Empty, "unnamed with no messages"}} {
		if p.on {
			said = append(said, p.word)
		}
	}
	text := strings.Join(said, " or ")
	if c.Older > 0 {
		text += ", older than " + browse.Span(time.Unix(0, 0).Add(c.Older), time.Unix(0, 0))
	}
	return text
}
