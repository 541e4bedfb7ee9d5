package sessions

import (
	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/store"
)

// appendRow draws the row at a position, without the scroll bar, and reports
// whether it counts down.
func (p *Pane) appendRow(buf []byte, d *drawing, i int, base theme.Role) (_ []byte, moving bool) {
	c := p.rows.Cell(i)
	switch c.Kind {
	case Blank:
		text := "    " + p.theme.Glyph(theme.GlyphEllipsis)
		return p.appendFlat(buf, text, base, theme.Dim), false
	case Failed:
		why := "?"
		if c.Err != nil {
			why = oneLine(c.Err.Error())
		}
		return p.appendFlat(buf, "  ! enter tries again: "+why, base, theme.Bad), false
	case Loaded:
	}
	moving = c.Row.Deleting
	if p.rename != nil && p.rename.id == c.Row.ID {
		return p.appendRename(buf, d, &c.Row, base), moving
	}
	if base != theme.Plain {
		line := p.appendCells(nil, d, &c.Row, i, base, nil)
		return p.theme.Style(base).Append(buf, theme.Fit(string(line), p.w-1)), moving
	}
	if p.tight {
		return append(buf, theme.Fit(string(p.appendCells(nil, d, &c.Row, i, base, p.theme)), p.w-1)...), moving
	}
	return p.appendCells(buf, d, &c.Row, i, base, p.theme), moving
}

// appendFlat draws a line that is not a session.
func (p *Pane) appendFlat(buf []byte, text string, base, role theme.Role) []byte {
	if base != theme.Plain {
		text, role = ">"+text[1:], base
	}
	return p.theme.Style(role).Append(buf, theme.Fit(text, p.w-1))
}

// appendCells draws a session's cells; without a theme it draws plain text,
// for a row that has one style from end to end.
func (p *Pane) appendCells(buf []byte, d *drawing, r *store.Row, i int, base theme.Role, t *theme.Theme) []byte {
	from, to := p.rangeSpan()
	marked := r.Marked || i >= from && i <= to
	buf = p.appendSigns(buf, d, r, base != theme.Plain, marked, t)
	used := gutter
	for k := range p.plan {
		c := &p.plan[k]
		if k > 0 {
			buf = append(buf, ' ')
			used++
		}
		used += c.width
		text, role := c.cell(d, r)
		switch {
		case c.Name != nameColumn:
		case !r.DeleteAt.IsZero() || r.Deleting || r.Gone:
			role = theme.Gone
		case marked:
			role = theme.Marked
		}
		buf = p.appendCell(buf, styleOf(t, role), text, c.width, c.right)
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
		text := ""
		if c.extra < len(r.Extra) {
			text = r.Extra[c.extra]
		}
		if c.field != nil {
			text = c.field(text)
		}
		return d.hide(text), theme.Plain
	}
	return c.text(d, r)
}

// appendRename draws the row whose name is typed: the field is as wide as a name
// may be, over the columns beside it.
func (p *Pane) appendRename(buf []byte, d *drawing, r *store.Row, base theme.Role) []byte {
	width := min(client.MaxNameLength+1, p.w-1-gutter)
	if width <= 0 {
		return append(buf, theme.Fit("", p.w-1)...)
	}
	style := p.theme.Style(base)
	buf = style.Append(buf, string(p.appendSigns(nil, d, r, base != theme.Plain, r.Marked, nil)))
	buf = p.appendField(buf, width)
	used := gutter + width
	var rest []byte
	for k := range p.plan {
		c := &p.plan[k]
		if at := gutter + c.x; at > used {
			text, _ := c.cell(d, r)
			rest = p.appendCell(appendBlanks(rest, at-used), theme.Style{}, text, c.width, c.right)
			used = at + c.width
		}
	}
	return style.Append(buf, theme.Fit(string(rest), p.w-1-gutter-width))
}

// appendField draws the name while it is typed.
func (p *Pane) appendField(buf []byte, width int) []byte {
	style, text := p.theme.Style(theme.FieldFocus), ""
	p.rename.input.Draw(width, func(_ int, shown string, cursor bool) {
		width -= theme.Width(shown)
		if cursor {
			buf = append(style.Append(buf, text), "\x1b[7m"+shown+"\x1b[m"...)
			shown, text = "", ""
		}
		text += shown
	})
	return style.Append(buf, text+blanks(width))
}

// sign is the glyph for where a session stands: open, done, maybe or certainly
// past its limit, or not readable. The glyphs differ in shape, not only in colour.
func (p *Pane) sign(d *drawing, r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "!", theme.Bad
	}
	glyph, role := theme.GlyphActive, theme.Good
	switch e, _ := r.Expiry(d.now); e {
	case client.Done:
		glyph, role = theme.GlyphDone, theme.Dim
	case client.Expired:
		glyph, role = theme.GlyphExpired, theme.Bad
	case client.MaybeExpired:
		glyph, role = theme.GlyphMaybe, theme.Warn
	case client.NotExpired:
	}
	return p.theme.Glyph(glyph), role
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
func (p *Pane) appendCell(buf []byte, style theme.Style, s string, width int, right bool) []byte {
	w := theme.Width(s)
	if w > width {
		s = theme.Cut(s, width, p.theme.Glyph(theme.GlyphEllipsis))
		w = theme.Width(s)
	}
	if right {
		buf = appendBlanks(buf, width-w)
		return style.Append(buf, s)
	}
	return appendBlanks(style.Append(buf, s), width-w)
}
