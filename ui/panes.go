package ui

// focus says which pane has the keyboard when no dialog and no field has it.
type focus uint8

const (
	focusList focus = iota
	focusDetail
)

// panes is where the panes stand, and which of them has the keyboard.
type panes struct {
	w, h            int // of the terminal
	layout          layout
	layoutFresh     bool // layout is that of the state
	focus           focus
	side            Side
	showsDetail     bool // the detail pane is wanted beside the list
	fullScreen      bool // the pane with the keyboard has the whole body
	listPercent     int  // percent of the body that the list keeps
	draggingDivider bool // the line between the panes is being dragged
}

// focusOnList gives the keyboard back to the list, and the list its place.
func (p *panes) focusOnList() { p.focus, p.fullScreen = focusList, false }

// switchSide puts the detail pane at the right or below, and says which.
func (p *panes) switchSide() string {
	p.showsDetail = true
	if p.layout.side == SideRight {
		p.side = SideBelow
		return "detail below"
	}
	p.side = SideRight
	return "detail at the right"
}

// dragDivider moves the line between the panes to a cell.
func (p *panes) dragDivider(x, y int) {
	l := &p.layout
	part, all := y-l.list.y, l.list.h+l.detail.h
	if l.side == SideRight {
		part, all = x-l.list.x, l.list.w+l.detail.w
	}
	p.listPercent = max(20, min(80, part*100/max(1, all)))
}
