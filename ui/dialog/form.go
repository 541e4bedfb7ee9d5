package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// kind is what a control is.
type kind uint8

const (
	textControl kind = iota
	radioControl
	checkControl
	buttonControl
)

// control is one thing that can have the focus.
type control struct {
	name    string
	label   string
	kind    kind
	field   Field    // of a text
	wide    int      // cells of a text's field, at most
	options []string // of a radio
	chosen  int      // of a radio
	on      bool     // of a check
	off     bool     // cannot be pressed now
	key     string   // shown on a button
	note    string   // beside the control
	fault   string   // what is wrong with it; a second line
}

// form is an ordered set of controls, one of which has the focus.
type form struct {
	Look
	controls []control
	focus    int
	scroll   int
}

func button(name, label, key string) control {
	return control{name: name, label: label, kind: buttonControl, key: key}
}

func text(name, label, value string, wide int) control {
	return control{name: name, label: label, kind: textControl, field: NewField(value), wide: wide}
}

func radio(name, label string, chosen int, options ...string) control {
	return control{name: name, label: label, kind: radioControl, chosen: chosen, options: options}
}

func check(name, label string, on bool) control {
	return control{name: name, label: label, kind: checkControl, on: on}
}

// control gives a control by name; one that is not there is a mistake of this package.
func (f *form) control(name string) *control {
	for i := range f.controls {
		if f.controls[i].name == name {
			return &f.controls[i]
		}
	}
	panic("dialog: no control " + name)
}

// focused is the control that has the focus.
func (f *form) focused() *control { return &f.controls[f.focus] }

// focusOn gives a control the focus by name.
func (f *form) focusOn(name string) {
	for i := range f.controls {
		if f.controls[i].name == name {
			f.focus = i
		}
	}
}

// value is the trimmed text of a text control.
func (f *form) value(name string) string {
	return strings.TrimSpace(f.control(name).field.Value())
}

// move gives the focus to the next control in a direction, around the end.
func (f *form) move(by int) {
	for range f.controls {
		f.focus = (f.focus + by + len(f.controls)) % len(f.controls)
		if !f.focused().off {
			return
		}
	}
}

// Scopes implements Dialog.
func (f *form) Scopes() []keymap.Scope {
	if f.focused().kind == textControl {
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeForm, keymap.ScopeDialog}
	}
	return []keymap.Scope{keymap.ScopeForm, keymap.ScopeDialog}
}

// Hints implements Dialog.
func (f *form) Hints() []keymap.Action {
	return []keymap.Action{keymap.NextPane, keymap.Save, keymap.Cancel}
}

// Key implements Dialog.
func (f *form) Key(msg tea.KeyPressMsg) Intent {
	if f.focused().kind == textControl {
		f.focused().field.Key(msg)
	}
	return nil
}

// Paste implements Dialog.
func (f *form) Paste(s string) {
	if f.focused().kind == textControl {
		f.focused().field.Insert(s)
	}
}

// do moves the focus or changes the focused control, and gives the name of the
// button that was pressed: its own, or "cancel", "save" or "yes" for their
// actions.
func (f *form) do(a keymap.Action) string {
	switch a {
	case keymap.Cancel, keymap.Quit, keymap.Back:
		return "cancel"
	case keymap.Save:
		return "save"
	case keymap.Yes:
		return "yes"
	case keymap.NextPane, keymap.Down:
		f.move(1)
	case keymap.PreviousPane, keymap.Up:
		f.move(-1)
	case keymap.In:
		f.sideways(1)
	case keymap.Out:
		f.sideways(-1)
	case keymap.ToggleOption:
		f.toggle()
	case keymap.PageDown, keymap.HalfDown, keymap.End:
		f.scroll += 5
	case keymap.PageUp, keymap.HalfUp, keymap.Top:
		f.scroll = max(0, f.scroll-5)
	case keymap.Accept:
		return f.press()
	}
	return ""
}

// press is what enter does: the focused button, or on to the next control.
func (f *form) press() string {
	c := f.focused()
	if c.kind != buttonControl {
		f.move(1)
		return ""
	}
	if c.off {
		return ""
	}
	return c.name
}

func (f *form) sideways(by int) {
	c := f.focused()
	if c.kind == radioControl {
		c.chosen = (c.chosen + by + len(c.options)) % len(c.options)
		return
	}
	f.move(by)
}

func (f *form) toggle() {
	switch c := f.focused(); c.kind {
	case radioControl:
		c.chosen = (c.chosen + 1) % len(c.options)
	case checkControl:
		c.on = !c.on
	case textControl, buttonControl:
	}
}

// click gives the focus to what was clicked and presses it.
func (f *form) click(p picture, x, y int) string {
	t, ok := p.target(x, y)
	if !ok || t >= len(f.controls) || f.controls[t].off {
		return ""
	}
	f.focus = t
	if f.focused().kind == buttonControl {
		return f.focused().name
	}
	f.toggle()
	return ""
}

// labelWidth is the column where a form's values begin.
const labelWidth = 13

// draw adds the controls that are not buttons to the body, in order.
func (f *form) draw(s *sheet) {
	for i := range f.controls {
		if f.controls[i].kind != buttonControl {
			f.drawControl(s, i)
		}
	}
}

// drawControl adds one control to the body: sign of the focus, label, value,
// note, and what is wrong in a line of its own.
func (f *form) drawControl(s *sheet, i int) {
	c := &f.controls[i]
	focused := i == f.focus
	sign, label := "  ", s.Theme.Style(theme.Plain)
	if focused {
		sign, label = s.Theme.Glyph(theme.GlyphCursor)+" ", s.Theme.Style(theme.Accent)
	}
	r := row{cursor: -1, focus: focused, hits: []hit{{0, s.w, i}}}
	pad := min(labelWidth, s.w/3)
	switch c.kind {
	case textControl:
		left := label.Render(sign + fit(s, c.label, pad) + " ")
		wide := max(4, min(c.wide, s.w-pad-5-min(width(c.note)+1, s.w/4)))
		shown, cursor := c.field.Window(wide)
		style := theme.Field
		if focused {
			style, r.cursor = theme.FieldFocus, pad+4+cursor
		}
		r.text = left + "[" + s.Theme.Style(style).Render(shown) + "]" + note(s, c.note, s.w-pad-5-wide)
	case radioControl:
		r.text = label.Render(sign+fit(s, c.label, pad)+" ") + f.radioText(s, c, focused)
	case checkControl:
		box := "[" + s.Theme.Glyph(theme.GlyphCheckOff) + "] "
		if c.on {
			box = "[" + s.Theme.Glyph(theme.GlyphCheckOn) + "] "
		}
		r.text = label.Render(sign+box+s.cutTo(c.label, s.w-6)) + note(s, c.note, s.w-6-width(c.label))
	case buttonControl:
		return
	}
	s.body = append(s.body, r)
	if c.fault != "" {
		for _, l := range wrap(c.fault, s.w-4) {
			s.body = append(s.body, row{text: s.Theme.Style(theme.Bad).Render("  ! " + l), cursor: -1, focus: focused})
		}
	}
}

func (f *form) radioText(s *sheet, c *control, focused bool) string {
	var b strings.Builder
	for j, o := range c.options {
		if j > 0 {
			b.WriteString("  ")
		}
		sign, style := s.Theme.Glyph(theme.GlyphRadioOff), theme.Plain
		if j == c.chosen {
			if sign = s.Theme.Glyph(theme.GlyphRadioOn); focused {
				style = theme.Strong
			}
		}
		b.WriteString(s.Theme.Style(style).Render("(" + sign + ") " + o))
	}
	return b.String() + note(s, c.note, s.w)
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

// buttons adds the form's buttons to the foot, on as few rows as they fit.
func (f *form) buttons(s *sheet) {
	r, x := row{cursor: -1}, 0
	for i := range f.controls {
		c := &f.controls[i]
		if c.kind != buttonControl {
			continue
		}
		label := c.label
		if c.key != "" && width(label)+width(c.key)+8 <= s.w {
			label += "  " + c.key
		}
		label = s.cutTo(label, s.w-4)
		w := width(label) + 4
		if x > 0 && x+2+w > s.w {
			s.foot = append(s.foot, r)
			r, x = row{cursor: -1}, 0
		}
		if x > 0 {
			r.text, x = r.text+"  ", x+2
		}
		r.text += f.buttonText(s, i, label)
		r.hits = append(r.hits, hit{x, x + w, i})
		x += w
	}
	s.foot = append(s.foot, r)
}

// buttonText paints a button so that focus and being off can be told without
// any style: [>Save<], [ Save ], ( Save ).
func (f *form) buttonText(s *sheet, i int, label string) string {
	switch {
	case f.controls[i].off:
		return s.Theme.Style(theme.Dim).Render("( " + label + " )")
	case i == f.focus:
		return s.Theme.Style(theme.ButtonFocus).Render("[>" + label + "<]")
	}
	return s.Theme.Style(theme.Button).Render("[ " + label + " ]")
}
