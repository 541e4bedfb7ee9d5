package sessions

import "time"

// doubleClickTime is how soon a second click on the same row opens it.
const doubleClickTime = 400 * time.Millisecond

// markCells are the cells at the left where a click marks: cursor and mark.
const markCells = 2

// clickTarget says what a click asks for: a column to sort by, or the ID of a session to
// mark or to open. At most one field is set.
type clickTarget struct{ column, mark, open string }

// Click handles a press of the mouse at a cell of the pane. It moves the cursor or begins
// a drag, and returns what else the click asks for.
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

// edge is the edge of a column that is being dragged.
type edge struct {
	column string
	right  int // where the column ends, when its other edge is the one that moves; else 0
}

// startEdgeDrag begins to drag the edge after column i. Columns after one that grows are
// aligned to the right, so there the edge changes the width of the next column.
func (p *Pane) startEdgeDrag(i int) {
	p.draggedEdge = edge{column: p.placed[i].Name}
	for _, c := range p.placed[:i+1] {
		if c.growShare() > 0 {
			next := p.placed[i+1]
			p.draggedEdge = edge{column: next.Name, right: next.x + next.width}
		}
	}
}

// dragEdge moves the edge to x, as far as the other columns keep their least widths.
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

// Drag follows the mouse after a press on the scroll bar or on the edge of a column.
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
