package sessions

import (
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/field"
)

// renameInput is the field in the row while a name is being typed.
type renameInput struct {
	id    string
	input field.Field
	note  string // why the name cannot be saved, or was not
}

// StartRename puts the cursor on a session and opens its name for typing, with the text
// to begin with and, after a refusal, why it was refused. It returns false, and does
// nothing, when the session is not loaded.
func (p *Pane) StartRename(id, text, refused string) bool {
	if !p.Select(id) {
		return false
	}
	p.Release()
	p.rename = &renameInput{id: id, input: field.New(text), note: refused}
	return true
}

// Renaming reports whether a name is being typed, and returns the note for it.
func (p *Pane) Renaming() (note string, on bool) {
	if p.rename == nil {
		return "", false
	}
	note, fault := dialog.CheckName(p.rename.input.Value())
	switch {
	case fault != "":
		return note + ": " + fault, true
	case p.rename.note != "":
		return p.rename.note, true
	}
	return note + "  enter saves  esc leaves it as it was", true
}

// KeepName reports whether a name is being typed, and notes how to end that: the mouse must
// not take the field off the screen.
func (p *Pane) KeepName() bool {
	if p.rename != nil {
		p.rename.note = "the name is still being typed: enter saves, esc leaves it"
	}
	return p.rename != nil
}

// RenameDoes reports whether an action does something while a name is being typed.
func RenameDoes(a keymap.Action) bool {
	switch a {
	case keymap.Help, keymap.Suspend, keymap.Redraw:
		return true
	}
	return savesName(a) || leavesName(a)
}

// savesName reports whether an action saves the name that is being typed.
func savesName(a keymap.Action) bool { return a == keymap.Accept || a == keymap.Save }

// leavesName reports whether an action gives up the name that is being typed.
func leavesName(a keymap.Action) bool {
	return a == keymap.Cancel || a == keymap.Back || a == keymap.Quit
}

// finishRename saves the name that is being typed, or gives it up; other actions do
// nothing.
func (m *Model) finishRename(a keymap.Action) {
	r := m.rename
	name := r.input.Value()
	switch {
	case savesName(a) && dialog.NameFault(name) != "":
	case savesName(a):
		m.rename = nil
		m.o.Host.Rename(r.id, name)
	case leavesName(a):
		m.rename = nil
		m.o.Host.Say("the name stays as it was")
	}
	m.showLoaded()
}
