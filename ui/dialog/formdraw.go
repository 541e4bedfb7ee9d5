package dialog

import (
	"cmp"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// defaultLabelWidth is how many cells the labels of a form take.
const defaultLabelWidth = 13

// minListRows is how many rows of a list must fit below the head. Where fewer fit, the
// head scrolls with the list.
const minListRows = 3

// draw implements Dialog.
func (f *form) draw(maxW, maxH int) drawnBox {
	box := newBox(f.Base, f.title, f.maxWidth, maxW)
	box.isLow, box.writes = maxH < 14, f.writes
	if f.list != nil && f.list.query != nil {
		box.addSearchLine(f.list.label, f.list.query, f.list.rightText)
	}
	f.hooks.body(box)
	f.addButtons(box)
	if f.list != nil && f.list.query == nil && box.room(maxH) < minListRows {
		box.head, box.body = nil, box.head
	}
	switch {
	case f.list == nil:
		box.addSpace()
	case f.list.drawEntry != nil || f.list.count == 0:
		f.list.addRows(box, box.room(maxH))
	}
	for i := range box.body {
		box.body[i].focused = box.body[i].focused && (!f.scrolled || f.list != nil)
	}
	return box.draw(maxH, &f.viewport)
}

// addControls adds the controls that are not buttons to the body, in order.
func (f *form) addControls(box *boxBuilder) {
	for i := range f.controls {
		f.addControl(box, i)
	}
}

// addControl adds a control to the body, unless it is a button: the sign of the focus,
// its label, value and note, and its fault in a line of its own.
func (f *form) addControl(box *boxBuilder, i int) {
	c := &f.controls[i]
	if c.hidden || c.kind == buttonControl {
		return
	}
	focused := i == f.focus
	sign, label := "  ", box.Theme.Style(theme.Plain)
	if focused {
		sign, label = box.Theme.Glyph(theme.GlyphCursor)+" ", box.Theme.Style(theme.Accent)
	}
	if c.heading != "" {
		box.body = append(box.body, row{text: box.Theme.Style(theme.Header).Render(box.elide(c.heading, box.width)), cursor: -1, focused: focused})
	}
	r := row{cursor: -1, focused: focused, clickAreas: []clickArea{{0, box.width, i}}}
	pad := min(cmp.Or(f.labelWidth, defaultLabelWidth), box.width/3)
	left := label.Render(sign + box.fit(c.label, pad) + " ")
	switch c.kind {
	case areaControl:
		f.addArea(box, c, r, left, pad)
	case textControl:
		f.addTextField(box, c, r, left, pad)
	case radioControl:
		f.addRadio(box, c, r, left, pad)
	case checkControl:
		r.text = label.Render(sign+box.checkbox(c.on)+box.elide(c.label, box.width-6)) + noteText(box, c.note, box.width-6-theme.Width(c.label))
		box.body = append(box.body, r)
	case buttonControl:
	}
	if c.fault == "" {
		return
	}
	sign = "  ! "
	for _, l := range wrap(c.fault, box.width-4) {
		box.body = append(box.body, row{text: box.Theme.Style(theme.Bad).Render(sign + l), cursor: -1, focused: focused})
		sign = "    "
	}
}

// addTextField adds a text control: label, field and note.
func (f *form) addTextField(box *boxBuilder, c *control, r row, left string, pad int) {
	room := box.width - pad - 5
	wide := max(4, min(c.width, room-min(theme.Width(c.note)+1, box.width/4)))
	style := theme.Field
	shown, cursor := c.field.Window(wide)
	if r.focused {
		style, r.cursor = theme.FieldFocus, pad+4+cursor
	}
	r.text = left + "[" + f.fieldText(box, c, box.Theme.Style(style), shown, cursor) + "]"
	below := c.noteOnOwnLine && theme.Width(c.note)+1 > room-wide
	if !below {
		r.text += noteText(box, c.note, room-wide)
	}
	box.body = append(box.body, r)
	if below {
		box.body = append(box.body, row{text: "   " + noteText(box, c.note, box.width-3), cursor: -1, focused: r.focused})
	}
}

// fieldText returns the text of a field, and behind it in dim letters the placeholder,
// or the completion where the cursor is at the end.
func (f *form) fieldText(box *boxBuilder, c *control, style theme.Style, shown string, cursor int) string {
	rest := c.completion
	if c.field.Value() == "" && c.placeholder != "" {
		rest = "(" + box.fittingExamples(c.placeholder, theme.Width(shown)-2) + ")"
	}
	if rest == "" || c.field.Cursor() < len(c.field.Value()) {
		return style.Render(shown)
	}
	return style.Render(theme.Cut(shown, cursor, "")) + box.Theme.Style(theme.Dim).Render(box.fit(rest, theme.Width(shown)-cursor))
}

// fittingExamples returns as many of a placeholder's examples as fit into w cells, at
// least one, with an ellipsis where some are missing.
func (box *boxBuilder) fittingExamples(hint string, w int) string {
	more := ""
	for i := len(hint); i >= 0 && theme.Width(hint+more) > w; i = strings.LastIndex(hint, ", ") {
		hint, more = hint[:i], ", "+box.Theme.Glyph(theme.GlyphEllipsis)
	}
	return hint + more
}

// addRadio adds the options of a radio control, on as many rows as they need.
func (f *form) addRadio(box *boxBuilder, c *control, r row, left string, pad int) {
	r.text = left
	x := pad + 3
	for j, o := range c.options {
		sign, style := box.Theme.Glyph(theme.GlyphRadioOff), theme.Plain
		if j == c.chosen {
			if sign = box.Theme.Glyph(theme.GlyphRadioOn); r.focused {
				style = theme.Strong
			}
		}
		o = box.elide("("+sign+") "+o, box.width-pad-3)
		if j > 0 && x+2+theme.Width(o) > box.width {
			box.body = append(box.body, r)
			r.text, x = strings.Repeat(" ", pad+3), pad+3
		} else if j > 0 {
			r.text, x = r.text+"  ", x+2
		}
		r.text += box.Theme.Style(style).Render(o)
		x += theme.Width(o)
	}
	box.body = append(box.body, r)
}

// checkbox is the box before what can be switched on and off.
func (box *boxBuilder) checkbox(on bool) string {
	if on {
		return "[" + box.Theme.Glyph(theme.GlyphCheckOn) + "] "
	}
	return "[" + box.Theme.Glyph(theme.GlyphCheckOff) + "] "
}

// fit shortens or pads plain text to exactly w cells.
func (box *boxBuilder) fit(text string, w int) string {
	text = box.elide(text, w)
	return text + strings.Repeat(" ", w-theme.Width(text))
}

func noteText(box *boxBuilder, text string, w int) string {
	if text == "" || w < 2 {
		return ""
	}
	return box.Theme.Style(theme.Dim).Render(" " + box.elide(text, w-1))
}

// addButtons adds the buttons to the foot. Where that saves a row, the buttons of enter
// and esc show no key, since the footer tells them.
func (f *form) addButtons(box *boxBuilder) {
	if f.askingDiscard {
		box.addFootText(theme.Warn, "Throw away what you typed?")
	}
	rows := f.buttonRows(box, true)
	if brief := f.buttonRows(box, false); len(brief) < len(rows) {
		rows = brief
	}
	box.foot = append(box.foot, rows...)
}

// buttonRows draws the buttons on as few rows as possible. keys is false to leave out
// the keys of enter and esc.
func (f *form) buttonRows(box *boxBuilder, keys bool) (rows []row) {
	x := 0
	for i := range f.controls {
		c := &f.controls[i]
		if c.kind != buttonControl || c.hidden || c.inDiscardQuestion != f.askingDiscard {
			continue
		}
		label := c.label
		key := ""
		if bound := f.Keys.Keys(c.action, f.Scopes()...); len(bound) > 0 && f.keyPresses(c) {
			key = keymap.Label(bound[0])
		}
		if inFooter := c.action == keymap.Cancel || c.action == keymap.Accept; key != "" && (keys || !inFooter) && theme.Width(label)+theme.Width(key)+8 <= box.width {
			label += "  " + key
		}
		label = box.elide(label, box.width-4)
		w := theme.Width(label) + 4
		if x == 0 || x+2+w > box.width {
			rows, x = append(rows, row{cursor: -1}), 0
		}
		r := &rows[len(rows)-1]
		if x > 0 {
			r.text, x = r.text+"  ", x+2
		}
		r.text += f.buttonText(box, i, label)
		r.clickAreas = append(r.clickAreas, clickArea{x, x + w, i})
		x += w
	}
	return rows
}

// buttonText draws a button, four cells wider than its label. Where the theme does not
// fill it, signs show the focus and a disabled button: [>Save<], [ Save ], - Save -.
func (f *form) buttonText(box *boxBuilder, i int, label string) string {
	role, open, end := theme.Button, "[ ", " ]"
	switch {
	case f.controls[i].disabled:
		return box.Theme.Style(theme.Dim).Render("- " + label + " -")
	case i == f.focus:
		role, open, end = theme.ButtonFocus, "[>", "<]"
	}
	if style := box.Theme.Style(role).LipGloss(); box.Theme.Filled(role) {
		return style.Padding(0, 2).Render(label)
	}
	return box.Theme.Style(role).Render(open + label + end)
}
