package dialog

import (
	"charm.land/bubbles/v2/textarea"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/field"
)

// kind is the kind of a control.
type kind uint8

const (
	textControl kind = iota
	areaControl
	radioControl
	checkControl
	buttonControl
)

// control is one part of a form that can have the focus.
type control struct {
	name              string
	label             string
	kind              kind
	field             field.Field     // of a text
	area              *textarea.Model // of a text of several lines
	width             int             // of a text's field, in cells, at most
	options           []string        // of a radio
	chosen            int             // of a radio
	on                bool            // of a check
	press             func() outcome  // of a button
	sends             bool            // a button that is disabled while there is nothing valid to send
	disabled          bool            // shown, but cannot have the focus now
	hidden            bool            // not shown now
	inDiscardQuestion bool            // a button of the question whether to discard
	action            keymap.Action   // whose key presses the button wherever the focus is
	placeholder       string          // shown in an empty text
	validate          validator       // nil accepts every text
	complete          completer       // nil for no completion
	completion        string          // text that could follow; the right arrow takes it
	completed         string          // the text with its completion; tab and enter take it
	heading           string          // in a row before the control
	note              string          // shown beside the control
	noteOnOwnLine     bool            // the note gets a row of its own where it does not fit
	fault             string          // what is wrong with the text, in a row below
}

func button(name, label string, a keymap.Action, press func() outcome) control {
	return control{name: name, label: label, kind: buttonControl, action: a, press: press}
}

// saveButton and dryRunButton are the button of a form that writes, and the one that
// shows what would be sent.
func saveButton(label string, save Answer) control {
	c := button("save", label, keymap.Save, closing(save))
	c.sends = true
	return c
}
func dryRunButton(show Answer) control {
	c := button("requests", "Dry run", keymap.ShowCurl, staying(show))
	c.sends = true
	return c
}

func text(name, label, value string, wide int) control {
	return control{name: name, label: label, kind: textControl, field: field.New(value), width: wide}
}

// expiresControl returns the text control for how long a session may last.
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

// completer returns the text that could follow, and the whole text with it where its
// spelling then differs from what was typed.
type completer func(text string) (rest, whole string)

// validatedBy and completedBy set the functions of a text control.
func (c control) validatedBy(by validator) control { c.validate = by; return c }
func (c control) completedBy(by completer) control { c.complete = by; return c }

// refresh validates the text, and completes it where the control has the focus.
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

// value returns the text of a control.
func (c *control) value() string {
	if c.kind == areaControl {
		return c.area.Value()
	}
	return c.field.Value()
}

// setValue types a text into a control, in place of what it holds.
func (c *control) setValue(text string) {
	if c.kind == areaControl {
		c.area.SetValue(text)
	} else {
		c.field.Set(text)
	}
}

// takesText reports whether letters go into the control.
func (c *control) takesText() bool { return c.kind == textControl || c.kind == areaControl }
