package detail

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// head writes the line that names the speaker, with the beginning of what is
// folded away.
func (t *transcript) head(p part, closed bool) block {
	it := &t.items[p.item]
	m := &t.s.Messages[it.message]
	var w styledText
	name, role := speaker(m, it)
	w.add(padded(name+" ", speakerWidth), role)
	if it.call >= 0 {
		w.add(cmp.Or(t.pane.cut(oneLine(m.ToolCalls[it.call].Name), 80), "(no name)"), theme.Strong)
		w.add("  ", theme.Plain)
	} else if who := t.nameOf(it); who != "" {
		who, _ = t.pane.named(client.AssistantName, who)
		w.add(t.pane.hide(who)+"  ", theme.Strong)
	}
	if at := t.when(it.message, t.pane.zone); at != "" {
		w.add(at+"  ", theme.Dim)
	}
	t.outcome(&w, it, m)
	t.marks(&w, it, m, closed)
	mark := foldMarkNone
	switch {
	case it.last-it.first < 2:
	case closed:
		mark = foldMarkClosed
		t.preview(&w, it)
	case it.long:
		mark = foldMarkOpen
	}
	l := w.block(0, speakerWidth)
	l.text = strings.TrimRight(l.text, " ")
	l.mark, l.single = mark, mark == foldMarkClosed
	return l
}

// speaker names who a turn is from.
func speaker(m *client.Message, it *item) (string, theme.Role) {
	switch {
	case it.call >= 0:
		return "tool", theme.SpeakerTool
	case m.Unknown && m.Role == "":
		return "unknown", theme.Speaker
	}
	switch {
	case m.Role == client.RoleUser:
		return "user", theme.SpeakerUser
	case m.Role.Agent():
		return "assistant", theme.SpeakerAgent
	case m.Role.Tool():
		return "tool", theme.SpeakerTool
	case m.Role == client.RoleSystem, m.Role == client.RoleDeveloper:
		return string(m.Role), theme.SpeakerSystem
	}
	return theme.Cut(oneLine(string(m.Role)), 24, ""), theme.Speaker
}

// when tells when a message was said: the time of day, with the date where
// that changes, or the offset from the start.
func (t *turns) when(i int, zone *time.Location) string {
	m := &t.s.Messages[i]
	switch {
	case !m.Time.IsZero():
		at := m.Time.In(zone)
		before := t.s.CreatedAt
		if i > 0 && !t.s.Messages[i-1].Time.IsZero() {
			before = t.s.Messages[i-1].Time
		}
		if before = before.In(zone); before.YearDay() != at.YearDay() || before.Year() != at.Year() {
			return at.Format("2006-01-02 15:04:05")
		}
		return at.Format("15:04:05")
	case m.Timed:
		return "+" + clockDuration(m.Offset)
	}
	return ""
}

// outcome tells how a tool call ended.
func (t *transcript) outcome(w *styledText, it *item, m *client.Message) {
	switch {
	case it.call >= 0 && it.answer < 0:
		w.add("no answer  ", theme.Warn)
	case t.failed(it):
		w.add("error", theme.Bad)
	case it.call >= 0:
		w.add("ok", theme.Good)
	default:
		if m.Role.Tool() {
			w.add("answer to no call  ", theme.Dim)
		}
		return
	}
	if it.answer >= 0 {
		if d, ok := t.took(it); ok {
			w.add(" "+shortDuration(d), theme.Dim)
		}
	}
	w.add("  ", theme.Plain)
}

// marks writes what is wrong with a turn.
func (t *transcript) marks(w *styledText, it *item, m *client.Message, closed bool) {
	alert := t.pane.theme.Glyph(theme.GlyphAttention)
	if it.call >= 0 {
		return
	}
	if m.Filtered {
		w.add(alert+" filtered  ", theme.Bad)
	}
	if len(m.Threats) > 0 {
		w.add(alert+" threat: "+t.pane.cut(oneLine(strings.Join(m.Threats, ", ")), 80)+"  ", theme.Bad)
	}
	if m.Refusal != "" && closed {
		w.add(alert+" refused  ", theme.Bad)
	}
	if m.Unknown {
		w.add("kind of message, as JSON  ", theme.Warn)
	}
}

// preview writes the beginning of what a closed fold holds, on one line.
func (t *transcript) preview(w *styledText, it *item) {
	if it.first+1 >= it.last {
		return
	}
	p := t.parts[it.first+1]
	if it.call >= 0 && it.answer >= 0 {
		p = t.parts[it.last-1]
	}
	text := t.raw(p)
	lines := 0
	if it.call < 0 {
		lines = strings.Count(t.whole(it), "\n")
	}
	text = t.pane.hide(oneLine(beginning(text)))
	role := theme.Dim
	if it.call < 0 {
		role = theme.Plain
	}
	room := 400
	if lines > 0 {
		room = 60 // leave room for their number
	}
	text = t.pane.cut(strings.TrimSpace(text), room)
	if it.call < 0 && !looksJSON(text) && !t.pane.private {
		inline(w, text, role)
	} else {
		w.add(text, role)
	}
	switch {
	case lines == 1:
		w.add(" (+1 line)", theme.Dim)
	case lines > 1:
		w.add(" (+"+strconv.Itoa(lines)+" lines)", theme.Dim)
	}
}

// beginning is the first line of a text, or of a long line its beginning.
func beginning(s string) string {
	s = strings.TrimLeft(s, " \n\r\t")
	if n := strings.IndexByte(s, '\n'); n > 0 {
		s = s[:n]
	}
	return head(s, 400)
}

// whole is the text of a turn.
func (t *transcript) whole(it *item) string {
	m := &t.s.Messages[it.message]
	if m.Unknown {
		return string(m.Raw)
	}
	return strings.TrimSpace(m.Text)
}
