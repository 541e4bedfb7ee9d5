package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Options say what the terminal can show and what the person wants.
type Options struct {
	Dark      bool                 // the terminal's background is dark
	Profile   colorprofile.Profile // Unknown counts as sixteen colours
	ASCII     bool                 // glyphs in ASCII only
	Overrides map[string]string    // role name → style, see ParseStyle
}

// Theme is a style for each role and a text for each glyph. It is immutable, and any
// goroutine may use it.
type Theme struct {
	styles   [roleCount]Style
	onRow    [roleCount]*[roleCount]Style // styles of the roles inside a row of the role that is the index; nil for other rows
	glyphs   *[glyphCount]string
	border   lipgloss.Border
	filled   [roleCount]bool // see Filled
	links    bool
	problems []Problem
}

// New makes a theme. Overrides that cannot be read are left out; see Problems.
func New(o Options) *Theme {
	t := &Theme{glyphs: &unicodeGlyphs, border: lipgloss.RoundedBorder(), links: o.Profile > colorprofile.ANSI}
	if o.ASCII {
		t.glyphs, t.border = &asciiGlyphs, lipgloss.ASCIIBorder()
	}
	if o.Profile == colorprofile.Unknown {
		o.Profile = colorprofile.ANSI
	}
	words := palette(o)
	for r := range roleCount {
		s, _ := ParseStyle(words[r])
		t.styles[r] = styleOf(reduceTo(s, o.Profile))
	}
	t.override(o)
	for r := range roleCount {
		look := t.styles[r].LipGloss()
		t.filled[r] = o.Profile > colorprofile.ASCII && (isColour(look.GetBackground()) || look.GetReverse())
	}
	for _, row := range []Role{Cursor, CursorIdle, Chrome} {
		t.onRow[row] = new([roleCount]Style)
		for r, s := range t.styles {
			t.onRow[row][r] = s.inRow(t.styles[row])
		}
	}
	return t
}

// Style is the style of a role; Plain's for a role that does not exist.
func (t *Theme) Style(r Role) Style {
	if r >= roleCount {
		return t.styles[Plain]
	}
	return t.styles[r]
}

// InRow gives the style of a role for a piece of a row that has another role's
// style as a whole: it keeps the row's background, so that the row stays one
// bar. It allocates nothing for Cursor, CursorIdle and Chrome.
func (t *Theme) InRow(r, row Role) Style {
	if onto := t.onRow[row]; onto != nil {
		return onto[r]
	}
	return t.Style(r).inRow(t.Style(row))
}

// Link makes a text a link to an http or https address. On a terminal with few colours
// it returns the text alone, because such a terminal may print the address.
func (t *Theme) Link(address, text string) string {
	const longest = 2000 // bytes that terminals take
	invalid := strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f })
	if !t.links || invalid || len(address) >= longest || !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return text
	}
	return ansi.SetHyperlink(address) + text + ansi.ResetHyperlink()
}

// Glyph is the text of a glyph.
func (t *Theme) Glyph(g Glyph) string { return t.glyphs[g] }

// Problems lists what is wrong with the overrides.
func (t *Theme) Problems() []Problem { return t.problems }
