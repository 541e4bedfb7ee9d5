package dialog

import (
	"cmp"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// labelWidth is the column where a form's values begin.
const labelWidth = 13

// leastRows is how many rows of a list must fit below a text. Where fewer do, the
// text gives way to the chosen row.
const leastRows = 3

// picture implements Dialog.
func (f *form) picture(maxW, maxH int) picture {
	s := newSheet(f.Look, f.title, f.wide, maxW)
	s.low, s.writes = maxH < 14, f.writes
	if f.list != nil && f.list.query != nil {
		s.searchLine(f.list.label, f.list.query, f.list.right)
	}
	f.own.body(s)
	f.foot(s)
	if f.list != nil && f.list.query == nil && s.room(maxH) < leastRows {
		s.head, s.body = nil, s.head
	}
	switch {
	case f.list == nil:
		s.space()
	case f.list.entry != nil || f.list.count == 0:
		f.list.draw(s, s.room(maxH))
	}
	for i := range s.body {
		s.body[i].focus = s.body[i].focus && (!f.paged || f.list != nil)
	}
	return s.draw(maxH, &f.view)
}

// draw adds the controls that are not buttons to the body, in order.
func (f *form) draw(s *sheet) {
	for i := range f.controls {
		f.drawControl(s, i)
	}
}

// drawControl adds one control to the body: sign of the focus, label, value,
// note, and what is wrong in a line of its own.
func (f *form) drawControl(s *sheet, i int) {
	c := &f.controls[i]
	if c.hidden || c.kind == buttonControl {
		return
	}
	focused := i == f.focus
	sign, label := "  ", s.Theme.Style(theme.Plain)
	if focused {
		sign, label = s.Theme.Glyph(theme.GlyphCursor)+" ", s.Theme.Style(theme.Accent)
	}
	if c.group != "" {
		s.body = append(s.body, row{text: s.Theme.Style(theme.Header).Render(s.cutTo(c.group, s.w)), cursor: -1, focus: focused})
	}
	r := row{cursor: -1, focus: focused, hits: []hit{{0, s.w, i}}}
	pad := min(cmp.Or(f.labels, labelWidth), s.w/3)
	left := label.Render(sign + fit(s, c.label, pad) + " ")
	switch c.kind {
	case areaControl:
		f.drawArea(s, c, r, left, pad)
	case textControl:
		f.drawText(s, c, r, left, pad)
	case radioControl:
		f.drawRadio(s, c, r, left, pad)
	case checkControl:
		r.text = label.Render(sign+s.check(c.on)+s.cutTo(c.label, s.w-6)) + note(s, c.note, s.w-6-width(c.label))
		s.body = append(s.body, r)
	case buttonControl:
	}
	if c.fault == "" {
		return
	}
	sign = "  ! "
	for _, l := range wrap(c.fault, s.w-4) {
		s.body = append(s.body, row{text: s.Theme.Style(theme.Bad).Render(sign + l), cursor: -1, focus: focused})
		sign = "    "
	}
}

// drawText adds a text control: label, field and note.
func (f *form) drawText(s *sheet, c *control, r row, left string, pad int) {
	room := s.w - pad - 5
	wide := max(4, min(c.wide, room-min(width(c.note)+1, s.w/4)))
	style := theme.Field
	shown, cursor := c.field.Window(wide)
	if r.focus {
		style, r.cursor = theme.FieldFocus, pad+4+cursor
	}
	r.text = left + "[" + f.fieldText(s, c, s.Theme.Style(style), shown, cursor) + "]"
	below := c.must && width(c.note)+1 > room-wide
	if !below {
		r.text += note(s, c.note, room-wide)
	}
	s.body = append(s.body, r)
	if below {
		s.body = append(s.body, row{text: "   " + note(s, c.note, s.w-3), cursor: -1, focus: r.focus})
	}
}

// fieldText is what is typed in a text control and, behind it, what could follow:
// the hint where nothing is typed, or else how the text could go on.
func (f *form) fieldText(s *sheet, c *control, style theme.Style, shown string, cursor int) string {
	rest := c.rest
	if c.field.Value() == "" && c.hint != "" {
		rest = "(" + s.examples(c.hint, width(shown)-2) + ")"
	}
	if rest == "" || c.field.Cursor() < len(c.field.Value()) {
		return style.Render(shown)
	}
	return style.Render(theme.Cut(shown, cursor, "")) + s.Theme.Style(theme.Dim).Render(fit(s, rest, width(shown)-cursor))
}

// examples are those of a hint that have room, the first in any case, with a sign
// when some are missing.
func (s *sheet) examples(hint string, w int) string {
	more := ""
	for i := len(hint); i >= 0 && width(hint+more) > w; i = strings.LastIndex(hint, ", ") {
		hint, more = hint[:i], ", "+s.Theme.Glyph(theme.GlyphEllipsis)
	}
	return hint + more
}

// drawRadio adds the choices of a control, on as many rows as they need.
func (f *form) drawRadio(s *sheet, c *control, r row, left string, pad int) {
	r.text = left
	x := pad + 3
	for j, o := range c.options {
		sign, style := s.Theme.Glyph(theme.GlyphRadioOff), theme.Plain
		if j == c.chosen {
			if sign = s.Theme.Glyph(theme.GlyphRadioOn); r.focus {
				style = theme.Strong
			}
		}
		o = s.cutTo("("+sign+") "+o, s.w-pad-3)
		if j > 0 && x+2+width(o) > s.w {
			s.body = append(s.body, r)
			r.text, x = strings.Repeat(" ", pad+3), pad+3
		} else if j > 0 {
			r.text, x = r.text+"  ", x+2
		}
		r.text += s.Theme.Style(style).Render(o)
		x += width(o)
	}
	s.body = append(s.body, r)
}

// check is the box of what is switched on and off.
func (s *sheet) check(on bool) string {
	if on {
		return "[" + s.Theme.Glyph(theme.GlyphCheckOn) + "] "
	}
	return "[" + s.Theme.Glyph(theme.GlyphCheckOff) + "] "
}

func fit(s *sheet, text string, w int) string {
	text = s.cutTo(text, w)
	return text + strings.Repeat(" ", w-width(text))
}

func note(s *sheet, text string, w int) string {
	if text == "" || w < 2 {
		return ""
	}
	return s.Theme.Style(theme.Dim).Render(" " + s.cutTo(text, w-1))
}

// foot adds the buttons to the foot. Where that saves a row, those of enter and
// esc go without their keys, which the footer tells.
func (f *form) foot(s *sheet) {
	if f.asking {
		s.footText(theme.Warn, "Throw away what you typed?")
	}
	rows := f.buttonRows(s, true)
	if brief := f.buttonRows(s, false); len(brief) < len(rows) {
		rows = brief
	}
	s.foot = append(s.foot, rows...)
}

// buttonRows draws the buttons on as few rows as they fit.
func (f *form) buttonRows(s *sheet, keys bool) (rows []row) {
	x := 0
	for i := range f.controls {
		c := &f.controls[i]
		if c.kind != buttonControl || c.hidden || c.asks != f.asking {
			continue
		}
		label := c.label
		key := f.key(c.action, f.Scopes())
		if told := c.action == keymap.Cancel || c.action == keymap.Accept; key != "" && (keys || !told) && width(label)+width(key)+8 <= s.w {
			label += "  " + key
		}
		label = s.cutTo(label, s.w-4)
		w := width(label) + 4
		if x == 0 || x+2+w > s.w {
			rows, x = append(rows, row{cursor: -1}), 0
		}
		r := &rows[len(rows)-1]
		if x > 0 {
			r.text, x = r.text+"  ", x+2
		}
		r.text += f.buttonText(s, i, label)
		r.hits = append(r.hits, hit{x, x + w, i})
		x += w
	}
	return rows
}

// buttonText draws a button, four cells wider than its label. Where the theme
// fills it, blanks are its ends; elsewhere signs tell the focus and being off
// without any style: [>Save<], [ Save ], - Save -.
func (f *form) buttonText(s *sheet, i int, label string) string {
	role, open, end := theme.Button, "[ ", " ]"
	switch {
	case f.controls[i].off:
		return s.Theme.Style(theme.Dim).Render("- " + label + " -")
	case i == f.focus:
		role, open, end = theme.ButtonFocus, "[>", "<]"
	}
	if style := s.Theme.Style(role).Gloss(); s.Theme.Filled(role) {
		return style.Padding(0, 2).Render(label)
	}
	return s.Theme.Style(role).Render(open + label + end)
}
