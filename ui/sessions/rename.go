package sessions

import (
	"strconv"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/field"
)

// SaveName asks to give a session another name.
type SaveName struct{ ID, Name string }

// CancelName says that renaming was left.
type CancelName struct{ ID string }

func (SaveName) intent()   {}
func (CancelName) intent() {}

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

// Key gives a key to the name that is being typed.
func (p *Pane) Key(msg tea.KeyPressMsg) Intent {
	if p.rename == nil {
		return nil
	}
	p.rename.note = ""
	p.rename.input.Key(msg)
	return nil
}

// Paste puts text into the name that is being typed.
func (p *Pane) Paste(text string) {
	if p.rename != nil {
		p.rename.input.Insert(text)
	}
}

// EndRename answers enter and esc while a name is being typed.
func (p *Pane) EndRename(a keymap.Action) Intent {
	r := p.rename
	if r == nil {
		return nil
	}
	name := r.input.Value()
	if a == keymap.Accept || a == keymap.Save {
		if utf8.RuneCountInString(name) > client.MaxNameLength {
			return nil
		}
		p.rename = nil
		return SaveName{ID: r.id, Name: name}
	}
	p.rename = nil
	return CancelName{ID: r.id}
}
