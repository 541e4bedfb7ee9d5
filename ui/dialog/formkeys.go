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

// do implements Dialog.
func (f *form) do(a keymap.Action) outcome {
	switch {
	case a == keymap.Discard && f.strayTyped:
		return outcome{}
	case a == keymap.Suspend || a == keymap.Redraw || a == keymap.Help:
		return outcome{answer: func() tea.Cmd { return f.Run(a) }}
	}
	return f.finish(f.handleAction(a))
}

// finish validates what an action or a click has changed, and then presses a button; nil
// is none.
func (f *form) finish(press func() outcome) outcome {
	changed := f.revalidate()
	if press == nil {
		return changed
	}
	return press()
}

// pressRow runs the chosen row of a form of rows alone, if it has rows.
func (f *form) pressRow() outcome {
	if f.list.count == 0 {
		return outcome{}
	}
	return f.list.press()
}

// handleAction moves the focus or changes the focused control, and returns what the
// button does that was pressed, or nil.
func (f *form) handleAction(a keymap.Action) func() outcome {
	f.scrolled = false
	if c := f.focused(); c.kind == areaControl && c.moveInArea(a) {
		return nil
	}
	if f.list != nil && f.list.handleAction(a) {
		return nil
	}
	if c := f.focused(); c.completed != "" && (a == keymap.NextPane || a == keymap.Accept) {
		c.field.Set(c.completed)
	}
	switch a {
	case keymap.Cancel, keymap.Quit, keymap.Back:
		return f.cancel
	case keymap.NextPane, keymap.Down:
		f.move(1)
	case keymap.PreviousPane, keymap.Up:
		f.move(-1)
	case keymap.EnterPane:
		f.moveSideways(1)
	case keymap.LeavePane:
		f.moveSideways(-1)
	case keymap.ToggleOption:
		f.toggle()
	case keymap.Accept:
		return f.accept()
	default:
		if f.scroll(a) {
			return nil
		}
		for _, c := range f.focusables() {
			if c.action == a {
				return c.press
			}
		}
	}
	return nil
}

// scroll scrolls the body, and reports whether the action was one that scrolls.
func (f *form) scroll(a keymap.Action) bool {
	switch n := a.Page(f.viewport.Height()); {
	case n != 0:
		f.viewport.SetYOffset(f.viewport.YOffset() + n)
	case a == keymap.End:
		f.viewport.GotoBottom()
	case a == keymap.Top:
		f.viewport.GotoTop()
	default:
		return false
	}
	f.scrolled = true
	return true
}

// accept returns what the focused button does, or in a field enterButton. Where there is
// none it moves to the next control and returns nil.
func (f *form) accept() func() outcome {
	c := f.focused()
	if c.kind != buttonControl {
		if f.enterButton == "" {
			f.move(1)
			return nil
		}
		c = f.control(f.enterButton)
	}
	if f.focusable(c) {
		return c.press
	}
	return nil
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
			return f.finish(f.pressRow)
		}
		return outcome{}
	}
	if target < 0 || target >= len(f.controls) || !f.focusable(&f.controls[target]) {
		return outcome{}
	}
	if f.focus = target; f.focused().kind == buttonControl {
		return f.finish(f.focused().press)
	}
	f.toggle()
	return f.finish(nil)
}
