package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Style is a Lip Gloss style with its escape sequences prepared for rows. Writing them
// around a text takes 20 ns without an allocation; lipgloss.Style.Render takes 2 µs and
// eight allocations. The zero Style leaves text alone.
type Style struct {
	gloss       *lipgloss.Style
	open, close string
}

// marker stands for the text while styleOf renders a style.
const marker = "x"

// styleOf renders a style to get its opening and closing sequences.
func styleOf(gloss lipgloss.Style) Style {
	open, end, _ := strings.Cut(gloss.Inline(true).Render(marker), marker)
	return Style{gloss: &gloss, open: open, close: end}
}

// LipGloss is the Lip Gloss style, for boxes and buttons. Rows use Append.
func (s Style) LipGloss() lipgloss.Style {
	if s.gloss == nil {
		return lipgloss.NewStyle()
	}
	return *s.gloss
}

// Render returns one line of text with the style around it.
func (s Style) Render(text string) string {
	if s.open == "" || text == "" {
		return text
	}
	return s.open + text + s.close
}

// Append appends what Render returns to dst.
func (s Style) Append(dst []byte, text string) []byte {
	if s.open == "" || text == "" {
		return append(dst, text...)
	}
	dst = append(dst, s.open...)
	dst = append(dst, text...)
	return append(dst, s.close...)
}

// Empty reports whether the style changes nothing.
func (s Style) Empty() bool { return s.open == "" }

// inRow is the style of a piece of text inside a row with another style: the attributes
// of both, the row's background, and this style's colour. In a row with reverse video
// the colour is dropped, because it would become the background of the piece.
func (s Style) inRow(row Style) Style {
	piece, rowStyle := s.LipGloss(), row.LipGloss()
	if isColour(rowStyle.GetBackground()) {
		piece = piece.UnsetBackground()
	}
	if rowStyle.GetReverse() {
		piece = piece.UnsetForeground().UnsetBackground()
	}
	return styleOf(piece.Inherit(rowStyle))
}

func isColour(c color.Color) bool {
	_, none := c.(lipgloss.NoColor)
	return !none
}

// reduceTo reduces a style to what a colour profile can show. For a terminal without
// colours it keeps only bold, underline, reverse and strikethrough.
func reduceTo(s lipgloss.Style, p colorprofile.Profile) lipgloss.Style {
	if p <= colorprofile.ASCII {
		return s.UnsetForeground().UnsetBackground().UnsetFaint().UnsetItalic()
	}
	if fg := s.GetForeground(); isColour(fg) {
		s = s.Foreground(p.Convert(fg))
	}
	if bg := s.GetBackground(); isColour(bg) {
		s = s.Background(p.Convert(bg))
	}
	return s
}
