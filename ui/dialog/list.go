package dialog

import (
	"slices"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/field"
	"vapi-sessions/ui/words"
)

// list is the rows of a form. The arrows choose one of them.
type list struct {
	chosen, count int
	query         *field.Field // search field; nil for none
	label         string       // before the query
	rightText     string       // after the query
	emptyText     string       // shown where there are no rows
	maxRows       int          // most lines; 0 for as many as there is room for
	drawEntry     func(box *boxBuilder, i int) []row
	press         func() outcome // what enter and a click do with the chosen row of a form of rows alone
}

// firstRowTarget is the click target of the first row.
const firstRowTarget = 1000

// pageStep is how many rows a page key moves. The height of a list is not known before
// it is drawn.
const pageStep = 10

// handleAction moves the choice, and reports whether the action was a movement.
func (l *list) handleAction(a keymap.Action) bool {
	switch a {
	case keymap.Down:
		l.choose(l.chosen + 1)
	case keymap.Up:
		l.choose(l.chosen - 1)
	case keymap.Top:
		l.choose(0)
	case keymap.End:
		l.choose(l.count - 1)
	default:
		n := a.Page(pageStep)
		if n == 0 {
			return false
		}
		l.choose(l.chosen + n)
	}
	return true
}

// choose chooses row i, or the nearest one.
func (l *list) choose(i int) { l.chosen = max(0, min(i, l.count-1)) }

// setCount sets how many rows there are.
func (l *list) setCount(count int) {
	l.count = count
	l.choose(l.chosen)
}

// addRows adds the chosen row and those around it to the body, at most room lines.
func (l *list) addRows(box *boxBuilder, room int) {
	if l.count == 0 {
		box.addText(theme.Dim, l.emptyText)
		return
	}
	if l.maxRows > 0 {
		room = min(room, l.maxRows)
	}
	rows, from, to := l.drawEntry(box, l.chosen), l.chosen, l.chosen+1
	for len(rows) < room && (from > 0 || to < l.count) {
		if from > 0 && (to == l.count || to-l.chosen > l.chosen-from) {
			from--
			rows = append(l.drawEntry(box, from), rows...)
			box.rowsAbove = len(rows) > room
			rows = rows[max(0, len(rows)-room):]
		} else {
			rows = append(rows, l.drawEntry(box, to)...)
			to++
		}
	}
	box.rowsAbove, box.rowsBelow = box.rowsAbove || from > 0, to < l.count || len(rows) > room
	box.body = append(box.body, rows[:min(len(rows), room)]...)
}

// column is one cell of a list's row: plain text in one or more lines.
type column struct {
	lines []string
	width int // in cells, more where a line is longer; the last column takes the rest
	role  theme.Role
}

// listRow draws columns side by side, w cells wide, with a sign before the chosen row.
func (box *boxBuilder) listRow(w, target int, chosen bool, columns ...column) (rows []row) {
	style := box.Theme.Style
	if chosen {
		style = func(r theme.Role) theme.Style { return box.Theme.InRow(r, theme.Cursor) }
	}
	tallest := slices.MaxFunc(columns, func(a, b column) int { return len(a.lines) - len(b.lines) })
	for i := range tallest.lines {
		r := row{cursor: -1, focused: chosen, clickAreas: []clickArea{{0, w, target}}}
		sign, rest := "  ", w-2
		if chosen && i == 0 {
			sign = box.Theme.Glyph(theme.GlyphCursor) + " "
		}
		for j, c := range columns {
			line, wide := lineAt(c.lines, i), rest
			if j < len(columns)-1 {
				wide = min(rest, max(c.width, theme.Width(line)))
			}
			r.text += style(theme.Plain).Render(sign) + style(c.role).Render(box.fit(line, max(0, wide)))
			sign, rest = " ", rest-wide-1
		}
		rows = append(rows, r)
	}
	return rows
}

// lineAt returns line i, or "" after the last.
func lineAt(all []string, i int) string {
	if i < len(all) {
		return all[i]
	}
	return ""
}

// addColumns adds lists of rows, each so many cells wide, side by side.
func (box *boxBuilder) addColumns(wide int, columns ...[]row) {
	for i := 0; slices.ContainsFunc(columns, func(c []row) bool { return i < len(c) }); i++ {
		line := row{cursor: -1}
		for j, column := range columns {
			text := strings.Repeat(" ", wide)
			if i < len(column) {
				text = column[i].text
				line.focused = line.focused || column[i].focused
				for _, h := range column[i].clickAreas {
					x := j * (wide + 2)
					line.clickAreas = append(line.clickAreas, clickArea{x + h.from, x + h.to, h.target})
				}
			}
			line.text += text + "  "
		}
		box.body = append(box.body, line)
	}
}

// room returns how many rows are left for the body of a box with maxH lines.
func (box *boxBuilder) room(maxH int) int { return max(1, maxH-2-len(box.head)-len(box.foot)) }

// addSearchLine adds the line with the search field to the head.
func (box *boxBuilder) addSearchLine(label string, f *field.Field, right string) {
	wide := max(4, box.width-theme.Width(label)-theme.Width(right)-2)
	if wide < 12 {
		right = ""
		wide = max(4, box.width-theme.Width(label)-1)
	}
	shown, cursor := f.Window(wide)
	text := box.Theme.Style(theme.Dim).Render(label) + box.Theme.Style(theme.FieldFocus).Render(shown)
	if right != "" {
		text += " " + box.Theme.Style(theme.Dim).Render(right)
	}
	box.head = append(box.head, row{text: text, cursor: theme.Width(label) + cursor})
}

// containsWords reports whether a text contains every word of a query, in any case.
func containsWords(text, query string) bool {
	for _, w := range strings.Fields(query) {
		if !words.NewMatcher(w).In(text) {
			return false
		}
	}
	return true
}
