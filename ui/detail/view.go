package detail

import (
	"cmp"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// place is a row: its block, and where it begins in the block's text.
type place struct{ block, at int }

// spot is where a person is in a tab. It outlives the layout.
type spot struct {
	top    place
	cursor place
	left   int  // columns scrolled away sideways
	atEnd  bool // stay at the end while more becomes known
	folds  folds
}

// view is a tab's content as it is laid out, with the person's place in it.
type view struct {
	*spot
	src     source
	width   int // of a row, in cells
	height  int // rows on the screen
	wrapped bool
	find    *matcher // what is marked; empty for nothing

	cache map[int]*block
	kept  int // bytes of text in the cache
	drawn theme.Kept[shown, []string]
}

// shown is what a pane's lines depend on besides its content, which is another
// view when it changes, or is forgotten.
type shown struct {
	top, cursor   place
	left          int
	focused, gone bool
	second        int64
}

// cacheBytes is how much laid-out text a tab keeps.
const cacheBytes = 4 << 20

func (v *view) empty() bool { return v.src.count() == 0 }

// forget drops what was laid out; it is laid out again when looked at.
func (v *view) forget() {
	clear(v.cache)
	v.kept, v.drawn = 0, theme.Kept[shown, []string]{}
}

// layOut lays everything out anew, and keeps the place.
func (v *view) layOut() {
	v.forget()
	if !v.empty() {
		v.top, v.cursor = v.rowOf(v.top), v.rowOf(v.cursor)
	}
	v.showCursor()
}

// block gives a block with its rows.
func (v *view) block(i int) *block {
	if b, ok := v.cache[i]; ok {
		return b
	}
	b := v.src.block(i, v.closed(i))
	b.wrap(v.width, v.wrapped)
	if *v.find != "" {
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
	by, next := -1, v.previous
	if down {
		by, next = 1, v.next
	}
	b := v.block(at.block)
	row := b.rowAt(at.at) + by
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
	return place{at.block, b.rows[row].from}, true
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
	return cmp.Or(cmp.Compare(a.block, b.block), cmp.Compare(a.at, b.at)) < 0
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
	v.cursor = v.rowOf(place{last, len(v.block(last).text)})
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
	if v.empty() {
		return
	}
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

// refold carries out an action that folds, and keeps the line of the screen for
// what the cursor is on.
func (v *view) refold(a keymap.Action) {
	if v.empty() {
		return
	}
	line := max(0, v.cursorLine())
	v.fold(a)
	v.layOut()
	v.top = v.by(v.cursor, -line)
	v.showCursor()
}

// rowOf gives the row that shows a place of a text.
func (v *view) rowOf(at place) place {
	if b := v.visible(at.block); b != at.block {
		return place{b, 0}
	}
	b := v.block(at.block)
	return place{at.block, b.rows[b.rowAt(at.at)].from}
}

// widest is the width of the widest row on the screen.
func (v *view) widest() int {
	at, most := v.top, 0
	for range v.height {
		b := v.block(at.block)
		r := b.rows[b.rowAt(at.at)]
		most = max(most, r.indent+theme.Width(b.text[r.from:r.to]))
		at = v.by(at, 1)
	}
	return most
}
