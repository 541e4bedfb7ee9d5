package sessions

import (
	"slices"
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// actOnRow carries out the actions that are about the row under the cursor.
func (m *Model) actOnRow(a keymap.Action) {
	var c cell
	if m.rows.Len() > 0 {
		c = m.rows.Cell(m.cursor)
	}
	id, opens := c.Row.ID, a == keymap.Open || a == keymap.EnterPane
	switch {
	case m.Ranging() && (a == keymap.Mark || a == keymap.MarkRange):
		m.MarkRange()
	case c.Kind != pager.Loaded && opens:
		m.shown.pager.Retry(m.cursor)
	case c.Kind != pager.Loaded && slices.Contains([]keymap.Action{keymap.Mark, keymap.MarkRange, keymap.MarkDown, keymap.MarkUp, keymap.FilterByThis}, a):
		m.o.Host.Say("no session under the cursor")
	case c.Kind != pager.Loaded:
	case opens:
		m.o.Host.OpenSession(id)
	case a == keymap.Mark:
		m.move(1)
		m.store.Toggle([]string{id})
	case a == keymap.MarkRange:
		at := m.cursorAnchor
		m.rangeFrom = &at
	case a == keymap.MarkDown:
		m.markWithNext(id, 1)
	case a == keymap.MarkUp:
		m.markWithNext(id, -1)
	case a == keymap.FilterByThis:
		m.filterBy(m.similarBy(&c.Row.Summary))
	}
}

// markWithNext marks this row and the next one in the direction of travel.
func (m *Model) markWithNext(id string, step int) {
	m.move(step)
	ids := []string{id}
	if next, ok := m.Selected(); ok && next != id {
		ids = append(ids, next)
	}
	m.o.Host.Say(m.mark(ids))
}

// rangeSpan returns the first and last position of the range that is being marked;
// to < from when there is none.
func (p *Pane) rangeSpan() (from, to int) {
	if p.rangeFrom == nil {
		return 0, -1
	}
	at := p.clamp(p.rows.Resolve(*p.rangeFrom))
	return min(at, p.cursor), max(at, p.cursor)
}

// similarBy picks the criterion that keeps rows like this one: assistant, else phone
// number, customer or status. said names it for the status line. Private mode filters
// by ID, because a name would appear in the filter.
func (p *Pane) similarBy(s *client.Summary) (by filter.Criterion, said string) {
	names, none := p.names, " (the row has no assistant)"
	if p.private {
		names, none = nil, ""
	}
	by = names.AssistantCriterion(s)
	switch {
	case by.Value != "":
		return by, by.Key
	case s.PhoneNumberID != "":
		return names.CriterionFor("phone", filter.Ref{Kind: client.PhoneNumberName, ID: s.PhoneNumberID}), "phone number" + none
	case strings.HasPrefix(s.Customer, "+") && !p.private:
		return filter.Criterion{Key: "customer", Value: s.Customer}, "customer" + none
	}
	return filter.Criterion{Key: "status", Value: string(s.Status)}, "status" + none
}
