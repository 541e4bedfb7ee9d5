package detail

// place is a row of a block.
type place struct{ block, row int }

// view is a tab's content with the person's place in it.
type view struct {
	src    source
	top    place
	cursor place
	left   int  // columns scrolled away sideways
	atEnd  bool // stay at the end while more becomes known
	cache  map[int]*laid
	kept   int // bytes of text in the cache
}

// cacheBytes is how much laid-out text a tab keeps.
const cacheBytes = 4 << 20

func newView(src source) *view {
	v := &view{src: src, cache: make(map[int]*laid)}
	v.top = place{src.first(), 0}
	v.cursor = v.top
	return v
}

func (v *view) empty() bool { return v.src.first() < 0 }

// forget drops what was laid out; it is laid out again when looked at.
func (v *view) forget() {
	clear(v.cache)
	v.kept = 0
}

// block gives a block with its rows for the pane's width.
func (p *Pane) block(i int) *laid {
	v := p.view()
	if l, ok := v.cache[i]; ok {
		return l
	}
	l := v.src.lay(i)
	l.wrap(p.textWidth(), p.wrapped)
	if l.revived {
		return &l
	}
	if v.kept > cacheBytes {
		v.forget()
	}
	v.cache[i] = &l
	v.kept += len(l.text) + 256
	return &l
}

// forward gives the place n rows further on, or the last one, and how many
// rows it went.
func (p *Pane) forward(at place, n int) (place, int) {
	went := 0
	for went < n {
		if rest := len(p.block(at.block).rows) - 1 - at.row; rest > 0 {
			step := min(rest, n-went)
			at.row += step
			went += step
			continue
		}
		next := p.view().src.next(at.block)
		if next < 0 {
			break
		}
		at = place{next, 0}
		went++
	}
	return at, went
}

// backward gives the place n rows before, or the first one, and how many rows
// it went.
func (p *Pane) backward(at place, n int) (place, int) {
	went := 0
	for went < n {
		if at.row > 0 {
			step := min(at.row, n-went)
			at.row -= step
			went += step
			continue
		}
		prev := p.view().src.prev(at.block)
		if prev < 0 {
			break
		}
		at = place{prev, len(p.block(prev).rows) - 1}
		went++
	}
	return at, went
}

// before reports whether a stands before b.
func before(a, b place) bool {
	return a.block < b.block || a.block == b.block && a.row < b.row
}

// move moves the cursor by n rows and scrolls as far as that needs.
func (p *Pane) move(n int) {
	v := p.view()
	if n < 0 {
		v.cursor, _ = p.backward(v.cursor, -n)
	} else {
		v.cursor, _ = p.forward(v.cursor, n)
	}
	v.atEnd = false
	p.showCursor()
}

// scroll moves the screen by n rows, and the cursor with it as far as it must
// to stay on the screen.
func (p *Pane) scroll(n int) {
	v := p.view()
	if n < 0 {
		v.top, _ = p.backward(v.top, -n)
	} else {
		v.top, _ = p.forward(v.top, n)
	}
	v.atEnd = false
	p.fill()
	if before(v.cursor, v.top) {
		v.cursor = v.top
	} else if bottom, _ := p.forward(v.top, max(0, p.bodyHeight()-1)); before(bottom, v.cursor) {
		v.cursor = bottom
	}
}

// page moves screen and cursor alike, so that the cursor keeps its line.
func (p *Pane) page(n int) {
	v := p.view()
	if n < 0 {
		v.top, _ = p.backward(v.top, -n)
		v.cursor, _ = p.backward(v.cursor, -n)
	} else {
		v.top, _ = p.forward(v.top, n)
		v.cursor, _ = p.forward(v.cursor, n)
		p.fill()
	}
	v.atEnd = false
	p.showCursor()
}

// goTo puts the cursor on a place and shows it, in the middle when it was not
// on the screen.
func (p *Pane) goTo(at place) {
	v := p.view()
	v.cursor = at
	v.atEnd = false
	if p.cursorLine() < 0 {
		v.top, _ = p.backward(at, p.bodyHeight()/2)
		p.fill()
	}
	p.showCursor()
}

// goToEnd goes to the last row, and stays at the end while it grows.
func (p *Pane) goToEnd() {
	v := p.view()
	last := v.src.last()
	v.cursor = place{last, len(p.block(last).rows) - 1}
	v.top, _ = p.backward(v.cursor, max(0, p.bodyHeight()-1))
	v.atEnd = true
}

// cursorLine is the line of the screen that the cursor is on, or -1.
func (p *Pane) cursorLine() int {
	v := p.view()
	if before(v.cursor, v.top) {
		return -1
	}
	at := v.top
	for line := range max(1, p.bodyHeight()) {
		if at == v.cursor {
			return line
		}
		next, went := p.forward(at, 1)
		if went == 0 {
			break
		}
		at = next
	}
	return -1
}

// showCursor scrolls just as far as the cursor needs.
func (p *Pane) showCursor() {
	v := p.view()
	switch {
	case before(v.cursor, v.top):
		v.top = v.cursor
	case p.cursorLine() < 0:
		v.top, _ = p.backward(v.cursor, max(0, p.bodyHeight()-1))
	}
}

// fill leaves no empty lines below the end when there are rows above the top.
func (p *Pane) fill() {
	v := p.view()
	h := max(1, p.bodyHeight())
	if _, went := p.forward(v.top, h-1); went < h-1 {
		v.top, _ = p.backward(v.top, h-1-went)
	}
}

// settle keeps screen and cursor on the text after the find field came or went.
func (p *Pane) settle() {
	if !p.view().empty() {
		p.fill()
		p.showCursor()
	}
}

// relaid keeps the places on the same text after the layout has changed: it is
// given the places in the text that the rows stood for.
func (p *Pane) relaid(top, cursor int) {
	v := p.view()
	if v.empty() {
		return
	}
	v.forget()
	v.top.row = p.rowAt(v.top.block, top)
	v.cursor.row = p.rowAt(v.cursor.block, cursor)
	p.fill()
	p.showCursor()
}

// offset is the place in a block's text where a row begins.
func (p *Pane) offset(at place) int {
	if at.block < 0 {
		return 0
	}
	rows := p.block(at.block).rows
	return rows[min(at.row, len(rows)-1)].from
}

// rowAt is the row that holds a place of a block's text.
func (p *Pane) rowAt(block, offset int) int {
	rows := p.block(block).rows
	for i := len(rows) - 1; i > 0; i-- {
		if rows[i].from <= offset {
			return i
		}
	}
	return 0
}
