package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
)

// binding is what an action does in a dialog now.
type binding struct {
	action keymap.Action
	label  string         // for the footer and the help; "" where the keymap's own words fit
	footer bool           // the footer shows it, if it has an effect
	off    bool           // not offered: run, if any, has no effect
	run    func() outcome // nil for nothing
}

// bindings are those of a dialog, in the order of the footer.
type bindings []binding

// of returns the first binding of an action, which can be changed, or nil.
func (all bindings) of(a keymap.Action) *binding {
	if i := slices.IndexFunc(all, func(b binding) bool { return b.action == a }); i >= 0 {
		return &all[i]
	}
	return nil
}

// bindings implements Dialog.
func (f *form) bindings() bindings {
	usable := f.focusables()
	hasRows := f.list != nil && f.list.count > 1
	scrolls := hasRows || f.viewport.TotalLineCount() > f.viewport.Height()
	many := len(usable) > 1 || hasRows
	toggles := slices.ContainsFunc(usable, func(c *control) bool { return c.kind == checkControl || c.kind == radioControl })
	all := bindings{
		f.movement(keymap.Down, "", many || scrolls, func() { f.move(1) }),
		f.acceptBinding(),
		f.movement(keymap.NextPane, f.nextLabel(), many, f.next),
		f.movement(keymap.PreviousPane, "previous", many, func() { f.move(-1) }),
		f.movement(keymap.Up, "", many || scrolls, func() { f.move(-1) }),
		f.movement(keymap.EnterPane, "next", many, func() { f.moveSideways(1) }),
		f.movement(keymap.LeavePane, "previous", many, func() { f.moveSideways(-1) }),
		f.movement(keymap.ToggleOption, "", toggles, f.toggle),
		{action: keymap.Cancel, run: f.cancel}, {action: keymap.Quit, run: f.cancel},
	}
	for _, a := range []keymap.Action{keymap.Top, keymap.End, keymap.PageDown, keymap.PageUp, keymap.HalfDown, keymap.HalfUp} {
		all = append(all, f.movement(a, "", scrolls, func() { f.scroll(a) }))
	}
	for _, a := range []keymap.Action{keymap.Help, keymap.Suspend, keymap.Redraw} {
		all = append(all, binding{action: a, run: staying(func() tea.Cmd { return f.Run(a) })})
	}
	down, withoutList := all.of(keymap.Down), f.list == nil
	down.footer, all.of(keymap.NextPane).footer, all.of(keymap.Help).footer = hasRows, len(usable) > 1, true
	all.of(keymap.ToggleOption).footer = f.focused().kind == checkControl
	if !withoutList {
		down.label = "choose"
	}
	for i := range f.controls {
		switch c := &f.controls[i]; {
		case c.name == "cancel" && f.askingDiscard:
			all.of(keymap.Cancel).label = "keep editing"
		case c.name == "cancel" && c.label != "Cancel":
			all.of(keymap.Cancel).label = strings.ToLower(c.label)
		case c.action != "" && c.action != keymap.Cancel:
			all = append(all, f.buttonBinding(c.action, c, withoutList))
		}
	}
	return all
}

// nextLabel says what tab does.
func (f *form) nextLabel() string {
	switch {
	case f.focused().completed != "":
		return "complete"
	case slices.ContainsFunc(f.focusables(), func(c *control) bool { return c.kind != buttonControl }):
		return "next field"
	case len(f.controls) > 0:
		return "next button"
	}
	return "next"
}

// movement returns the binding of an action that moves the cursor in a text of several
// lines or the choice in a list, and does something else where these do not move.
func (f *form) movement(a keymap.Action, label string, works bool, otherwise func()) binding {
	return binding{action: a, label: label, off: !works, run: func() outcome {
		f.scrolled = false
		c := f.focused()
		if moved := c.kind == areaControl && c.moveInArea(a) || f.list != nil && f.list.handleAction(a); !moved {
			otherwise()
		}
		return f.revalidate()
	}}
}

// buttonBinding returns the binding of an action that presses a button.
func (f *form) buttonBinding(a keymap.Action, c *control, footer bool) binding {
	b := binding{action: a, label: c.label, footer: footer, off: true}
	if f.focusable(c) && (a != c.action || f.keyPresses(c)) {
		b.off, b.run = false, c.press
	}
	return b
}

// keyPresses reports whether the key of a button presses it now.
func (f *form) keyPresses(c *control) bool {
	switch c.action {
	case keymap.Discard:
		return !f.strayTyped
	case keymap.Accept: // presses the focused button
		return f.focused() == c || f.focused().kind != buttonControl
	}
	return true
}

// acceptBinding returns what enter does: it presses the focused button or in a field
// enterButton, begins a line, or goes to the next field.
func (f *form) acceptBinding() binding {
	c := f.focused()
	switch {
	case c.kind == buttonControl:
		return f.buttonBinding(keymap.Accept, c, f.list == nil || f.list.count+len(f.focusables()) > 0)
	case c.kind == areaControl:
		b := f.movement(keymap.Accept, "new line", true, nil)
		b.footer = true
		return b
	case f.enterButton != "":
		return f.buttonBinding(keymap.Accept, f.control(f.enterButton), false)
	case c.completed != "":
		return f.movement(keymap.Accept, "complete", true, f.next)
	}
	return f.movement(keymap.Accept, "next field", true, f.next)
}
