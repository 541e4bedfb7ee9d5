package detail

import (
	"strings"

	"vapi-sessions/theme"
)

// gutter is how many cells the cursor and fold signs take.
const gutter = 2

// pen writes one line of the screen, and no cell more than it has room for.
type pen struct {
	theme *theme.Theme
	out   []byte
	room  int        // cells left
	skip  int        // cells to leave out before the first one
	row   theme.Role // of the whole line
}

// style gives a role's style on the line.
func (c *pen) style(r theme.Role) theme.Style {
	if c.row == theme.Plain || r == theme.Match || r == theme.MatchCurrent {
		return c.theme.Style(r)
	}
	return c.theme.On(r, c.row)
}

// write writes clean text in a role, clipped at both sides. Half of a wide
// character at an edge becomes a blank.
func (c *pen) write(text string, role theme.Role) {
	if c.room <= 0 || text == "" {
		return
	}
	if n := theme.Width(text); c.skip >= n {
		c.skip -= n
		return
	}
	if c.skip > 0 {
		text, c.skip = theme.CutLeft(text, c.skip), 0
	}
	shown := theme.Cut(text, c.room, "")
	c.room -= theme.Width(shown)
	c.out = c.style(role).Append(c.out, shown)
	if len(shown) < len(text) {
		c.blanks(c.room)
	}
}

// fit writes clean text as far as there is room, with a sign where it is cut.
func (c *pen) fit(text string, role theme.Role) {
	c.write(theme.Cut(text, c.room, c.theme.Glyph(theme.GlyphEllipsis)), role)
}

// blanks writes blank cells.
func (c *pen) blanks(n int) {
	n = min(n, c.room)
	if n <= 0 {
		return
	}
	c.room -= n
	c.out = c.style(theme.Plain).Append(c.out, strings.Repeat(" ", n))
}

// end fills the line.
func (c *pen) end() string {
	c.blanks(c.room)
	return string(c.out)
}

// pen begins a line of the pane.
func (p *Pane) pen() *pen {
	return &pen{theme: p.theme, room: p.w, out: make([]byte, 0, p.w+64)}
}

// Lines draws the pane: exactly as many lines as its height, each exactly as
// wide as its width.
func (p *Pane) Lines() []string {
	lines := make([]string, 0, p.h)
	lines = append(lines, p.headLines()...)
	body := p.bodyHeight()
	v := p.view()
	if !v.empty() && body > 0 {
		at := v.top
		for range body {
			lines = append(lines, p.drawRow(at, at == v.cursor))
			next, went := v.steps(at, 1)
			if went == 0 {
				break
			}
			at = next
		}
	}
	foot := p.footLines()
	for len(lines) < p.h-len(foot) {
		lines = append(lines, p.pen().end())
	}
	lines = append(lines, foot...)
	return lines[:min(len(lines), p.h)]
}

// drawRow draws one row of a block.
func (p *Pane) drawRow(at place, cursor bool) string {
	v := p.view()
	l := v.block(at.block)
	c := p.pen()
	if cursor && p.focused {
		c.row = theme.Cursor
		c.write(p.theme.Glyph(theme.GlyphCursor), theme.Plain)
	} else {
		c.blanks(1)
	}
	if at.row == 0 {
		c.write(l.mark, theme.Dim)
	}
	c.blanks(gutter - (p.w - c.room))
	r := l.rows[min(at.row, len(l.rows)-1)]
	c.blanks(r.indent - v.left)
	c.skip = max(0, v.left-r.indent)
	p.drawText(c, l, r, at.block)
	return c.end()
}

// drawText draws the text of a row, with what was found in it.
func (p *Pane) drawText(c *pen, l *block, r row, block int) {
	hits, current := l.hits, p.currentIn(block, l)
	h, k := 0, 0
	for i := r.from; i < r.to && c.room > 0; {
		for k < len(l.runs) && l.runs[k].end <= i {
			k++
		}
		end, role := r.to, theme.Plain
		if k < len(l.runs) {
			end, role = min(end, l.runs[k].end), l.runs[k].role
		}
		for h < len(hits) && hits[h].to <= i {
			h++
		}
		if h < len(hits) {
			if from := hits[h].from; from > i {
				end = min(end, from)
			} else {
				end, role = min(end, hits[h].to), theme.Match
				if h == current {
					role = theme.MatchCurrent
				}
			}
		}
		c.write(l.text[i:end], role)
		i = end
	}
}
