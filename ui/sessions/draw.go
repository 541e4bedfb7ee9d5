package sessions

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// drawing is what a row needs to know besides itself.
type drawing struct {
	now     time.Time
	zone    *time.Location
	private bool
	names   filter.Names
}

// hide masks letters and digits in private mode and keeps the shape of words.
func (d *drawing) hide(s string) string {
	if !d.private {
		return s
	}
	return words.Mask(s)
}

// named shows an ID by its name once that is known; one that nothing has any more says so.
func (d *drawing) named(ref filter.Ref) (string, theme.Role) {
	if d.private || d.names == nil {
		return d.hide(ref.ID), theme.Dim
	}
	switch name := d.names(ref); {
	case name.Gone:
		return words.GoneLabel(ref.ID), theme.Warn
	case name.Text != "":
		return name.Text, theme.Plain
	}
	return ref.ID, theme.Dim
}

// Lines draws the pane: headings, then a line a row, each as wide as the pane.
func (p *Pane) Lines() []string {
	if p.h == 0 {
		return nil
	}
	kept := p.keptLines()
	lines := append(make([]string, 0, p.h), kept.heading)
	if p.rows.Len() == 0 {
		return append(lines, p.emptyBody()...)
	}
	track := p.theme.Style(theme.Border).Render(p.theme.Glyph(theme.GlyphTrack))
	thumb := p.theme.Style(theme.Bar).Render(p.theme.Glyph(theme.GlyphThumb))
	from, to := p.thumb()
	for y := range p.body() {
		line := p.keptLine(kept.rows, p.top+y, track)
		if y >= from && y < to {
			line = strings.TrimSuffix(line, track) + thumb
		}
		lines = append(lines, line)
	}
	return lines
}

// base is the role of a whole row.
func (p *Pane) base(i int) theme.Role {
	switch {
	case i != p.cursor:
		return theme.Plain
	case p.focused:
		return theme.Cursor
	}
	return theme.CursorIdle
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

// emptyBody draws in the middle why there are no rows.
func (p *Pane) emptyBody() []string {
	var lines []string
	for _, l := range p.noRows() {
		text := strings.TrimLeft(l, " ")
		indent := l[:len(l)-len(text)]
		for _, part := range theme.Wrap(text, p.w-len(indent)) {
			lines = append(lines, indent+part)
		}
	}
	all := slices.Concat(make([]string, max(0, (p.body()-len(lines))/2)), lines, make([]string, p.body()))[:p.body()]
	for i, l := range all {
		all[i] = theme.Fit(l, p.w)
	}
	return all
}

func (p *Pane) heading() string {
	text := strings.Repeat(" ", gutter-1)
	for i := range p.plan {
		c := &p.plan[i]
		text += " " + c.cell(theme.Style{}, p.title(c), p.ellipsis())
	}
	return p.theme.Style(theme.Header).Render(theme.Fit(text, p.w))
}

// arrow is the sign of an order.
func (p *Pane) arrow(down bool) string {
	if down {
		return p.theme.Glyph(theme.GlyphSortDown)
	}
	return p.theme.Glyph(theme.GlyphSortUp)
}

// title is the heading of a column. The arrow of the column that is sorted by
// keeps its place where the title must be cut.
func (p *Pane) title(c *planned) string {
	if c.sort == "" || c.sort != p.sort {
		return c.title
	}
	arrow := p.arrow(p.down)
	if n := theme.Width(c.title); n+2 <= c.width {
		return c.title + " " + arrow
	}
	return theme.Cut(c.title, max(0, c.width-1), "") + arrow
}
