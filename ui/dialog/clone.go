package dialog

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// What can go along into a clone.
const (
	AlongAssistant  = "assistant"  // or squad, by ID or inline, with overrides
	AlongPhone      = "phone"      // phone number, by ID or inline
	AlongCustomer   = "customer"   // customer
	AlongExpiration = "expiration" // limit
	AlongMessages   = "messages"   // what was said
	AlongSecrets    = "secrets"    // what is masked in these, such as credentials
)

// CloneOptions are the facts about the session to clone.
type CloneOptions struct {
	ID       string
	Name     string
	Messages int
	Secrets  []string // what stays behind without its secrets
	Left     []string // what the API does not take
}

// Clone chooses what of a session goes along into a new one. Messages and
// secrets stay behind unless asked for.
type Clone struct {
	editing
	o CloneOptions
}

// NewClone makes the form.
func NewClone(l Look, o CloneOptions) *Clone {
	c := &Clone{editing{form: form{Look: l}}, o}
	c.controls = withQuestion(
		text("name", "Name", o.Name, 42),
		check(AlongAssistant, "assistant or squad", true),
		check(AlongPhone, "phone number", true),
		check(AlongCustomer, "customer", true),
		check(AlongExpiration, "expiration", true),
		check(AlongMessages, plural(o.Messages, "message", "messages"), false),
		check(AlongSecrets, plural(len(o.Secrets), "secret", "secrets")+", such as credentials", false),
		button("cancel", "Cancel", "esc"), button("save", "Create the clone", firstKey(l, keymap.Save)),
	)
	c.check()
	return c
}

func (c *Clone) check() {
	name := c.control("name")
	name.fault = checkName(name.field.Value())
	name.note = strconv.Itoa(utf8.RuneCountInString(name.field.Value())) + "/" + strconv.Itoa(client.MaxNameLength)
	c.control(AlongMessages).off = c.asking || !c.offers(AlongMessages)
	c.control(AlongSecrets).off = c.asking || !c.offers(AlongSecrets)
	c.control("save").off = c.asking || name.fault != ""
	if c.focused().off {
		c.move(1)
	}
}

// offers reports whether the session has what a control is about.
func (c *Clone) offers(name string) bool {
	return (name != AlongMessages || c.o.Messages > 0) && (name != AlongSecrets || len(c.o.Secrets) > 0)
}

// along lists what goes along.
func (c *Clone) along() []string {
	var names []string
	for i := range c.controls {
		if x := &c.controls[i]; x.kind == checkControl && x.on && !x.off {
			names = append(names, x.name)
		}
	}
	return names
}

func (c *Clone) picture(maxW, maxH int) picture {
	s := newSheet(c.Look, "Clone session "+short(c.o.ID), 66, maxW)
	for i := range c.controls {
		x := &c.controls[i]
		if !c.offers(x.name) {
			continue
		}
		if x.name == AlongAssistant {
			s.line(theme.Dim, "  What goes along:")
		}
		c.drawControl(s, i)
	}
	left := c.o.Left
	if !c.control(AlongSecrets).on {
		left = append(slices.Clone(c.o.Secrets), left...)
	}
	s.leftOut(left)
	s.space()
	s.say(theme.Dim, "A new session with a new ID. Creating it fires session.created.")
	s.space()
	c.foot(s)
	return s.draw(maxH, &c.view)
}

// leftOut lists what a new session will not have of another.
func (s *sheet) leftOut(left []string) {
	if len(left) > 0 {
		names, _ := client.Clean(strings.Join(left, ", "))
		s.hang(theme.Warn, "! ", "Left out: "+names)
	}
}

// Key implements Dialog.
func (c *Clone) Key(msg tea.KeyPressMsg) Intent {
	c.form.Key(msg)
	c.check()
	return nil
}

// Paste implements Dialog.
func (c *Clone) Paste(s string) {
	c.form.Paste(s)
	c.check()
}

func (c *Clone) changed() bool { return c.control("name").field.Value() != c.o.Name }

// Do implements Dialog.
func (c *Clone) Do(a keymap.Action) Intent { return c.answer(c.step(a, c.changed()), a) }

func (c *Clone) answer(pressed string, a keymap.Action) Intent {
	c.check()
	switch pressed {
	case "save":
		if c.control("save").off {
			return nil
		}
		return CloneSession{c.o.ID, c.control("name").field.Value(), c.along()}
	case "cancel":
		return Cancel{}
	}
	return outside(a)
}

// press implements Dialog.
func (c *Clone) press(target int) Intent {
	return c.answer(c.settle(c.click(target), c.changed()), "")
}
