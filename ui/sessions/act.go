package sessions

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
)

// act carries out the actions that are about the row under the cursor.
func (p *Pane) act(a keymap.Action) Intent {
	if p.rows.Len() == 0 {
		return nil
	}
	c := p.rows.Cell(p.cursor)
	id := c.Row.ID
	switch {
	case c.Kind != Loaded && (a == keymap.Open || a == keymap.In):
		return RetryAt{Place: p.cursor}
	case a == keymap.Mark && p.rangeFrom != nil, a == keymap.MarkRange && p.rangeFrom != nil:
		ids, missing := p.RangeIDs()
		p.rangeFrom = nil
		return AddMarks{IDs: ids, Missing: missing}
	case c.Kind != Loaded:
		return nil
	}
	switch a {
	case keymap.Open, keymap.In:
		return OpenSession{ID: id}
	case keymap.Mark:
		p.move(1)
		return ToggleMarks{IDs: []string{id}}
	case keymap.MarkRange:
		at := p.rows.Anchor(p.cursor)
		p.rangeFrom = &at
	case keymap.MarkDown, keymap.MarkUp:
		return p.markOn(id, a)
	case keymap.FilterByThis:
		return p.filterBy(c)
	}
	return nil
}

// markOn marks this row and the next one in the direction of travel.
func (p *Pane) markOn(id string, a keymap.Action) Intent {
	step := 1
	if a == keymap.MarkUp {
		step = -1
	}
	p.move(step)
	ids := []string{id}
	if next, ok := p.Selected(); ok && next != id {
		ids = append(ids, next)
	}
	return AddMarks{IDs: ids}
}

// rangeSpan is the range being marked, as positions.
func (p *Pane) rangeSpan() (from, to int) {
	if p.rangeFrom == nil {
		return 0, -1
	}
	at := p.clamp(p.rows.Resolve(*p.rangeFrom))
	return min(at, p.cursor), max(at, p.cursor)
}

// RangeIDs lists the sessions of the range that is being marked, and counts the
// rows of it that are not loaded.
func (p *Pane) RangeIDs() (ids []string, missing int) {
	from, to := p.rangeSpan()
	for i := from; i <= to; i++ {
		switch c := p.rows.Cell(i); {
		case c.Kind != Loaded:
			missing++
		case c.Row.Bad == nil:
			ids = append(ids, c.Row.ID)
		}
	}
	return ids, missing
}

// filterBy picks what most narrows the list down to rows like this one: a name
// where one is shown. What the list does not show is said.
func (p *Pane) filterBy(c Cell) Intent {
	const none = " (the row has no assistant)"
	s := &c.Row.Summary
	switch {
	case s.AssistantName != "":
		return FilterBy{Key: "assistant", Value: s.AssistantName}
	case s.AssistantID != "":
		return p.byShown("assistant", filter.Ref{Kind: client.AssistantName, ID: s.AssistantID})
	case s.SquadID != "":
		return p.byShown("squad", filter.Ref{Kind: client.SquadName, ID: s.SquadID})
	case s.PhoneNumberID != "":
		by := p.byShown("phone", filter.Ref{Kind: client.PhoneNumberName, ID: s.PhoneNumberID})
		by.Said = "phone number" + none
		return by
	case strings.HasPrefix(s.Customer, "+"):
		return FilterBy{Key: "customer", Value: s.Customer, Said: "customer" + none}
	}
	return FilterBy{Key: "status", Value: string(s.Status), Said: "status" + none}
}

// byShown is a filter by the name that is shown for an ID, or by the ID where
// none is.
func (p *Pane) byShown(key string, ref filter.Ref) FilterBy {
	if p.names != nil && !p.private {
		if name, _ := p.names(string(ref.Kind), ref.ID); name != "" {
			return FilterBy{Key: key, Value: name}
		}
	}
	return FilterBy{Key: key, Value: ref.ID, ID: true}
}
