package sessions

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/pager"
	"vapi-sessions/theme"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// drawContext holds what the text of a row depends on besides the row.
type drawContext struct {
	now     time.Time
	zone    *time.Location
	private bool
	names   filter.Names
}

// second returns now cut to the second. All texts and states are drawn for it, so that
// they change together.
func (d *drawContext) second() time.Time { return d.now.Truncate(time.Second) }

// mask masks letters and digits in private mode and keeps the shape of words.
func (d *drawContext) mask(s string) string {
	if !d.private {
		return s
	}
	return words.Mask(s)
}

// nameText returns the name behind an ID if it is known, or else the ID, marked as gone
// where the server says so.
func (d *drawContext) nameText(ref filter.Ref) (string, theme.Role) {
	if d.private || d.names == nil {
		return d.mask(ref.ID), theme.Dim
	}
	switch name := d.names(ref); {
	case name.Gone:
		return words.GoneLabel(ref.ID), theme.Warn
	case name.Text != "":
		return name.Text, theme.Plain
	}
	return ref.ID, theme.Dim
}

// Lines draws the pane: the headings, then one line for each row.
func (p *Pane) Lines() []string {
	if p.h == 0 {
		return nil
	}
	kept := p.cachedLines()
	lines := append(make([]string, 0, p.h), kept.heading)
	if p.rows.Len() == 0 {
		return append(lines, p.drawEmpty()...)
	}
	track := p.theme.Style(theme.Border).Render(p.theme.Glyph(theme.GlyphTrack))
	thumb := p.theme.Style(theme.Bar).Render(p.theme.Glyph(theme.GlyphThumb))
	from, to := p.thumbSpan()
	for y := range p.bodyHeight() {
		line := p.cachedLine(kept.rows, p.top+y, track)
		if y >= from && y < to {
			line = strings.TrimSuffix(line, track) + thumb
		}
		lines = append(lines, line)
	}
	return lines
}

// nextChange returns when time alone changes a row on the screen; zero for never. Only
// ticks scan the rows (findNextChange). Until then, other rows than those of the last
// scan count as changing with the next second.
func (p *Pane) nextChange() time.Time {
	if p.timedRows != p.visibleRows() {
		return p.second().Add(time.Second)
	}
	return p.nextDraw
}

// findNextChange scans the rows on the screen for nextChange.
func (p *Pane) findNextChange() {
	var next time.Time
	now, visible := p.second(), p.visibleRows()
	for i := visible.first; i <= visible.last; i++ {
		c := p.rows.Cell(i)
		if c.Kind == pager.Loaded && c.Row.Bad == nil {
			next = words.Sooner(next, words.Sooner(c.Row.NextExpiry(now), words.NextChange(now, countedTimes(now, &c.Row)...)))
		}
	}
	p.timedRows, p.nextDraw = visible, next
}

// countedTimes returns the instants that the texts of a row count from or to.
func countedTimes(now time.Time, r *store.Row) []time.Time {
	all := []time.Time{r.CreatedAt, r.UpdatedAt}
	if e, at := r.Expiry(now); e == client.NotExpired {
		all = append(all, at)
	}
	if r.Waiting() {
		all = append(all, r.LastSpokeAt)
	}
	return all
}

// rowRole is the role of a whole row.
func (p *Pane) rowRole(i int) theme.Role {
	switch {
	case i != p.cursor:
		return theme.Plain
	case p.focused:
		return theme.Cursor
	}
	return theme.CursorIdle
}

// thumbSpan returns the lines of the scroll bar's thumb, counted from below the headings.
func (p *Pane) thumbSpan() (from, to int) {
	n, b := p.rows.Len(), p.bodyHeight()
	if n <= b || b == 0 {
		return 0, b
	}
	size := max(1, b*b/n)
	from = int(int64(p.top) * int64(b-size) / int64(n-b))
	return from, from + size
}

// drawEmpty draws why there are no rows, vertically centred. Where there is little room,
// blank lines are left out.
func (p *Pane) drawEmpty() []string {
	var lines []string
	for _, l := range p.emptyText() {
		text := strings.TrimLeft(l, " ")
		indent := l[:len(l)-len(text)]
		for _, part := range theme.Wrap(text, p.w-len(indent)) {
			lines = append(lines, indent+part)
		}
	}
	if len(lines) > p.bodyHeight() {
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	all := slices.Concat(make([]string, max(0, (p.bodyHeight()-len(lines))/2)), lines, make([]string, p.bodyHeight()))[:p.bodyHeight()]
	for i, l := range all {
		all[i] = p.theme.Fit(l, p.w)
	}
	return all
}

func (p *Pane) drawHeading() string {
	text := strings.Repeat(" ", gutterWidth-1)
	for i := range p.placed {
		c := &p.placed[i]
		text += " " + c.fit(theme.Style{}, p.headingText(c), p.ellipsis())
	}
	return p.theme.Style(theme.Header).Render(p.theme.Fit(text, p.w))
}

// sortArrow is the sign of an order.
func (p *Pane) sortArrow(down bool) string {
	if down {
		return p.theme.Glyph(theme.GlyphSortDown)
	}
	return p.theme.Glyph(theme.GlyphSortUp)
}

// headingText returns the heading of a column. The column that the list is sorted by
// shows an arrow, for which the title is cut if necessary.
func (p *Pane) headingText(c *placedColumn) string {
	if c.sortKey == "" || c.sortKey != p.sortKey {
		return c.title
	}
	arrow := p.sortArrow(p.descending)
	if n := theme.Width(c.title); n+2 <= c.width {
		return c.title + " " + arrow
	}
	return theme.Cut(c.title, max(0, c.width-1), "") + arrow
}
