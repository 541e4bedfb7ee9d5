package dialog

import (
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// EditMany is the form for the fields that many sessions can share. A field that is left
// as it is is not sent.
type EditMany struct {
	editForm
	sessions SessionSet
}

// unchangedStatus is the option that leaves the status as it is.
const unchangedStatus client.Status = "as it is"

// NewEditMany returns the form.
func NewEditMany(l Base, o SessionSet) *EditMany {
	what := words.Plural(len(o.IDs), "session")
	e := &EditMany{editForm{form{Base: l, title: "Edit " + what, writes: true, mainButton: "save", needsChange: true, maxWidth: 66}, FormValues{Status: unchangedStatus}}, o}
	e.begin(e,
		statusControl(unchangedStatus, unchangedStatus), expiresControl("").validatedBy(validateSharedExpires), text("name", "Name", "", 42).validatedBy(validateSharedName),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Save to "+what, keymap.Save),
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

func (e *EditMany) pressed(string) Intent { return SaveEditMany{e.sessions.IDs, e.Patch()} }
