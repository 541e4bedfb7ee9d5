package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Border is the border of boxes.
func (t *Theme) Border() lipgloss.Border { return t.border }

// HorizontalEdge draws the upper or the lower edge of a box, w cells wide, with a title
// in it. It counts cells as terminals do. Lip Gloss counts grapheme clusters, so a
// title in Devanagari or Thai would move its corner.
func (t *Theme) HorizontalEdge(w int, upper bool, line, text Role, title string) string {
	left, flat, right := t.border.BottomLeft, t.border.Bottom, t.border.BottomRight
	if upper {
		left, flat, right = t.border.TopLeft, t.border.Top, t.border.TopRight
	}
	style, inside := t.Style(line), max(0, w-2)
	if title == "" || inside < 6 {
		return style.Render(left + strings.Repeat(flat, inside) + right)
	}
	title = Cut(title, inside-4, t.Glyph(GlyphEllipsis))
	return style.Render(left+flat) + " " + t.Style(text).Render(title) + " " +
		style.Render(strings.Repeat(flat, inside-3-Width(title))+right)
}

// VerticalEdge draws the left or right edge of one row of a box.
func (t *Theme) VerticalEdge(line Role) string { return t.Style(line).Render(t.border.Left) }

// Filled reports whether a role has a background or reverse video, so that a tab or a
// button stands out. Otherwise it needs brackets.
func (t *Theme) Filled(r Role) bool { return t.filled[r] }

// Chip puts blanks around a short text where its role is filled, or else brackets. Both
// are one cell wide.
func (t *Theme) Chip(r Role, text string) string {
	if t.Filled(r) {
		return " " + text + " "
	}
	return "[" + text + "]"
}
