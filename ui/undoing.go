package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/store"
)

// created is a session that was made: a step that is passed over once that was
// said, so that undo does not reach past it unawares.
type created struct{ id string }

// repeatGap is the longest pause between two repeats of a key that is held.
const repeatGap = 150 * time.Millisecond

// turning is what tells presses of u and U from a key that is held: a second
// press that would write waits to see whether more follow at once.
type turning struct {
	key  keymap.Action
	at   time.Time // of the last press
	held bool
	due  time.Time // when the press that waits is carried out; zero when none does
}

// turn undoes or redoes a step. No key that is held repeats a write.
func (m *Model) turn(a keymap.Action) tea.Cmd {
	t := &m.writing.turning
	var before tea.Cmd
	if !t.due.IsZero() && t.key != a {
		before = m.turnNow(t.key)
	}
	since, same := m.now.Sub(t.at), t.key == a
	t.held = same && since < repeatGap && (t.held || !t.due.IsZero())
	t.key, t.at, t.due = a, m.now, time.Time{}
	writes := m.store.UndoWrites()
	if a == keymap.Redo {
		writes = m.store.RedoWrites()
	}
	switch {
	case writes && t.held:
		m.say("the next step writes: press the key once more by itself")
	case writes && same && since < heldFor:
		t.due = m.now.Add(repeatGap)
	default:
		return tea.Batch(before, m.turnNow(a))
	}
	return before
}

// turnWhenDue carries out the press of u or U that waited.
func (m *Model) turnWhenDue() tea.Cmd {
	if t := &m.writing.turning; t.due.IsZero() || m.now.Before(t.due) {
		return nil
	}
	return m.turnNow(m.writing.turning.key)
}

func (m *Model) turnNow(a keymap.Action) tea.Cmd {
	m.writing.turning.due = time.Time{}
	if a == keymap.Redo {
		return m.redo()
	}
	return m.undo()
}

// undo takes the last step back, whatever it was: a mark, another filter, a
// delete that was not sent, an edit.
func (m *Model) undo() tea.Cmd {
	u, ok := m.store.Undo(m.now)
	switch own := u.Own.(type) {
	case sessions.Turn:
		m.say("undone: " + m.list.Undo(own))
		return nil
	case created:
		m.say("undo deletes nothing, d does: " + m.title(own.id) + " was created")
		return nil
	}
	m.tellUndone(u, ok, "undone: ", "sent back")
	return unplanDeletes(m.o.Trash, u.Deletes)
}

// redo does again what was undone.
func (m *Model) redo() tea.Cmd {
	u, ok := m.store.Redo(m.now)
	switch own := u.Own.(type) {
	case sessions.Turn:
		m.say("done again: " + m.list.Redo(own))
		return nil
	case created:
		m.say("redo creates nothing: " + m.title(own.id) + " is there")
		return nil
	}
	m.tellUndone(u, ok, "done again: ", "sent again")
	return m.planDeletes(u.Deletes)
}

// tellUndone says what undo or redo did, and what it sends.
func (m *Model) tellUndone(u store.Undone, ok bool, did, sent string) {
	m.writing.turned = ""
	for _, id := range u.Sent {
		delete(m.writing.typed, id) // it belongs to the edit that is turned around
	}
	switch {
	case u.Late > 0:
		m.note = note{text: u.What + m.afterTooLate(u.Late), bad: !ok}
	case len(u.Changes) > 0:
		m.writing.turned = did + m.changeWords(u) + "; "
		m.say(m.writing.turned + "being " + sent)
		m.writing.turned += sent
	case len(u.Sent) > 0:
		m.writing.turned = u.What
		m.say(u.What)
	default:
		m.say(u.What)
	}
}

// afterTooLate says what is left to do about deletes that were sent.
func (m *Model) afterTooLate(n int) string {
	if m.o.Trash == nil || m.o.Settings.Trash.Off {
		return "; the trash is off, nothing brings it back"
	}
	if n == 1 {
		return "; :trash has the copy"
	}
	return "; :trash has the copies"
}

// changeWords says what the fields of one session were until now.
func (m *Model) changeWords(u store.Undone) string {
	var said []string
	for _, c := range u.Changes {
		field := map[string]string{store.FieldExpires: "expiration"}[c.Field]
		if field == "" {
			field = c.Field
		}
		was := cleaned(c.From)
		switch {
		case m.private && c.Field == store.FieldName:
			said = append(said, field)
			continue
		case was == "":
			was = "empty"
		}
		said = append(said, field+" was "+was)
	}
	return strings.Join(said, ", ")
}
