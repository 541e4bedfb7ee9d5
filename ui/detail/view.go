package detail

import (
	"cmp"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// position is a row of the content: its block, and the byte offset in the block's text
// at which it begins.
type position struct{ block, offset int }

// tabState is where a person is in a tab. It is kept when the tab is laid out again.
type tabState struct {
	top    position
	cursor position
	left   int  // columns scrolled to the side
	atEnd  bool // stay at the end when rows are added
	folds  folds
}

// view is the layout of a tab, and the person's state in it.
type view struct {
	*tabState
	src     source
	width   int // of a row, in cells
	height  int // rows on the screen
	wrapped bool
	find    *matcher // whose matches are highlighted; empty for none

	cache       map[int]*block
	cachedBytes int // bytes of text in the cache
}

// maxCachedBytes is how many bytes of text the blocks in a view's cache may have.
const maxCachedBytes = 4 << 20

func (v *view) empty() bool { return v.src.count() == 0 }

// invalidate drops the laid-out blocks.
func (v *view) invalidate() {
	clear(v.cache)
	v.cachedBytes = 0
}

// layOut lays the content out again, and keeps the person's position.
func (v *view) layOut() {
	v.invalidate()
	if !v.empty() {
		v.top, v.cursor = v.visibleRow(v.top), v.visibleRow(v.cursor)
	}
	v.showCursor()
}

// block returns block i with its rows.
func (v *view) block(i int) *block {
	if b, ok := v.cache[i]; ok {
		return b
	}
	b := v.src.block(i, v.isFolded(i))
	b.wrap(v.width, v.wrapped)
	if *v.find != "" {
		b.hits = v.find.find(b.text)
	}
	if v.cachedBytes > maxCachedBytes {
		v.invalidate()
	}
	v.cache[i] = &b
	v.cachedBytes += len(b.text) + 256
	return &b
}

// step returns the row after or before a row, and whether there is one.
func (v *view) step(at position, down bool) (position, bool) {
	by, next := -1, v.previousBlock
	if down {
		by, next = 1, v.nextBlock
	}
	b := v.block(at.block)
	row := b.rowAt(at.offset) + by
	if row < 0 || row == len(b.rows) {
		if at.block = next(at.block); at.block < 0 {
			return at, false
		}
		b = v.block(at.block)
		row = 0
		if !down {
			row = len(b.rows) - 1
		}
	}
	return position{at.block, b.rows[row].from}, true
}

// stepRows returns the row n rows further down, or up where n is negative, and how many
// rows away it is: fewer than n at either end.
func (v *view) stepRows(at position, n int) (position, int) {
	for moved := range max(n, -n) {
		to, ok := v.step(at, n > 0)
		if !ok {
			return at, moved
		}
		at = to
	}
	return at, max(n, -n)
}

// rowsAway returns the row n rows further down, or up where n is negative.
func (v *view) rowsAway(at position, n int) position {
	at, _ = v.stepRows(at, n)
	return at
}

// before reports whether a stands before b.
func before(a, b position) bool {
	return cmp.Or(cmp.Compare(a.block, b.block), cmp.Compare(a.offset, b.offset)) < 0
}

// move moves the cursor by n rows and scrolls as far as that needs.
func (v *view) move(n int) {
	v.cursor, v.atEnd = v.rowsAway(v.cursor, n), false
	v.showCursor()
}

// scroll moves the screen by n rows, and the cursor only as far as it needs to stay on
// the screen.
func (v *view) scroll(n int) {
	v.top, v.atEnd = v.rowsAway(v.top, n), false
	v.fillScreen()
	if before(v.cursor, v.top) {
		v.cursor = v.top
	} else if bottom := v.rowsAway(v.top, max(0, v.height-1)); before(bottom, v.cursor) {
		v.cursor = bottom
	}
}

// page moves the screen and the cursor by n rows, so that the cursor keeps its line.
func (v *view) page(n int) {
	v.top, v.cursor, v.atEnd = v.rowsAway(v.top, n), v.rowsAway(v.cursor, n), false
	v.showCursor()
}

// goTo moves the cursor to a row and shows it: in the middle, when it was not on the
// screen.
func (v *view) goTo(at position) {
	v.cursor, v.atEnd = at, false
	if v.cursorLine() < 0 {
		v.top = v.rowsAway(at, -v.height/2)
	}
	v.showCursor()
}

// goToEnd moves to the last row, and stays at the end when rows are added.
func (v *view) goToEnd() {
	last := v.visibleBlock(v.src.count() - 1)
	v.cursor = v.visibleRow(position{last, len(v.block(last).text)})
	v.top = v.rowsAway(v.cursor, -max(0, v.height-1))
	v.atEnd = true
}

// cursorAtEnd reports whether the cursor is on the last row.
func (v *view) cursorAtEnd() bool {
	_, moved := v.stepRows(v.cursor, 1)
	return moved == 0
}

// cursorLine returns the line of the screen that the cursor is on, or -1.
func (v *view) cursorLine() int {
	if before(v.cursor, v.top) {
		return -1
	}
	at := v.top
	for line := range max(1, v.height) {
		if at == v.cursor {
			return line
		}
		at = v.rowsAway(at, 1)
	}
	return -1
}

// showCursor scrolls only as far as the cursor needs to be on the screen.
func (v *view) showCursor() {
	if v.empty() {
		return
	}
	v.fillScreen()
	switch {
	case before(v.cursor, v.top):
		v.top = v.cursor
	case v.cursorLine() < 0:
		v.top = v.rowsAway(v.cursor, -max(0, v.height-1))
	}
}

// fillScreen scrolls up where lines below the end would be empty.
func (v *view) fillScreen() {
	h := max(1, v.height)
	if _, moved := v.stepRows(v.top, h-1); moved < h-1 {
		v.top = v.rowsAway(v.top, moved+1-h)
	}
}

// foldAndKeepLine carries out a fold action, and keeps the cursor on its line of the
// screen.
func (v *view) foldAndKeepLine(a keymap.Action) {
	if v.empty() {
		return
	}
	line := max(0, v.cursorLine())
	v.fold(a)
	v.layOut()
	v.top = v.rowsAway(v.cursor, -line)
	v.showCursor()
}

// visibleRow returns the row that shows a position: the head of a closed fold around it,
// or the row of the block's text that holds the offset.
func (v *view) visibleRow(at position) position {
	if b := v.visibleBlock(at.block); b != at.block {
		return position{b, 0}
	}
	b := v.block(at.block)
	return position{at.block, b.rows[b.rowAt(at.offset)].from}
}

// widestRow returns the width in cells of the widest row on the screen.
func (v *view) widestRow() int {
	at, most := v.top, 0
	for range v.height {
		b := v.block(at.block)
		r := b.rows[b.rowAt(at.offset)]
		most = max(most, r.indent+theme.Width(b.text[r.from:r.to]))
		at = v.rowsAway(at, 1)
	}
	return most
}
