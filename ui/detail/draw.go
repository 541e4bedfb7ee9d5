package detail

import (
	"strings"

	"vapi-sessions/theme"
)

// Lines draws the pane: exactly as many lines as its height, each exactly as
// wide as its width. They are not to be changed.
func (p *Pane) Lines() []string {
	v := p.view()
	if p.footHeight() > 0 { // what is found changes it at any time
		return p.draw()
	}
	from := drawInput{v.top, v.cursor, v.left, p.focused, p.gone, p.now.Unix()}
	return v.drawn.Draw(p.theme, p.w, from, p.draw)
}

func (p *Pane) draw() []string {
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

// drawRow draws one row of a block.
func (p *Pane) drawRow(at position, cursor bool) string {
	v := p.view()
	l := v.block(at.block)
	var t styledText
	row := theme.Plain
	if cursor && p.focused {
		row = theme.Cursor
		t.add(p.theme.Glyph(theme.GlyphCursor), theme.Plain)
	}
	t.pad(1)
	if at.offset == 0 {
		t.add(l.foldSign, theme.Dim)
	}
	r := l.rows[l.rowAt(at.offset)]
	t.pad(gutter + max(0, r.indent-v.left))
	p.addRow(&t, at.block, r.span, max(0, v.left-r.indent))
	return t.line(p.theme, p.w, row)
}

// addRow adds the text of a row without its first cells, with what was found in it.
func (p *Pane) addRow(t *styledText, i int, r span, skip int) {
	l := p.view().block(i)
	const cell = 32 // bytes at most
	r.to = r.from + len(truncateBytes(l.text[r.from:r.to], cell*(skip+p.w)))
	if left := theme.Cut(l.text[r.from:r.to], skip, ""); skip > 0 {
		whole := l.text[r.from:r.to]
		r.from += len(left)
		if theme.Width(left) < skip && r.from < r.to { // half of a wide character
			r.from = r.to - len(theme.CutLeft(whole, skip)) + 1
			t.add(" ", theme.Plain)
		}
	}
	current, h, k := p.currentIn(i, l), 0, 0
	for from := r.from; from < r.to; {
		for k < len(l.runs) && l.runs[k].end <= from {
			k++
		}
		for h < len(l.hits) && l.hits[h].to <= from {
			h++
		}
		end, role := r.to, theme.Plain
		t.link = ""
		if k < len(l.runs) {
			end, role, t.link = min(end, l.runs[k].end), l.runs[k].role, l.runs[k].link
		}
		switch {
		case h == len(l.hits):
		case l.hits[h].from > from:
			end = min(end, l.hits[h].from)
		case h == current:
			end, role = min(end, l.hits[h].to), theme.MatchCurrent
		default:
			end, role = min(end, l.hits[h].to), theme.Match
		}
		t.add(l.text[from:end], role)
		from = end
	}
}
