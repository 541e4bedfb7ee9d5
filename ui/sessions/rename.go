package sessions

import (
	"strconv"
	"unicode/utf8"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/field"
)

// rename is the field in the row while a name is being typed.
type rename struct {
	id    string
	input field.Field
	note  string // why the name cannot be saved, or was not
}

// StartRename opens the name of the session under the cursor for typing, with
// the text to begin with and, after a refusal, why it was refused.
func (p *Pane) StartRename(id, text, refused string) {
	p.rename = &rename{id: id, input: field.New(text), note: refused}
}

// Renaming reports whether a name is being typed, and what is wrong with it.
func (p *Pane) Renaming() (note string, on bool) {
	if p.rename == nil {
		return "", false
	}
	n, most := utf8.RuneCountInString(p.rename.input.Value()), strconv.Itoa(client.MaxNameLength)
	note = strconv.Itoa(n) + "/" + most
	switch {
	case n > client.MaxNameLength:
		return note + ": a name has at most " + most + " characters", true
	case p.rename.note != "":
		return p.rename.note, true
	}
	return note + "  enter saves  esc leaves it as it was", true
}

// endRename answers enter and esc while a name is being typed.
func (m *Model) endRename(a keymap.Action) {
	r := m.rename
	name := r.input.Value()
	switch accepted := a == keymap.Accept || a == keymap.Save; {
	case accepted && utf8.RuneCountInString(name) > client.MaxNameLength:
	case accepted:
		m.rename = nil
		m.o.Host.Rename(r.id, name)
	default:
		m.rename = nil
		m.o.Host.Say("the name stays as it was")
	}
}
