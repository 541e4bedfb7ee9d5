package ui

import "vapi-sessions/ui/config"

// paneSide is where the detail pane is, as the settings name it.
type paneSide string

// The sides of the detail pane. Auto depends on the size of the terminal.
const (
	sideAuto  paneSide = "auto"
	sideRight paneSide = "right"
	sideBelow paneSide = "below"
)

// words says where the pane is on that side.
func (s paneSide) words() string {
	if s == sideBelow {
		return "below"
	}
	return "at the right"
}

// The smallest terminal that the program draws in, and the sizes from which
// there is room for more than the list.
const (
	minWidth, minHeight = 40, 10
	listMinHeight       = 2  // lines that a banner leaves to the list: its headings and a row
	viewsMinHeight      = 22 // lines of the terminal for the line of views
	wideMinWidth        = 80 // columns for the line of views, and for a pane at the right
	belowMinWidth       = 60 // columns for a pane below
)

// rect is an area of the screen, in cells.
type rect struct{ x, y, w, h int }

func (r rect) contains(x, y int) bool {
	return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h
}

// layout is where everything is on the screen. An area that is not shown has no height.
type layout struct {
	tooSmall bool
	views    int // line of the views; -1 where it is not shown
	filter   rect
	banner   rect
	list     rect
	divider  rect // between list and detail
	detail   rect
	side     paneSide
	status   int
	footer   int

	otherSide    paneSide // where the detail pane could be instead of side
	hasRoom      bool     // for both panes, with the detail at side
	otherHasRoom bool     // the same, with the detail at otherSide
}

// layoutInput is what the layout depends on, besides the size of the terminal.
type layoutInput struct {
	side          paneSide
	sizes         config.Pane        // least sizes of the terminal for a pane beside the list
	showsDetail   bool               // the person wants the detail pane beside the list
	fullScreen    bool               // the focused pane takes the whole body
	detailFocused bool               // the detail pane has the keyboard
	listPercent   int                // percent of the body that the list keeps
	filterLines   int                // of the filter; 0 for none, which a low screen does not tell
	bannerLines   func(room int) int // of the banner, in so many at most
}

// newLayout computes the layout of a screen.
func newLayout(w, h int, a layoutInput) layout {
	l := layout{tooSmall: w < minWidth || h < minHeight, views: -1, status: h - 2, footer: h - 1}
	if l.tooSmall {
		return l
	}
	y := 1
	if w >= wideMinWidth && h >= viewsMinHeight {
		l.views = y
		y++
	}
	if h >= 14 || a.filterLines > 0 {
		l.filter = rect{0, y, w, max(1, a.filterLines)}
		y += l.filter.h
	}
	l.banner = rect{0, y, w, a.bannerLines(h - 2 - y - listMinHeight)}
	y += l.banner.h
	l.placePanes(rect{0, y, w, max(0, h-2-y)}, w, h, a)
	return l
}

// placePanes divides the body between the list and the detail pane.
func (l *layout) placePanes(body rect, w, h int, a layoutInput) {
	room := map[paneSide]bool{sideRight: w >= wideMinWidth, sideBelow: w >= belowMinWidth && h >= a.sizes.Rows}
	l.side, l.hasRoom = a.side, room[a.side]
	if a.side == sideAuto {
		l.side, l.hasRoom = sideRight, true
		if w < a.sizes.Right {
			l.side, l.hasRoom = sideBelow, w >= a.sizes.Below && h >= a.sizes.Rows
		}
	}
	l.otherSide = map[paneSide]paneSide{sideRight: sideBelow, sideBelow: sideRight}[l.side]
	if !l.hasRoom && !room[l.otherSide] {
		l.otherSide = l.side // that the settings choose only for larger screens
	}
	l.otherHasRoom = room[l.otherSide]
	switch {
	case a.detailFocused && (a.fullScreen || !l.hasRoom || !a.showsDetail):
		l.detail = body
	case a.fullScreen || !l.hasRoom || !a.showsDetail:
		l.list = body
	case l.side == sideRight:
		n := max(32, min(body.w*a.listPercent/100, body.w-32))
		l.list = rect{body.x, body.y, n, body.h}
		l.divider = rect{body.x + n, body.y, 1, body.h}
		l.detail = rect{body.x + n + 1, body.y, body.w - n - 1, body.h}
	default:
		n := max(4, min(body.h*a.listPercent/100, body.h-5))
		l.list = rect{body.x, body.y, body.w, n}
		l.divider = rect{body.x, body.y + n, body.w, 1}
		l.detail = rect{body.x, body.y + n + 1, body.w, body.h - n - 1}
	}
}
