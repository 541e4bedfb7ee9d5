package ui

import "vapi-sessions/keymap"

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

// paneRefusal returns why an action on the panes would change nothing that can be seen, or
// "" for any other action.
func (p *panes) paneRefusal(a keymap.Action, keys keymap.Map) string {
	l, works := &p.layout, true
	switch a {
	case keymap.PaneSide:
		works = l.otherHasRoom
	case keymap.TogglePane:
		works = l.hasRoom
	case keymap.FullScreen:
		works = l.hasRoom && p.showsDetail
	case keymap.PaneGrow, keymap.PaneShrink:
		works = l.divider.h > 0
	default:
	}
	switch {
	case works:
		return ""
	case l.hasRoom && a == keymap.PaneSide:
		return "no room for the pane " + l.otherSide.words()
	case l.hasRoom && p.fullScreen:
		return "full screen: " + keys.Label(keymap.FullScreen) + " ends it"
	case l.hasRoom && p.focus == focusDetail:
		return keys.Label(keymap.TogglePane) + " shows the list beside it"
	case l.hasRoom:
		return "the pane is hidden: " + keys.Label(keymap.TogglePane) + " shows it"
	case p.focus == focusDetail:
		return "no room for the list beside it: " + keys.Label(keymap.LeavePane, keymap.ScopeDetail) + " goes back"
	}
	return "no room for the pane: " + keys.Label(keymap.Open) + " opens it"
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
