package filter

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/theme"
)

// lineWriter draws one line of a fixed width, piece by piece; what does not fit is cut.
type lineWriter struct {
	theme *theme.Theme
	buf   []byte
	w     int // cells drawn
	max   int
}

func newLineWriter(t *theme.Theme, w int) *lineWriter { return &lineWriter{theme: t, max: w} }

// put draws text in a style, cleaned, since names and IDs come from outside. A
// piece that is cut ends in an ellipsis.
func (p *lineWriter) put(r theme.Role, s string) {
	room := p.max - p.w
	if room <= 0 || s == "" {
		return
	}
	s, _ = client.Clean(s)
	s = cell(s, p.theme, room)
	p.w += ansi.StringWidthWc(s)
	p.buf = p.theme.Style(r).Append(p.buf, s)
}

// cursor draws a cluster with the text cursor on it, whatever the colours.
func (p *lineWriter) cursor(s string) {
	if w := ansi.StringWidthWc(s); p.w+w <= p.max {
		p.w += w
		p.buf = append(p.buf, "\x1b[7m"...)
		p.buf = append(p.buf, s...)
		p.buf = append(p.buf, "\x1b[m"...)
	}
}

// field draws a line of text and its cursor in exactly room cells. A role is
// given for each byte of the text.
func (p *lineWriter) field(l *line, room int, role func(at int) theme.Role) {
	end := p.w + room
	run, runRole := "", theme.Plain
	flush := func() {
		p.put(runRole, run)
		run = ""
	}
	l.field.Draw(room, func(at int, shown string, cursor bool) {
		if r := role(at); cursor || r != runRole {
			flush()
			runRole = r
		}
		if cursor {
			p.cursor(shown)
		} else {
			run += shown
		}
	})
	flush()
	if p.w < end {
		p.put(role(len(l.text)), strings.Repeat(" ", end-p.w))
	}
}

// done fills the line up.
func (p *lineWriter) done() string {
	if p.w < p.max {
		p.buf = append(p.buf, strings.Repeat(" ", p.max-p.w)...)
	}
	return string(p.buf)
}

// cell cuts text to a width.
func cell(s string, t *theme.Theme, w int) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w || ansi.StringWidthWc(s) <= w {
		return s
	}
	return theme.Cut(s, w, t.Glyph(theme.GlyphEllipsis))
}

// column says where a problem is, for where no caret can.
func column(p *Problem) string { return "column " + strconv.Itoa(p.From+1) + ": " }

// fits reports whether text is at most w cells wide.
func fits(s string, w int) bool { return len(s) <= w || ansi.StringWidthWc(s) <= w }

// wrap breaks text at blanks into at most n lines of w cells; the last one may
// be longer.
func wrap(s string, w, n int) []string {
	var lines []string
	for len(lines) < n-1 && !fits(s, w) {
		i := len(s)
		for i > 0 && !fits(s[:i], w) {
			i = strings.LastIndexByte(s[:i], ' ')
		}
		if i <= 0 {
			break
		}
		lines = append(lines, s[:i])
		s = s[i+1:]
	}
	return append(lines, s)
}
