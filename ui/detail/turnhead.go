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

// speakerWidth is how many cells a speaker's name takes.
const speakerWidth = 10

// headBlock writes the line that names the speaker. Of a closed fold it shows the
// beginning of what is hidden.
func (t *transcript) headBlock(p part, closed bool) block {
	it := p.item
	var w styledText
	name, role := it.speaker()
	w.add(name+" ", role)
	w.pad(speakerWidth)
	if it.call != nil {
		w.add(cmp.Or(t.pane.elide(oneLine(it.call.Name), 80), "(no name)"), theme.Strong)
		w.add("  ", theme.Plain)
	} else if who := it.speakerName; who != "" {
		shown, _ := t.pane.shownName(filter.Ref{Kind: client.AssistantName, ID: who})
		if shown == oneLine(who) {
			shown = shortID(shown, t.pane.ellipsis())
		}
		w.add(t.pane.hideInPrivate(shown)+"  ", theme.Strong)
	}
	if at := it.timeText(t.pane.zone); at != "" {
		w.add(at+"  ", theme.Dim)
	}
	t.addMarks(&w, it, closed)
	foldSign, several := "", it.last-it.first > 1
	switch {
	case several && closed:
		foldSign = t.pane.theme.Glyph(theme.GlyphFolded)
		t.addPreview(&w, it)
	case several && it.startsFolded:
		foldSign = t.pane.theme.Glyph(theme.GlyphUnfolded)
	}
	if closed && t.pane.wrapped {
		w.elide(t.pane.textWidth(), t.pane.ellipsis())
	}
	b := w.block(0, speakerWidth)
	b.foldSign, b.text = foldSign, strings.TrimRight(b.text, " ")
	return b
}

// speaker returns the name and the role of an item's speaker.
func (it *item) speaker() (string, theme.Role) {
	if it.call != nil {
		return "tool", theme.SpeakerTool
	}
	return speaker(it.Message)
}

// speaker returns the name and the role of a message's speaker.
func speaker(m *client.Message) (string, theme.Role) {
	switch {
	case m.Role.IsTool():
		return "tool", theme.SpeakerTool
	case m.Unknown && m.Role == "":
		return "unknown", theme.Speaker
	case m.Role == client.RoleUser:
		return "user", theme.SpeakerUser
	case m.Role.IsAgent():
		return "assistant", theme.SpeakerAgent
	case m.Role == client.RoleSystem, m.Role == client.RoleDeveloper:
		return string(m.Role), theme.SpeakerSystem
	}
	return theme.Cut(oneLine(string(m.Role)), 24, ""), theme.Speaker
}

// timeText spells when a message was said: the time of day, with the date where it
// differs from that of the message before, or the offset from the start.
func (it *item) timeText(zone *time.Location) string {
	switch {
	case !it.Time.IsZero():
		return timeOfDay(it.Time, it.previousTime, zone)
	case it.Timed:
		return "+" + clockDuration(it.Offset)
	}
	return ""
}

// addMarks adds how a tool call ended, and what is wrong with a turn.
func (t *transcript) addMarks(w *styledText, it *item, closed bool) {
	alert := t.pane.theme.Glyph(theme.GlyphAttention)
	call, answered, failed := it.call != nil, it.answer != nil, it.failed()
	took := ""
	if d, ok := it.duration(); ok {
		took = " " + shortDuration(d)
	}
	for _, mark := range []struct {
		is         bool
		text, more string
		role       theme.Role
	}{
		{call && !answered, "no answer", "", theme.Warn},
		{failed, "error", took, theme.Bad},
		{answered && !failed, "ok", took, theme.Good},
		{!call && it.Role.IsTool() && !failed, "answer to no call", "", theme.Dim},
		{!call && it.Filtered, alert + " filtered", "", theme.Bad},
		{!call && len(it.Threats) > 0, alert + " threat: " + t.pane.elide(oneLine(strings.Join(it.Threats, ", ")), 80), "", theme.Bad},
		{!call && it.Refusal != "" && closed, alert + " refused", "", theme.Bad},
		{!call && it.Unknown, "kind of message, as JSON", "", theme.Warn},
	} {
		if mark.is {
			w.add(mark.text, mark.role)
			w.add(mark.more, theme.Dim)
			w.add("  ", theme.Plain)
		}
	}
}

// addPreview adds the beginning of what a closed fold hides.
func (t *transcript) addPreview(w *styledText, it *item) {
	p, lines, room := t.parts[it.first+1], 0, 400
	if it.answer != nil {
		p = t.parts[it.last-1]
	}
	if it.call == nil {
		lines = strings.Count(it.fullText(), "\n")
	}
	if lines > 0 {
		room = 60 // leave room for the number of lines
	}
	text := strings.TrimLeft(t.redacted(p), " \n\r\t")
	text, _, _ = strings.Cut(text, "\n")
	text = t.pane.elide(strings.TrimSpace(t.pane.hideInPrivate(oneLine(truncateBytes(text, 400)))), room)
	switch {
	case it.call != nil:
		w.add(text, theme.Dim)
	case looksJSON(text) || t.pane.private:
		w.add(text, theme.Plain)
	default:
		addInline(w, text, theme.Plain)
	}
	if lines > 0 {
		w.add(" (+"+words.Plural(lines, "line")+")", theme.Dim)
	}
}

// fullText returns the whole text of a turn.
func (it *item) fullText() string {
	if it.Unknown {
		return string(it.Raw)
	}
	return strings.TrimSpace(it.Text)
}
