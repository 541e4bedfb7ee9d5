package paint

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// encoder writes the bytes that change one screen into another. It tracks the
// terminal's cursor and style.
type encoder struct {
	cache      *cellCache
	out        []byte
	w          int
	x, y       int    // cursor; x is -1 when it is unknown
	xUncertain bool   // x is wrong if the terminal counts widths otherwise than we do
	lastWide   bool   // the last character had two columns
	style      uint16 // style in force, an index of cache.styles
}

const (
	// maxRewritten is how many unchanged cells are written again at most. Moving the
	// cursor over them takes at least as many bytes.
	maxRewritten = 4
	// minErased is the number of blanks from which erasing is shorter than writing.
	minErased = 10
)

// moveTo moves the cursor to a cell by the shortest sequence.
func (e *encoder) moveTo(x, y int) {
	var move string
	switch xKnown := e.x >= 0 && !e.xUncertain; {
	case xKnown && e.x == x && e.y == y:
	case e.y == y && x == 0:
		move = "\r"
	case e.y == y && xKnown && x > e.x:
		move = ansi.CursorForward(x - e.x)
	case e.y == y:
		move = ansi.CursorHorizontalAbsolute(x + 1)
	case e.y >= 0 && y == e.y+1 && x == 0:
		move = "\r\n"
	default:
		move = ansi.CursorPosition(x+1, y+1)
	}
	e.out = append(e.out, move...)
	e.x, e.y, e.xUncertain = x, y, false
}

func (e *encoder) setStyle(style uint16) {
	if style == e.style {
		return
	}
	styles := e.cache.styles.texts
	if strings.HasPrefix(styles[e.style], linkPrefix) {
		e.out = append(e.out, ansi.ResetHyperlink()...)
	}
	if e.style != 0 {
		e.out = append(e.out, ansi.ResetStyle...)
	}
	e.out = append(e.out, styles[style]...)
	e.style = style
}

// writeRow changes the line old into cur; it writes all of cur when old is nil. Both
// have e.w cells.
func (e *encoder) writeRow(y int, old, cur []cell) {
	for x := 0; x < e.w; {
		same := x
		for old != nil && same < e.w && old[same] == cur[same] {
			same++
		}
		if same == e.w || same > x && (e.x != x || e.y != y || !e.cheaperThanMove(cur[x:same])) {
			x = same
			continue
		}
		if !e.xUncertain || !e.lastWide || !cur[x].isWide() || e.x != x || e.y != y {
			e.moveTo(x, y)
		}
		x = e.writeCell(old, cur, x)
	}
}

// cheaperThanMove reports whether writing unchanged cells again takes fewer bytes than
// moving the cursor over them.
func (e *encoder) cheaperThanMove(cells []cell) bool {
	return len(cells) <= maxRewritten && !slices.ContainsFunc(cells, func(c cell) bool { return c.style != e.style || c.ch >= 0x80 || !c.hasSafeWidth() })
}

// writeCell writes the cell at x, or a run of blanks that begins there, and returns
// the x of the next cell.
func (e *encoder) writeCell(old, cur []cell, x int) int {
	c, n := cur[x], 0
	for x+n < e.w && cur[x+n] == blank {
		n++
	}
	switch {
	case n > 3 && x+n == e.w:
		e.setStyle(0)
		e.out = append(e.out, ansi.EraseLineRight...)
		return e.w
	case n >= minErased:
		e.setStyle(0)
		e.erase(old, x, n)
		return x + n
	case c.ch < 0: // the terminal may draw it narrower than the cells that must change
		e.setStyle(0)
		e.erase(old, x, int(c.width))
	}
	e.setStyle(c.style)
	e.out = e.cache.appendText(e.out, c)
	x += int(max(c.width, 1))
	// After the last column terminals differ in where the cursor is. After a character
	// of uncertain width the next move is absolute, so only that character can be
	// out of place.
	e.x, e.xUncertain, e.lastWide = x, !c.hasSafeWidth(), c.isWide()
	if x >= e.w {
		e.x = -1
	}
	return x
}

// erase erases n columns from x on, and one more if the last is the first half of a
// wide character of the old line, since terminals differ in what is left of such a
// character. The second half differs in cur, so it is written next.
func (e *encoder) erase(old []cell, x, n int) {
	for old != nil && x+n < e.w && old[x+n].width == 0 {
		n++
	}
	e.out = append(e.out, ansi.EraseCharacter(n)...)
}
