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
	Number  int // its digit; -1 where that does something else
	Name    string
	Count   int // -1 when not known
	Current bool
}

// Label is the view's digit and name.
func (v *View) Label() string {
	if v.Number < 0 {
		return v.Name
	}
	return strconv.Itoa(v.Number) + " " + v.Name
}

// Views draws the line of views; the current one is in brackets.
func Views(t *theme.Theme, w int, views []View) string {
	var left []part
	for i, v := range views {
		text := v.Label()
		if v.Count >= 0 {
			text += " " + words.Count(v.Count)
		}
		p := part{text: " " + text + " ", worth: len(views) - i}
		if v.Current {
			p = part{text: t.Chip(theme.Tab, text), role: theme.Tab, worth: 100}
		}
		left = append(left, p)
	}
	return spread(t, theme.Plain, w, left, nil)
}

// ViewAt gives the place of the view whose name stands at a cell of that line.
func ViewAt(t *theme.Theme, w int, views []View, x int) (int, bool) {
	line := ansi.Strip(Views(t, w, views))
	for i, v := range views {
		label := v.Label()
		before, _, shown := strings.Cut(line, label)
		if from := theme.Width(before); shown && x >= from && x < from+theme.Width(label) {
			return i, true
		}
	}
	return 0, false
}
