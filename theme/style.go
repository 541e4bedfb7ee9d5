package theme

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// reset ends every styled piece.
const reset = "\x1b[m"

// attribute is a set of text attributes.
type attribute uint8

const (
	bold attribute = 1 << iota
	faint
	italic
	underline
	reverse
	strike
)

// monochrome are the attributes that a terminal without colours is trusted with.
const monochrome = bold | underline | reverse | strike

// Style is how a piece of text looks. The zero Style leaves text alone.
type Style struct {
	attrs  attribute
	fg, bg color.Color // nil for the terminal's own
	open   string      // the escape sequence, ready
}

// Render gives s with the style around it, or s itself when the style is empty.
func (s Style) Render(text string) string {
	if s.open == "" || text == "" {
		return text
	}
	return s.open + text + reset
}

// Append appends what Render would give to dst.
func (s Style) Append(dst []byte, text string) []byte {
	if s.open == "" || text == "" {
		return append(dst, text...)
	}
	dst = append(dst, s.open...)
	dst = append(dst, text...)
	return append(dst, reset...)
}

// Empty reports whether the style changes nothing.
func (s Style) Empty() bool { return s.open == "" }

// On gives the style for a piece of text inside a row of another style: the
// attributes of both, the row's background, and this style's colour. A row in
// reverse video takes the colour away, for it would turn into the background
// and break the bar.
func (s Style) On(row Style) Style {
	out := Style{attrs: s.attrs | row.attrs, fg: s.fg, bg: row.bg}
	if out.bg == nil {
		out.bg = s.bg
	}
	if out.fg == nil {
		out.fg = row.fg
	}
	if row.attrs&reverse != 0 {
		out.fg, out.bg = row.fg, row.bg
	}
	out.open = out.sequence()
	return out
}

// fit reduces the style to what a colour profile can show.
func (s Style) fit(p colorprofile.Profile) Style {
	if p <= colorprofile.ASCII {
		s.fg, s.bg, s.attrs = nil, nil, s.attrs&monochrome
	} else {
		s.fg, s.bg = convert(s.fg, p), convert(s.bg, p)
	}
	s.open = s.sequence()
	return s
}

func convert(c color.Color, p colorprofile.Profile) color.Color {
	if c == nil {
		return nil
	}
	return p.Convert(c)
}

// sequence spells the escape sequence, or nothing for an empty style.
func (s Style) sequence() string {
	var codes []string
	for i, code := range []string{"1", "2", "3", "4", "7", "9"} {
		if s.attrs&(1<<i) != 0 {
			codes = append(codes, code)
		}
	}
	if s.fg != nil {
		codes = append(codes, colourCode(s.fg, 30))
	}
	if s.bg != nil {
		codes = append(codes, colourCode(s.bg, 40))
	}
	if codes == nil {
		return ""
	}
	return "\x1b[" + strings.Join(codes, ";") + "m"
}

// colourCode spells a colour's codes; from is 30 for text and 40 for background.
func colourCode(c color.Color, from int) string {
	switch c := c.(type) {
	case ansi.BasicColor:
		if c < 8 {
			return strconv.Itoa(from + int(c))
		}
		return strconv.Itoa(from + 60 + int(c) - 8)
	case ansi.IndexedColor:
		return strconv.Itoa(from+8) + ";5;" + strconv.Itoa(int(c))
	}
	r, g, b, _ := c.RGBA()
	code := strconv.Itoa(from+8) + ";2"
	for _, v := range []uint32{r, g, b} {
		code += ";" + strconv.Itoa(int(v>>8))
	}
	return code
}
