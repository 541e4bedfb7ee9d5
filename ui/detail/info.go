package detail

import (
	"cmp"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// relativeAndExact spells a time as distance and exactly.
func (p *Pane) relativeAndExact(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return relativeTime(at, p.now) + ", " + exactTime(at, p.zone)
}

// infoFields makes the overview, of the body or of what the list knows.
func (p *Pane) infoFields() source {
	s, k := new(fields), &p.summary
	s.addSection("Session", p.infoSession(k)...)
	if !k.CreatedAt.IsZero() {
		s.addSection("Expiry", p.infoExpiry(k)...)
	}
	if p.session == nil {
		s.addSection("Conversation",
			entry{label: "messages", value: words.Plural(int(k.Messages), "message") + ", " + words.Plural(int(k.Turns), "turn")},
			entry{label: "customer", value: p.personalText(k.Customer)})
		s.addLine("loading"+p.ellipsis(), theme.Dim)
		return s
	}
	s.addSection("Conversation", p.infoTurns()...)
	if c := p.session.Customer; c != nil {
		number := filter.By{Key: "customer", Value: c.Number}
		if p.private {
			number = filter.By{}
		}
		s.addSection("Customer",
			entry{label: "name", value: p.personalText(c.Name)}, entry{label: "number", value: p.personalText(c.Number), filterBy: number},
			entry{label: "e-mail", value: p.personalText(c.Email)}, entry{label: "SIP address", value: p.personalText(c.SIPURI)},
			entry{label: "external id", value: p.personalText(c.ExternalID)}, entry{label: "extension", value: p.personalText(c.Extension)})
	}
	p.infoArtifact(s)
	if p.dashboard != "" { // a session has no page of its own
		links := []entry{{label: "sessions", value: p.dashboard, role: linkRole}}
		if k.AssistantID != "" {
			links = append(links, entry{label: "assistant", value: oneLine(p.assistant(k.AssistantID)), role: linkRole})
		}
		s.addSection("Links", links...)
	}
	s.addSection("Other tabs", p.infoOther()...)
	return s
}

func (p *Pane) infoSession(k *client.Summary) []entry {
	status, sign, role := p.statusWords(k)
	all := []entry{
		{"name", cmp.Or(p.personalText(k.Name), "(no name)"), theme.Strong, filter.By{}},
		{"status", strings.TrimSpace(sign + " " + status), role, filter.By{Key: "status", Value: string(k.Status)}},
		{"id", oneLine(p.id), theme.Plain, byID("id", p.id)},
	}
	if text, _ := filter.AssistantOf(k); text != "" { // which the session carries along
		all = append(all, entry{"assistant", p.personalText(text), theme.Plain, p.openNames().ByAssistant(k)},
			entry{"assistant id", oneLine(k.AssistantID), theme.Dim, byID("assistant", k.AssistantID)})
	} else {
		all = append(all, p.infoName("assistant", "assistant", filter.Ref{Kind: client.AssistantName, ID: k.AssistantID})...)
	}
	all = append(all, p.infoName("squad", "squad", filter.Ref{Kind: client.SquadName, ID: k.SquadID})...)
	all = append(all, p.infoName("phone number", "phone", filter.Ref{Kind: client.PhoneNumberName, ID: k.PhoneNumberID})...)
	if p.session != nil {
		all = append(all, entry{label: "customer id", value: oneLine(p.session.CustomerID)}, entry{label: "organisation", value: oneLine(p.session.OrgID)})
	}
	for _, at := range []struct {
		key string
		time.Time
	}{{"created", k.CreatedAt}, {"updated", k.UpdatedAt}} {
		if !k.CreatedAt.IsZero() {
			all = append(all, entry{at.key, p.relativeAndExact(at.Time), theme.Plain, filter.By{Key: at.key, Value: at.In(p.zone).Format(time.DateOnly)}})
		}
	}
	return all
}

// infoName tells the name behind an ID, and the ID.
func (p *Pane) infoName(label, key string, ref filter.Ref) []entry {
	if ref.ID == "" {
		return nil
	}
	name, gone := p.shownName(ref)
	all := []entry{{label, name, theme.Plain, p.openNames().By(key, ref)}}
	if gone {
		all[0].role = theme.Warn
	}
	if id := oneLine(ref.ID); name != id && !gone {
		all = append(all, entry{key + " id", id, theme.Dim, byID(key, ref.ID)})
	}
	return all
}

// byID is by what has an ID.
func byID(key, id string) filter.By { return filter.By{Key: key, Value: id, ID: true} }

// infoExpiry tells both clocks, because the API's documents disagree on which
// one counts.
func (p *Pane) infoExpiry(k *client.Summary) []entry {
	limit := words.Short(k.Expiration) + ", " + words.Count(int(k.Expiration/time.Second)) + " s"
	if k.NoExpiration {
		limit = words.Short(k.Expiration) + ", the server's default"
	}
	end := func(label string, from time.Time, what string) entry {
		at := from.Add(k.Expiration)
		if p.now.After(at) {
			return entry{label: label, value: "over since " + p.relativeAndExact(at) + what, role: theme.Warn}
		}
		return entry{label: label, value: p.relativeAndExact(at) + what}
	}
	e, _ := k.Expiry(p.now)
	return []entry{
		{label: "limit", value: limit},
		end("if idle", k.UpdatedAt, " (counted from the last update)"), end("if old", k.CreatedAt, " (counted from creation)"),
		[...]entry{
			client.Done:         {label: "so", value: "completed: expiry does not matter any more", role: theme.Dim},
			client.Expired:      {label: "so", value: "expired, by either clock", role: theme.Bad},
			client.MaybeExpired: {label: "so", value: "maybe expired: the API's documents disagree on which clock counts", role: theme.Warn},
			client.NotExpired:   {label: "so", value: "not expired, by either clock", role: theme.Good},
		}[e],
	}
}

// infoTurns tells what the messages come to.
func (p *Pane) infoTurns() []entry {
	var user, assistant, calls, failed, unanswered, refusals, filtered, threats, unknown int
	one := map[bool]int{true: 1}
	for i := range p.session.Messages {
		m := &p.session.Messages[i]
		user += one[m.Role == client.RoleUser]
		assistant += one[m.Role.Agent()]
		refusals += one[m.Refusal != ""]
		filtered += one[m.Filtered]
		unknown += one[m.Unknown]
		threats += len(m.Threats)
	}
	for _, it := range p.turns.items {
		calls += one[it.call != nil]
		unanswered += one[it.call != nil && it.answer == nil]
		failed += one[it.failed()]
	}
	some := func(label string, n int, role theme.Role, text string) entry {
		if n == 0 {
			return entry{}
		}
		return entry{label: label, value: text, role: role}
	}
	answers, role := words.Count(calls), theme.Plain
	if unanswered > 0 {
		answers, role = answers+", "+words.Count(unanswered)+" without an answer", theme.Warn
	}
	if failed > 0 {
		answers, role = answers+", "+words.Plural(failed, "error"), theme.Bad
	}
	return []entry{
		{label: "turns", value: words.Plural(user+assistant, "turn") + " (user " + words.Count(user) + ", assistant " + words.Count(assistant) + ") in " + words.Plural(len(p.session.Messages), "message")},
		p.infoSpoke(),
		some("tool calls", calls, role, answers),
		some("refusals", refusals, theme.Bad, words.Count(refusals)),
		some("filtered", filtered, theme.Bad, words.Count(filtered)),
		some("threats", threats, theme.Bad, words.Count(threats)),
		some("unknown", unknown, theme.Warn, words.Plural(unknown, "message")+" of a kind that is not known here"),
		{label: "cost", value: optionalDollars(p.session.Cost)},
		{label: "size", value: words.Bytes(int64(len(p.session.Raw)))},
	}
}

// infoSpoke tells who spoke last, and when.
func (p *Pane) infoSpoke() entry {
	m := lastSpokenMessage(p.session)
	if m == nil {
		return entry{}
	}
	who, _ := speaker(m)
	at, f := p.summary.SpokeAt, entry{label: "last spoke"}
	f.value = who + ", " + relativeTime(at, p.now)
	if m.Time.IsZero() && at.Equal(p.session.UpdatedAt) {
		f.value = who + ", about " + relativeTime(at, p.now) + " (the last update)"
	}
	if awaitsReply(p.session) {
		f.value, f.role = f.value+": waiting for a reply", theme.Warn
	}
	return f
}
