package ui

// focus says which pane has the keyboard where no dialog and no field has it.
type focus uint8

const (
	focusList focus = iota
	focusDetail
)

// panes is how the panes are laid out, and which of them has the keyboard.
type panes struct {
	w, h            int // of the terminal
	layout          layout
	layoutFresh     bool // the layout belongs to the current state
	focus           focus
	side            paneSide
	showsDetail     bool // the person wants the detail pane beside the list
	fullScreen      bool // the focused pane takes the whole body
	listPercent     int  // percent of the body that the list keeps
	draggingDivider bool // the mouse drags the line between the panes
}

// focusOnList gives the keyboard to the list, and ends the full screen.
func (p *panes) focusOnList() { p.focus, p.fullScreen = focusList, false }

// switchSide moves the detail pane to the right or below, and says where it is.
func (p *panes) switchSide() string {
	p.showsDetail = true
	if p.layout.side == sideRight {
		p.side = sideBelow
		return "detail below"
	}
	p.side = sideRight
	return "detail at the right"
}

// dragDivider moves the line between the panes to a cell.
func (p *panes) dragDivider(x, y int) {
	l := &p.layout
	part, all := y-l.list.y, l.list.h+l.detail.h
	if l.side == sideRight {
		part, all = x-l.list.x, l.list.w+l.detail.w
	}
	p.listPercent = max(20, min(80, part*100/max(1, all)))
}
