package detail

import "vapi-sessions/theme"

// place is a row of a block.
type place struct{ block, row int }

// view is a tab's content as it is laid out, with the person's place in it.
type view struct {
	src     source
	width   int // of a row, in cells
	height  int // rows on the screen
	wrapped bool
	find    matcher // what is marked; empty for nothing

	top    place
	cursor place
	left   int  // columns scrolled away sideways
	atEnd  bool // stay at the end while more becomes known
	folds  folds
	cache  map[int]*block
	kept   int // bytes of text in the cache
}

// cacheBytes is how much laid-out text a tab keeps.
const cacheBytes = 4 << 20

func (v *view) empty() bool { return v.src.count() == 0 }

// forget drops what was laid out; it is laid out again when looked at.
func (v *view) forget() {
	clear(v.cache)
	v.kept = 0
}

// block gives a block with its rows.
func (v *view) block(i int) *block {
	if b, ok := v.cache[i]; ok {
		return b
	}
	b := v.src.block(i, v.closed(i))
	b.wrap(v.width, v.wrapped)
	if v.find != "" {
		b.hits = v.find.all(b.text)
	}
	if v.kept > cacheBytes {
		v.forget()
	}
	v.cache[i] = &b
	v.kept += len(b.text) + 256
	return &b
}

// step gives the row after or before one, and whether there is one.
func (v *view) step(at place, down bool) (place, bool) {
	switch {
	case down && at.row+1 < len(v.block(at.block).rows):
		return place{at.block, at.row + 1}, true
	case down:
		next := v.next(at.block)
		return place{next, 0}, next >= 0
	case at.row > 0:
		return place{at.block, at.row - 1}, true
	}
	previous := v.previous(at.block)
	if previous < 0 {
		return at, false
	}
	return place{previous, len(v.block(previous).rows) - 1}, true
}

// steps gives the place n rows further on, or back where n is negative, or the
// last one there, and how many rows away it is.
func (v *view) steps(at place, n int) (place, int) {
	for went := range max(n, -n) {
		to, ok := v.step(at, n > 0)
		if !ok {
			return at, went
		}
		at = to
	}
	return at, max(n, -n)
}

// by gives the place n rows further on, or back where n is negative.
func (v *view) by(at place, n int) place {
	at, _ = v.steps(at, n)
	return at
}

// before reports whether a stands before b.
func before(a, b place) bool {
	return a.block < b.block || a.block == b.block && a.row < b.row
}

// move moves the cursor by n rows and scrolls as far as that needs.
func (v *view) move(n int) {
	v.cursor, v.atEnd = v.by(v.cursor, n), false
	v.showCursor()
}

// scroll moves the screen by n rows, and the cursor with it as far as it must
// to stay on the screen.
func (v *view) scroll(n int) {
	v.top, v.atEnd = v.by(v.top, n), false
	v.fill()
	if before(v.cursor, v.top) {
		v.cursor = v.top
	} else if bottom := v.by(v.top, max(0, v.height-1)); before(bottom, v.cursor) {
		v.cursor = bottom
	}
}

// page moves screen and cursor alike, so that the cursor keeps its line.
func (v *view) page(n int) {
	v.top, v.cursor, v.atEnd = v.by(v.top, n), v.by(v.cursor, n), false
	v.showCursor()
}

// goTo puts the cursor on a place and shows it, in the middle when it was not
// on the screen.
func (v *view) goTo(at place) {
	v.cursor, v.atEnd = at, false
	if v.cursorLine() < 0 {
		v.top = v.by(at, -v.height/2)
	}
	v.showCursor()
}

// goToEnd goes to the last row, and stays at the end while it grows.
func (v *view) goToEnd() {
	last := v.visible(v.src.count() - 1)
	v.cursor = place{last, len(v.block(last).rows) - 1}
	v.top = v.by(v.cursor, -max(0, v.height-1))
	v.atEnd = true
}

// atLast reports whether the cursor is on the last row.
func (v *view) atLast() bool {
	_, went := v.steps(v.cursor, 1)
	return went == 0
}

// cursorLine is the line of the screen that the cursor is on, or -1.
func (v *view) cursorLine() int {
	if before(v.cursor, v.top) {
		return -1
	}
	at := v.top
	for line := range max(1, v.height) {
		if at == v.cursor {
			return line
		}
		at = v.by(at, 1)
	}
	return -1
}

// showCursor scrolls just as far as the cursor needs.
func (v *view) showCursor() {
	v.fill()
	switch {
	case before(v.cursor, v.top):
		v.top = v.cursor
	case v.cursorLine() < 0:
		v.top = v.by(v.cursor, -max(0, v.height-1))
	}
}

// fill leaves no empty lines below the end when there are rows above the top.
func (v *view) fill() {
	h := max(1, v.height)
	if _, went := v.steps(v.top, h-1); went < h-1 {
		v.top = v.by(v.top, went+1-h)
	}
}

// clamped gives a place that is there.
func (v *view) clamped(at place) place {
	if b := v.visible(at.block); b != at.block {
		return place{b, 0}
	}
	if at.block >= 0 {
		at.row = min(at.row, len(v.block(at.block).rows)-1)
	}
	return at
}

// widest is the width of the widest row on the screen.
func (v *view) widest() int {
	at, most := v.top, 0
	for range v.height {
		b := v.block(at.block)
		r := b.rows[at.row]
		most = max(most, r.indent+theme.Width(b.text[r.from:r.to]))
		at = v.by(at, 1)
	}
	return most
}

// rowAt is the row that holds a place of a block's text.
func (v *view) rowAt(block, offset int) int {
	rows := v.block(block).rows
	for i := len(rows) - 1; i > 0; i-- {
		if rows[i].from <= offset {
			return i
		}
	}
	return 0
}
