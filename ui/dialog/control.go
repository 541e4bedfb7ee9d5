package dialog

import (
	"charm.land/bubbles/v2/textarea"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/field"
)

// kind is what a control is.
type kind uint8

const (
	textControl kind = iota
	areaControl
	radioControl
	checkControl
	buttonControl
)

// control is one thing that can have the focus.
type control struct {
	name              string
	label             string
	kind              kind
	field             field.Field     // of a text
	area              *textarea.Model // of a text of several lines
	width             int             // cells of a text's field, at most
	options           []string        // of a radio
	chosen            int             // of a radio
	on                bool            // of a check
	disabled          bool            // cannot be used now
	hidden            bool            // not there now
	inDiscardQuestion bool            // belongs to the question before something is thrown away
	action            keymap.Action   // presses a button wherever the focus is; its key is shown
	placeholder       string          // shown in a text that is empty
	validate          validator       // nil takes what is typed as it is
	complete          completer       // nil completes nothing
	completion        string          // how what is typed could go on: right takes it
	completed         string          // what is typed and the rest, as it is written: tab and enter take it too
	heading           string          // a heading before the control
	note              string          // beside the control
	noteOnOwnLine     bool            // the note gets a line of its own where it does not fit
	fault             string          // what is wrong with it; a second line
}

func button(name, label string, a keymap.Action) control {
	return control{name: name, label: label, kind: buttonControl, action: a}
}

func text(name, label, value string, wide int) control {
	return control{name: name, label: label, kind: textControl, field: field.New(value), width: wide}
}

// expiresControl is the text control of how long a session may last.
func expiresControl(value string) control {
	c := text("expires", "Expires in", value, 10)
	c.noteOnOwnLine = true
	return c
}

func radio(name, label string, chosen int, options ...string) control {
	return control{name: name, label: label, kind: radioControl, chosen: chosen, options: options}
}

func check(name, label string, on bool) control {
	return control{name: name, label: label, kind: checkControl, on: on}
}

// validator says what a text means, and what is wrong with it.
type validator func(text string) (note, fault string)

// completer says how a text could go on and, where the text is then written in
// another way, what all of it is.
type completer func(text string) (rest, whole string)

// validatedBy and completes give a text what it is read and completed by.
func (c control) validatedBy(by validator) control { c.validate = by; return c }
func (c control) completedBy(by completer) control { c.complete = by; return c }

// refresh reads what is typed, and completes it while it is typed.
func (c *control) refresh(focused bool) {
	if c.validate != nil {
		c.note, c.fault = c.validate(c.value())
	}
	if c.completion, c.completed = "", ""; c.complete != nil && focused {
		c.completion, c.completed = c.complete(c.value())
	}
	if c.completed != "" {
		c.fault = ""
	}
}

// value is what is typed in a control.
func (c *control) value() string {
	if c.kind == areaControl {
		return c.area.Value()
	}
	return c.field.Value()
}

// takesText reports whether letters go to the control.
func (c *control) takesText() bool { return c.kind == textControl || c.kind == areaControl }
