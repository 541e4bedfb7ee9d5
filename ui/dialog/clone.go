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
	CloneAssistant  = "assistant"  // or squad, by ID or inline, with overrides
	ClonePhone      = "phone"      // phone number, by ID or inline
	CloneCustomer   = "customer"   // customer
	CloneExpiration = "expiration" // limit
	CloneMessages   = "messages"   // what was said
	CloneSecrets    = "secrets"    // what is masked in these, such as credentials
)

// CloneOptions are the facts about the session to clone.
type CloneOptions struct {
	ID          string
	Name        string
	Messages    int
	Missing     []string // what there is nothing of, of what could go along
	Secrets     []string // what stays behind without its secrets
	Unsupported []string // what the API does not take
}

// Clone chooses what of a session goes along into a new one. Messages and
// secrets stay behind unless asked for.
type Clone struct {
	form
	o CloneOptions
}

// NewClone makes the form.
func NewClone(l Base, o CloneOptions) *Clone {
	c := &Clone{form{Base: l, title: "Clone session " + words.ShortIDs(o.ID), writes: true, mainButton: "save", maxWidth: 66}, o}
	c.begin(c,
		text("name", "Name", o.Name, 42).validatedBy(validateName),
		check(CloneAssistant, "assistant or squad", true),
		check(ClonePhone, "phone number", true),
		check(CloneCustomer, "customer", true),
		check(CloneExpiration, "expiration", true),
		check(CloneMessages, words.Plural(o.Messages, "message"), false),
		check(CloneSecrets, words.Plural(len(o.Secrets), "secret")+", such as credentials", false),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Create", keymap.Save),
	)
	for _, part := range o.Missing {
		c.control(part).hidden = true
	}
	c.control(CloneMessages).hidden = o.Messages == 0
	c.control(CloneSecrets).hidden = len(o.Secrets) == 0
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
		if c.controls[i].name == CloneAssistant {
			box.addLine("  What goes along:")
		}
		c.addControl(box, i)
	}
	left := c.o.Unsupported
	if !c.control(CloneSecrets).on {
		left = slices.Concat(c.o.Secrets, left)
	}
	if len(left) > 0 {
		box.addHangingText(theme.Warn, "! ", LeftOutText(left))
	}
	box.addSpace()
	box.addText(theme.Dim, "A new session with a new ID. Creating it fires session.created.")
}

// LeftOutText says what does not go along into a new session, each once.
func LeftOutText(parts []string) string {
	return "Left out: " + strings.Join(slices.Compact(slices.Sorted(slices.Values(parts))), ", ")
}

func (c *Clone) changed() bool { return c.typed("name") != c.o.Name }

func (c *Clone) pressed(string) Intent {
	return CloneSession{c.o.ID, c.typed("name"), c.chosenParts()}
}
