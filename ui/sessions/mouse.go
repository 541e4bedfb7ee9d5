package sessions

import "time"

// doubleClickTime is how soon a second click on the same row opens it.
const doubleClickTime = 400 * time.Millisecond

// markCells are the cells at the left where a click marks: cursor and mark.
const markCells = 2

// clickTarget is what a click asks for: to sort by a column, to mark a session, or to
// open one.
type clickTarget struct{ column, mark, open string }

// Click answers a press of the mouse at a cell of the pane: it moves the
// cursor, marks at the column of the marks, opens on the second click, sorts by
// a heading, or goes where the scroll bar was pressed.
func (p *Pane) Click(x, y int, now time.Time) (at clickTarget) {
	switch {
	case y == 0:
		for i, c := range p.placed {
			if x-gutterWidth == c.x+c.width && i < len(p.placed)-1 {
				p.startEdgeDrag(i)
				return at
			}
			if x-gutterWidth >= c.x && x-gutterWidth < c.x+c.width {
				return clickTarget{column: c.Name}
			}
		}
		return at
	case x == p.w-1:
		p.draggingBar = true
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
		p.lastClickedID = ""
		return clickTarget{mark: id}
	}
	if ok && id == p.lastClickedID && now.Sub(p.lastClickAt) < doubleClickTime {
		at.open = id
	}
	p.lastClickedID, p.lastClickAt = id, now
	return at
}

// edge is the edge of a column that the mouse holds.
type edge struct {
	column string
	right  int // where the column ends, when its other edge is the one that moves; else 0
}

// startEdgeDrag takes the edge after column i. What the name leaves stands at the
// right and does not move there, so that behind the name the edge belongs to
// the column after it.
func (p *Pane) startEdgeDrag(i int) {
	p.draggedEdge = edge{column: p.placed[i].Name}
	for _, c := range p.placed[:i+1] {
		if c.growShare() > 0 {
			next := p.placed[i+1]
			p.draggedEdge = edge{column: next.Name, right: next.x + next.width}
		}
	}
}

// dragEdge moves the edge to x, as far as all columns keep a place.
func (p *Pane) dragEdge(x int) {
	for _, c := range p.placed {
		if c.Name != p.draggedEdge.column {
			continue
		}
		width := x - c.x
		if p.draggedEdge.right > 0 {
			width = p.draggedEdge.right - x - 1
		}
		most := max(c.width, p.w-1-gutterWidth-narrowestTotal(p.placed)+c.narrowest())
		p.setWidth(c.Name, max(1, min(width, most)))
	}
}

// Drag moves along the scroll bar, or moves the edge of a column, if that is
// where the mouse was pressed.
func (p *Pane) Drag(x, y int) {
	if p.draggedEdge.column != "" {
		p.dragEdge(x - gutterWidth)
		return
	}
	if !p.draggingBar || p.bodyHeight() < 2 {
		return
	}
	line := max(0, min(y-1, p.bodyHeight()-1))
	p.moveTo(int(int64(line) * int64(p.rows.Len()-1) / int64(p.bodyHeight()-1)))
}

// Release ends a drag.
func (p *Pane) Release() { p.draggingBar, p.draggedEdge = false, edge{} }

// Wheel scrolls by lines, down when n is positive; the cursor stays on the screen.
func (p *Pane) Wheel(n int) {
	b := max(1, p.bodyHeight())
	p.top = max(0, min(p.top+n, p.rows.Len()-b))
	p.moveTo(max(p.top, min(p.cursor, p.top+b-1)))
}
