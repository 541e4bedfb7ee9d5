package browse

import (
	"strings"
	"time"

	"vapi-sessions/theme"
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
