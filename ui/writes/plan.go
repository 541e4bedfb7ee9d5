package writes

import (
	"cmp"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// Expired is the part of a clean-up that is chosen at first.
const Expired = "expired"

// planPart is a kind of session that a clean-up can delete.
type planPart struct {
	label   string
	matches func(*client.Summary, client.Expiry) bool
}

func planParts() []planPart {
	return []planPart{
		{Expired, func(_ *client.Summary, e client.Expiry) bool { return e == client.Expired }},
		{"maybe expired", func(_ *client.Summary, e client.Expiry) bool { return e == client.MaybeExpired }},
		{"completed", func(_ *client.Summary, e client.Expiry) bool { return e == client.Done }},
		{"unnamed with no messages", func(r *client.Summary, _ client.Expiry) bool { return r.Name == "" && r.Messages == 0 }},
	}
}

// planRow is a loaded session, if a clean-up can delete it.
func (m *Model) planRow(id string) (*client.Summary, bool) {
	row, ok := m.o.Store.Row(id)
	return &row.Summary, ok && row.Bad == nil && !row.Deleting
}

// planFilter returns a function that reports whether a clean-up deletes a session.
func planFilter(c dialog.PlanChoice, now time.Time) func(*client.Summary) bool {
	chosen := slices.DeleteFunc(planParts(), func(p planPart) bool { return !slices.Contains(c.Parts, p.label) })
	return func(s *client.Summary) bool {
		e, _ := s.Expiry(now)
		return oldEnough(c, s, now) && slices.ContainsFunc(chosen, func(p planPart) bool { return p.matches(s, e) })
	}
}

// oldEnough reports whether a session is as old as the clean-up asks for.
func oldEnough(c dialog.PlanChoice, s *client.Summary, now time.Time) bool {
	return c.OlderThan == 0 || now.Sub(s.CreatedAt) >= c.OlderThan
}

// PlanIDs are the loaded sessions that a clean-up deletes.
func (m *Model) PlanIDs(c dialog.PlanChoice) []string {
	var ids []string
	takes := planFilter(c, m.clock)
	for _, id := range m.o.List.Loaded() {
		if s, ok := m.planRow(id); ok && takes(s) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Plan counts what a clean-up would do, over what is loaded.
func (m *Model) Plan(c dialog.PlanChoice) dialog.Plan {
	p, parts, takes := dialog.Plan{Choice: c}, planParts(), planFilter(c, m.clock)
	for _, part := range parts {
		p.Parts = append(p.Parts, dialog.PlanCount{Label: part.label})
	}
	assistants, ages, sums := map[string]int{}, map[string]int{}, store.Totals{}
	loaded, next := m.o.List.Loaded(), time.Time{}
	for _, id := range loaded {
		s, ok := m.planRow(id)
		if !ok {
			continue
		}
		if !oldEnough(c, s, m.clock) {
			next = words.Sooner(next, s.CreatedAt.Add(c.OlderThan))
			continue
		}
		next = words.Sooner(next, s.NextExpiry(m.clock))
		e, _ := s.Expiry(m.clock)
		for i, part := range parts {
			if part.matches(s, e) {
				p.Parts[i].Sessions++
			}
		}
		if !takes(s) {
			continue
		}
		sums.Add(s)
		assistants[cmp.Or(m.o.List.AssistantOf(s), "(none)")]++
		ages[ageGroup(m.clock.Sub(s.CreatedAt))]++
	}
	p.Total, p.Facts, p.ByAssistant, p.ByAge = sums.N, sums.Words(m.clock), ranked(assistants), ranked(ages)
	p.CountedPart, p.NothingRead = m.o.List.ReadSoFar()
	p.Duration, p.Rate = m.estimate(p.Total)
	const pause = 20 * time.Microsecond // for each row, so that counting takes a small part of the time
	if m.planDue = words.WholeSecond(next); !next.IsZero() && m.planDue.Before(m.clock.Add(time.Duration(len(loaded))*pause)) {
		m.planDue = m.clock.Add(time.Duration(len(loaded)) * pause)
	}
	return p
}

// openCleanUp opens the plan of a clean-up.
func (m *Model) openCleanUp() {
	m.o.Host.Open(dialog.NewCleanUp(m.o.Host.DialogBase(), dialog.CleanUpOptions{Plan: m.Plan(dialog.PlanChoice{Parts: []string{Expired}}),
		DryRun: func(c dialog.PlanChoice) tea.Cmd { return m.dryRun(deletes(m.PlanIDs(c))...) },
		Export: func(c dialog.PlanChoice) tea.Cmd {
			ids := m.PlanIDs(c)
			m.o.Output.AskExport(words.Plural(len(ids), "session")+" of the clean-up", ids, "")
			return nil
		},
		Delete: func(c dialog.PlanChoice) tea.Cmd {
			matching := planWords(c)
			if over, _ := m.o.List.ReadSoFar(); over != "" {
				matching += ", counted over " + over
			}
			m.askDelete(m.PlanIDs(c), matching)
			return nil
		},
		Recount: func() tea.Cmd { m.Replan(); return nil },
		LoadAll: func() tea.Cmd { m.o.List.LoadAll(); return nil }}))
}

// Replan updates the plan on the screen, if there is one.
func (m *Model) Replan() {
	dialog.UpdateTop(m.o.Host.Dialogs(), func(d *dialog.CleanUp) { d.SetPlan(m.Plan(d.Choice())) })
}

// nextReplan is when time alone changes what the plan on the screen counts; zero for
// never.
func (m *Model) nextReplan() time.Time {
	if _, open := m.o.Host.Dialogs().Top().(*dialog.CleanUp); !open {
		return time.Time{}
	}
	return m.planDue
}

// updatePlan counts anew when that moment has come.
func (m *Model) updatePlan() {
	if due := m.nextReplan(); !due.IsZero() && !m.clock.Before(due) {
		m.Replan()
	}
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

// planWords says what a clean-up deletes.
func planWords(c dialog.PlanChoice) string {
	text := strings.Join(c.Parts, " or ")
	if c.OlderThan > 0 {
		text += ", older than " + words.ShortDuration(c.OlderThan)
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
		all = append(all, dialog.PlanCount{Label: label, Sessions: n})
	}
	slices.SortFunc(all, func(a, b dialog.PlanCount) int { return cmp.Or(b.Sessions-a.Sessions, cmp.Compare(a.Label, b.Label)) })
	return all
}
