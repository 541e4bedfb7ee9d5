package ui

// focus says which pane has the keyboard when no dialog and no field has it.
type focus uint8

const (
	onList focus = iota
	onDetail
)

// panes is where the panes stand, and which of them has the keyboard.
type panes struct {
	w, h     int // of the terminal
	layout   layout
	arranged bool // layout is that of the state
	focus    focus
	side     Side
	pane     bool // the detail pane is wanted beside the list
	full     bool // the pane with the keyboard has the whole body
	share    int  // percent of the body that the list keeps
	resizing bool // the line between the panes is being dragged
}

// toList gives the keyboard back to the list, and the list its place.
func (p *panes) toList() { p.focus, p.full = onList, false }

// turn puts the detail pane at the right or below, and says which.
func (p *panes) turn() string {
	p.pane = true
	if p.layout.side == SideRight {
		p.side = SideBelow
		return "detail below"
	}
	p.side = SideRight
	return "detail at the right"
}

// resize moves the line between the panes to a cell.
func (p *panes) resize(x, y int) {
	l := &p.layout
	part, all := y-l.list.y, l.list.h+l.detail.h
	if l.side == SideRight {
		part, all = x-l.list.x, l.list.w+l.detail.w
	}
	p.share = max(20, min(80, part*100/max(1, all)))
}
