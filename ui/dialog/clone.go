package dialog

import (
	"strconv"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
)

// What can go along into a clone.
const (
	AlongAssistant  = "assistant"  // or squad, by ID
	AlongPhone      = "phone"      // phone number, by ID
	AlongCustomer   = "customer"   // customer
	AlongExpiration = "expiration" // limit
	AlongMessages   = "messages"   // what was said
	AlongSecrets    = "secrets"    // inline assistant, overrides and phone number, which can hold credentials
)

// CloneOptions are the facts about the session to clone.
type CloneOptions struct {
	ID       string
	Name     string
	Messages int
	Inline   bool // it has inline parts that can hold secrets
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
		check(AlongSecrets, "inline parts, with their secrets", false),
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
	return (name != AlongMessages || c.o.Messages > 0) && (name != AlongSecrets || c.o.Inline)
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
	s.space()
	s.say(theme.Dim, "A new session with a new ID. Creating it fires session.created.")
	s.space()
	c.foot(s)
	return s.draw(maxH, c.scroll)
}

// Box implements Dialog.
func (c *Clone) Box(maxW, maxH int) []string { return c.picture(maxW, maxH).lines }

// Cursor implements Dialog.
func (c *Clone) Cursor(maxW, maxH int) (x, y int, ok bool) {
	p := c.picture(maxW, maxH)
	return p.x, p.y, p.y >= 0
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

// Click implements Dialog.
func (c *Clone) Click(x, y, maxW, maxH int) Intent {
	return c.answer(c.settle(c.click(c.picture(maxW, maxH), x, y), c.changed()), "")
}
