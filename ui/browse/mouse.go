package browse

import "time"

// doubleClick is how soon a second click on the same row opens it.
const doubleClick = 400 * time.Millisecond

// Click answers a press of the mouse at a cell of the pane: it moves the
// cursor, opens on the second click, sorts by a heading, or goes where the
// scroll bar was pressed.
func (p *Pane) Click(x, y int, now time.Time) Intent {
	switch {
	case y == 0:
		for i, c := range p.plan {
			if x-gutter == c.x+c.width && i < len(p.plan)-1 {
				p.widening = c.Name
				return nil
			}
			if x-gutter >= c.x && x-gutter < c.x+c.width {
				return SortBy{Column: c.Name}
			}
		}
		return nil
	case x == p.w-1:
		p.dragging = true
		p.Drag(x, y)
		return nil
	}
	i := p.top + y - 1
	if i >= p.rows.Len() {
		return nil
	}
	again := i == p.lastPlace && now.Sub(p.lastClick) < doubleClick
	p.lastPlace, p.lastClick = i, now
	p.moveTo(i)
	if id, ok := p.Selected(); ok && again {
		return OpenSession{ID: id}
	}
	return nil
}

// Drag moves along the scroll bar, or moves the edge of a column, if that is
// where the mouse was pressed.
func (p *Pane) Drag(x, y int) {
	if p.widening != "" {
		for _, c := range p.plan {
			if c.Name == p.widening {
				p.SetWidth(c.Name, max(1, x-gutter-c.x))
			}
		}
		return
	}
	if !p.dragging || p.body() < 2 {
		return
	}
	line := max(0, min(y-1, p.body()-1))
	p.moveTo(int(int64(line) * int64(p.rows.Len()-1) / int64(p.body()-1)))
}

// Release ends a drag.
func (p *Pane) Release() { p.dragging, p.widening = false, "" }

// Wheel scrolls by lines, down when n is positive; the cursor stays on the screen.
func (p *Pane) Wheel(n int) {
	b := max(1, p.body())
	p.top = max(0, min(p.top+n, p.rows.Len()-b))
	p.moveTo(max(p.top, min(p.cursor, p.top+b-1)))
}
