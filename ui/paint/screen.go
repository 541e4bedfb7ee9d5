package paint

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// frame is the content of the whole screen.
type frame struct {
	// content is the rows from the top, separated by line feeds. A row ends with its
	// styles reset. A row that is too long is cut; a missing row is blank.
	content string
	w, h    int           // size of the screen in cells
	cursor  *tea.Position // nil when the cursor is hidden
}

// row is one line on the screen.
type row struct {
	line  string
	cells []cell
}

// screen knows what the terminal shows and computes the bytes that change it. It does
// no I/O.
type screen struct {
	cache  *cellCache
	w, h   int
	rows   []row         // nil when they are unknown
	cursor *tea.Position // nil when it is hidden
	sync   bool          // the terminal shows an update at once (mode 2026)
}

func newScreen() *screen { return &screen{cache: newCellCache()} }

// invalidate makes the next frame write every row.
func (s *screen) invalidate() {
	s.rows = nil
	s.cursor = nil
}

// paint returns the bytes that make the terminal show a frame; none if it does
// already.
func (s *screen) paint(f frame) []byte {
	if f.w <= 0 || f.h <= 0 {
		return nil
	}
	if f.w != s.w || f.h != s.h || s.cache.isFull() {
		*s = screen{cache: newCellCache(), w: f.w, h: f.h, sync: s.sync}
	}
	lines, rest := make([]string, f.h), f.content
	for y := range lines {
		lines[y], rest, _ = strings.Cut(rest, "\n")
	}
	repaint := s.rows == nil
	body := s.encodeRows(lines)
	var update []byte
	if len(body) > 0 || !samePosition(f.cursor, s.cursor) {
		update = s.wrapUpdate(body, repaint, f.cursor)
	}
	s.cursor = f.cursor
	return update
}

// encodeRows returns the bytes that change the rows of the screen into lines. They end
// with the style reset.
func (s *screen) encodeRows(lines []string) []byte {
	const usualSize = 2 << 10 // bytes of a usual update
	e := encoder{cache: s.cache, out: make([]byte, 0, usualSize), w: s.w, x: -1, y: -1}
	rowsKnown := s.rows != nil
	if rowsKnown {
		e.applyScroll(findScroll(s.rows, lines), s.rows)
	} else {
		s.rows = make([]row, s.h)
	}
	for y, line := range lines {
		old := s.rows[y]
		if rowsKnown && old.line == line {
			continue
		}
		s.rows[y] = row{strings.Clone(line), s.cache.parse(line, s.w)} // a clone, so that the whole content is not kept in memory
		e.writeRow(y, old.cells, s.rows[y].cells)
	}
	e.setStyle(0)
	return e.out
}

const (
	syncOn, syncOff        = "\x1b[?2026h", "\x1b[?2026l"
	showCursor, hideCursor = "\x1b[?25h", "\x1b[?25l"
	// resetTerminal undoes what another program may have set: margins, a style, another
	// character set, wrapping at the end of a line.
	resetTerminal = "\x1b[r\x1b[m\x1b(B\x0f\x1b[?7l"
)

// wrapUpdate adds the cursor's position to an update, and makes it one for terminals
// with mode 2026.
func (s *screen) wrapUpdate(body []byte, repaint bool, cursor *tea.Position) []byte {
	var out []byte
	if s.sync {
		out = append(out, syncOn...)
	}
	if repaint {
		out = append(out, resetTerminal...)
	}
	if repaint || s.cursor != nil && (len(body) > 0 || cursor == nil) {
		out = append(out, hideCursor...)
	}
	out = append(out, body...)
	if cursor != nil {
		e := encoder{out: out, x: -1, y: -1}
		e.moveTo(min(max(cursor.X, 0), s.w-1), min(max(cursor.Y, 0), s.h-1))
		e.out = append(e.out, showCursor...)
		out = e.out
	}
	if s.sync {
		out = append(out, syncOff...)
	}
	return out
}

func samePosition(a, b *tea.Position) bool { return a == b || a != nil && b != nil && *a == *b }
