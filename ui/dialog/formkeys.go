package dialog

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
)

// key implements Dialog.
func (f *form) key(msg tea.KeyPressMsg) outcome {
	f.scrolled = false
	c := f.focused()
	switch {
	case f.askingDiscard:
		f.strayTyped = f.strayTyped || msg.Text != ""
		return outcome{}
	case f.list != nil && f.list.query != nil:
		was := f.list.query.Value()
		if f.list.query.HandleKey(msg); f.list.query.Value() != was {
			return f.queryChanged()
		}
		return outcome{}
	case !c.takesText():
		return outcome{}
	case c.kind == areaControl:
		c.editArea(msg)
		return f.revalidate()
	}
	if key := msg.Keystroke(); c.completion != "" && (key == "right" || key == "end") && c.field.Cursor() == len(c.field.Value()) {
		c.field.Set(cmp.Or(c.completed, c.field.Value()+c.completion))
	} else {
		c.field.HandleKey(msg)
	}
	return f.revalidate()
}

// paste implements Dialog.
func (f *form) paste(s string) outcome {
	f.scrolled = false
	c := f.focused()
	switch {
	case f.list != nil && f.list.query != nil:
		f.list.query.Paste(s)
		return f.queryChanged()
	case !c.takesText():
		return outcome{}
	case c.kind == areaControl:
		c.area.InsertString(s)
	default:
		c.field.Paste(s)
	}
	return f.revalidate()
}

// queryChanged lists the rows that match the query, and chooses the first.
func (f *form) queryChanged() outcome {
	f.list.chosen = 0
	return f.revalidate()
}

// pressRow runs the chosen row of a form of rows alone, if it has rows.
func (f *form) pressRow() outcome {
	if f.list.count == 0 {
		return outcome{}
	}
	return f.list.press()
}

// next takes the completion of the focused text, and goes to the next control.
func (f *form) next() {
	if c := f.focused(); c.completed != "" {
		c.field.Set(c.completed)
	}
	f.move(1)
}

// scroll scrolls the body.
func (f *form) scroll(a keymap.Action) {
	switch a {
	case keymap.End:
		f.viewport.GotoBottom()
	case keymap.Top:
		f.viewport.GotoTop()
	default:
		f.viewport.SetYOffset(f.viewport.YOffset() + a.Page(f.viewport.Height()))
	}
	f.scrolled = true
}

func (f *form) moveSideways(by int) {
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
	case textControl, areaControl, buttonControl:
	}
}

// click implements Dialog: it gives the focus to the control that was clicked, and
// presses a button.
func (f *form) click(target int) outcome {
	if target >= firstRowTarget {
		if f.list.choose(target - firstRowTarget); len(f.controls) == 0 {
			return f.pressRow()
		}
		return outcome{}
	}
	if target < 0 || target >= len(f.controls) || !f.focusable(&f.controls[target]) {
		return outcome{}
	}
	if f.focus = target; f.focused().kind == buttonControl {
		return f.focused().press()
	}
	f.toggle()
	return f.revalidate()
}
