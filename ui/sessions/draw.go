package sessions

import (
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
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
	return words.Hide(s)
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
		i := p.top + y
		p.lines = append(p.lines, p.line(d, i, p.base(i), y >= thumbFrom && y < thumbTo))
	}
	return p.lines
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

// drawing begins to draw rows.
func (p *Pane) drawing() *drawing {
	p.drawn.begin(p.rows.Version(), p.now.Unix(), p.body())
	return &drawing{now: p.now, zone: p.zone, private: p.private, names: p.name}
}

// line draws the line of a position, or takes it from those that are kept.
func (p *Pane) line(d *drawing, i int, base theme.Role, thumb bool) string {
	l := p.drawn.at(i, base)
	steady := p.rangeFrom == nil && p.rename == nil
	if steady && l.place == i+1 && l.base == base && l.thumb == thumb {
		return l.text
	}
	buf := p.buf[:0]
	moving := false
	if i < p.rows.Len() {
		buf, moving = p.appendRow(buf, d, i, base)
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
		*l = drawnLine{place: i + 1, base: base, thumb: thumb, text: text}
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
	var lines []string
	for _, l := range p.emptyLines {
		text := strings.TrimLeft(l, " ")
		indent := l[:len(l)-len(text)]
		for part := range strings.SplitSeq(ansi.WrapWc(text, max(1, p.w-len(indent)), " "), "\n") {
			lines = append(lines, indent+part)
		}
	}
	from := max(0, (p.body()-len(lines))/2)
	for y := range p.body() {
		line := ""
		if k := y - from; k >= 0 && k < len(lines) {
			line = lines[k]
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
		buf = p.appendCell(buf, theme.Style{}, p.title(&c), c.width, c.right)
		used += c.width
	}
	return p.theme.Style(theme.Header).Render(theme.Fit(string(buf), p.w))
}

// title is the heading of a column. The arrow of the column that is sorted by
// keeps its place where the title must be cut.
func (p *Pane) title(c *planned) string {
	if c.sort == "" || c.sort != p.sort {
		return c.title
	}
	arrow := p.theme.Glyph(theme.GlyphSortUp)
	if p.down {
		arrow = p.theme.Glyph(theme.GlyphSortDown)
	}
	if n := theme.Width(c.title); n+2 <= c.width {
		return c.title + " " + arrow
	}
	return theme.Cut(c.title, max(0, c.width-1), "") + arrow
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
