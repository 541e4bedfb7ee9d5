package status

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// View is one entry of the line of views.
type View struct {
	Number  int // its digit key; -1 without one
	Name    string
	Count   int // number of its sessions; -1 when unknown
	Current bool
}

// label is the view's digit and its name, which is cut if it is long.
func (v *View) label(t *theme.Theme) string {
	const maxWidth = 20
	name := theme.Cut(v.Name, maxWidth, t.Glyph(theme.GlyphEllipsis))
	if v.Number < 0 {
		return name
	}
	return strconv.Itoa(v.Number) + " " + name
}

// Views draws the line of views in w cells; the current one stands out.
func Views(t *theme.Theme, w int, views []View) string {
	var left []part
	for i, v := range views {
		text := v.label(t)
		if v.Count >= 0 {
			text += " " + words.Count(v.Count)
		}
		p := part{text: " " + text + " ", priority: len(views) - i}
		if v.Current {
			p = part{text: t.Chip(theme.Tab, text), role: theme.Tab, priority: 100}
		}
		left = append(left, p)
	}
	return layoutLine(t, theme.Plain, w, left, nil)
}

// ViewAt returns the index of the view whose label is at a column of that line.
func ViewAt(t *theme.Theme, w int, views []View, x int) (int, bool) {
	line := ansi.Strip(Views(t, w, views))
	for i, v := range views {
		label := v.label(t)
		before, _, shown := strings.Cut(line, label)
		if from := theme.Width(before); shown && x >= from && x < from+theme.Width(label) {
			return i, true
		}
	}
	return 0, false
}
