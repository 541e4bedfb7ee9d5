package detail

import (
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// headHeight is how many lines of heading a pane of this height has.
func (p *Pane) headHeight() int {
	tabs := 1
	if p.noTabs {
		tabs = 0
	}
	switch {
	case p.h >= 14:
		return min(p.h, tabs+4)
	case p.h >= 8:
		return min(p.h, tabs+1)
	}
	return min(p.h, tabs)
}

// bodyHeight is how many lines the content has.
func (p *Pane) bodyHeight() int {
	return max(0, p.h-p.headHeight()-p.footHeight())
}

// textWidth is how many cells a row of the content has.
func (p *Pane) textWidth() int { return max(1, p.w-gutter) }

// headLines draws the heading.
func (p *Pane) headLines() []string {
	var lines []string
	if !p.noTabs {
		lines = append(lines, p.TabLine(p.w))
	}
	lines = append(lines, p.titleLine())
	if p.h >= 14 {
		c := p.pen()
		c.write(strings.Repeat(p.theme.Glyph(theme.GlyphHorizontal), p.w), theme.Border)
		lines = append(lines, p.whoLine(), p.timesLine(), c.end())
	}
	return lines[:min(len(lines), p.headHeight())]
}

// TabLine draws the tabs, exactly w cells wide. Clicks on it go to Click with
// y = -1 when the pane does not draw it itself.
func (p *Pane) TabLine(w int) string {
	c := p.pen()
	c.room = w
	for _, place := range p.tabPlaces(w) {
		role := theme.Dim
		if place.tab == p.tab {
			role = theme.Accent
		}
		c.write(place.text, role)
	}
	if at := p.whereabouts(); c.room > len(at)+1 {
		c.blanks(c.room - len(at))
		c.write(at, theme.Dim)
	}
	return c.end()
}

// tabPlace is where a tab stands on its line.
type tabPlace struct {
	tab  Tab
	text string
	x    int
}

// tabPlaces spells the tabs as long as the width allows.
func (p *Pane) tabPlaces(w int) []tabPlace {
	places := make([]tabPlace, 0, tabs)
	for _, longest := range []int{10, 4, 0} {
		places = places[:0]
		x := 0
		for t := range tabs {
			name := t.String()
			text := strconv.Itoa(int(t)+1) + " " + name[:min(len(name), longest)]
			if longest == 0 {
				text = strconv.Itoa(int(t) + 1)
			}
			if t == p.tab {
				text = "[" + text + "]"
			} else {
				text = " " + text + " "
			}
			places = append(places, tabPlace{t, text, x})
			x += len(text)
		}
		if x <= w {
			break
		}
	}
	return places
}

// whereabouts tells how far down the screen is.
func (p *Pane) whereabouts() string {
	v := p.view()
	if v.empty() || p.bodyHeight() == 0 {
		return ""
	}
	_, above := p.backward(v.top, 1)
	bottom, below := p.forward(v.top, p.bodyHeight())
	switch {
	case below < p.bodyHeight() && above == 0:
		return "all "
	case below < p.bodyHeight():
		return "end "
	case above == 0:
		return "top "
	}
	return strconv.Itoa(min(99, max(1, int(100*v.src.share(bottom.block))))) + "% "
}

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
		k.customer = firstOf(c.Number, c.Name, c.Email, c.SIPURI, c.ExternalID)
	}
	k.assistant = p.inlineName
	return k
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// secretly masks personal data in private mode.
func (p *Pane) secretly(s string) string {
	if p.private {
		return hidden(s)
	}
	return s
}

// personal cleans personal data, and masks it in private mode.
func (p *Pane) personal(s string) string { return p.secretly(oneLine(redacted(s))) }

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
		name = cut(name, max(0, room-1)) + p.theme.Glyph(theme.GlyphEllipsis)
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
	if k.status == "" && k.created.IsZero() {
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
		id = shortID(id, p.theme.Glyph(theme.GlyphEllipsis))
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
		c.write(cut(shortID(who, p.theme.Glyph(theme.GlyphEllipsis)), 40), role)
	}
	if k.customer != "" {
		c.write("  "+cut(p.personal(k.customer), 40), theme.Plain)
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
			return shortID(oneLine(id), p.theme.Glyph(theme.GlyphEllipsis)) + " (gone)", true
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
	c.write("created "+relative(k.created, p.now)+"  updated "+relative(k.updated, p.now), theme.Dim)
	e, at := k.expiry(p.now)
	switch e {
	case client.Expired:
		c.write("  expired "+relative(at, p.now), theme.Bad)
	case client.MaybeExpired:
		c.write("  maybe expired", theme.Warn)
	case client.NotExpired:
		c.write("  expires "+relative(at, p.now), theme.Dim)
	case client.Done:
		c.write("  done", theme.Dim)
	}
	return c.end()
}

// footHeight is how many lines the find field has.
func (p *Pane) footHeight() int {
	if !p.find.typing && p.find.m == nil || p.h < 3 {
		return 0
	}
	return 1
}

// footLines draws the find field, or what was found.
func (p *Pane) footLines() []string {
	f := &p.find
	if p.footHeight() == 0 {
		return nil
	}
	c := p.pen()
	right := p.findCount()
	c.write("/", theme.Key)
	text := f.text
	for room := max(0, c.room-len(right)-3); width(text) > room && text != ""; {
		size, _ := runeAt(text, 0)
		text = text[size:]
	}
	role := theme.Plain
	if f.typing {
		role = theme.FieldFocus
	}
	c.write(text, role)
	if f.typing {
		c.write(" ", theme.Cursor)
	}
	c.blanks(c.room - len(right) - 1)
	c.write(right, theme.Dim)
	return []string{c.end()}
}

// findCount tells which match is the current one, and of how many.
func (p *Pane) findCount() string {
	f := &p.find
	if f.m == nil {
		return ""
	}
	more := ""
	if !f.over {
		more = "+"
	}
	if f.total == 0 {
		if more != "" {
			return "looking"
		}
		return "not found"
	}
	if f.list < 0 {
		return grouped(f.total) + more
	}
	return grouped(f.passed+f.match+1) + " of " + grouped(f.total) + more
}
