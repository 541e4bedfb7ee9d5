package status

import (
	"strings"

	"vapi-sessions/theme"
)

// part is a piece of a line; pieces are dropped whole, the least important first.
type part struct {
	text  string
	role  theme.Role
	worth int // higher stays longer
}

// spread puts parts at the left and at the right of a line of width w, and
// leaves out what is worth least until the rest fits.
func spread(t *theme.Theme, w int, left, right []part) string {
	for total(left)+total(right)+1 > w && len(left)+len(right) > 1 {
		drop(&left, &right)
	}
	var b strings.Builder
	used := 0
	write := func(parts []part) {
		for _, p := range parts {
			if room := w - used; theme.Width(p.text) > room {
				p.text = theme.Cut(strings.TrimRight(p.text, " "), max(0, room), "~")
			}
			used += theme.Width(p.text)
			b.WriteString(t.Style(p.role).Render(p.text))
		}
	}
	write(left)
	if gap := w - used - total(right); gap > 0 {
		b.WriteString(strings.Repeat(" ", gap))
		used += gap
	}
	write(right)
	if used < w {
		b.WriteString(strings.Repeat(" ", w-used))
	}
	return b.String()
}

func total(parts []part) int {
	n := 0
	for _, p := range parts {
		n += theme.Width(p.text)
	}
	return n
}

// drop takes out the piece that is worth least.
func drop(left, right *[]part) {
	from, at := left, -1
	worth := int(^uint(0) >> 1)
	for _, side := range []*[]part{left, right} {
		for i, p := range *side {
			if p.worth < worth {
				from, at, worth = side, i, p.worth
			}
		}
	}
	if at >= 0 {
		*from = append((*from)[:at:at], (*from)[at+1:]...)
	}
}

// Count writes a number with thousands separated: 1,284.
func Count(n int) string {
	s := itoa(n)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}
