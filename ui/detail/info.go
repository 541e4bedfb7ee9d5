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

// relativeAndExact spells a time twice: "2m ago, 2026-11-30 01:30:00 UTC".
func (p *Pane) relativeAndExact(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return relativeTime(at, p.now) + ", " + exactTime(at, p.zone)
}

// infoFields makes the Info tab, from the body of the session or, before that has
// arrived, from its summary.
func (p *Pane) infoFields() source {
	f, summary := new(fields), &p.summary
	f.addSection("Session", p.infoSession(summary)...)
	if !summary.CreatedAt.IsZero() {
		f.addSection("Expiry", p.infoExpiry(summary)...)
	}
	if p.session == nil {
		f.addSection("Conversation",
			entry{label: "messages", value: words.Plural(int(summary.Messages), "message") + ", " + words.Plural(int(summary.Turns), "turn")},
			entry{label: "customer", value: p.personalText(summary.Customer)})
		f.addLine("loading"+p.ellipsis(), theme.Dim)
		return f
	}
	f.addSection("Conversation", p.infoTurns()...)
	if c := p.session.Customer; c != nil {
		number := filter.Criterion{Key: "customer", Value: c.Number}
		if p.private {
			number = filter.Criterion{}
		}
		f.addSection("Customer",
			entry{label: "name", value: p.personalText(c.Name)}, entry{label: "number", value: p.personalText(c.Number), filterBy: number},
			entry{label: "e-mail", value: p.personalText(c.Email)}, entry{label: "SIP address", value: p.personalText(c.SIPURI)},
			entry{label: "external id", value: p.personalText(c.ExternalID)}, entry{label: "extension", value: p.personalText(c.Extension)})
	}
	p.infoArtifact(f)
	if p.dashboard != "" { // the dashboard has no page for a single session
		links := []entry{{label: "sessions", value: p.dashboard, role: linkRole}}
		if summary.AssistantID != "" {
			links = append(links, entry{label: "assistant", value: oneLine(p.assistant(summary.AssistantID)), role: linkRole})
		}
		f.addSection("Links", links...)
	}
	f.addSection("Other tabs", p.infoOther()...)
	return f
}

func (p *Pane) infoSession(summary *client.Summary) []entry {
	status, sign, role := p.statusWords(summary)
	all := []entry{
		{"name", cmp.Or(p.personalText(summary.Name), "(no name)"), theme.Strong, filter.Criterion{}},
		{"status", strings.TrimSpace(sign + " " + status), role, filter.Criterion{Key: "status", Value: string(summary.Status)}},
		{"id", oneLine(p.id), theme.Plain, byID("id", p.id)},
	}
	if text, _ := filter.AssistantOf(summary); text != "" { // the session brings its own assistant
		all = append(all, entry{"assistant", p.personalText(text), theme.Plain, p.openNames().AssistantCriterion(summary)},
			entry{"assistant id", oneLine(summary.AssistantID), theme.Dim, byID("assistant", summary.AssistantID)})
	} else {
		all = append(all, p.infoName("assistant", "assistant", filter.Ref{Kind: client.AssistantName, ID: summary.AssistantID})...)
	}
	all = append(all, p.infoName("squad", "squad", filter.Ref{Kind: client.SquadName, ID: summary.SquadID})...)
	all = append(all, p.infoName("phone number", "phone", filter.Ref{Kind: client.PhoneNumberName, ID: summary.PhoneNumberID})...)
	if p.session != nil {
		all = append(all, entry{label: "customer id", value: oneLine(p.session.CustomerID)}, entry{label: "organisation", value: oneLine(p.session.OrgID)})
	}
	at := func(key string, at time.Time) entry {
		return entry{key, p.relativeAndExact(at), theme.Plain, filter.Criterion{Key: key, Value: at.In(p.zone).Format(time.DateOnly)}}
	}
	return append(all, at("created", summary.CreatedAt), at("updated", summary.UpdatedAt))
}

// infoName returns the name behind an ID, and the ID.
func (p *Pane) infoName(label, key string, ref filter.Ref) []entry {
	if ref.ID == "" {
		return nil
	}
	name, gone := p.shownName(ref)
	all := []entry{{label, name, theme.Plain, p.openNames().CriterionFor(key, ref)}}
	if gone {
		all[0].role = theme.Warn
	}
	if id := oneLine(ref.ID); name != id && !gone {
		all = append(all, entry{key + " id", id, theme.Dim, byID(key, ref.ID)})
	}
	return all
}

// byID filters by an ID.
func byID(key, id string) filter.Criterion { return filter.Criterion{Key: key, Value: id, IsID: true} }

// infoExpiry shows the limit as counted by both clocks, because the API's documents
// disagree on which one counts.
func (p *Pane) infoExpiry(summary *client.Summary) []entry {
	limit := words.ShortDuration(summary.Expiration) + ", " + words.Count(int(summary.Expiration/time.Second)) + " s"
	if summary.NoExpiration {
		limit = words.ShortDuration(summary.Expiration) + ", the server's default"
	}
	end := func(label string, from time.Time, what string) entry {
		at := from.Add(summary.Expiration)
		if p.now.After(at) {
			return entry{label: label, value: "over since " + p.relativeAndExact(at) + what, role: theme.Warn}
		}
		return entry{label: label, value: p.relativeAndExact(at) + what}
	}
	e, _ := summary.Expiry(p.now)
	return []entry{
		{label: "limit", value: limit},
		end("if idle", summary.UpdatedAt, " (counted from the last update)"), end("if old", summary.CreatedAt, " (counted from creation)"),
		[...]entry{
			client.Done:         {label: "so", value: "completed: expiry does not matter any more", role: theme.Dim},
			client.Expired:      {label: "so", value: "expired, by either clock", role: theme.Bad},
			client.MaybeExpired: {label: "so", value: "maybe expired: the API's documents disagree on which clock counts", role: theme.Warn},
			client.NotExpired:   {label: "so", value: "not expired, by either clock", role: theme.Good},
		}[e],
	}
}

// infoTurns counts the messages by kind.
func (p *Pane) infoTurns() []entry {
	var user, assistant, calls, failed, unanswered, refusals, filtered, threats, unknown int
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	for i := range p.session.Messages {
		m := &p.session.Messages[i]
		count(&user, m.Role == client.RoleUser)
		count(&assistant, m.Role.IsAgent())
		count(&refusals, m.Refusal != "")
		count(&filtered, m.Filtered)
		count(&unknown, m.Unknown)
		threats += len(m.Threats)
	}
	for _, it := range p.turns.items {
		count(&calls, it.call != nil)
		count(&unanswered, it.call != nil && it.answer == nil)
		count(&failed, it.failed())
	}
	unlessZero := func(label string, n int, role theme.Role, text string) entry {
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
		unlessZero("tool calls", calls, role, answers),
		unlessZero("refusals", refusals, theme.Bad, words.Count(refusals)),
		unlessZero("filtered", filtered, theme.Bad, words.Count(filtered)),
		unlessZero("threats", threats, theme.Bad, words.Count(threats)),
		unlessZero("unknown", unknown, theme.Warn, words.Plural(unknown, "message")+" of a kind that is not known here"),
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
	at, f := p.summary.LastSpokeAt, entry{label: "last spoke"}
	f.value = who + ", " + relativeTime(at, p.now)
	if m.Time.IsZero() && at.Equal(p.session.UpdatedAt) {
		f.value = who + ", about " + relativeTime(at, p.now) + " (the last update)"
	}
	if awaitsReply(p.session) {
		f.value, f.role = f.value+": waiting for a reply", theme.Warn
	}
	return f
}
