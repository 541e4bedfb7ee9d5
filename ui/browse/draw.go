package browse

import (
	"strings"
	"time"

	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// drawing is what a row needs to know besides itself.
type drawing struct {
	now     time.Time
	zone    *time.Location
	private bool
	names   func(kind, id string) (string, bool)
}

// hide masks letters and digits in private mode and keeps the shape of words.
func (d *drawing) hide(s string) string {
	if !d.private {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '+' || r == '@' || r == '.' || r == '-' {
			return r
		}
		return '*'
	}, s)
}

// name shows an ID by its name once that is known; an orphan says so.
func (d *drawing) name(kind, id string) (string, theme.Role) {
	if d.private {
		return d.hide(id), theme.Dim
	}
	if d.names != nil {
		switch name, orphan := d.names(kind, id); {
		case orphan:
			return "gone " + id, theme.Warn
		case name != "":
			return name, theme.Plain
		}
	}
	return id, theme.Dim
}

// Lines draws the pane: headings, then a line a row, each as wide as the pane.
func (p *Pane) Lines() []string {
	if cap(p.lines) < p.h {
		p.lines = make([]string, 0, p.h)
	}
	p.lines = p.lines[:0]
	if p.h == 0 {
		return p.lines
	}
	p.lines = append(p.lines, p.heading())
	if p.rows.Len() == 0 {
		return p.drawEmpty()
	}
	d := p.drawing()
	thumbFrom, thumbTo := p.thumb()
	for y := range p.body() {
		p.lines = append(p.lines, p.line(d, p.top+y, y >= thumbFrom && y < thumbTo))
	}
	return p.lines
}

// Ahead draws the rows that another page would show, after one was turned:
// they are there when it comes.
func (p *Pane) Ahead() {
	if p.turned == 0 || p.rows.Len() == 0 {
		return
	}
	d := p.drawing()
	for y := range p.body() {
		if i := p.top + p.turned + y; i >= 0 && i < p.rows.Len() {
			p.line(d, i, false)
		}
	}
	p.turned = 0
}

// drawing begins to draw rows.
func (p *Pane) drawing() *drawing {
	p.drawn.begin(p.rows.Version(), p.now.Unix(), p.body())
	return &drawing{now: p.now, zone: p.zone, private: p.private, names: p.name}
}

// line draws the line of a position, or takes it from those that are kept.
func (p *Pane) line(d *drawing, i int, thumb bool) string {
	steady := i != p.cursor && p.rangeFrom == nil && p.rename == nil
	if steady {
		if text, ok := p.drawn.line(i, thumb); ok {
			return text
		}
	}
	buf := p.buf[:0]
	moving := false
	if i < p.rows.Len() {
		buf, moving = p.appendRow(buf, d, i)
	} else {
		buf = appendBlanks(buf, p.w-1)
	}
	if thumb {
		buf = p.theme.Style(theme.Bar).Append(buf, p.theme.Glyph(theme.GlyphThumb))
	} else {
		buf = p.theme.Style(theme.Border).Append(buf, p.theme.Glyph(theme.GlyphTrack))
	}
	p.buf = buf
	text := string(buf)
	if steady && !moving {
		p.drawn.keep(i, thumb, text)
	}
	return text
}

// thumb is where the scroll bar's thumb stands, as lines below the headings.
func (p *Pane) thumb() (from, to int) {
	n, b := p.rows.Len(), p.body()
	if n <= b || b == 0 {
		return 0, b
	}
	size := max(1, b*b/n)
	from = int(int64(p.top) * int64(b-size) / int64(n-b))
	return from, from + size
}

func (p *Pane) drawEmpty() []string {
	from := max(0, (p.body()-len(p.emptyLines))/2)
	for y := range p.body() {
		line := ""
		if k := y - from; k >= 0 && k < len(p.emptyLines) {
			line = p.emptyLines[k]
		}
		p.lines = append(p.lines, theme.Fit(line, p.w))
	}
	return p.lines
}

func (p *Pane) heading() string {
	buf := appendBlanks(make([]byte, 0, 2*p.w), gutter)
	used := gutter
	for i, c := range p.plan {
		if i > 0 {
			buf = append(buf, ' ')
			used++
		}
		title := c.title
		if c.Name == p.sort {
			if p.down {
				title += " v"
			} else {
				title += " ^"
			}
		}
		buf = appendCell(buf, theme.Style{}, title, c.width, c.right)
		used += c.width
	}
	return p.theme.Style(theme.Header).Render(theme.Fit(string(buf), p.w))
}

// appendRow draws the row at a position, without the scroll bar, and reports
// whether it counts down.
func (p *Pane) appendRow(buf []byte, d *drawing, i int) (_ []byte, moving bool) {
	c := p.rows.Cell(i)
	base := theme.Plain
	if i == p.cursor {
		base = theme.CursorIdle
		if p.focused {
			base = theme.Cursor
		}
	}
	switch c.Kind {
	case Blank:
		text := "    " + p.theme.Glyph(theme.GlyphEllipsis)
		return p.appendFlat(buf, text, i, base, theme.Dim), false
	case Failed:
		why := "?"
		if c.Err != nil {
			why = oneLine(c.Err.Error())
		}
		return p.appendFlat(buf, "  ! enter tries again: "+why, i, base, theme.Bad), false
	case Loaded:
	}
	moving = c.Row.Deleting
	if base != theme.Plain {
		line := p.appendCells(nil, d, &c.Row, i, nil)
		return p.theme.Style(base).Append(buf, theme.Fit(string(line), p.w-1)), moving
	}
	if p.tight {
		return append(buf, theme.Fit(string(p.appendCells(nil, d, &c.Row, i, p.theme)), p.w-1)...), moving
	}
	return p.appendCells(buf, d, &c.Row, i, p.theme), moving
}

// appendFlat draws a line that is not a session.
func (p *Pane) appendFlat(buf []byte, text string, i int, base, role theme.Role) []byte {
	if i == p.cursor {
		text, role = ">"+text[1:], base
	}
	return p.theme.Style(role).Append(buf, theme.Fit(text, p.w-1))
}

// appendCells draws a session's cells; without a theme it draws plain text,
// for a row that has one style from end to end.
func (p *Pane) appendCells(buf []byte, d *drawing, r *store.Row, i int, t *theme.Theme) []byte {
	from, to := p.rangeSpan()
	marked := r.Marked || i >= from && i <= to
	buf = p.appendSigns(buf, d, r, i == p.cursor, marked, t)
	used := gutter
	for k := range p.plan {
		c := &p.plan[k]
		if k > 0 {
			buf = append(buf, ' ')
			used++
		}
		used += c.width
		if c.Name == "name" && p.rename != nil && p.rename.id == r.ID {
			buf = p.appendField(buf, c.width)
			continue
		}
		text, role := c.cell(d, r)
		switch {
		case c.Name != "name":
		case !r.DeleteAt.IsZero() || r.Deleting || r.Gone:
			role = theme.Gone
		case marked:
			role = theme.Marked
		}
		buf = appendCell(buf, styleOf(t, role), text, c.width, c.right)
	}
	return appendBlanks(buf, p.w-1-used)
}

// appendSigns draws what stands before the cells: cursor, mark, state, and what
// happened to the row.
func (p *Pane) appendSigns(buf []byte, d *drawing, r *store.Row, cursor, marked bool, t *theme.Theme) []byte {
	sign := func(on bool, text string, role theme.Role) {
		if !on {
			text, role = " ", theme.Plain
		}
		buf = styleOf(t, role).Append(buf, text)
	}
	sign(cursor, ">", theme.Plain)
	sign(marked, "*", theme.Marked)
	glyph, role := p.sign(d, r)
	sign(true, glyph, role)
	role, fresh := freshSign(r)
	sign(true, fresh, role)
	return buf
}

// styleOf is a role's style; without a theme there is none.
func styleOf(t *theme.Theme, role theme.Role) theme.Style {
	if t == nil || role == theme.Plain {
		return theme.Style{}
	}
	return t.Style(role)
}

// cell is what a column shows of a row.
func (c *planned) cell(d *drawing, r *store.Row) (string, theme.Role) {
	if c.extra >= 0 {
		if c.extra < len(r.Extra) {
			return d.hide(r.Extra[c.extra]), theme.Plain
		}
		return "", theme.Dim
	}
	return c.text(d, r)
}

// appendField draws the name while it is typed.
func (p *Pane) appendField(buf []byte, width int) []byte {
	in := &p.rename.input
	in.SetWidth(max(1, width-2))
	return append(buf, theme.Fit(in.View(), width)...)
}

// sign is the letter or dot of a row's state.
func (p *Pane) sign(d *drawing, r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "!", theme.Bad
	}
	g, role := expirySign(r, d.now)
	return p.theme.Glyph(g), role
}

// freshSign tells what happened to a row since it was shown.
func freshSign(r *store.Row) (theme.Role, string) {
	switch {
	case r.Err != nil:
		return theme.Bad, "!"
	case r.Pending:
		return theme.Warn, "~"
	case r.Gone:
		return theme.Dim, "-"
	case r.New:
		return theme.Good, "+"
	case r.Changed:
		return theme.Changed, "~"
	}
	return theme.Plain, " "
}

// appendCell adds text cut or filled to exactly width cells. Only the text has
// the style, so that blanks stay the terminal's own.
func appendCell(buf []byte, style theme.Style, s string, width int, right bool) []byte {
	w := theme.Width(s)
	if w > width {
		s, w = theme.Fit(s, width), width
	}
	if right {
		buf = appendBlanks(buf, width-w)
		return style.Append(buf, s)
	}
	return appendBlanks(style.Append(buf, s), width-w)
}

const someBlanks = "                                                                                "

func blanks(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(someBlanks) {
		return someBlanks[:n]
	}
	return strings.Repeat(" ", n)
}

func appendBlanks(buf []byte, n int) []byte { return append(buf, blanks(n)...) }
