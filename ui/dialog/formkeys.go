package dialog

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
)

// Key implements Dialog.
func (f *form) Key(msg tea.KeyPressMsg) Intent {
	f.scrolled = false
	c := f.focused()
	switch {
	case f.askingDiscard:
		f.strayTyped = f.strayTyped || msg.Text != ""
		return nil
	case f.list != nil && f.list.query != nil:
		was := f.list.query.Value()
		if f.list.query.HandleKey(msg); f.list.query.Value() != was {
			return f.queryChanged()
		}
		return nil
	case !c.takesText():
		return nil
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

// Paste implements Dialog.
func (f *form) Paste(s string) Intent {
	f.scrolled = false
	c := f.focused()
	switch {
	case f.list != nil && f.list.query != nil:
		f.list.query.Paste(s)
		return f.queryChanged()
	case !c.takesText():
		return nil
	case c.kind == areaControl:
		c.area.InsertString(s)
	default:
		c.field.Paste(s)
	}
	return f.revalidate()
}

// queryChanged lists the rows that match the query, and chooses the first.
func (f *form) queryChanged() Intent {
	f.list.chosen = 0
	return f.revalidate()
}

// Do implements Dialog.
func (f *form) Do(a keymap.Action) Intent {
	if a == keymap.Discard && f.strayTyped {
		return nil
	}
	return f.intentOf(f.handleAction(a), a)
}

// intentOf returns the intent of the button that was pressed. Without a button it
// returns the intent of what the action a changed, or that of a global action.
func (f *form) intentOf(button string, a keymap.Action) Intent {
	changed := f.revalidate()
	switch {
	case button == "discard":
		return Cancel{}
	case button == "keep", button == "cancel" && f.askingDiscard:
		return f.keepEditing()
	case button == "cancel":
		return f.hooks.leave()
	case button == rowButton && f.list.count == 0:
		return nil
	case button == dryRunButton:
		return ShowRequests{f.hooks.pressed(f.mainButton)}
	case button != "":
		return f.hooks.pressed(button)
	case changed != nil:
		return changed
	}
	return globalIntent(a)
}

// handleAction moves the focus or changes the focused control, and returns the name of
// the button that was pressed, or "".
func (f *form) handleAction(a keymap.Action) string {
	f.scrolled = false
	if c := f.focused(); c.kind == areaControl && c.moveInArea(a) {
		return ""
	}
	if f.list != nil && f.list.handleAction(a) {
		return ""
	}
	if c := f.focused(); c.completed != "" && (a == keymap.NextPane || a == keymap.Accept) {
		c.field.Set(c.completed)
	}
	switch a {
	case keymap.Cancel, keymap.Quit, keymap.Back:
		return "cancel"
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
			return ""
		}
		for _, c := range f.focusables() {
			if c.action == a {
				return c.name
			}
		}
	}
	return ""
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

// accept returns the focused button, or in a field enterButton. Where there is none it
// moves to the next control and returns "".
func (f *form) accept() string {
	c := f.focused()
	if c.kind != buttonControl {
		if f.enterButton == "" {
			f.move(1)
			return ""
		}
		c = f.control(f.enterButton)
	}
	if f.focusable(c) {
		return c.name
	}
	return ""
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
func (f *form) click(target int) Intent {
	if target >= firstRowTarget {
		if f.list.choose(target - firstRowTarget); len(f.controls) == 0 {
			return f.intentOf(rowButton, "")
		}
		return nil
	}
	if target < 0 || target >= len(f.controls) || !f.focusable(&f.controls[target]) {
		return nil
	}
	if f.focus = target; f.focused().kind == buttonControl {
		return f.intentOf(f.focused().name, "")
	}
	f.toggle()
	return f.intentOf("", "")
}
