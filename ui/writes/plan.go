package writes

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
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

// PlanIDs are the loaded sessions that a clean-up takes.
func (m *Model) PlanIDs(c dialog.PlanChoice) []string {
	var ids []string
	for _, id := range m.o.List.Loaded() {
		if row, ok := m.o.Store.Row(id); ok && !row.Deleting && chosenBy(c, &row.Summary, m.clock) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Plan counts what a clean-up would do, over what is loaded.
func (m *Model) Plan(c dialog.PlanChoice) dialog.Plan {
	var p dialog.Plan
	assistants, ages, oldest, cost := map[string]int{}, map[string]int{}, time.Time{}, 0.0
	for _, id := range m.o.List.Loaded() {
		row, ok := m.o.Store.Row(id)
		if !ok || row.Bad != nil || row.Deleting {
			continue
		}
		s := &row.Summary
		for what, n := range map[*int]dialog.PlanChoice{&p.Expired: {Expired: true}, &p.Maybe: {Maybe: true}, &p.Completed: {Completed: true}, &p.Empty: {Empty: true}} {
			if chosenBy(n, s, m.clock) {
				*what++
			}
		}
		if !chosenBy(c, s, m.clock) {
			continue
		}
		p.Total++
		assistants[cmp.Or(m.o.List.AssistantOf(s), "(none)")]++
		ages[ageGroup(m.clock.Sub(s.CreatedAt))]++
		if !math.IsNaN(s.Cost) {
			cost += s.Cost
		}
		if oldest.IsZero() || s.CreatedAt.Before(oldest) {
			oldest = s.CreatedAt
		}
	}
	p.Cost, p.ByAssistant, p.ByAge = fmt.Sprintf("$%.2f", cost), ranked(assistants), ranked(ages)
	if !oldest.IsZero() {
		p.Oldest = words.Span(m.clock, oldest)
	}
	st := m.o.List.Stats()
	p.Searched, p.Of = st.Loaded, max(st.Total, st.Loaded)
	p.Takes, p.Rate = m.takes(p.Total)
	return p
}

// Replan counts anew for the plan that is on the screen, if there is one.
func (m *Model) Replan() {
	dialog.Follow(m.o.Host.Dialogs(), func(d *dialog.CleanUp) { d.SetPlan(m.Plan(d.Choice())) })
}

// NamesWanted are the names of assistants that the plan on the screen counts by.
func (m *Model) NamesWanted() (refs []filter.Ref) {
	d, ok := m.o.Host.Dialogs().Top().(*dialog.CleanUp)
	if !ok {
		return nil
	}
	for _, id := range m.PlanIDs(d.Choice()) {
		row, _ := m.o.Store.Row(id)
		_, ref := filter.AssistantOf(&row.Summary)
		refs = append(refs, ref)
	}
	return refs
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
		text += ", older than " + words.Span(time.Unix(0, 0).Add(c.Older), time.Unix(0, 0))
	}
	return text
}

// ageGroup is the line of a clean-up's table for an age.
func ageGroup(age time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case age < day:
		return "under a day"
	case age < 7*day:
		return "1 to 7 days"
	case age < 30*day:
		return "7 to 30 days"
	}
	return "over 30 days"
}

// ranked turns counts into lines, the largest first.
func ranked(counts map[string]int) []dialog.PlanCount {
	all := make([]dialog.PlanCount, 0, len(counts))
	for label, n := range counts {
		all = append(all, dialog.PlanCount{Label: label, N: n})
	}
	slices.SortFunc(all, func(a, b dialog.PlanCount) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Label, b.Label)) })
	return all
}
