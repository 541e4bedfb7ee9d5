package status

import (
	"strings"

	"vapi-sessions/theme"
)

// part is a piece of a line. Where the line is too short, the parts with the lowest
// priority are shortened or dropped.
type part struct {
	text     string
	role     theme.Role
	priority int   // parts with the highest are dropped last
	short    *part // replaces the part when it is dropped; nil for nothing
}

// layoutLine draws parts at the left and at the right of a line of w cells with a
// background, and drops parts until the rest fits.
func layoutLine(t *theme.Theme, background theme.Role, w int, left, right []part) string {
	for totalWidth(left)+totalWidth(right)+1 > w && len(left)+len(right) > 1 {
		dropLeast(&left, &right)
	}
	const styles = 128
	l := line{theme: t, background: background, out: make([]byte, 0, w+styles), room: w}
	l.write(left)
	l.blanks(l.room - totalWidth(right))
	l.write(right)
	l.blanks(l.room)
	return string(l.out)
}

type line struct {
	theme      *theme.Theme
	background theme.Role
	out        []byte
	room       int // cells that are left
}

func (l *line) write(parts []part) {
	for _, p := range parts {
		n := theme.Width(p.text)
		if n > l.room {
			p.text = theme.Cut(strings.TrimRight(p.text, " "), max(0, l.room), l.theme.Glyph(theme.GlyphEllipsis))
			n = theme.Width(p.text)
		}
		l.room -= n
		l.out = l.style(p.role).Append(l.out, p.text)
	}
}

// style is the style of a role on the line's background. A filled role keeps its own.
func (l *line) style(r theme.Role) theme.Style {
	if l.background == theme.Plain || l.theme.Filled(r) {
		return l.theme.Style(r)
	}
	return l.theme.InRow(r, l.background)
}

func (l *line) blanks(n int) {
	if n <= 0 {
		return
	}
	l.out = l.style(theme.Plain).Append(l.out, strings.Repeat(" ", n))
	l.room -= n
}

func totalWidth(parts []part) int {
	n := 0
	for _, p := range parts {
		n += theme.Width(p.text)
	}
	return n
}

// dropLeast shortens or drops the part with the lowest priority.
func dropLeast(left, right *[]part) {
	from, at := left, -1
	worth := int(^uint(0) >> 1)
	for _, side := range []*[]part{left, right} {
		for i, p := range *side {
			if p.priority < worth {
				from, at, worth = side, i, p.priority
			}
		}
	}
	switch {
	case at < 0:
	case (*from)[at].short != nil:
		(*from)[at] = *(*from)[at].short
	default:
		*from = append((*from)[:at:at], (*from)[at+1:]...)
	}
}
