package ui

import "vapi-sessions/ui/config"

// Side is where the detail pane stands, as the settings have it.
type Side string

// The places of the detail pane. Auto chooses by the size of the terminal.
const (
	SideAuto  Side = "auto"
	SideRight Side = "right"
	SideBelow Side = "below"
)

// The smallest terminal that the program draws in, and the sizes from which
// there is room for more than the list.
const (
	minWidth, minHeight = 40, 10
	viewsFrom           = 22 // lines for the line of views
	wideFrom            = 80 // columns for the line of views and a pane at the right
	belowWidth          = 60 // columns for a pane below
)

// rect is a place on the screen, in cells.
type rect struct{ x, y, w, h int }

func (r rect) holds(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// layout is where everything stands. Places that are not shown have no height.
type layout struct {
	tooSmall bool
	views    int // line of the views; -1 when there is no room
	filter   rect
	banner   rect
	list     rect
	divider  rect // between list and detail
	detail   rect
	side     Side
	status   int
	footer   int
}

// want is what the layout depends on besides the size.
type want struct {
	side      Side
	sizes     config.Pane // from which sizes the pane has a place beside the list
	pane      bool        // the detail pane is wanted beside the list
	full      bool        // the focused pane has the whole body
	reading   bool        // the detail pane has the focus
	share     int         // percent of the body that the list keeps
	filterBar int         // lines of the filter bar, at least one
	banner    int         // lines of the banner
}

// arrange lays the screen out.
func arrange(w, h int, a want) layout {
	l := layout{tooSmall: w < minWidth || h < minHeight, views: -1, status: h - 2, footer: h - 1}
	if l.tooSmall {
		return l
	}
	y := 1
	if w >= wideFrom && h >= viewsFrom {
		l.views = y
		y++
	}
	if h >= 14 || a.filterBar > 1 {
		l.filter = rect{0, y, w, a.filterBar}
		y += a.filterBar
	}
	l.banner = rect{0, y, w, min(a.banner, max(0, h-2-y-4))}
	y += l.banner.h
	l.placePanes(rect{0, y, w, max(0, h-2-y)}, w, h, a)
	return l
}

// placePanes divides the body between the list and the detail pane.
func (l *layout) placePanes(body rect, w, h int, a want) {
	l.side = a.side
	right, below := wideFrom, belowWidth
	if a.side == SideAuto {
		right, below = a.sizes.Right, a.sizes.Below
		l.side = SideRight
		if w < right {
			l.side = SideBelow
		}
	}
	room := l.side == SideRight && w >= right || l.side == SideBelow && w >= below && h >= a.sizes.Rows
	switch {
	case a.reading && (a.full || !room || !a.pane):
		l.detail = body
	case a.full || !room || !a.pane:
		l.list = body
	case l.side == SideRight:
		n := max(32, min(body.w*a.share/100, body.w-32))
		l.list = rect{body.x, body.y, n, body.h}
		l.divider = rect{body.x + n, body.y, 1, body.h}
		l.detail = rect{body.x + n + 1, body.y, body.w - n - 1, body.h}
	default:
		n := max(4, min(body.h*a.share/100, body.h-5))
		l.list = rect{body.x, body.y, body.w, n}
		l.divider = rect{body.x, body.y + n, body.w, 1}
		l.detail = rect{body.x, body.y + n + 1, body.w, body.h - n - 1}
	}
}
