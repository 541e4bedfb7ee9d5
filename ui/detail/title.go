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

// titleLine draws the name and the status.
func (p *Pane) titleLine() string {
	var t styledText
	if p.id != "" {
		status, sign, role := p.statusWords(&p.summary)
		right := sign + " " + status
		name := cmp.Or(p.personalText(p.summary.Name), "(no name)")
		if p.summary.ID == "" { // nothing is known of it
			name = ""
		}
		t.pad(1)
		t.add(p.elide(name, p.w-theme.Width(right)-3), theme.Title)
		t.pad(p.w - theme.Width(right) - 1)
		t.add(right, role)
	}
	return t.line(p.theme, p.w, theme.Plain)
}

// status returns the status in words and the state of expiry. known is false for a
// status other than active and completed.
func status(s *client.Summary, now time.Time) (words string, e client.Expiry, known bool) {
	e, _ = s.Expiry(now)
	if e != client.Done && s.Status != client.StatusActive {
		return oneLine(string(s.Status)), e, false
	}
	return [...]string{client.NotExpired: "active", client.MaybeExpired: "active, maybe expired", client.Expired: "active, expired", client.Done: "completed"}[e], e, true
}

// statusWords returns the status as the pane shows it.
func (p *Pane) statusWords(s *client.Summary) (words, sign string, role theme.Role) {
	words, e, known := status(s, p.now)
	switch {
	case p.gone:
		return "gone, as last read", " ", theme.Bad
	case !known:
		return p.elide(words, 20), " ", theme.Plain
	}
	glyph, role := filter.Sign(e)
	return words, p.theme.Glyph(glyph), role
}

// whoLine draws the ID, the assistant and the customer.
func (p *Pane) whoLine() string {
	summary := &p.summary
	var t styledText
	t.pad(1)
	id := oneLine(p.id)
	if p.w < 100 {
		id = shortID(id, p.ellipsis())
	}
	if id != "" {
		t.add("id ", theme.Dim)
		t.add(id, theme.Plain)
	}
	if who, gone := p.assistantWords(summary); who != "" {
		role := theme.Plain
		if gone {
			role = theme.Warn
		}
		for _, id := range []string{summary.AssistantID, summary.SquadID} {
			if id = oneLine(id); id != "" && (who == id || who == words.GoneLabel(id)) {
				who = strings.TrimSuffix(who, id) + shortID(id, p.ellipsis())
			}
		}
		t.add("  ", theme.Plain)
		t.add(p.elide(who, 40), role)
	}
	if summary.Customer != "" {
		t.add("  "+p.elide(p.personalText(summary.Customer), 40), theme.Plain)
	}
	return t.elidedLine(p.theme, p.w)
}

// assistantWords names the assistant or squad, as the list does.
func (p *Pane) assistantWords(s *client.Summary) (words string, orphan bool) {
	text, ref := filter.AssistantOf(s)
	if ref.ID != "" {
		return p.shownName(ref)
	}
	return p.personalText(text), false
}

// shownName returns what is shown for an ID.
func (p *Pane) shownName(ref filter.Ref) (text string, gone bool) {
	return displayName(p.names, ref, p.personalText)
}

// displayName returns the name behind an ID, passed through fit, or the ID where it has
// no name.
func displayName(names filter.Names, ref filter.Ref, fit func(string) string) (text string, gone bool) {
	id, name := oneLine(ref.ID), filter.Name{}
	if names != nil {
		name = names(ref)
	}
	switch {
	case name.Gone:
		return words.GoneLabel(id), true
	case name.Text != "":
		return fit(name.Text), false
	}
	return id, false
}

// timesLine draws the session's age, how long it is idle, and when it expires.
func (p *Pane) timesLine() string {
	summary := &p.summary
	var t styledText
	if !summary.CreatedAt.IsZero() {
		t.pad(1)
		t.add("age "+words.Ago(p.now, summary.CreatedAt)+"  idle "+words.Ago(p.now, summary.UpdatedAt), theme.Dim)
		switch e, at := summary.Expiry(p.now); e {
		case client.Expired:
			t.add("  expired "+relativeTime(at, p.now), theme.Bad)
		case client.MaybeExpired:
			t.add("  maybe expired", theme.Warn)
		case client.NotExpired:
			t.add("  expires "+relativeTime(at, p.now), theme.Dim)
		case client.Done:
			t.add("  done", theme.Dim)
		}
	}
	return t.elidedLine(p.theme, p.w)
}
