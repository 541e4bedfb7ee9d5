package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/viewport"

	"vapi-sessions/keymap"
)

// formHooks are what a dialog of controls has of its own. A form has those that ask
// for nothing.
type formHooks interface {
	// body draws what stands above the buttons.
	body(box *boxBuilder)
	// afterChange holds the rules after every change. What it gives is asked for.
	afterChange() Intent
	// changed reports whether leaving would throw away what was typed.
	changed() bool
	// leave is what leaving asks for.
	leave() Intent
	// pressed is what a button asks for.
	pressed(button string) Intent
}

// form is an ordered set of controls, one of which has the focus. Dialogs embed
// it. Leaving one with something typed first asks, in place of its own buttons.
type form struct {
	Base
	hooks         formHooks
	title         string
	maxWidth      int            // cells of the box, at most
	writes        bool           // to the account, which is said
	labelWidth    int            // cells of the labels; 0 for labelWidth
	mainButton    string         // the button that writes; what it would send can be looked at
	needsChange   bool           // the main button is off while nothing is changed
	scopes        []keymap.Scope // where keys mean something, where that is always the same
	enterButton   string         // the button that enter presses in a field; empty where it goes to the next one
	controls      []control
	list          *list // above the buttons; nil without one
	focus         int
	viewport      viewport.Model // the text, as far as it is seen
	scrolled      bool           // by the last key: what has the focus need not be seen
	askingDiscard bool           // whether to throw away what was typed, by buttons in place of its own
	focusBefore   int            // the control that had the focus before that
	strayTyped    bool           // a letter was typed since then that was meant for something else
}

// dryRunButton is the name of the button that shows what would be sent.
const dryRunButton = "requests"

// begin makes the form ready to be drawn and used.
func (f *form) begin(own formHooks, controls ...control) {
	f.hooks, f.controls = own, append(f.controls, controls...)
	if f.mainButton != "" {
		f.controls = append(f.controls, button(dryRunButton, "Dry run", keymap.ShowCurl))
	}
	f.revalidate()
}

// revalidate holds the rules, and takes the focus from what cannot have it any more.
func (f *form) revalidate() Intent {
	for i := range f.controls {
		f.controls[i].refresh(i == f.focus)
	}
	if f.mainButton != "" {
		off := !f.valid() || f.needsChange && !f.hooks.changed()
		f.control(f.mainButton).disabled, f.control(dryRunButton).disabled = off, off
	}
	in := f.hooks.afterChange()
	if !f.focusable(f.focused()) {
		f.focusOn("cancel")
	}
	return in
}

// valid reports whether all that is typed can be read.
func (f *form) valid() bool {
	return !slices.ContainsFunc(f.controls, func(c control) bool {
		if c.validate == nil {
			return false
		}
		_, fault := c.validate(c.value())
		return fault != ""
	})
}

func (f *form) body(*boxBuilder)      {}
func (f *form) afterChange() Intent   { return nil }
func (f *form) changed() bool         { return false }
func (f *form) pressed(string) Intent { return nil }

// leave asks before it throws away what a person typed. To keep editing has the
// focus; a letter throws away, unless letters before it were meant for the form.
func (f *form) leave() Intent {
	if !f.hooks.changed() {
		return Cancel{}
	}
	f.askingDiscard, f.focusBefore, f.strayTyped = true, f.focus, false
	for _, c := range []control{button("keep", "Keep editing", ""), button("discard", "Discard", keymap.Discard)} {
		c.inDiscardQuestion = true
		f.controls = append(f.controls, c)
	}
	f.focusOn("keep")
	return nil
}

// keepEditing goes on editing.
func (f *form) keepEditing() Intent {
	f.askingDiscard, f.focus, f.controls = false, f.focusBefore, f.controls[:len(f.controls)-2]
	return f.revalidate()
}

// asksConsent reports whether the form asks what to do with what was typed.
func (f *form) asksConsent() bool { return f.askingDiscard }

// focusable reports whether a control can have the focus.
func (f *form) focusable(c *control) bool {
	return !c.disabled && !c.hidden && c.inDiscardQuestion == f.askingDiscard
}

// focusables are the controls that can have the focus.
func (f *form) focusables() (all []*control) {
	for i := range f.controls {
		if c := &f.controls[i]; f.focusable(c) {
			all = append(all, c)
		}
	}
	return all
}

// control gives a control by name; one that is not there is a mistake of this package.
func (f *form) control(name string) *control {
	i := slices.IndexFunc(f.controls, func(c control) bool { return c.name == name })
	if i < 0 {
		panic("dialog: no control " + name)
	}
	return &f.controls[i]
}

// focused is the control that has the focus: the rows where there are no others,
// which enter runs unless the dialog has other words for it.
func (f *form) focused() *control {
	if len(f.controls) == 0 {
		return &control{name: rowButton, kind: buttonControl, label: "run"}
	}
	return &f.controls[f.focus]
}

// focusOn gives a control the focus by name.
func (f *form) focusOn(name string) {
	f.focus = slices.IndexFunc(f.controls, func(c control) bool { return c.name == name })
}

// typed is the text of a text control, and value is it without the blanks around.
func (f *form) typed(name string) string { return f.control(name).value() }
func (f *form) value(name string) string { return strings.TrimSpace(f.typed(name)) }

// move gives the focus to the next control in a direction, around the end, or
// where there are none chooses another row.
func (f *form) move(by int) {
	if len(f.controls) == 0 {
		f.list.choose(f.list.chosen + by)
	}
	for range f.controls {
		f.focus = (f.focus + by + len(f.controls)) % len(f.controls)
		if f.focusable(f.focused()) {
			return
		}
	}
}

// typingScopes is where keys mean something where letters are always typed: into a
// search or a phrase, or as the keys of a menu's items.
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

// Hints implements Dialog: how to move, what presses a button, and how to leave, as
// far as it does something just now.
func (f *form) Hints() (all []keymap.Action) {
	usable := f.focusables()
	if f.list != nil && f.list.count > 1 {
		all = append(all, keymap.Down)
	}
	k := f.focused().kind
	if enters := k == buttonControl || k == areaControl; enters && (f.list == nil || f.list.count+len(usable) > 0) {
		all = append(all, keymap.Accept)
	}
	if len(usable) > 1 {
		all = append(all, keymap.NextPane)
	}
	if f.list != nil {
		return all
	}
	for _, c := range usable {
		switch {
		case c.kind == checkControl && c == f.focused():
			all = append(all, keymap.ToggleOption)
		case c.action != "" && c.action != keymap.Cancel:
			all = append(all, c.action)
		}
	}
	return append(all, keymap.Help)
}

// canDo implements Dialog: there has to be something to move to, to scroll, to
// switch, or to press.
func (f *form) canDo(a keymap.Action) bool {
	usable, rows := f.focusables(), f.list != nil && f.list.count > 1
	many := len(usable) > 1 || rows && len(f.controls) == 0
	scrolls := f.viewport.TotalLineCount() > f.viewport.Height()
	switch a {
	case keymap.Accept, keymap.Cancel, keymap.Quit, keymap.Help, keymap.Suspend, keymap.Redraw:
		return true
	case keymap.In, keymap.Out, keymap.NextPane, keymap.PreviousPane:
		return many
	case keymap.Down, keymap.Up:
		return many || rows || scrolls
	case keymap.Top, keymap.End, keymap.PageDown, keymap.PageUp, keymap.HalfDown, keymap.HalfUp:
		return rows || scrolls
	case keymap.ToggleOption:
		return slices.ContainsFunc(usable, func(c *control) bool { return c.kind == checkControl || c.kind == radioControl })
	}
	return slices.ContainsFunc(usable, func(c *control) bool { return c.action == a })
}

// ActionLabel implements Dialog: the label of the button that an action presses.
func (f *form) ActionLabel(a keymap.Action) string {
	fields := slices.ContainsFunc(f.focusables(), func(c *control) bool { return c.kind != buttonControl })
	switch c := f.focused(); {
	case a == keymap.Down && f.list != nil:
		return "choose"
	case a == keymap.Cancel:
		return f.cancelLabel()
	case a == keymap.Accept && c.kind == buttonControl && f.focusable(c):
		return c.label
	case a == keymap.Accept && c.kind == areaControl:
		return "new line"
	case c.completed != "" && (a == keymap.NextPane || a == keymap.Accept):
		return "complete"
	case a == keymap.Accept && f.enterButton != "":
		return f.control(f.enterButton).label
	case a == keymap.NextPane && fields, a == keymap.Accept:
		return "next field"
	case a == keymap.NextPane:
		return "next button"
	}
	for i := range f.controls {
		if c := &f.controls[i]; c.action == a {
			return c.label
		}
	}
	return map[keymap.Action]string{keymap.In: "next", keymap.Out: "previous", keymap.PreviousPane: "previous"}[a]
}

// cancelLabel is what esc does, in the words of the button that it presses; empty for
// cancel.
func (f *form) cancelLabel() string {
	i := slices.IndexFunc(f.controls, func(c control) bool { return c.name == "cancel" })
	switch {
	case f.askingDiscard:
		return "discard"
	case i >= 0 && f.controls[i].label != "Cancel":
		return strings.ToLower(f.controls[i].label)
	}
	return ""
}
