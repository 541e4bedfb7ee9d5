package dialog

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
)

// Key implements Dialog.
func (f *form) Key(msg tea.KeyPressMsg) Intent {
	f.paged = false
	c := f.focused()
	switch {
	case f.asking:
		f.stray = f.stray || msg.Text != ""
		return nil
	case f.list != nil && f.list.query != nil:
		was := f.list.query.Value()
		if f.list.query.Key(msg); f.list.query.Value() != was {
			return f.narrowed()
		}
		return nil
	case !c.typing():
		return nil
	case c.kind == areaControl:
		c.editArea(msg)
		return f.checked()
	}
	if key := msg.Keystroke(); c.rest != "" && (key == "right" || key == "end") && c.field.Cursor() == len(c.field.Value()) {
		c.field.Set(cmp.Or(c.whole, c.field.Value()+c.rest))
	} else {
		c.field.Key(msg)
	}
	return f.checked()
}

// Paste implements Dialog.
func (f *form) Paste(s string) Intent {
	f.paged = false
	c := f.focused()
	switch {
	case f.list != nil && f.list.query != nil:
		f.list.query.Insert(s)
		return f.narrowed()
	case !c.typing():
		return nil
	case c.kind == areaControl:
		c.area.InsertString(s)
	default:
		c.field.Insert(s)
	}
	return f.checked()
}

// narrowed lists what another query leaves, and chooses the first.
func (f *form) narrowed() Intent {
	f.list.at = 0
	return f.checked()
}

// Do implements Dialog.
func (f *form) Do(a keymap.Action) Intent {
	if a == keymap.Discard && f.stray {
		return nil
	}
	return f.answer(f.do(a), a)
}

// answer gives what a button asks for that an action pressed, or what the action
// changed.
func (f *form) answer(button string, a keymap.Action) Intent {
	changed := f.checked()
	switch {
	case button == "discard", button == "cancel" && f.asking:
		return Cancel{}
	case button == "cancel":
		return f.own.leave()
	case button == "keep":
		return f.keep()
	case button == rowName && f.list.count == 0:
		return nil
	case button == dryRun:
		return ShowRequests{f.own.pressed(f.main)}
	case button != "":
		return f.own.pressed(button)
	case changed != nil:
		return changed
	}
	return outside(a)
}

// do moves the focus or changes the focused control, and gives the name of the
// button that was pressed.
func (f *form) do(a keymap.Action) string {
	f.paged = false
	if c := f.focused(); c.kind == areaControl && c.moveInArea(a) {
		return ""
	}
	if f.list != nil && f.list.do(a) {
		return ""
	}
	if c := f.focused(); c.whole != "" && (a == keymap.NextPane || a == keymap.Accept) {
		c.field.Set(c.whole)
	}
	switch a {
	case keymap.Cancel, keymap.Quit, keymap.Back:
		return "cancel"
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
	case keymap.Accept:
		return f.accept()
	default:
		if f.scroll(a) {
			return ""
		}
		for _, c := range f.usables() {
			if c.action == a {
				return c.name
			}
		}
	}
	return ""
}

// scroll scrolls the text and reports whether that was asked for.
func (f *form) scroll(a keymap.Action) bool {
	switch n := a.Page(f.view.Height()); {
	case n != 0:
		f.view.SetYOffset(f.view.YOffset() + n)
	case a == keymap.End:
		f.view.GotoBottom()
	case a == keymap.Top:
		f.view.GotoTop()
	default:
		return false
	}
	f.paged = true
	return true
}

// accept presses the focused button or, in a field, the one that enter is for
// there. Without one it goes on to the next control.
func (f *form) accept() string {
	c := f.focused()
	if c.kind != buttonControl {
		if f.enter == "" {
			f.move(1)
			return ""
		}
		c = f.control(f.enter)
	}
	if f.usable(c) {
		return c.name
	}
	return ""
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
	case textControl, areaControl, buttonControl:
	}
}

// press implements Dialog: it gives the focus to what was clicked, and presses it.
func (f *form) press(target int) Intent {
	if target >= listBase {
		if f.list.choose(target - listBase); len(f.controls) == 0 {
			return f.answer(rowName, "")
		}
		return nil
	}
	if target < 0 || target >= len(f.controls) || !f.usable(&f.controls[target]) {
		return nil
	}
	if f.focus = target; f.focused().kind == buttonControl {
		return f.answer(f.focused().name, "")
	}
	f.toggle()
	return f.answer("", "")
}
