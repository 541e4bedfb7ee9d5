package dialog

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// ConflictField is a field that both sides changed.
type ConflictField struct {
	Name                 string // in the API
	Mine, Theirs, Before string
}

// ConflictOptions configure a Conflict.
type ConflictOptions struct {
	ID     string
	Fields []ConflictField
	Action string // of an undo or redo: "undone" or "done again"; empty where Mine was typed
	// Patch returns what is sent when the fields with these names stay as mine. It has
	// also the fields that only one side changed.
	Patch func(mine []string) client.UpdateSession
	// Resolve ends the conflict, and DryRun shows what that would send: the fields in
	// mine are sent, and the others keep the server's value.
	Resolve, DryRun func(mine []string) tea.Cmd
}

// Conflict lets a person choose for each field between their own value and the server's.
// Theirs is chosen at first, which changes none of these fields; those that only the
// person changed are sent whichever side is chosen.
type Conflict struct {
	form
	o ConflictOptions
}

// NewConflict returns the dialog.
func NewConflict(l Base, o ConflictOptions) *Conflict {
	c := &Conflict{form{Base: l, title: "Both changed session " + words.ShortIDs(o.ID), writes: true, maxWidth: 76}, o}
	for _, f := range o.Fields {
		c.controls = append(c.controls, radio(f.Name, f.Name, 1, "mine", "theirs"))
	}
	c.begin(c, button("cancel", "Cancel", keymap.Cancel, c.cancel), saveButton("Save the choice", with(o.Resolve, c.mine)), dryRunButton(with(o.DryRun, c.mine)))
	c.focusOn("cancel")
	return c
}

func (c *Conflict) body(box *boxBuilder) {
	why := "While you typed, the same fields changed on the server. Choose whose stays."
	if c.o.Action != "" {
		why = "What was to be " + c.o.Action + " was changed on the server since. Mine is what it would be then, theirs is what it is now."
	}
	box.addText(theme.Plain, why)
	box.addSpace()
	for i, f := range c.o.Fields {
		c.addControl(box, i)
		for _, side := range [][2]string{{"mine", f.Mine}, {"theirs", f.Theirs}, {"before", f.Before}} {
			box.addLine(fmt.Sprintf("    %-7s", side[0]) + side[1])
		}
	}
	patch := c.o.Patch(c.mine())
	box.addSpace()
	box.addCompletingWarning(patch)
	box.addHangingText(theme.Plain, "Will send: ", patchText(true, patch))
}

// mine returns the names of the fields that stay as mine.
func (c *Conflict) mine() (mine []string) {
	for i, f := range c.o.Fields {
		if c.controls[i].chosen == 0 {
			mine = append(mine, f.Name)
		}
	}
	return mine
}
