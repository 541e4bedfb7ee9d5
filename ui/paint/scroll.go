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

// leastSaved is how many rows a scroll must save to be worth it.
const leastSaved = 3

// findScroll finds the scroll of the most lines that stood elsewhere.
func findScroll(rows []row, lines []string) (best scroll) {
	place := map[string]int{}
	for y, r := range rows {
		if r.line != lines[y] {
			place[r.line] = y
		}
	}
	if len(place) < leastSaved {
		return best
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
	if s.saves < leastSaved {
		return
	}
	region := rows[s.top:s.end]
	free, lines := region[len(region)-max(0, s.n):], ansi.DeleteLine(s.n)
	if s.n > 0 {
		copy(region, region[s.n:])
	} else {
		free, lines = region[:-s.n], ansi.InsertLine(-s.n)
		copy(region[-s.n:], region)
	}
	blanks := row{cells: slices.Repeat([]cell{blank}, e.w)}
	for i := range free {
		free[i] = blanks
	}
	e.out = append(e.out, ansi.SetTopBottomMargins(s.top+1, s.end)...)
	e.moveTo(0, s.top)
	e.out = append(e.out, lines+ansi.SetTopBottomMargins(0, 0)...)
	e.x, e.y = -1, -1
}
