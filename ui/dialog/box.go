package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/viewport"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// row is one line inside a box.
type row struct {
	text       string // styled, at most boxBuilder.width cells
	cursor     int    // cell of the text cursor, or -1
	focused    bool   // the box scrolls so that this row is seen
	isBlank    bool   // left out when the box has too few lines
	clickAreas []clickArea
}

// clickArea is the part of a row, in cells, on which a click means a target.
type clickArea struct{ from, to, target int }

// boxBuilder collects the rows of a box. The head and the foot are always seen, and the
// body scrolls between them.
type boxBuilder struct {
	Base
	title                string
	width                int  // cells inside
	isLow                bool // there are few lines: what matters most comes first
	rowsAbove, rowsBelow bool // the body leaves out rows of a list
	writes               bool // the dialog writes, so the box shows the account
	head, body, foot     []row
}

// drawnBox is a box that is drawn.
type drawnBox struct {
	lines            []string
	cursorX, cursorY int // cell of the text cursor; cursorY is -1 without one
	clickAreas       [][]clickArea
}

// frameWidth is how many cells the borders and margins of a box take from a row.
const frameWidth = 4

// newBox returns a builder for a box that is at most maxW cells wide.
func newBox(l Base, title string, want, maxW int) *boxBuilder {
	return &boxBuilder{Base: l, title: title, width: max(1, min(want, maxW)-frameWidth)}
}

// wrap divides plain text into lines of at most w cells. Here and in elide, text from
// outside is cleaned.
func wrap(s string, w int) []string {
	s, _ = client.Clean(s)
	return theme.Wrap(s, w)
}

// elide shortens plain text to w cells, with an ellipsis where it was cut.
func (box *boxBuilder) elide(text string, w int) string {
	text, _ = client.Clean(text)
	return theme.Cut(text, max(0, w), box.Theme.Glyph(theme.GlyphEllipsis))
}

// textRows returns wrapped text as rows.
func (box *boxBuilder) textRows(r theme.Role, text string) (rows []row) {
	for _, l := range wrap(text, box.width) {
		rows = append(rows, row{text: box.Theme.Style(r).Render(l), cursor: -1})
	}
	return rows
}

// addText adds wrapped text to the body.
func (box *boxBuilder) addText(r theme.Role, text string) {
	box.body = append(box.body, box.textRows(r, text)...)
}

// addHangingText adds wrapped text after first, and indents its further lines as wide as
// first is.
func (box *boxBuilder) addHangingText(r theme.Role, first, text string) {
	indent := theme.Width(first)
	for i, l := range wrap(text, box.width-indent) {
		if i > 0 {
			first = strings.Repeat(" ", indent)
		}
		box.body = append(box.body, row{text: box.Theme.Style(r).Render(first + l), cursor: -1})
	}
}

// addHeadText adds wrapped text to the head.
func (box *boxBuilder) addHeadText(r theme.Role, text string) {
	box.head = append(box.head, box.textRows(r, text)...)
}
func (box *boxBuilder) addFootText(r theme.Role, text string) {
	box.foot = append(box.foot, box.textRows(r, text)...)
}

// addLine adds one dim row to the body, elided to the width.
func (box *boxBuilder) addLine(text string) {
	box.body = append(box.body, row{text: box.Theme.Style(theme.Dim).Render(box.elide(text, box.width)), cursor: -1})
}

// addSpace adds a blank row to the body, unless the body is empty or ends with one.
func (box *boxBuilder) addSpace() {
	if n := len(box.body); n > 0 && !box.body[n-1].isBlank {
		box.body = append(box.body, row{cursor: -1, isBlank: true})
	}
}

// draw puts the rows into a box of at most maxH lines. view is scrolled so that the
// focused row is seen; otherwise it stays where its owner scrolled it.
func (box *boxBuilder) draw(maxH int, view *viewport.Model) drawnBox {
	room := maxH - 2 - len(box.head) - len(box.foot)
	body := box.body
	if len(body) > room {
		body = slices.DeleteFunc(slices.Clone(body), func(r row) bool { return r.isBlank })
	}
	top := box.placeViewport(view, body, max(0, min(room, len(body))))
	shown := slices.Concat(box.head, body[top:top+view.Height()], box.foot)
	shown = shown[:min(len(shown), max(0, maxH-2))]
	p := drawnBox{cursorY: -1}
	p.addLine(box.topEdge(), nil)
	for _, r := range shown {
		box.addRow(&p, r)
	}
	more := box.moreText(box.rowsAbove || !view.AtTop(), box.rowsBelow || !view.AtBottom())
	p.addLine(box.Theme.HorizontalEdge(box.width+frameWidth, false, theme.BorderFocus, theme.Dim, more), nil)
	return p
}

// moreText says that there is more than is seen, and the keys that show it.
func (box *boxBuilder) moreText(above, below bool) string {
	if !above && !below {
		return ""
	}
	var labels []string
	for _, page := range []struct {
		there bool
		by    keymap.Action
	}{{above, keymap.PageUp}, {below, keymap.PageDown}} {
		if keys := box.Keys.Keys(page.by, keymap.ScopeDialog); page.there && len(keys) > 0 {
			labels = append(labels, keymap.Label(keys[0]))
		}
	}
	if labels == nil {
		return "more"
	}
	return "more: " + strings.Join(labels, " ")
}

// topEdge draws the upper border with the title and, where the dialog writes, the
// account.
func (box *boxBuilder) topEdge() string {
	w, line := box.width+frameWidth, theme.BorderFocus
	if !box.writes || box.Account == "" {
		return box.Theme.HorizontalEdge(w, true, line, theme.Title, box.title)
	}
	account := box.Theme.Style(theme.Account).Render(box.Theme.Chip(theme.Account, box.elide(box.Account, max(6, w/4))))
	if box.Live {
		account += box.Theme.Style(theme.Live).Render(" LIVE ")
	}
	const (
		ends  = 3  // blanks around the account, and a piece of border
		least = 10 // of the part with the title
	)
	left := w - theme.Width(account) - ends
	if left < least {
		return box.Theme.HorizontalEdge(w, true, line, theme.Title, box.title)
	}
	title, border := theme.Cut(box.Theme.HorizontalEdge(left, true, line, theme.Title, box.title), left-1, ""), box.Theme.Border()
	return title + " " + account + " " + box.Theme.Style(line).Render(border.Top+border.TopRight)
}

// placeViewport gives the body to a viewport of some rows, scrolls only as far as the
// focused row needs, and returns the index of the first row that is seen. The viewport's
// own View is not used: it pads lines to where Lip Gloss sees their end.
func (box *boxBuilder) placeViewport(view *viewport.Model, body []row, rows int) int {
	lines := make([]string, 0, len(body))
	for _, r := range body {
		lines = append(lines, r.text)
	}
	view.SetWidth(box.width)
	view.SetHeight(rows)
	view.SetContentLines(lines)
	top := view.YOffset()
	for i, r := range body {
		if r.focused {
			top = max(min(top, i), i-rows+1)
		}
	}
	view.SetYOffset(top)
	return view.YOffset()
}

func (p *drawnBox) addLine(line string, hits []clickArea) {
	p.lines, p.clickAreas = append(p.lines, line), append(p.clickAreas, hits)
}

// addRow adds one row with its borders to the drawn box.
func (box *boxBuilder) addRow(p *drawnBox, r row) {
	side := box.Theme.VerticalEdge(theme.BorderFocus)
	if r.cursor >= 0 {
		p.cursorX, p.cursorY = r.cursor+frameWidth/2, len(p.lines)
	}
	text := theme.Cut(r.text, box.width, "")
	p.addLine(side+" "+text+strings.Repeat(" ", box.width-theme.Width(text))+" "+side, r.clickAreas)
}

// targetAt returns the target at a cell of the box.
func (p drawnBox) targetAt(x, y int) (int, bool) {
	if y < 0 || y >= len(p.clickAreas) {
		return 0, false
	}
	for _, h := range p.clickAreas[y] {
		if x-frameWidth/2 >= h.from && x-frameWidth/2 < h.to {
			return h.target, true
		}
	}
	return 0, false
}

// elideMiddle shortens a text to w cells, and keeps its beginning and its end.
func (box *boxBuilder) elideMiddle(text string, w int) string {
	text, _ = client.Clean(text)
	ellipsis := box.Theme.Glyph(theme.GlyphEllipsis)
	if theme.Width(text) <= w || w < 3 {
		return text
	}
	end := (w - 1) / 2
	return theme.Cut(text, w-end, ellipsis) + theme.CutLeft(text, theme.Width(text)-end)
}
