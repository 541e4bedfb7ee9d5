package paint

import (
	"slices"

	"github.com/charmbracelet/x/ansi"
)

// scroll moves the rows from top to before end up by n, or down by -n. The rows that
// it frees are blank.
type scroll struct {
	top, end, n int
	saved       int // rows that need not be written then
}

// minSaved is how many rows a scroll must save.
const minSaved = 3

// findScroll returns the scroll that moves the most lines to where they are wanted.
func findScroll(rows []row, lines []string) (best scroll) {
	oldRow := map[string]int{}
	for y, r := range rows {
		if r.line != lines[y] {
			oldRow[r.line] = y
		}
	}
	if len(oldRow) < minSaved {
		return best
	}
	byShift := map[int]scroll{}
	for y, line := range lines {
		from, ok := oldRow[line]
		if !ok || rows[y].line == line {
			continue
		}
		s, known := byShift[from-y]
		if !known {
			s = scroll{top: min(y, from), n: from - y}
		}
		s.end, s.saved = max(y, from)+1, s.saved+1
		if byShift[s.n] = s; s.saved > best.saved {
			best = s
		}
	}
	for y := best.top; y < best.end; y++ {
		if rows[y].line == lines[y] {
			best.saved-- // it moves away
		}
	}
	return best
}

// applyScroll writes a scroll if it saves enough, and moves rows accordingly. It
// deletes or inserts lines in a scroll region, which every terminal supports.
func (e *encoder) applyScroll(s scroll, rows []row) {
	if s.saved < minSaved {
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
