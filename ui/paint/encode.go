package paint

import "github.com/charmbracelet/x/ansi"

// encoder writes the bytes that turn one screen into another. It knows where
// the cursor is and with which style the next character would be written.
type encoder struct {
	cache *cellCache
	out   []byte
	w     int
	x, y  int  // the cursor; x is -1 when it is not known
	bce   bool // erasing leaves the background of the style
	drift bool // the cursor is there only if the terminal's widths are ours
	pen   uint16
}

const (
	// shortGap is how many unchanged columns are written again rather than
	// jumped over, which takes at least four bytes.
	shortGap = 4
	// longBlank is from how many blanks on erasing is shorter than writing.
	longBlank = 10
)

// moveTo puts the cursor on a cell.
func (e *encoder) moveTo(x, y int) {
	var move string
	switch known := e.x >= 0 && !e.drift; {
	case known && e.x == x && e.y == y:
	case e.y == y && x == 0:
		move = "\r"
	case e.y == y && known && x > e.x:
		move = ansi.CursorForward(x - e.x)
	case e.y == y:
		move = ansi.CursorHorizontalAbsolute(x + 1)
	case e.y >= 0 && y == e.y+1 && x == 0:
		move = "\r\n"
	default:
		move = ansi.CursorPosition(x+1, y+1)
	}
	e.out = append(e.out, move...)
	e.x, e.y, e.drift = x, y, false
}

// use switches to a style.
func (e *encoder) use(style uint16) {
	if style == e.pen {
		return
	}
	if e.pen != 0 {
		e.out = append(e.out, ansi.ResetStyle...)
	}
	e.out = append(e.out, e.cache.styles.all[style]...)
	e.pen = style
}

// row turns the line old into the line cur; everything of it is written when
// old is nil. Both are as long as the screen is wide.
func (e *encoder) row(y int, old, cur []cell) {
	for x := 0; x < e.w; {
		if old != nil && old[x] == cur[x] {
			x++
			continue
		}
		e.moveTo(x, y)
		x = e.piece(old, cur, x)
	}
}

// piece writes from the changed cell at x on, and tells where it stopped: at
// the end of the line, or before cells that need not be written.
func (e *encoder) piece(old, cur []cell, x int) int {
	for x < e.w {
		x = e.ascii(old, cur, x)
		if x == e.w {
			e.x = -1
			return x
		}
		if old != nil && old[x] == cur[x] {
			next := x
			for next < e.w && old[next] == cur[next] {
				next++
			}
			if next == e.w || !e.cheap(cur[x:next]) {
				return next
			}
		}
		if n := e.blanks(cur[x:]); n == e.w-x && n > 3 {
			e.use(cur[x].style)
			e.out = append(e.out, ansi.EraseLineRight...)
			return e.w
		} else if n >= longBlank {
			e.use(cur[x].style)
			e.erase(old, x, n)
			return x + n
		}
		c := cur[x]
		if c.ch < 0 { // the terminal may draw it narrower: nothing older is to show beside it
			e.use(0)
			e.erase(old, x, int(c.width))
		}
		x = e.write(c, x)
		if x >= e.w || e.drift && (!c.wide() || !cur[x].wide()) {
			return x
		}
	}
	return x
}

// ascii writes the letters that begin at x, as long as they are changed and have
// the present style, and tells where they end: most of a screen is made of them.
func (e *encoder) ascii(old, cur []cell, x int) int {
	from := x
	for x < e.w {
		c := &cur[x]
		if c.ch <= ' ' || c.ch >= 0x7f || c.style != e.pen || old != nil && old[x] == *c {
			break
		}
		e.out = append(e.out, byte(c.ch))
		x++
	}
	if x > from {
		e.x, e.drift = x, false
	}
	return x
}

// unseen reports whether the cell is a blank on which the present style does
// not show.
func (e *encoder) unseen(c cell) bool { return c == blank && e.cache.onBlank[e.pen] == nothing }

// erase empties n columns from x on. It never ends within a wide character of
// the old line, since terminals differ in what they make of its second half:
// that half is changed, so what belongs there is written next.
func (e *encoder) erase(old []cell, x, n int) {
	for old != nil && x+n < e.w && old[x+n].width == 0 {
		n++
	}
	e.out = append(e.out, ansi.EraseCharacter(n)...)
}

// cheap reports whether unchanged cells cost less than a jump over them.
func (e *encoder) cheap(cells []cell) bool {
	if len(cells) > shortGap {
		return false
	}
	for _, c := range cells {
		if c.style != e.pen && !e.unseen(c) || c.ch >= 0x80 || !c.plain() {
			return false
		}
	}
	return true
}

// blanks counts the cells that cells begin with and that erasing gives.
func (e *encoder) blanks(cells []cell) int {
	first := cells[0]
	erased := first.style == 0 || e.bce && e.cache.onBlank[first.style] == background
	if first.ch != ' ' || !erased {
		return 0
	}
	n := 1
	for n < len(cells) && cells[n] == first {
		n++
	}
	return n
}

// write writes one cell and tells where the next one is. After the last column
// the cursor may be in it or behind it, and after a character that terminals
// disagree about, it is set anew: no more than that can be out of place.
func (e *encoder) write(c cell, x int) int {
	if !e.unseen(c) {
		e.use(c.style)
	}
	e.out = e.cache.text(e.out, c)
	x += int(max(c.width, 1))
	e.x, e.drift = x, !c.plain()
	if x >= e.w {
		e.x = -1
	}
	return x
}
