package detail

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// known is what the list and the heading tell of a session; all of it is empty
// where nothing is known yet.
func (p *Pane) known() *client.Summary {
	if p.sum == nil {
		return &client.Summary{}
	}
	return p.sum
}

// hide masks personal data in private mode.
func (p *Pane) hide(s string) string {
	if p.private {
		return words.Hide(s)
	}
	return s
}

// personal cleans personal data, and masks it in private mode.
func (p *Pane) personal(s string) string { return p.hide(oneLine(client.RedactText(s))) }

// titleLine draws the name and the status.
func (p *Pane) titleLine() string {
	k := p.known()
	c := p.pen()
	c.blanks(1)
	if p.id == "" {
		return c.end()
	}
	status, sign, role := p.statusWords(k)
	name := p.personal(k.Name)
	if name == "" {
		name = "(no name)"
	}
	right := theme.Width(status) + 2
	room := max(0, c.room-right-2)
	c.write(p.cut(name, room), theme.Title)
	c.blanks(c.room - right - 1)
	c.write(sign+" ", role)
	c.write(status, role)
	return c.end()
}

// statusWords tells the status and where the session stands against its limit.
func (p *Pane) statusWords(s *client.Summary) (words, sign string, role theme.Role) {
	switch {
	case p.gone:
		return "gone, as last read", " ", theme.Bad
	case s.Status == "" && s.CreatedAt.IsZero():
		return "", " ", theme.Plain
	}
	switch e, _ := s.Expiry(p.now); {
	case e == client.Done:
		return "completed", p.theme.Glyph(theme.GlyphDone), theme.Dim
	case s.Status != client.StatusActive:
		return p.cut(oneLine(string(s.Status)), 20), " ", theme.Plain
	case e == client.Expired:
		return "active, expired", p.theme.Glyph(theme.GlyphExpired), theme.Bad
	case e == client.MaybeExpired:
		return "active, maybe expired", p.theme.Glyph(theme.GlyphMaybe), theme.Warn
	}
	return "active", p.theme.Glyph(theme.GlyphActive), theme.Good
}

// whoLine draws the ID, the assistant and the customer.
func (p *Pane) whoLine() string {
	k := p.known()
	c := p.pen()
	c.blanks(1)
	id := oneLine(p.id)
	if p.w < 100 {
		id = shortID(id, p.ellipsis())
	}
	if id != "" {
		c.write("id ", theme.Dim)
		c.write(id, theme.Plain)
	}
	if who, orphan := p.assistantWords(k); who != "" {
		c.write("  ", theme.Plain)
		role := theme.Plain
		if orphan {
			role = theme.Warn
		}
		if !strings.Contains(who, " ") { // an ID
			who = shortID(who, p.ellipsis())
		}
		c.fit(p.cut(who, 40), role)
	}
	if k.Customer != "" {
		c.fit("  "+p.cut(p.personal(k.Customer), 40), theme.Plain)
	}
	return c.end()
}

// assistantWords names the assistant or squad as the list does.
func (p *Pane) assistantWords(s *client.Summary) (words string, orphan bool) {
	text, ref := filter.AssistantOf(s)
	if ref.ID != "" {
		return p.named(string(ref.Kind), ref.ID)
	}
	return p.personal(text), false
}

// named gives the name behind an ID, or the ID.
func (p *Pane) named(kind, id string) (words string, orphan bool) {
	if p.name != nil {
		name, gone := p.name(kind, id)
		if gone {
			return shortID(oneLine(id), p.ellipsis()) + " (gone)", true
		}
		if name != "" {
			return p.personal(name), false
		}
	}
	return oneLine(id), false
}

// timesLine draws how old the session is, and when it expires.
func (p *Pane) timesLine() string {
	k := p.known()
	c := p.pen()
	c.blanks(1)
	if k.CreatedAt.IsZero() {
		return c.end()
	}
	limit, role := p.limitWords(k)
	c.fit("age "+words.Span(p.now, k.CreatedAt)+"  idle "+words.Span(p.now, k.UpdatedAt), theme.Dim)
	c.fit(limit, role)
	return c.end()
}

// limitWords tell when the session expires, after a gap.
func (p *Pane) limitWords(s *client.Summary) (words string, role theme.Role) {
	switch e, at := s.Expiry(p.now); e {
	case client.Expired:
		return "  expired " + relative(at, p.now), theme.Bad
	case client.MaybeExpired:
		return "  maybe expired", theme.Warn
	case client.NotExpired:
		return "  expires " + relative(at, p.now), theme.Dim
	case client.Done:
		return "  done", theme.Dim
	}
	return "", theme.Dim
}
