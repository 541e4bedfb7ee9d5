package detail

import (
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// Lines draws the pane: as many lines as its height, each as wide as its width.
func (p *Pane) Lines() []string {
	lines := make([]string, 0, p.h)
	lines = append(lines, p.headLines()...)
	body := p.bodyHeight()
	v := p.view()
	if !v.empty() && body > 0 {
		at := v.top
		for range body {
			lines = append(lines, p.drawRow(at, at == v.cursor))
			next, moved := v.stepRows(at, 1)
			if moved == 0 {
				break
			}
			at = next
		}
	}
	foot := p.footLines()
	for len(lines) < p.h-len(foot) {
		lines = append(lines, strings.Repeat(" ", p.w))
	}
	lines = append(lines, foot...)
	return lines[:min(len(lines), p.h)]
}

// nextChange is when time alone changes a text that is shown; zero for never.
func (p *Pane) nextChange() time.Time {
	s, now := &p.summary, p.now
	if p.h == 0 || s.CreatedAt.IsZero() {
		return time.Time{}
	}
	e, expires := s.Expiry(now)
	instants := []time.Time{s.CreatedAt, s.UpdatedAt} // in the heading
	if e == client.NotExpired || e == client.Expired {
		instants = append(instants, expires)
	}
	switch waits := p.session != nil && awaitsReply(p.session); {
	case p.tab == TabTranscript && waits && now.Sub(s.LastSpokeAt) < time.Hour:
		return now.Add(time.Second)
	case p.tab == TabTranscript && waits:
		instants = append(instants, s.LastSpokeAt)
	case p.tab == TabInfo:
		instants = append(instants, expires, s.CreatedAt.Add(s.Expiration), s.LastSpokeAt)
	case p.tab == TabChats && p.chats != nil && p.chats.page != nil:
		for i := range p.chats.page.Rows {
			instants = append(instants, p.chats.page.Rows[i].CreatedAt)
		}
	}
	return words.Sooner(s.NextExpiry(now), words.NextChange(now, instants...))
}

// drawRow draws one row of a block.
func (p *Pane) drawRow(at position, cursor bool) string {
	v := p.view()
	b := v.block(at.block)
	var t styledText
	row := theme.Plain
	if cursor && p.focused {
		row = theme.Cursor
		t.add(p.theme.Glyph(theme.GlyphCursor), theme.Plain)
	}
	t.pad(1)
	if at.offset == 0 {
		t.add(b.foldSign, theme.Dim)
	}
	r := b.rows[b.rowAt(at.offset)]
	t.pad(gutter + max(0, r.indent-v.left))
	p.addRow(&t, at.block, r.span, max(0, v.left-r.indent))
	return t.line(p.theme, p.w, row)
}

// addRow adds the part r of the text of block i without its first skip cells, and
// highlights the matches in it.
func (p *Pane) addRow(t *styledText, i int, r span, skip int) {
	b := p.view().block(i)
	const cell = 32 // most bytes that a cell needs
	r.to = r.from + len(truncateBytes(b.text[r.from:r.to], cell*(skip+p.w)))
	if left := theme.Cut(b.text[r.from:r.to], skip, ""); skip > 0 {
		whole := b.text[r.from:r.to]
		r.from += len(left)
		if theme.Width(left) < skip && r.from < r.to { // half of a wide character
			r.from = r.to - len(theme.CutLeft(whole, skip)) + 1
			t.add(" ", theme.Plain)
		}
	}
	current, hit, run := p.currentIn(i, b), 0, 0
	for from := r.from; from < r.to; {
		for run < len(b.runs) && b.runs[run].end <= from {
			run++
		}
		for hit < len(b.hits) && b.hits[hit].to <= from {
			hit++
		}
		end, role := r.to, theme.Plain
		t.link = ""
		if run < len(b.runs) {
			end, role, t.link = min(end, b.runs[run].end), b.runs[run].role, b.runs[run].link
		}
		switch {
		case hit == len(b.hits):
		case b.hits[hit].from > from:
			end = min(end, b.hits[hit].from)
		case hit == current:
			end, role = min(end, b.hits[hit].to), theme.MatchCurrent
		default:
			end, role = min(end, b.hits[hit].to), theme.Match
		}
		t.add(b.text[from:end], role)
		from = end
	}
}
