package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/viewport"

	"vapi-sessions/keymap"
)

// formHooks are the methods in which dialogs with controls differ. form has defaults for
// most of them.
type formHooks interface {
	// body adds what stands above the buttons.
	body(box *boxBuilder)
	// afterChange updates the dialog after every change.
	afterChange() outcome
	// changed reports whether closing the dialog would lose what was typed.
	changed() bool
	// leave closes the dialog, if it can be closed at once.
	leave() outcome
}

// form is an ordered list of controls, one of which has the focus. Dialogs embed it.
// Where something was typed, closing it first asks whether to discard that, with buttons
// in place of its own.
type form struct {
	Base
	hooks         formHooks
	title         string
	maxWidth      int            // of the box, in cells
	writes        bool           // the dialog writes, so the box shows the account
	labelWidth    int            // in cells; 0 for defaultLabelWidth
	needsChange   bool           // there is nothing to send until something is changed
	scopes        []keymap.Scope // fixed key scopes; nil where they depend on the focus
	enterButton   string         // name of the button that enter presses in a field; "" for the next field
	controls      []control
	list          *list // above the buttons; nil without one
	focus         int
	viewport      viewport.Model // on the body
	scrolled      bool           // the last key scrolled, so the focused row need not be seen
	askingDiscard bool           // it asks whether to discard what was typed
	focusBefore   int            // index of the control with the focus before that question
	strayTyped    bool           // a letter was typed in that question that was meant for the form
	focusMoved    bool           // a key moved the focus; a BulkDelete resets it when something is typed
}

// begin sets the hooks and further controls, and makes the form ready to be drawn.
func (f *form) begin(own formHooks, controls ...control) {
	f.hooks, f.controls = own, append(f.controls, controls...)
	f.revalidate()
}

// revalidate checks all controls after a change, calls the hook afterChange, and moves
// the focus from a control that cannot have it any more.
func (f *form) revalidate() outcome {
	for i := range f.controls {
		f.controls[i].refresh(i == f.focus)
	}
	for i := range f.controls {
		if c := &f.controls[i]; c.sends {
			c.disabled = !f.valid() || f.needsChange && !f.hooks.changed()
		}
	}
	o := f.hooks.afterChange()
	if !f.focusable(f.focused()) {
		f.focusOn("cancel")
	}
	return o
}

// valid reports whether no control has a fault.
func (f *form) valid() bool {
	return !slices.ContainsFunc(f.controls, func(c control) bool {
		if c.validate == nil {
			return false
		}
		_, fault := c.validate(c.value())
		return fault != ""
	})
}

func (f *form) body(*boxBuilder)     {}
func (f *form) afterChange() outcome { return outcome{} }
func (f *form) changed() bool        { return false }

// leave closes the dialog, or asks first where something typed would be lost. "Keep
// editing" has the focus. The letter of Discard works there only if no other letter was
// typed before it.
func (f *form) leave() outcome {
	if !f.hooks.changed() {
		return outcome{closes: true}
	}
	f.askingDiscard, f.focusBefore, f.strayTyped = true, f.focus, false
	keep, discard := button("keep", "Keep editing", "", f.keepEditing), button("discard", "Discard", keymap.Discard, closing(nil))
	keep.inDiscardQuestion, discard.inDiscardQuestion = true, true
	f.controls = append(f.controls, keep, discard)
	f.focusOn("keep")
	return outcome{}
}

// cancel leaves the question whether to discard, or else the dialog.
func (f *form) cancel() outcome {
	if f.askingDiscard {
		return f.keepEditing()
	}
	return f.hooks.leave()
}

// keepEditing closes the question whether to discard.
func (f *form) keepEditing() outcome {
	f.askingDiscard, f.focus, f.controls = false, f.focusBefore, f.controls[:len(f.controls)-2]
	return f.revalidate()
}

// AsksConsent implements Dialog. It reports whether the form asks whether to discard what was typed.
func (f *form) AsksConsent() bool { return f.askingDiscard }

// focusable reports whether a control can have the focus.
func (f *form) focusable(c *control) bool {
	return !c.disabled && !c.hidden && c.inDiscardQuestion == f.askingDiscard
}

// focusables returns the controls that can have the focus.
func (f *form) focusables() (all []*control) {
	for i := range f.controls {
		if c := &f.controls[i]; f.focusable(c) {
			all = append(all, c)
		}
	}
	return all
}

// control returns the control with a name, and panics where there is none.
func (f *form) control(name string) *control {
	i := slices.IndexFunc(f.controls, func(c control) bool { return c.name == name })
	if i < 0 {
		panic("dialog: no control " + name)
	}
	return &f.controls[i]
}

// focused returns the control that has the focus. In a form of rows alone it stands for
// the chosen row, which enter runs.
func (f *form) focused() *control {
	if len(f.controls) == 0 {
		return &control{kind: buttonControl, label: "run", press: f.pressRow}
	}
	return &f.controls[f.focus]
}

// focusOn gives the focus to the control with a name.
func (f *form) focusOn(name string) {
	f.focus = slices.IndexFunc(f.controls, func(c control) bool { return c.name == name })
}

// typed returns the text of a text control, and value the same without blanks around it.
func (f *form) typed(name string) string { return f.control(name).value() }
func (f *form) value(name string) string { return strings.TrimSpace(f.typed(name)) }

// move gives the focus to the next control in a direction, and goes on at the other end.
// In a form of rows alone it chooses another row.
func (f *form) move(by int) {
	if len(f.controls) == 0 {
		f.list.choose(f.list.chosen + by)
	}
	f.focusMoved = true
	for range f.controls {
		f.focus = (f.focus + by + len(f.controls)) % len(f.controls)
		if f.focusable(f.focused()) {
			return
		}
	}
}

// typingScopes are the scopes of a dialog in which letters are always typed: into a
// search, a phrase, or as the keys of menu items.
func typingScopes() []keymap.Scope { return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog} }

// Scopes implements Dialog.
func (f *form) Scopes() []keymap.Scope {
	switch {
	case f.scopes != nil:
		return f.scopes
	case f.focused().takesText():
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeForm, keymap.ScopeDialog}
	}
	return []keymap.Scope{keymap.ScopeForm, keymap.ScopeDialog}
}
