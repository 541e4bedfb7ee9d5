package sessions

import (
	"slices"
	"time"

	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// Pane is the list on the screen. [NewModel] makes it.
type Pane struct {
	drawContext
	theme          *theme.Theme
	keys           keymap.Map
	rows           rowSource
	columns        []Column
	placed         []placedColumn
	skippedColumns int    // columns after the first that are scrolled away
	sortKey        string // value of sort:
	descending     bool   // sorted in descending order

	w, h          int
	top           int // position of the first row on the screen
	cursor        int
	cursorAnchor  pager.Anchor
	fromTop       bool          // first rows are in flight and the cursor was not moved: it stays on the first row
	rangeFrom     *pager.Anchor // where range marking began; nil when it is off
	focused       bool
	searchText    string // what the list is searched for
	rename        *renameInput
	lastClickAt   time.Time
	lastClickedID string
	draggingBar   bool
	draggedEdge   edge
	emptyText     func() []string // lines that say why there are no rows
	drawn         drawnCache
	timedRows     rowRange  // rows that findNextChange scanned
	nextDraw      time.Time // when time alone changes one of them; zero for never
}

// Resize sets the pane's size in cells, headings included.
func (p *Pane) Resize(w, h int) {
	if w == p.w && h == p.h {
		return
	}
	p.w, p.h = max(0, w), max(0, h)
	p.replan()
	p.scrollToCursor()
}

// replan lays out the columns. A list that is searched for a text gets the column of the
// words around it, if there is room.
func (p *Pane) replan() {
	p.timedRows = rowRange{}
	cols := p.columns
	if p.searchText != "" && !hasColumn(cols, hitColumn) {
		cols = slices.Insert(slices.Clone(cols), min(1, len(cols)), Column{Name: hitColumn})
	}
	p.placed = layOutColumns(cols, max(0, min(p.skippedColumns, len(cols)-2)), p.w-1)
	if hasColumn(cols, hitColumn) && !p.fits(hitColumn) { // bring back the columns that were dropped for it
		cols = slices.DeleteFunc(slices.Clone(cols), func(c Column) bool { return c.Name == hitColumn })
		p.placed = layOutColumns(cols, max(0, min(p.skippedColumns, len(cols)-2)), p.w-1)
	}
}

// SetTheme changes the styles.
func (p *Pane) SetTheme(t *theme.Theme) { p.theme = t }

// SetFocus says whether the pane has the keyboard.
func (p *Pane) SetFocus(on bool) { p.focused = on }

// SetPrivate turns private mode, which masks names and numbers, on or off.
func (p *Pane) SetPrivate(on bool) { p.private = on }

// showColumns changes the columns.
func (p *Pane) showColumns(cols []Column) {
	p.columns, p.skippedColumns = cols, 0
	p.replan()
}

// setWidth sets the width of a column in cells; 0 restores its own. It reports whether
// the column is shown.
func (p *Pane) setWidth(name string, width int) bool {
	i := slices.IndexFunc(p.columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return false
	}
	p.columns = slices.Clone(p.columns)
	p.columns[i].Width = max(0, min(width, 200))
	if width > 0 {
		p.columns[i].Width = max(3, p.columns[i].Width)
	}
	p.replan()
	return true
}

// fits reports whether a column is on the screen.
func (p *Pane) fits(name string) bool {
	return slices.ContainsFunc(p.placed, func(c placedColumn) bool { return c.Name == name })
}

// Columns returns the chosen columns.
func (p *Pane) Columns() []Column { return p.columns }

// spot is a place to return to in a list: the cursor and its line.
type spot struct {
	cursor pager.Anchor
	line   int // of the screen
}

// spot returns the place of the cursor, for returnTo.
func (p *Pane) spot() spot { return spot{p.cursorAnchor, p.cursor - p.top} }

// returnTo restores a place, after showRows with its list.
func (p *Pane) returnTo(s spot) {
	p.cursorAnchor = s.cursor
	p.cursor = p.top + s.line
	p.fromTop = false
	p.sync()
}

// showRows shows another list, from its first row.
func (p *Pane) showRows(rows rowSource) {
	p.rows, p.top, p.cursor, p.rangeFrom, p.rename = rows, 0, 0, nil, nil
	p.fromTop = true
	p.sync()
}

// sync must follow every change of the list or of its names. It finds the cursor's
// session again and keeps it on its line of the screen.
func (p *Pane) sync() {
	p.drawn = drawnCache{}
	if p.fromTop {
		p.cursorAnchor = pager.Anchor{}
	}
	line := p.cursor - p.top
	p.cursor = p.clamp(p.rows.Resolve(p.cursorAnchor))
	p.top = p.cursor - line
	p.scrollToCursor()
	p.anchorCursor()
}

// window returns the first and last position on the screen; last < first when
// there is nothing to show.
func (p *Pane) window() (first, last int) {
	return p.top, min(p.top+p.bodyHeight(), p.rows.Len()) - 1
}

// visibleRows returns the range of the rows on the screen.
func (p *Pane) visibleRows() rowRange {
	first, last := p.window()
	return rowRange{p.rows, p.rows.Version(), first, last}
}

// Cursor returns the position of the cursor.
func (p *Pane) Cursor() int { return p.cursor }

// Selected returns the ID of the session under the cursor, if one is loaded there.
func (p *Pane) Selected() (string, bool) {
	if p.cursor >= p.rows.Len() {
		return "", false
	}
	at := p.rows.Anchor(p.cursor)
	if at.Delta != 0 { // the anchor is the nearest loaded row, not this one
		return "", false
	}
	return at.ID, at.ID != ""
}

// Visible reports whether the session is on the screen now.
func (p *Pane) Visible(id string) bool {
	i, ok := p.rows.Index(id)
	first, last := p.window()
	return ok && i >= first && i <= last
}

// Select moves the cursor to the session, if it is loaded.
func (p *Pane) Select(id string) bool {
	i, ok := p.rows.Index(id)
	if ok {
		p.moveTo(i)
	}
	return ok
}

// Ranging reports whether range marking is on.
func (p *Pane) Ranging() bool { return p.rangeFrom != nil }

// EndRange leaves range marking without marking.
func (p *Pane) EndRange() { p.rangeFrom = nil }

// bodyHeight is how many rows fit below the headings.
func (p *Pane) bodyHeight() int { return max(0, p.h-1) }

func (p *Pane) clamp(i int) int { return max(0, min(i, p.rows.Len()-1)) }

func (p *Pane) anchorCursor() {
	if p.rows.Len() > 0 {
		p.cursorAnchor = p.rows.Anchor(p.cursor)
	}
}

// scrollToCursor scrolls just as far as the cursor needs, and never past the end.
func (p *Pane) scrollToCursor() {
	b := max(1, p.bodyHeight())
	p.top = max(p.cursor-b+1, min(p.top, p.cursor))
	p.top = max(0, min(p.top, p.rows.Len()-b))
}

func (p *Pane) moveTo(i int) {
	p.fromTop = false
	p.cursor = p.clamp(i)
	p.scrollToCursor()
	p.anchorCursor()
}

func (p *Pane) move(n int) { p.moveTo(p.cursor + n) }

// page moves the screen and the cursor alike, so that the cursor keeps its line.
func (p *Pane) page(n int) {
	p.top = max(0, min(p.top+n, p.rows.Len()-max(1, p.bodyHeight())))
	p.move(n)
}

// Do carries out an action that moves, and reports whether it is one.
func (p *Pane) Do(a keymap.Action) bool {
	switch a {
	case keymap.Down:
		p.move(1)
	case keymap.Up:
		p.move(-1)
	case keymap.Top:
		p.moveTo(0)
	case keymap.End:
		p.moveTo(p.rows.Len() - 1)
		if p.rows.Len() > 0 && p.cursorAnchor.ID == "" {
			p.cursorAnchor = pager.Anchor{Position: 1, FromEnd: true}
		}
	case keymap.ScrollLeft:
		p.skippedColumns = max(0, p.skippedColumns-1)
		p.replan()
	case keymap.ScrollRight:
		p.skippedColumns = min(p.skippedColumns+1, max(0, len(p.columns)-2))
		p.replan()
	default:
		n := a.Page(max(1, p.bodyHeight()))
		if n != 0 {
			p.page(n)
		}
		return n != 0
	}
	return true
}
