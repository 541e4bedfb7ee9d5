package sessions

import (
	"strings"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
)

// line draws what stands at a position, without the scroll bar.
func (p *Pane) line(i int, c *Cell) string {
	base := p.base(i)
	switch {
	case i >= p.rows.Len():
		return theme.Fit("", p.w-1)
	case c.Kind == pager.Blank:
		return p.flat("    "+p.ellipsis(), base, theme.Dim)
	case c.Kind == pager.Failed:
		why := "?"
		if c.Err != nil {
			why = oneLine(c.Err.Error())
		}
		return p.flat("  ! enter tries again: "+why, base, theme.Bad)
	case p.rename != nil && p.rename.id == c.Row.ID:
		return p.renameLine(&c.Row, base)
	case base != theme.Plain:
		return p.theme.Style(base).Render(p.cells(&c.Row, i, nil))
	}
	return p.cells(&c.Row, i, p.theme)
}

// flat draws a line that is not a session.
func (p *Pane) flat(text string, base, role theme.Role) string {
	if base != theme.Plain {
		text, role = ">"+text[1:], base
	}
	return p.theme.Style(role).Render(theme.Fit(text, p.w-1))
}

// cells draws a session's cells; without a theme it draws plain text, for a row
// that has one style from end to end.
func (p *Pane) cells(r *store.Row, i int, t *theme.Theme) string {
	from, to := p.rangeSpan()
	marked := r.Marked || i >= from && i <= to
	var line strings.Builder
	line.WriteString(p.signs(r, i == p.cursor, marked, t))
	for k := range p.plan {
		c := &p.plan[k]
		if k > 0 {
			line.WriteByte(' ')
		}
		text, role := c.shows(&p.drawing, r)
		switch {
		case c.Name == hitColumn:
			text = p.near(text, c.width)
		case c.Name != nameColumn:
		case !r.DeleteAt.IsZero() || r.Deleting || r.Gone:
			role = theme.Gone
		case marked:
			role = theme.Marked
		}
		line.WriteString(c.cell(styleOf(t, role), text, p.ellipsis()))
	}
	return theme.Fit(line.String(), p.w-1)
}

// near leaves out the beginning of what was said where its column has no room
// for it before the words that were searched for.
func (p *Pane) near(text string, width int) string {
	const before = 8 // cells
	folded, over := strings.ToLower(text), theme.Width(text)-width
	at := max(0, strings.Index(folded, strings.ToLower(p.said)))
	skip := min(theme.Width(folded[:at])-before, over+1)
	if over <= 0 || skip <= 0 {
		return text
	}
	return p.ellipsis() + theme.CutLeft(text, skip)
}

// signs draws what stands before the cells: cursor, mark, state, and what
// happened to the row.
func (p *Pane) signs(r *store.Row, cursor, marked bool, t *theme.Theme) string {
	text := " "
	if cursor {
		text = ">"
	}
	mark := " "
	if marked {
		mark = styleOf(t, theme.Marked).Render("*")
	}
	state, role := p.sign(r)
	news, fresh := freshSign(r)
	return text + mark + styleOf(t, role).Render(state) + styleOf(t, fresh).Render(news)
}

// styleOf is a role's style; without a theme there is none.
func styleOf(t *theme.Theme, role theme.Role) theme.Style {
	if t == nil || role == theme.Plain {
		return theme.Style{}
	}
	return t.Style(role)
}

// shows is what a column shows of a row.
func (c *planned) shows(d *drawing, r *store.Row) (string, theme.Role) {
	if c.extra < 0 {
		return c.text(d, r)
	}
	text := ""
	if c.extra < len(r.Extra) {
		text = r.Extra[c.extra]
	}
	if c.field != nil {
		text = c.field(text)
	}
	return d.hide(text), theme.Plain
}

// renameLine draws the row whose name is typed: the field is as wide as a name
// may be, over the columns beside it.
func (p *Pane) renameLine(r *store.Row, base theme.Role) string {
	width := min(client.MaxNameLength+1, p.w-1-gutter)
	if width <= 0 {
		return theme.Fit("", p.w-1)
	}
	style, rest, used := p.theme.Style(base), "", gutter+width
	for k := range p.plan {
		c := &p.plan[k]
		if at := gutter + c.x; at > used {
			text, _ := c.shows(&p.drawing, r)
			rest += strings.Repeat(" ", at-used) + c.cell(theme.Style{}, text, p.ellipsis())
			used = at + c.width
		}
	}
	return style.Render(p.signs(r, base != theme.Plain, r.Marked, nil)) + p.nameField(width) + style.Render(theme.Fit(rest, p.w-1-gutter-width))
}

// nameField draws the name while it is typed.
func (p *Pane) nameField(width int) (line string) {
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

// sign is the glyph for where a session stands, or that it is not readable.
func (p *Pane) sign(r *store.Row) (string, theme.Role) {
	if r.Bad != nil {
		return "!", theme.Bad
	}
	e, _ := r.Expiry(p.now)
	glyph, role := filter.Sign(e)
	return p.theme.Glyph(glyph), role
}

// freshSign tells what happened to a row since it was shown.
func freshSign(r *store.Row) (string, theme.Role) {
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

// cell is a text cut or filled to the width of its column. Only the text has the
// style, so that blanks stay the terminal's own.
func (c *planned) cell(style theme.Style, text, ellipsis string) string {
	text = theme.Cut(text, c.width, ellipsis)
	blanks := strings.Repeat(" ", c.width-theme.Width(text))
	if c.right {
		return blanks + style.Render(text)
	}
	return style.Render(text) + blanks
}

// ellipsis is the sign of what is cut.
func (p *Pane) ellipsis() string { return p.theme.Glyph(theme.GlyphEllipsis) }
