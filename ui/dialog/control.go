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
	name    string
	label   string
	kind    kind
	field   field.Field     // of a text
	area    *textarea.Model // of a text of several lines
	wide    int             // cells of a text's field, at most
	options []string        // of a radio
	chosen  int             // of a radio
	on      bool            // of a check
	off     bool            // cannot be used now
	hidden  bool            // not there now
	asks    bool            // belongs to the question before something is thrown away
	action  keymap.Action   // presses a button wherever the focus is; its key is shown
	hint    string          // shown in a text that is empty
	read    reader          // nil takes what is typed as it is
	known   completer       // nil completes nothing
	rest    string          // how what is typed could go on: right takes it
	whole   string          // what is typed and the rest, as it is written: tab and enter take it too
	group   string          // a heading before the control
	note    string          // beside the control
	must    bool            // the note gets a line of its own where it does not fit
	fault   string          // what is wrong with it; a second line
}

func button(name, label string, a keymap.Action) control {
	return control{name: name, label: label, kind: buttonControl, action: a}
}

func text(name, label, value string, wide int) control {
	return control{name: name, label: label, kind: textControl, field: field.New(value), wide: wide}
}

// limit is the text control of how long a session may last.
func limit(value string) control {
	c := text("expires", "Expires in", value, 10)
	c.must = true
	return c
}

func radio(name, label string, chosen int, options ...string) control {
	return control{name: name, label: label, kind: radioControl, chosen: chosen, options: options}
}

func check(name, label string, on bool) control {
	return control{name: name, label: label, kind: checkControl, on: on}
}

// reader says what a text means, and what is wrong with it.
type reader func(text string) (note, fault string)

// completer says how a text could go on and, where the text is then written in
// another way, what all of it is.
type completer func(text string) (rest, whole string)

// reads and completes give a text what it is read and completed by.
func (c control) reads(by reader) control        { c.read = by; return c }
func (c control) completes(by completer) control { c.known = by; return c }

// checked reads what is typed, and completes it while it is typed.
func (c *control) checked(focused bool) {
	if c.read != nil {
		c.note, c.fault = c.read(c.value())
	}
	if c.rest, c.whole = "", ""; c.known != nil && focused {
		c.rest, c.whole = c.known(c.value())
	}
	if c.whole != "" {
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

// typing reports whether letters go to the control.
func (c *control) typing() bool { return c.kind == textControl || c.kind == areaControl }
