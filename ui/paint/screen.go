package paint

import (
	"math"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// frame is what the screen is to show.
type frame struct {
	// content is the rows from the top, with line feeds between them. A row fits
	// the width and ends with its styles reset; what is too long is cut, what is
	// missing is blank.
	content string
	w, h    int           // of the screen, in cells
	cursor  *tea.Position // where the cursor is, nil when it is hidden
}

// row is one line on the screen.
type row struct {
	line  string
	cells []cell
	round uint64 // of recycle, the last that found it in use or put it aside
}

// screen knows what the terminal shows and finds the bytes that make it show
// something else. It is pure: frames in, bytes out.
type screen struct {
	atlas  *atlas
	w, h   int
	rows   []*row // nil entries and a nil slice are not known
	next   []*row
	moved  []*row
	spare  []*row // no longer on the screen
	empty  *row
	lines  []string // of the next frame
	cursor *tea.Position
	at     *tea.Position // the cursor of the next frame
	round  uint64
	sync   bool   // the terminal shows an update as a whole
	bce    bool   // erasing leaves the background of the style
	out    []byte // the bytes found last, without and with a scroll, and as one update
	other  []byte
	update []byte
}

func newScreen() *screen { return &screen{atlas: newAtlas(), empty: &row{}} }

// forget makes the next frame write every line, whatever the terminal shows.
func (s *screen) forget() {
	s.rows = nil
	s.cursor = nil
}

// Bytes are what shows a view's content on a screen of which nothing is known.
func Bytes(content string, width, height int) []byte {
	return newScreen().paint(frame{content: content, w: width, h: height})
}

// paint gives the bytes that make the terminal show a frame; none if it does.
// They are valid until the next call.
func (s *screen) paint(f frame) []byte {
	if f.w <= 0 || f.h <= 0 {
		return nil
	}
	if s.atlas.full() {
		*s = screen{atlas: newAtlas(), empty: &row{}, sync: s.sync, bce: s.bce}
	}
	if f.w != s.w || f.h != s.h {
		*s = screen{atlas: s.atlas, w: f.w, h: f.h, sync: s.sync, bce: s.bce, empty: &row{cells: fit(nil, f.w)}}
	}
	s.split(f.content)
	s.at = f.cursor
	body, all := s.body()
	s.update = s.update[:0]
	if len(body) > 0 || !same(s.at, s.cursor) {
		s.wrap(body, all)
	}
	s.commit()
	return s.update
}

// split keeps the lines of a content, exactly as many as the screen has.
func (s *screen) split(content string) {
	s.lines = s.lines[:0]
	for more := true; len(s.lines) < s.h; {
		line := ""
		if more {
			line, content, more = strings.Cut(content, "\n")
		}
		s.lines = append(s.lines, line)
	}
}

// body gives the bytes for the lines, the pen reset at their end, and whether
// everything was written. Of the ways to get there it takes the shortest.
func (s *screen) body() (out []byte, all bool) {
	if s.rows == nil {
		s.parse(scroll{})
		s.out, _ = s.encode(s.out[:0], nil, scroll{}, math.MaxInt)
		return s.out, true
	}
	by, scrolls, sure := findScroll(s.rows, s.lines)
	s.parse(by)
	most := math.MaxInt
	if scrolls {
		s.moved = by.apply(s.moved, s.rows, s.empty)
		s.other, _ = s.encode(s.other[:0], s.moved, by, most)
		if sure {
			return s.other, false
		}
		most = len(s.other)
	}
	var shorter bool
	if s.out, shorter = s.encode(s.out[:0], s.rows, scroll{}, most); !shorter {
		return s.other, false
	}
	return s.out, false
}

// parse finds the rows of the new frame among the old ones, and reads those
// that are new.
func (s *screen) parse(by scroll) {
	for y, line := range s.lines {
		var r *row
		switch from := y + by.n; {
		case s.rows != nil && s.rows[y].line == line:
			r = s.rows[y]
		case s.rows != nil && from >= 0 && from < s.h && s.rows[from].line == line:
			r = s.rows[from]
		default:
			r = s.fresh()
			r.line = strings.Clone(line) // not all of the content with it
			r.cells = s.atlas.parse(r.cells[:0], line, s.w)
		}
		s.next = append(s.next, r)
	}
}

func (s *screen) fresh() *row {
	if n := len(s.spare); n > 0 {
		r := s.spare[n-1]
		s.spare = s.spare[:n-1]
		return r
	}
	return &row{cells: make([]cell, 0, s.w)}
}

// commit makes the next frame the one that the terminal shows.
func (s *screen) commit() {
	s.cursor = s.at
	s.rows, s.next = s.next, s.rows
	s.recycle()
}

// recycle keeps the rows that left the screen, to be used again.
func (s *screen) recycle() {
	s.round++
	for _, r := range s.rows {
		r.round = s.round
	}
	for _, r := range s.next {
		if r.round != s.round {
			r.round = s.round // a row that stood in two places is kept once
			s.spare = append(s.spare, r)
		}
	}
	s.next = s.next[:0]
}

// encode writes what turns the rows old, or anything if they are nil, into the
// next ones, after a scroll. It gives up, with false, when that takes more
// bytes than most.
func (s *screen) encode(dst []byte, old []*row, by scroll, most int) ([]byte, bool) {
	e := encoder{atlas: s.atlas, out: dst, w: s.w, x: -1, y: -1, bce: s.bce}
	if by.n != 0 {
		e.scroll(by, s.h)
	}
	for y, r := range s.next {
		switch {
		case old == nil:
			e.row(y, nil, r.cells)
		case old[y] != r:
			e.row(y, old[y].cells, r.cells)
		}
		if len(e.out) > most {
			return e.out, false
		}
	}
	e.use(0)
	return e.out, true
}

const (
	syncOn, syncOff     = "\x1b[?2026h", "\x1b[?2026l"
	showCursor, hideOne = "\x1b[?25h", "\x1b[?25l"
	// sane undoes what someone else may have left: margins, a style, another
	// character set, wrapping at the end of a line.
	sane = "\x1b[r\x1b[m\x1b(B\x0f\x1b[?7l"
)

// wrap puts the cursor where it belongs and makes the whole one update.
func (s *screen) wrap(body []byte, all bool) {
	out := s.update[:0]
	if s.sync {
		out = append(out, syncOn...)
	}
	if all {
		out = append(out, sane...)
	}
	if all || s.cursor != nil && (len(body) > 0 || s.at == nil) {
		out = append(out, hideOne...)
	}
	out = append(out, body...)
	if s.at != nil {
		e := encoder{out: out, x: -1, y: -1}
		e.moveTo(min(max(s.at.X, 0), s.w-1), min(max(s.at.Y, 0), s.h-1))
		e.out = append(e.out, showCursor...)
		out = e.out
	}
	if s.sync {
		out = append(out, syncOff...)
	}
	s.update = out
}

func same(a, b *tea.Position) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
