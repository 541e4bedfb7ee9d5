package dialog

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// The parts of a session that can be copied into a clone.
const (
	CloneAssistant  = "assistant"  // or the squad, by ID or inline, with overrides
	ClonePhone      = "phone"      // the phone number, by ID or inline
	CloneCustomer   = "customer"   // customer
	CloneExpiration = "expiration" // limit
	CloneMessages   = "messages"   // the conversation
	CloneSecrets    = "secrets"    // what is masked in these parts, such as credentials
)

// CloneOptions configure a Clone.
type CloneOptions struct {
	ID          string
	Name        string
	Messages    int
	Missing     []string // parts that the session does not have
	Secrets     []string // paths that are left out without CloneSecrets
	Unsupported []string // paths that the API accepts in no new session

	Create, DryRun func(CloneChoice) tea.Cmd
}

// CloneChoice is what a person chose for a clone.
type CloneChoice struct {
	Name  string
	Parts []string // such as CloneMessages
}

// Clone chooses which parts of a session a new one gets. Messages and secrets are left
// out at first.
type Clone struct {
	form
	o CloneOptions
}

// NewClone returns the form.
func NewClone(l Base, o CloneOptions) *Clone {
	c := &Clone{form{Base: l, title: "Clone session " + words.ShortIDs(o.ID), writes: true, maxWidth: 66}, o}
	c.begin(c,
		text("name", "Name", o.Name, 42).validatedBy(CheckName),
		check(CloneAssistant, "assistant or squad", true),
		check(ClonePhone, "phone number", true),
		check(CloneCustomer, "customer", true),
		check(CloneExpiration, "expiration", true),
		check(CloneMessages, words.Plural(o.Messages, "message"), false),
		check(CloneSecrets, words.Plural(len(o.Secrets), "secret")+", such as credentials", false),
		button("cancel", "Cancel", keymap.Cancel, c.cancel), saveButton("Create", with(o.Create, c.choice)), dryRunButton(with(o.DryRun, c.choice)),
	)
	for _, part := range o.Missing {
		c.control(part).hidden = true
	}
	c.control(CloneMessages).hidden = o.Messages == 0
	c.control(CloneSecrets).hidden = len(o.Secrets) == 0
	return c
}

// choice returns the name and the parts that are switched on.
func (c *Clone) choice() CloneChoice {
	now := CloneChoice{Name: c.typed("name")}
	for _, x := range c.focusables() {
		if x.kind == checkControl && x.on {
			now.Parts = append(now.Parts, x.name)
		}
	}
	return now
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

// LeftOutText lists what a new session does not get, without repetitions.
func LeftOutText(parts []string) string {
	return "Left out: " + strings.Join(slices.Compact(slices.Sorted(slices.Values(parts))), ", ")
}

func (c *Clone) changed() bool { return c.typed("name") != c.o.Name }
