package filter

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/theme"
)

// edge draws the upper or lower line of a box with a title in it.
func edge(t *theme.Theme, w int, title string, upper bool) string {
	role := theme.Dim
	if upper {
		role = theme.Title
	}
	return t.Edge(w, upper, theme.Border, role, tidy(title))
}

// boxed is a lineWriter for a line between the sides of a box.
type boxed struct{ lineWriter }

func framed(t *theme.Theme, w int) *boxed {
	b := &boxed{lineWriter{theme: t, max: w}}
	b.put(theme.Border, t.Border().Left)
	b.max = w - 1
	return b
}

// close fills the line up to its right side.
func (b *boxed) close() string {
	if gap := b.max - b.w; gap > 0 {
		b.put(theme.Plain, strings.Repeat(" ", gap))
	}
	b.max++
	b.put(theme.Border, b.theme.Border().Right)
	return b.done()
}

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
