package detail

import (
	"cmp"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// known is what heading and overview need, from the body or from the list.
type known struct {
	name, assistantID, assistant, squadID, phoneID, customer string
	status                                                   client.Status
	created, updated                                         time.Time
	limit                                                    time.Duration
}

func (p *Pane) known() known {
	if p.s == nil {
		if p.sum == nil {
			return known{}
		}
		s := p.sum
		return known{s.Name, s.AssistantID, s.AssistantName, s.SquadID, s.PhoneNumberID, s.Customer, s.Status, s.CreatedAt, s.UpdatedAt, s.Expiration}
	}
	s := p.s
	k := known{name: s.Name, assistantID: s.AssistantID, squadID: s.SquadID, phoneID: s.PhoneNumberID, status: s.Status,
		created: s.CreatedAt, updated: s.UpdatedAt, limit: time.Duration(s.ExpirationSeconds) * time.Second}
	if k.limit <= 0 {
		k.limit = client.DefaultExpirationSeconds * time.Second
	}
	if c := s.Customer; c != nil {
		k.customer = cmp.Or(c.Number, c.Name, c.Email, c.SIPURI, c.ExternalID)
	}
	k.assistant = p.inlineName
	return k
}

// secretly masks personal data in private mode.
func (p *Pane) secretly(s string) string {
	if p.private {
		return hidden(s)
	}
	return s
}

// personal cleans personal data, and masks it in private mode.
func (p *Pane) personal(s string) string { return p.secretly(oneLine(client.RedactText(s))) }

// titleLine draws the name and the status.
func (p *Pane) titleLine() string {
	k := p.known()
	c := p.pen()
	c.blanks(1)
	if p.id == "" {
		return c.end()
	}
	status, sign, role := p.statusWords(&k)
	name := p.personal(k.name)
	if name == "" {
		name = "(no name)"
	}
	right := width(status) + 2
	room := max(0, c.room-right-2)
	if width(name) > room {
		name = cut(name, max(0, room-1)) + p.ellipsis()
	}
	if room > 0 {
		c.write(name, theme.Title)
	}
	c.blanks(c.room - right - 1)
	c.write(sign+" ", role)
	c.write(status, role)
	return c.end()
}

// statusWords tells the status and where the session stands against its limit.
func (p *Pane) statusWords(k *known) (words, sign string, role theme.Role) {
	switch {
	case p.gone:
		return "gone, as last read", " ", theme.Bad
	case k.status == "" && k.created.IsZero():
		return "", " ", theme.Plain
	}
	switch e, _ := k.expiry(p.now); {
	case e == client.Done:
		return "completed", p.theme.Glyph(theme.GlyphDone), theme.Dim
	case k.status != client.StatusActive:
		return cut(oneLine(string(k.status)), 20), " ", theme.Plain
	case e == client.Expired:
		return "active, expired", p.theme.Glyph(theme.GlyphExpired), theme.Bad
	case e == client.MaybeExpired:
		return "active, maybe expired", p.theme.Glyph(theme.GlyphMaybe), theme.Warn
	}
	return "active", p.theme.Glyph(theme.GlyphActive), theme.Good
}

// expiry is where the session stands, by the one rule for it.
func (k *known) expiry(now time.Time) (client.Expiry, time.Time) {
	s := client.Summary{Status: k.status, CreatedAt: k.created, UpdatedAt: k.updated, Expiration: k.limit}
	return s.Expiry(now)
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
	if who, orphan := p.assistantWords(&k); who != "" {
		c.write("  ", theme.Plain)
		role := theme.Plain
		if orphan {
			role = theme.Warn
		}
		if !strings.Contains(who, " ") { // an ID
			who = shortID(who, p.ellipsis())
		}
		c.fit(cut(who, 40), role)
	}
	if k.customer != "" {
		c.fit("  "+cut(p.personal(k.customer), 40), theme.Plain)
	}
	return c.end()
}

// assistantWords names the assistant or squad.
func (p *Pane) assistantWords(k *known) (words string, orphan bool) {
	switch {
	case k.assistantID != "":
		return p.named(string(client.AssistantName), k.assistantID)
	case k.squadID != "":
		return p.named(string(client.SquadName), k.squadID)
	case k.assistant != "":
		return p.personal(k.assistant) + " (inline)", false
	case p.s != nil && len(p.s.Assistant) > 0:
		return "(inline)", false
	}
	return "", false
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
	if k.created.IsZero() {
		return c.end()
	}
	limit, role := p.limitWords(&k)
	ages := "created " + relative(k.created, p.now) + "  updated " + relative(k.updated, p.now)
	if width(ages)+width(limit) > c.room {
		ages = "age " + strings.TrimSuffix(relative(k.created, p.now), " ago") + "  idle " + strings.TrimSuffix(relative(k.updated, p.now), " ago")
	}
	c.fit(ages, theme.Dim)
	c.fit(limit, role)
	return c.end()
}

// limitWords tell when the session expires, after a gap.
func (p *Pane) limitWords(k *known) (words string, role theme.Role) {
	switch e, at := k.expiry(p.now); e {
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
