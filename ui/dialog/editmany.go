package dialog

import (
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// EditMany is the form for the fields that many sessions can share. What is
// left alone is not sent.
type EditMany struct {
	changes
	of Several
}

// asItIs stands for a status that is left alone.
const asItIs client.Status = "as it is"

// NewEditMany makes the form.
func NewEditMany(l Look, o Several) *EditMany {
	what := words.Plural(len(o.IDs), "session")
	e := &EditMany{changes{form{Look: l, title: "Edit " + what, writes: true, main: "save", edits: true, wide: 66}, Typed{Status: asItIs}}, o}
	e.begin(e,
		chooseStatus(asItIs, asItIs), limit("").reads(readManyExpires), text("name", "Name", "", 42).reads(readManyNames),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Save to "+what, keymap.Save),
	)
	return e
}

func readManyNames(text string) (note, fault string) {
	if text == "" {
		return "as it is", ""
	}
	return "", CheckName(text)
}

func readManyExpires(text string) (note, fault string) {
	seconds, fault := ParseExpires(text)
	if seconds > 0 {
		return "= " + strconv.FormatInt(seconds, 10) + " s", ""
	}
	return "as it is", fault
}

func (e *EditMany) body(box *boxBuilder) {
	box.addLine(e.of.visibleText())
	e.of.addSample(box)
	box.addSpace()
	e.addControls(box)
	box.addSpace()
	if e.of.Active > 0 {
		box.addHangingText(theme.Warn, "! ", plural(e.of.Active, "is", "are")+" still active.")
	}
	box.addCompletingWarning(e.Patch())
	box.addHangingText(theme.Plain, "Will send: ", willSend(e.valid(), e.Patch()))
	box.addText(theme.Dim, "Each is read again first: where others changed the same field meanwhile, it is left out. What else they changed stays.")
}

func (e *EditMany) pressed(string) Intent { return SaveEditMany{e.of.IDs, e.Patch()} }
