package detail

import (
	"cmp"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// counts are what an overview tells of the messages.
type counts struct {
	messages, user, assistant                int
	calls, failed, unanswered                int
	refusals, filtered, threats, unknownKind int
}

// countTurns counts in one pass over the messages.
func countTurns(t *turns) counts {
	var c counts
	c.messages = len(t.s.Messages)
	for i := range t.s.Messages {
		m := &t.s.Messages[i]
		switch {
		case m.Role == client.RoleUser:
			c.user++
		case m.Role.Agent():
			c.assistant++
		}
		if m.Refusal != "" {
			c.refusals++
		}
		if m.Filtered {
			c.filtered++
		}
		if m.Unknown {
			c.unknownKind++
		}
		c.threats += len(m.Threats)
	}
	for i := range t.items {
		it := &t.items[i]
		if it.call >= 0 {
			c.calls++
			if it.answer < 0 {
				c.unanswered++
			}
		}
		if t.failed(it) {
			c.failed++
		}
	}
	return c
}

// exact spells a time to the second, in the pane's zone.
func (p *Pane) exact(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(p.zone).Format("2006-01-02 15:04:05 MST")
}

// clock spells a time exactly, without the day where that is today.
func (p *Pane) clock(at time.Time) string {
	at, layout := at.In(p.zone), time.DateTime
	if at.Format(time.DateOnly) == p.now.In(p.zone).Format(time.DateOnly) {
		layout = time.TimeOnly
	}
	return at.Format(layout)
}

// relativeAndExact spells a time as distance and exactly.
func (p *Pane) relativeAndExact(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return relative(at, p.now) + ", " + p.exact(at)
}

// infoFields makes the overview, of the body or of what the list knows.
func (p *Pane) infoFields() source {
	s := &fields{}
	k := p.known()
	p.infoSession(s, k)
	p.infoExpiry(s, k)
	if p.s == nil {
		p.infoSummary(s)
		return s
	}
	p.infoTurns(s)
	p.infoCustomer(s)
	p.infoArtifact(s)
	p.infoLinks(s, k)
	p.infoOther(s)
	return s
}

func (p *Pane) infoSession(s *fields, k *client.Summary) {
	s.heading("Session")
	s.value("name", cmp.Or(p.personal(k.Name), "(no name)"), theme.Strong)
	words, sign, role := p.statusWords(k)
	s.value("status", strings.TrimSpace(sign+" "+words), role)
	s.term(FilterBy{Key: "status", Value: string(k.Status)})
	s.value("id", oneLine(p.id), theme.Plain)
	s.term(byID("id", p.id))
	if who, orphan := p.assistantWords(k); who != "" && k.SquadID == "" {
		role := theme.Plain
		if orphan {
			role = theme.Warn
		}
		s.value("assistant", who, role)
		s.term(p.byShown("assistant", client.AssistantName, k.AssistantID))
		if k.AssistantName != "" { // which the list shows then
			s.term(FilterBy{Key: "assistant", Value: k.AssistantName})
		}
	}
	p.infoID(s, "assistant id", client.AssistantName, "assistant", k.AssistantID)
	if k.SquadID != "" {
		name, orphan := p.named(client.SquadName, k.SquadID)
		role := theme.Plain
		if orphan {
			role = theme.Warn
		}
		s.value("squad", name, role)
		s.term(p.byShown("squad", client.SquadName, k.SquadID))
		p.infoID(s, "squad id", client.SquadName, "squad", k.SquadID)
	}
	if k.PhoneNumberID != "" {
		name, _ := p.named(client.PhoneNumberName, k.PhoneNumberID)
		s.value("phone number", name, theme.Plain)
		s.term(p.byShown("phone", client.PhoneNumberName, k.PhoneNumberID))
		p.infoID(s, "phone id", client.PhoneNumberName, "phone", k.PhoneNumberID)
	}
	if p.s != nil {
		s.value("customer id", oneLine(p.s.CustomerID), theme.Plain)
		s.value("organisation", oneLine(p.s.OrgID), theme.Plain)
	}
	if !k.CreatedAt.IsZero() {
		s.value("created", p.relativeAndExact(k.CreatedAt), theme.Plain)
		s.term(FilterBy{Key: "created", Value: k.CreatedAt.In(p.zone).Format("2006-01-02")})
		s.value("updated", p.relativeAndExact(k.UpdatedAt), theme.Plain)
		s.term(FilterBy{Key: "updated", Value: k.UpdatedAt.In(p.zone).Format("2006-01-02")})
	}
}

// infoID adds an ID where its name stands for it elsewhere.
func (p *Pane) infoID(s *fields, label string, kind client.NameKind, key, id string) {
	if id == "" {
		return
	}
	if name, _ := p.named(kind, id); name != oneLine(id) || key == "assistant" && p.known().AssistantName != "" {
		s.value(label, oneLine(id), theme.Dim)
		s.term(byID(key, id))
	}
}

// infoExpiry tells both clocks, because the API's documents disagree on which
// one counts.
func (p *Pane) infoExpiry(s *fields, k *client.Summary) {
	if k.CreatedAt.IsZero() {
		return
	}
	s.heading("Expiry")
	limit := words.Short(k.Expiration)
	if k.NoExpiration {
		limit += ", the server's default"
	} else {
		limit += ", " + words.Count(int(k.Expiration/time.Second)) + " s"
	}
	s.value("limit", limit, theme.Plain)
	since := func(at time.Time) (string, theme.Role) {
		if !p.now.After(at) {
			return p.relativeAndExact(at), theme.Plain
		}
		return "over since " + p.relativeAndExact(at), theme.Warn
	}
	text, role := since(k.UpdatedAt.Add(k.Expiration))
	s.value("if idle", text+" (counted from the last update)", role)
	text, role = since(k.CreatedAt.Add(k.Expiration))
	s.value("if old", text+" (counted from creation)", role)
	switch e, _ := k.Expiry(p.now); e {
	case client.Done:
		s.value("so", "completed: expiry does not matter any more", theme.Dim)
	case client.Expired:
		s.value("so", "expired, by either clock", theme.Bad)
	case client.MaybeExpired:
		s.value("so", "maybe expired: the API's documents disagree on which clock counts", theme.Warn)
	case client.NotExpired:
		s.value("so", "not expired, by either clock", theme.Good)
	}
}

// infoSummary tells what the list knows, until the body is here.
func (p *Pane) infoSummary(s *fields) {
	s.heading("Conversation")
	s.value("messages", words.Plural(int(p.sum.Messages), "message")+", "+words.Plural(int(p.sum.Turns), "turn"), theme.Plain)
	s.value("customer", p.personal(p.sum.Customer), theme.Plain)
	s.line("loading"+p.ellipsis(), theme.Dim)
}

func (p *Pane) infoTurns(s *fields) {
	c := countTurns(p.turns)
	s.heading("Conversation")
	turns := words.Plural(c.user+c.assistant, "turn") + " (user " + words.Count(c.user) + ", assistant " + words.Count(c.assistant) + ") in " + words.Plural(c.messages, "message")
	s.value("turns", turns, theme.Plain)
	if m := lastSpoken(p.s); m != nil {
		who, _ := speaker(m, &item{call: -1})
		at := p.sum.SpokeAt
		role := theme.Plain
		words := who + ", " + relative(at, p.now)
		if m.Time.IsZero() && at.Equal(p.s.UpdatedAt) {
			words = who + ", about " + relative(at, p.now) + " (the last update)"
		}
		if waiting(p.s) {
			words, role = words+": waiting for a reply", theme.Warn
		}
		s.value("last spoke", words, role)
	}
	if c.calls > 0 {
		s.parts("tool calls", func(w *styledText) {
			w.add(words.Count(c.calls), theme.Plain)
			if c.failed > 0 {
				w.add(", "+words.Plural(c.failed, "error"), theme.Bad)
			}
			if c.unanswered > 0 {
				w.add(", "+words.Count(c.unanswered)+" without an answer", theme.Warn)
			}
		})
	}
	bad := func(label string, n int) {
		if n > 0 {
			s.value(label, words.Count(n), theme.Bad)
		}
	}
	bad("refusals", c.refusals)
	bad("filtered", c.filtered)
	bad("threats", c.threats)
	if c.unknownKind > 0 {
		s.value("unknown", words.Plural(c.unknownKind, "message")+" of a kind that is not known here", theme.Warn)
	}
	if p.s.Cost != nil {
		s.value("cost", dollars(*p.s.Cost), theme.Plain)
	}
	s.value("size", sizeText(len(p.s.Raw)), theme.Plain)
}

func (p *Pane) infoCustomer(s *fields) {
	c := p.s.Customer
	if c == nil || *c == (client.Customer{}) {
		return
	}
	s.heading("Customer")
	s.value("name", p.personal(c.Name), theme.Plain)
	s.value("number", p.personal(c.Number), theme.Plain)
	if !p.private {
		s.term(FilterBy{Key: "customer", Value: c.Number})
	}
	s.value("e-mail", p.personal(c.Email), theme.Plain)
	s.value("SIP address", p.personal(c.SIPURI), theme.Plain)
	s.value("external id", p.personal(c.ExternalID), theme.Plain)
	s.value("extension", p.personal(c.Extension), theme.Plain)
}
