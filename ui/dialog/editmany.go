package dialog

import (
	"strconv"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// EditManyOptions are the facts about the sessions to edit.
type EditManyOptions struct {
	IDs    []string
	Active int
	Sample []string // a line each for the first ones
}

// EditMany is the form for the fields that many sessions can share. What is
// left alone is not sent.
type EditMany struct {
	form
	o EditManyOptions
}

// NewEditMany makes the form.
func NewEditMany(l Look, o EditManyOptions) *EditMany {
	what := words.Plural(len(o.IDs), "session")
	e := &EditMany{form{Look: l, title: "Edit " + what, writes: true, main: "save", wide: 66}, o}
	e.begin(e,
		radio("status", "Status", 0, "as it is", string(client.StatusActive), string(client.StatusCompleted)),
		limit("").reads(readManyExpires),
		text("name", "Name", "", 42).reads(readManyNames),
		button("cancel", "Cancel", keymap.Cancel), button("save", "Save to "+what, keymap.Save),
	)
	return e
}

// Patch is what would be sent for each.
func (e *EditMany) Patch() client.UpdateSession {
	var p client.UpdateSession
	if !e.valid() {
		return p
	}
	if c := e.control("status"); c.chosen > 0 {
		v := client.Status(c.options[c.chosen])
		p.Status = &v
	}
	if v, _ := ParseExpires(e.value("expires")); v != 0 {
		p.ExpirationSeconds = &v
	}
	if v := e.typed("name"); v != "" {
		p.Name = &v
	}
	return p
}

func (e *EditMany) changed() bool { return !e.valid() || !e.Patch().Empty() }

func readManyNames(text string) (note, fault string) {
	if text == "" {
		return "as it is", ""
	}
	return "", checkName(text)
}

func readManyExpires(text string) (note, fault string) {
	seconds, fault := ParseExpires(text)
	if seconds > 0 {
		return "= " + strconv.FormatInt(seconds, 10) + " s", ""
	}
	return "as it is", fault
}

func (e *EditMany) check() Intent {
	e.control("save").off = e.Patch().Empty()
	return nil
}

func (e *EditMany) body(s *sheet) {
	for _, l := range e.o.Sample {
		s.line("  " + l)
	}
	if more := len(e.o.IDs) - len(e.o.Sample); more > 0 && len(e.o.Sample) > 0 {
		s.line("  and " + words.Count(more) + " more")
	}
	s.space()
	e.draw(s)
	s.space()
	if e.o.Active > 0 {
		s.hang(theme.Warn, "! ", plural(e.o.Active, "is", "are")+" still active.")
	}
	s.warnOfCompleting(e.Patch())
	s.hang(theme.Plain, "Will send: ", willSend(e.valid(), e.Patch()))
	s.say(theme.Dim, "1 request each; what changed meanwhile is left out.")
}

func (e *EditMany) pressed(string) Intent { return SaveEditMany{e.o.IDs, e.Patch()} }
