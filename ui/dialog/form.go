package dialog

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/viewport"

	"vapi-sessions/keymap"
)

// parts are what a dialog of controls has of its own. A form has those that ask
// for nothing.
type parts interface {
	// body draws what stands above the buttons.
	body(box *boxBuilder)
	// check holds the rules after every change. What it gives is asked for.
	check() Intent
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
	Look
	own      parts
	title    string
	wide     int            // cells of the box, at most
	writes   bool           // to the account, which is said
	labels   int            // cells of the labels; 0 for labelWidth
	main     string         // the button that writes; what it would send can be looked at
	edits    bool           // the main button is off while nothing is changed
	scopes   []keymap.Scope // where keys mean something, where that is always the same
	enter    string         // the button that enter presses in a field; empty where it goes to the next one
	controls []control
	list     *list // above the buttons; nil without one
	focus    int
	view     viewport.Model // the text, as far as it is seen
	paged    bool           // by the last key: what has the focus need not be seen
	asking   bool           // whether to throw away what was typed, by buttons in place of its own
	asked    int            // the control that had the focus before that
	stray    bool           // a letter was typed since then that was meant for something else
}

// dryRun is the name of the button that shows what would be sent.
const dryRun = "requests"

// begin makes the form ready to be drawn and used.
func (f *form) begin(own parts, controls ...control) {
	f.own, f.controls = own, append(f.controls, controls...)
	if f.main != "" {
		f.controls = append(f.controls, button(dryRun, "Dry run", keymap.ShowCurl))
	}
	f.checked()
}

// checked holds the rules, and takes the focus from what cannot have it any more.
func (f *form) checked() Intent {
	for i := range f.controls {
		f.controls[i].checked(i == f.focus)
	}
	if f.main != "" {
		off := !f.valid() || f.edits && !f.own.changed()
		f.control(f.main).off, f.control(dryRun).off = off, off
	}
	in := f.own.check()
	if !f.usable(f.focused()) {
		f.focusOn("cancel")
	}
	return in
}

// valid reports whether all that is typed can be read.
func (f *form) valid() bool {
	return !slices.ContainsFunc(f.controls, func(c control) bool {
		if c.read == nil {
			return false
		}
		_, fault := c.read(c.value())
		return fault != ""
	})
}

func (f *form) body(*boxBuilder)      {}
func (f *form) check() Intent         { return nil }
func (f *form) changed() bool         { return false }
func (f *form) pressed(string) Intent { return nil }

// leave asks before it throws away what a person typed. To keep editing has the
// focus; a letter throws away, unless letters before it were meant for the form.
func (f *form) leave() Intent {
	if !f.own.changed() {
		return Cancel{}
	}
	f.asking, f.asked, f.stray = true, f.focus, false
	for _, c := range []control{button("keep", "Keep editing", ""), button("discard", "Discard", keymap.Discard)} {
		c.asks = true
		f.controls = append(f.controls, c)
	}
	f.focusOn("keep")
	return nil
}

// keep goes on editing.
func (f *form) keep() Intent {
	f.asking, f.focus, f.controls = false, f.asked, f.controls[:len(f.controls)-2]
	return f.checked()
}

// asksConsent reports whether the form asks what to do with what was typed.
func (f *form) asksConsent() bool { return f.asking }

// usable reports whether a control can have the focus.
func (f *form) usable(c *control) bool { return !c.off && !c.hidden && c.asks == f.asking }

// usables are the controls that can have the focus.
func (f *form) usables() (all []*control) {
	for i := range f.controls {
		if c := &f.controls[i]; f.usable(c) {
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
		return &control{name: rowName, kind: buttonControl, label: "run"}
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
		f.list.choose(f.list.at + by)
	}
	for range f.controls {
		f.focus = (f.focus + by + len(f.controls)) % len(f.controls)
		if f.usable(f.focused()) {
			return
		}
	}
}

// searching is where keys mean something where letters are always typed: into a
// search or a phrase, or as the keys of a menu's items.
func searching() []keymap.Scope { return []keymap.Scope{keymap.ScopeText, keymap.ScopeDialog} }

// Scopes implements Dialog.
func (f *form) Scopes() []keymap.Scope {
	switch {
	case f.scopes != nil:
		return f.scopes
	case f.focused().typing():
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeForm, keymap.ScopeDialog}
	}
	return []keymap.Scope{keymap.ScopeForm, keymap.ScopeDialog}
}

// Hints implements Dialog: how to move, what presses a button, and how to leave, as
// far as it does something just now.
func (f *form) Hints() (all []keymap.Action) {
	usable := f.usables()
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

// does implements Dialog: there has to be something to move to, to scroll, to
// switch, or to press.
func (f *form) does(a keymap.Action) bool {
	usable, rows := f.usables(), f.list != nil && f.list.count > 1
	many := len(usable) > 1 || rows && len(f.controls) == 0
	scrolls := f.view.TotalLineCount() > f.view.Height()
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

// Words implements Dialog: the label of the button that an action presses.
func (f *form) Words(a keymap.Action) string {
	fields := slices.ContainsFunc(f.usables(), func(c *control) bool { return c.kind != buttonControl })
	switch c := f.focused(); {
	case a == keymap.Down && f.list != nil:
		return "choose"
	case a == keymap.Cancel:
		return f.leaving()
	case a == keymap.Accept && c.kind == buttonControl && f.usable(c):
		return c.label
	case a == keymap.Accept && c.kind == areaControl:
		return "new line"
	case c.whole != "" && (a == keymap.NextPane || a == keymap.Accept):
		return "complete"
	case a == keymap.Accept && f.enter != "":
		return f.control(f.enter).label
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

// leaving is what esc does, in the words of the button that it presses; empty for
// cancel.
func (f *form) leaving() string {
	i := slices.IndexFunc(f.controls, func(c control) bool { return c.name == "cancel" })
	switch {
	case f.asking:
		return "discard"
	case i >= 0 && f.controls[i].label != "Cancel":
		return strings.ToLower(f.controls[i].label)
	}
	return ""
}
