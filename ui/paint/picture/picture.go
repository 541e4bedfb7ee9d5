// Package picture draws a terminal's screen as an SVG file: for a README, or to
// look at a screen from a test. It needs no font but the viewer's own, and no
// script.
//
// It knows nothing of any program and imports nothing of ours.
package picture

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Screen is what there is to draw. An emulator of x/vt is one.
type Screen interface {
	Width() int
	Height() int
	CellAt(x, y int) *uv.Cell
}

// Options say how a picture looks.
type Options struct {
	Title string // in the bar above the screen; no bar when empty
	Alt   string // what the picture shows, for those who cannot see it
	Light bool   // dark text on a light ground
}

// The measures of a picture, in its own units. A cell is as wide as the usual
// monospaced font makes it; each run of text is stretched to its cells, so
// that other fonts do no harm.
const (
	cellWidth  = 8.4
	cellHeight = 18
	fontSize   = 14
	baseline   = 13.5
	margin     = 12
	barHeight  = 28
)

// ground are the colours of text and screen that have none of their own.
type ground struct{ text, screen, bar, edge string }

func (o Options) ground() ground {
	if o.Light {
		return ground{text: "#24292f", screen: "#ffffff", bar: "#f0f1f3", edge: "#d0d7de"}
	}
	return ground{text: "#d6d9de", screen: "#16181d", bar: "#22252c", edge: "#30343c"}
}

// SVG draws a screen.
func SVG(s Screen, o Options) []byte {
	p := painter{ground: o.ground(), top: margin}
	if o.Title != "" {
		p.top += barHeight
	}
	w := 2*margin + cellWidth*float64(s.Width())
	h := p.top + margin + cellHeight*float64(s.Height())
	p.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-label="%s">`+"\n",
		num(w), num(h), num(w), num(h), escape(o.Alt))
	p.printf(`<rect width="%s" height="%s" rx="8" fill="%s" stroke="%s"/>`+"\n", num(w), num(h), p.ground.screen, p.ground.edge)
	if o.Title != "" {
		p.printf(`<path d="M0 8a8 8 0 0 1 8-8H%sa8 8 0 0 1 8 8v%dH0z" fill="%s"/>`+"\n", num(w-16), barHeight-8, p.ground.bar)
		p.printf(`<text x="%s" y="19" fill="%s" font-family="sans-serif" font-size="13" text-anchor="middle">%s</text>`+"\n", num(w/2), p.ground.text, escape(o.Title))
	}
	p.printf(`<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="%d" fill="%s" xml:space="preserve">`+"\n", fontSize, p.ground.text)
	for y := range s.Height() {
		p.row(s, y)
	}
	p.printf("</g>\n</svg>\n")
	return []byte(p.out.String())
}

type painter struct {
	out    strings.Builder
	ground ground
	top    float64
}

func (p *painter) printf(format string, args ...any) { _, _ = fmt.Fprintf(&p.out, format, args...) }

// run is a piece of a row in one look.
type run struct {
	x, cells int
	text     strings.Builder
	look     look
}

// look is how cells appear, reverse video already applied.
type look struct {
	fg, bg                                 string // "" for the ground's
	bold, faint, italic, underline, strike bool
}

// row draws one row: the grounds first, so that no glyph is cut by its
// neighbour's.
func (p *painter) row(s Screen, y int) {
	runs := p.runs(s, y)
	top := p.top + cellHeight*float64(y)
	for _, r := range runs {
		if r.look.bg != "" {
			p.printf(`<rect x="%s" y="%s" width="%s" height="%d" fill="%s"/>`+"\n",
				num(margin+cellWidth*float64(r.x)), num(top), num(cellWidth*float64(r.cells)+0.1), cellHeight, r.look.bg)
		}
	}
	for _, r := range runs {
		p.draw(r, top)
	}
}

// draw draws the text of a piece: between wide gaps each part by itself, so
// that no viewer can close them.
func (p *painter) draw(r *run, top float64) {
	text := r.text.String()
	x := margin + cellWidth*float64(r.x)
	if lines, ok := boxes[text]; ok {
		p.box(lines, x, top, or(r.look.fg, p.ground.text))
		return
	}
	if r.look.underline || r.look.strike {
		p.text(text, x, top, r.cells, r.look)
		return
	}
	if r.cells != len(text) { // one character beyond ASCII
		p.text(text, x, top, r.cells, r.look)
		return
	}
	for at := 0; at < len(text); {
		if text[at] == ' ' {
			at++
			continue
		}
		end := len(text)
		if gap := strings.Index(text[at:], "  "); gap >= 0 {
			end = at + gap
		}
		part := strings.TrimRight(text[at:end], " ")
		p.text(part, x+cellWidth*float64(at), top, len(part), r.look)
		at = end
	}
}

func (p *painter) text(s string, x, top float64, cells int, l look) {
	p.printf(`<text x="%s" y="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		num(x), num(top+baseline), num(cellWidth*float64(cells)), l.attributes(), escape(s))
}

// boxes are characters drawn as lines from the middle of the cell, which meet
// where a font's would not: up, right, down, left.
var boxes = map[string]string{
	"│": "ud", "─": "rl", "┌": "rd", "┐": "dl", "└": "ur", "┘": "ul", "╭": "rd", "╮": "dl", "╰": "ur", "╯": "ul",
	"├": "urd", "┤": "udl", "┬": "rdl", "┴": "url", "┼": "urdl",
}

func (p *painter) box(lines string, x, top float64, stroke string) {
	const half, middle = cellWidth / 2, cellHeight / 2
	var path strings.Builder
	for _, to := range lines {
		_, _ = fmt.Fprintf(&path, "M%s %s", num(x+half), num(top+middle))
		path.WriteString(map[rune]string{'u': "v-9", 'd': "v9", 'l': "h-4.2", 'r': "h4.2"}[to])
	}
	p.printf(`<path d="%s" stroke="%s"/>`+"\n", path.String(), stroke)
}

// runs splits a row into pieces of one look. A character beyond ASCII is a
// piece of its own, for a viewer's font may give it another width.
func (p *painter) runs(s Screen, y int) []*run {
	var runs []*run
	var last *run
	for x := 0; x < s.Width(); {
		content, width, l := " ", 1, look{}
		if c := s.CellAt(x, y); c != nil {
			l = p.look(c.Style)
			if c.Content != "" {
				content, width = c.Content, max(1, c.Width)
			}
		}
		alone := len(content) > 1
		if last == nil || last.look != l || alone {
			last = &run{x: x, look: l}
			runs = append(runs, last)
		}
		last.text.WriteString(content)
		last.cells += width
		x += width
		if alone {
			last = nil
		}
	}
	return runs
}

func (p *painter) look(s uv.Style) look {
	l := look{
		fg: hex(s.Fg), bg: hex(s.Bg), bold: s.Attrs&uv.AttrBold != 0, faint: s.Attrs&uv.AttrFaint != 0,
		italic: s.Attrs&uv.AttrItalic != 0, strike: s.Attrs&uv.AttrStrikethrough != 0, underline: s.Underline != ansi.UnderlineNone,
	}
	if s.Attrs&uv.AttrReverse != 0 {
		l.fg, l.bg = or(l.bg, p.ground.screen), or(l.fg, p.ground.text)
	}
	return l
}

// attributes are the SVG attributes of a look.
func (l look) attributes() string {
	var s strings.Builder
	add := func(is bool, attribute string) {
		if is {
			s.WriteString(attribute)
		}
	}
	add(l.fg != "", ` fill="`+l.fg+`"`)
	add(l.bold, ` font-weight="bold"`)
	add(l.faint, ` opacity="0.6"`)
	add(l.italic, ` font-style="italic"`)
	switch {
	case l.underline && l.strike:
		add(true, ` text-decoration="underline line-through"`)
	case l.underline:
		add(true, ` text-decoration="underline"`)
	case l.strike:
		add(true, ` text-decoration="line-through"`)
	}
	return s.String()
}

// base are the sixteen colours that terminals choose themselves.
var base = [16]string{
	"#2e3436", "#d7556c", "#4fa36a", "#c19a3d", "#4f8ad7", "#a26bc4", "#3fa3a8", "#c8ccd2",
	"#767d88", "#ef7b8f", "#74c98f", "#e3bd65", "#79acf0", "#c593e3", "#66c8cd", "#f2f4f7",
}

// hex writes a colour, "" for none.
func hex(c color.Color) string {
	switch c := c.(type) {
	case nil:
		return ""
	case ansi.BasicColor:
		return base[c&15]
	case ansi.IndexedColor:
		if c < 16 {
			return base[c]
		}
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// num writes a measure without needless digits.
func num(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

func escape(s string) string { return escaper.Replace(s) }
