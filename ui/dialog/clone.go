package dialog

import (
	"slices"
	"strings"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
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
	Lacks    []string // what there is nothing of, of what could go along
	Secrets  []string // what stays behind without its secrets
	Left     []string // what the API does not take
}

// Clone chooses what of a session goes along into a new one. Messages and
// secrets stay behind unless asked for.
type Clone struct {
	form
	o CloneOptions
}

// NewClone makes the form.
func NewClone(l Look, o CloneOptions) *Clone {
	c := &Clone{form{Look: l, title: "Clone session " + words.ShortIDs(o.ID), writes: true, mainButton: "save", maxWidth: 66}, o}
	c.begin(c,
		text("name", "Name", o.Name, 42).validatedBy(validateName),
		check(AlongAssistant, "assistant or squad", true),
		check(AlongPhone, "phone number", true),
		check(AlongCustomer, "customer", true),
		check(AlongExpiration, "expiration", true),
		check(AlongMessages, words.Plural(o.Messages, "message"), false),
		check(AlongSecrets, words.Plural(len(o.Secrets), "secret")+", such as credentials", false),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Create", keymap.Save),
	)
	for _, part := range o.Lacks {
		c.control(part).hidden = true
	}
	c.control(AlongMessages).hidden = o.Messages == 0
	c.control(AlongSecrets).hidden = len(o.Secrets) == 0
	return c
}

// chosenParts lists what goes along.
func (c *Clone) chosenParts() []string {
	var names []string
	for _, x := range c.focusables() {
		if x.kind == checkControl && x.on {
			names = append(names, x.name)
		}
	}
	return names
}

func (c *Clone) body(box *boxBuilder) {
	for i := range c.controls {
		if c.controls[i].name == AlongAssistant {
			box.addLine("  What goes along:")
		}
		c.addControl(box, i)
	}
	left := c.o.Left
	if !c.control(AlongSecrets).on {
		left = slices.Concat(c.o.Secrets, left)
	}
	if len(left) > 0 {
		box.addHangingText(theme.Warn, "! ", LeftOut(left))
	}
	box.addSpace()
	box.addText(theme.Dim, "A new session with a new ID. Creating it fires session.created.")
}

// LeftOut says what does not go along into a new session, each once.
func LeftOut(parts []string) string {
	return "Left out: " + strings.Join(slices.Compact(slices.Sorted(slices.Values(parts))), ", ")
}

func (c *Clone) changed() bool { return c.typed("name") != c.o.Name }

func (c *Clone) pressed(string) Intent {
	return CloneSession{c.o.ID, c.typed("name"), c.chosenParts()}
}
