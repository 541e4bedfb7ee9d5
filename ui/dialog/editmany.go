package dialog

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// EditManyOptions configure an EditMany.
type EditManyOptions struct {
	Sessions     SessionSet
	Save, DryRun func(client.UpdateSession) tea.Cmd
}

// EditMany is the form for the fields that many sessions can share. A field that is left
// as it is is not sent.
type EditMany struct {
	editForm
	sessions SessionSet
}

// unchangedStatus is the option that leaves the status as it is.
const unchangedStatus client.Status = "as it is"

// NewEditMany returns the form.
func NewEditMany(l Base, o EditManyOptions) *EditMany {
	what := words.Plural(len(o.Sessions.IDs), "session")
	e := &EditMany{editForm{form{Base: l, title: "Edit " + what, writes: true, needsChange: true, maxWidth: 66}, FormValues{Status: unchangedStatus}}, o.Sessions}
	e.begin(e,
		statusControl(unchangedStatus, unchangedStatus), expiresControl("").validatedBy(validateSharedExpires), text("name", "Name", "", 42).validatedBy(validateSharedName),
		button("cancel", "Cancel", keymap.Cancel, e.cancel), saveButton("Save to "+what, with(o.Save, e.Patch)), dryRunButton(with(o.DryRun, e.Patch)),
	)
	return e
}

func validateSharedName(text string) (note, fault string) {
	if text == "" {
		return "as it is", ""
	}
	return "", NameFault(text)
}

func validateSharedExpires(text string) (note, fault string) {
	seconds, fault := parseExpires(text)
	if seconds > 0 {
		return "= " + strconv.FormatInt(seconds, 10) + " s", ""
	}
	return "as it is", fault
}

func (e *EditMany) body(box *boxBuilder) {
	box.addLine(e.sessions.visibleText())
	e.sessions.addSample(box)
	box.addSpace()
	e.addControls(box)
	box.addSpace()
	e.sessions.addActiveWarning(box, ".")
	box.addCompletingWarning(e.Patch())
	box.addHangingText(theme.Plain, "Will send: ", patchText(e.valid(), e.Patch()))
	box.addText(theme.Dim, "Each is read again first: where others changed the same field meanwhile, it is left out. What else they changed stays.")
}
