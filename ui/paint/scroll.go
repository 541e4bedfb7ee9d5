package paint

import (
	"slices"

	"github.com/charmbracelet/x/ansi"
)

// scroll moves the rows from top to before end up by n lines, or down by -n; the
// lines that come free are blank.
type scroll struct {
	top, end, n int
	saves       int // rows that need not be written then
}

// findScroll finds the scroll of the most lines that stood elsewhere.
func findScroll(rows []row, lines []string) (best scroll) {
	place := make(map[string]int, len(rows))
	for y, r := range rows {
		place[r.line] = y
	}
	all := map[int]scroll{}
	for y, line := range lines {
		from, ok := place[line]
		if !ok || rows[y].line == line {
			continue
		}
		s, known := all[from-y]
		if !known {
			s = scroll{top: min(y, from), n: from - y}
		}
		s.end, s.saves = max(y, from)+1, s.saves+1
		if all[s.n] = s; s.saves > best.saves {
			best = s
		}
	}
	for y := best.top; y < best.end; y++ {
		if rows[y].line == lines[y] {
			best.saves-- // it moves away
		}
	}
	return best
}

// scroll writes a scroll that is worth it, and moves the rows. Lines are deleted
// from, or put into, a region, which every terminal knows how to do.
func (e *encoder) scroll(s scroll, rows []row) {
	const least = 3
	if s.saves < least {
		return
	}
	e.out = append(e.out, ansi.SetTopBottomMargins(s.top+1, s.end)...)
	e.moveTo(0, s.top)
	lines := ansi.DeleteLine(s.n)
	if s.n < 0 {
		lines = ansi.InsertLine(-s.n)
	}
	e.out = append(e.out, lines+ansi.SetTopBottomMargins(0, 0)...)
	e.x, e.y = -1, -1
	old, free := slices.Clone(rows), row{cells: fit(nil, e.w)}
	for y := s.top; y < s.end; y++ {
		rows[y] = free
		if from := y + s.n; from >= s.top && from < s.end {
			rows[y] = old[from]
		}
	}
}
