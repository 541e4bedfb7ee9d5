package sessions

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// drawRow draws the cell of a position, without the scroll bar.
func (p *Pane) drawRow(i int, c *cell) string {
	base := p.rowRole(i)
	switch {
	case i >= p.rows.Len():
		return p.theme.Fit("", p.w-1)
	case c.Kind == pager.Blank:
		return p.drawNotice("    "+p.ellipsis(), base, theme.Dim)
	case c.Kind == pager.Failed:
		why := "?"
		if c.Err != nil {
			why = oneLine(c.Err.Error())
		}
		return p.drawNotice("  ! "+p.keys.Label(keymap.Open)+" tries again: "+why, base, theme.Bad)
	case p.rename != nil && p.rename.id == c.Row.ID:
		return p.drawRename(&c.Row, base)
	case base != theme.Plain:
		return p.theme.Style(base).Render(p.drawCells(&c.Row, i, nil))
	}
	return p.drawCells(&c.Row, i, p.theme)
}

// drawNotice draws a line for a row that is not loaded.
func (p *Pane) drawNotice(text string, base, role theme.Role) string {
	if base != theme.Plain {
		text, role = ">"+text[1:], base
	}
	return p.theme.Style(role).Render(p.theme.Fit(text, p.w-1))
}

// drawCells draws a session's cells; without a theme it draws plain text, for a row
// that has one style from end to end.
func (p *Pane) drawCells(r *store.Row, i int, t *theme.Theme) string {
	from, to := p.rangeSpan()
	marked := r.Marked || i >= from && i <= to && rangeMarks(r)
	var line strings.Builder
	line.WriteString(p.drawSigns(r, i == p.cursor, marked, t))
	for k := range p.placed {
		c := &p.placed[k]
		if k > 0 {
			line.WriteByte(' ')
		}
		text, role := c.value(&p.drawContext, r)
		switch {
		case c.Name == hitColumn:
			text = p.elideToMatch(text, c.width)
		case c.Name != nameColumn:
		case !r.DeleteAt.IsZero() || r.Deleting || r.Gone:
			role = theme.Gone
		case marked:
			role = theme.Marked
		}
		line.WriteString(c.fit(styleOf(t, role), text, p.ellipsis()))
	}
	return p.theme.Fit(line.String(), p.w-1)
}

// elideToMatch cuts the beginning of a text that is wider than its column, so that the
// words that were searched for are shown.
func (p *Pane) elideToMatch(text string, width int) string {
	const before = 8 // cells
	folded, over := strings.ToLower(text), theme.Width(text)-width
	at := max(0, strings.Index(folded, strings.ToLower(p.searchText)))
	skip := min(theme.Width(folded[:at])-before, over+1)
	if over <= 0 || skip <= 0 {
		return text
	}
	return p.ellipsis() + theme.CutLeft(text, skip)
}

// drawSigns draws the gutter: cursor, mark, state, and what happened to the row.
func (p *Pane) drawSigns(r *store.Row, cursor, marked bool, t *theme.Theme) string {
	text := " "
	if cursor {
		text = ">"
	}
	mark := " "
	if marked {
		mark = styleOf(t, theme.Marked).Render("*")
	}
	state, role := p.stateSign(r)
	news, fresh := changeSign(r)
	return text + mark + styleOf(t, role).Render(state) + styleOf(t, fresh).Render(news)
}

// styleOf is a role's style; without a theme there is none.
func styleOf(t *theme.Theme, role theme.Role) theme.Style {
	if t == nil || role == theme.Plain {
		return theme.Style{}
	}
	return t.Style(role)
}

// value returns the text that a column shows of a row, and its role.
func (c *placedColumn) value(d *drawContext, r *store.Row) (string, theme.Role) {
	if c.extraIndex < 0 {
		return c.render(d, r)
	}
	text := ""
	if c.extraIndex < len(r.Extra) {
		text = r.Extra[c.extraIndex]
	}
	if c.formatField != nil {
		text = c.formatField(text)
	}
	return d.mask(text), theme.Plain
}

// drawRename draws the row whose name is typed: the field is as wide as a name
// may be, over the columns beside it.
func (p *Pane) drawRename(r *store.Row, base theme.Role) string {
	width := min(client.MaxNameLength+1, p.w-1-gutterWidth)
	if width <= 0 {
		return p.theme.Fit("", p.w-1)
	}
	style, rest, used := p.theme.Style(base), "", gutterWidth+width
	for k := range p.placed {
		c := &p.placed[k]
		if at := gutterWidth + c.x; at > used {
			text, _ := c.value(&p.drawContext, r)
			rest += strings.Repeat(" ", at-used) + c.fit(theme.Style{}, text, p.ellipsis())
			used = at + c.width
		}
	}
	return style.Render(p.drawSigns(r, base != theme.Plain, r.Marked, nil)) + p.drawNameField(width) + style.Render(p.theme.Fit(rest, p.w-1-gutterWidth-width))
}

// drawNameField draws the name while it is typed.
func (p *Pane) drawNameField(width int) (line string) {
	style, text := p.theme.Style(theme.FieldFocus), ""
	p.rename.input.Draw(width, func(_ int, shown string, cursor bool) {
		width -= theme.Width(shown)
		if cursor {
			line += style.Render(text) + "\x1b[7m" + shown + "\x1b[m"
			shown, text = "", ""
		}
		text += shown
	})
	return line + style.Render(text+strings.Repeat(" ", max(0, width)))
}

// stateSign returns the glyph for a session's expiry, or for one that cannot be read.
func (p *Pane) stateSign(r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "!", theme.Bad
	}
	e, _ := r.Expiry(p.second())
	glyph, role := filter.Sign(e)
	return p.theme.Glyph(glyph), role
}

// changeSign returns the sign for what happened to a row since it was first shown.
func changeSign(r *store.Row) (string, theme.Role) {
	switch {
	case r.Err != nil && !r.Gone:
		return "!", theme.Bad
	case r.Pending:
		return "~", theme.Warn
	case r.Gone:
		return "-", theme.Dim
	case r.New:
		return "+", theme.Good
	case r.Changed:
		return "~", theme.Changed
	}
	return " ", theme.Plain
}

// fit cuts or pads a text to the width of its column. The padding has no style.
func (c *placedColumn) fit(style theme.Style, text, ellipsis string) string {
	text = theme.Cut(text, c.width, ellipsis)
	blanks := strings.Repeat(" ", c.width-theme.Width(text))
	if c.alignRight {
		return blanks + style.Render(text)
	}
	return style.Render(text) + blanks
}

// ellipsis is the sign of what is cut.
func (p *Pane) ellipsis() string { return p.theme.Glyph(theme.GlyphEllipsis) }
