package sessions

import "time"

// doubleClick is how soon a second click on the same row opens it.
const doubleClick = 400 * time.Millisecond

// markCells are the cells at the left where a click marks: cursor and mark.
const markCells = 2

// clicked is what a click asks for: to sort by a column, to mark a session, or to
// open one.
type clicked struct{ column, mark, open string }

// Click answers a press of the mouse at a cell of the pane: it moves the
// cursor, marks at the column of the marks, opens on the second click, sorts by
// a heading, or goes where the scroll bar was pressed.
func (p *Pane) Click(x, y int, now time.Time) (at clicked) {
	switch {
	case y == 0:
		for i, c := range p.plan {
			if x-gutter == c.x+c.width && i < len(p.plan)-1 {
				p.takeEdge(i)
				return at
			}
			if x-gutter >= c.x && x-gutter < c.x+c.width {
				return clicked{column: c.Name}
			}
		}
		return at
	case x == p.w-1:
		p.dragging = true
		p.Drag(x, y)
		return at
	}
	i := p.top + y - 1
	if i >= p.rows.Len() {
		return at
	}
	p.moveTo(i)
	id, ok := p.Selected()
	if x < markCells && ok {
		p.lastClicked = ""
		return clicked{mark: id}
	}
	if ok && id == p.lastClicked && now.Sub(p.lastClick) < doubleClick {
		at.open = id
	}
	p.lastClicked, p.lastClick = id, now
	return at
}

// edge is the edge of a column that the mouse holds.
type edge struct {
	column string
	right  int // where the column ends, when its other edge is the one that moves; else 0
}

// takeEdge takes the edge after column i. What the name leaves stands at the
// right and does not move there, so that behind the name the edge belongs to
// the column after it.
func (p *Pane) takeEdge(i int) {
	p.held = edge{column: p.plan[i].Name}
	for _, c := range p.plan[:i+1] {
		if c.share() > 0 {
			next := p.plan[i+1]
			p.held = edge{column: next.Name, right: next.x + next.width}
		}
	}
}

// dragEdge moves the edge to x, as far as all columns keep a place.
func (p *Pane) dragEdge(x int) {
	for _, c := range p.plan {
		if c.Name != p.held.column {
			continue
		}
		width := x - c.x
		if p.held.right > 0 {
			width = p.held.right - x - 1
		}
		most := max(c.width, p.w-1-gutter-needed(p.plan)+c.least())
		p.setWidth(c.Name, max(1, min(width, most)))
	}
}

// Drag moves along the scroll bar, or moves the edge of a column, if that is
// where the mouse was pressed.
func (p *Pane) Drag(x, y int) {
	if p.held.column != "" {
		p.dragEdge(x - gutter)
		return
	}
	if !p.dragging || p.body() < 2 {
		return
	}
	line := max(0, min(y-1, p.body()-1))
	p.moveTo(int(int64(line) * int64(p.rows.Len()-1) / int64(p.body()-1)))
}

// Release ends a drag.
func (p *Pane) Release() { p.dragging, p.held = false, edge{} }

// Wheel scrolls by lines, down when n is positive; the cursor stays on the screen.
func (p *Pane) Wheel(n int) {
	b := max(1, p.body())
	p.top = max(0, min(p.top+n, p.rows.Len()-b))
	p.moveTo(max(p.top, min(p.cursor, p.top+b-1)))
}
