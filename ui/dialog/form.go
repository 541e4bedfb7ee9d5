package dialog

import (
	"strings"

	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/field"
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
	field   field.Field // of a text
	wide    int         // cells of a text's field, at most
	options []string    // of a radio
	chosen  int         // of a radio
	on      bool        // of a check
	off     bool        // cannot be pressed now
	key     string      // shown on a button
	note    string      // beside the control
	must    bool        // the note gets a line of its own where it does not fit
	fault   string      // what is wrong with it; a second line
}

// form is an ordered set of controls, one of which has the focus.
type form struct {
	Look
	controls []control
	focus    int
	view     viewport.Model // the text, as far as it is seen
}

func button(name, label, key string) control {
	return control{name: name, label: label, kind: buttonControl, key: key}
}

func text(name, label, value string, wide int) control {
	return control{name: name, label: label, kind: textControl, field: field.New(value), wide: wide}
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

// Enter is what the footer says that enter does: the label of the button that
// has the focus; empty when none has.
func (f *form) Enter() string {
	if c := f.focused(); c.kind == buttonControl && !c.off {
		return c.label
	}
	return ""
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
	case keymap.Accept:
		return f.enter()
	default:
		f.read(a)
	}
	return ""
}

// read scrolls the text and reports whether that was asked for.
func (f *form) read(a keymap.Action) bool {
	switch a {
	case keymap.HalfDown:
		f.view.HalfPageDown()
	case keymap.HalfUp:
		f.view.HalfPageUp()
	case keymap.PageDown:
		f.view.PageDown()
	case keymap.PageUp:
		f.view.PageUp()
	case keymap.End:
		f.view.GotoBottom()
	case keymap.Top:
		f.view.GotoTop()
	default:
		return false
	}
	return true
}

// enter presses the focused button, or goes on to the next control.
func (f *form) enter() string {
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

// click gives the focus to the control that was clicked and presses it.
func (f *form) click(target int) string {
	if target >= len(f.controls) || f.controls[target].off {
		return ""
	}
	f.focus = target
	if f.focused().kind == buttonControl {
		return f.focused().name
	}
	f.toggle()
	return ""
}
