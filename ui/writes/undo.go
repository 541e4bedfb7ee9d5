package writes

import (
	"cmp"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/store"
)

// created is the step of a session that was created. Undo says that it deletes nothing,
// instead of undoing the step before.
type created struct{ id, name string }

// KeyHoldTime is the longest time after which a second press may come from a key that is
// held. Most keyboards begin to repeat after 500 ms, some after 660 ms.
const KeyHoldTime = 750 * time.Millisecond

// maxRepeatGap is the longest time between two repeats of a held key.
const maxRepeatGap = 150 * time.Millisecond

// undoKey tells presses of u and U from a held key. A second press that would write waits
// for maxRepeatGap: if another follows by then, the key is held.
type undoKey struct {
	key  keymap.Action
	at   time.Time // of the last press
	held bool
	due  time.Time // when the press that waits is carried out; zero when none does
}

// UndoOrRedo undoes or redoes a step. A held key repeats no write.
func (m *Model) UndoOrRedo(a keymap.Action) tea.Cmd {
	t := &m.undoKey
	var before tea.Cmd
	if !t.due.IsZero() && t.key != a {
		before = m.undoNow(t.key)
	}
	since, same := m.clock.Sub(t.at), t.key == a
	t.held = same && since < maxRepeatGap && (t.held || !t.due.IsZero())
	t.key, t.at, t.due = a, m.clock, time.Time{}
	writes := m.o.Store.UndoOrRedoMaySend(a != keymap.Redo)
	switch {
	case writes && t.held:
		m.o.Host.Say("the next step writes: press the key once more by itself")
	case writes && same && since < KeyHoldTime:
		t.due = m.clock.Add(maxRepeatGap)
	default:
		return tea.Batch(before, m.undoNow(a))
	}
	return before
}

// UndoWhenDue carries out the press of u or U that waited.
func (m *Model) UndoWhenDue() tea.Cmd {
	if t := &m.undoKey; t.due.IsZero() || m.clock.Before(t.due) {
		return nil
	}
	return m.undoNow(m.undoKey.key)
}

// undoNow undoes the last step, or redoes the one that was undone last: a mark, a filter,
// deletes, or edits.
func (m *Model) undoNow(a keymap.Action) tea.Cmd {
	m.undoKey.due = time.Time{}
	redo, undoOrRedo := a == keymap.Redo, m.o.Store.Undo
	if redo {
		undoOrRedo = m.o.Store.Redo
	}
	u, ok := undoOrRedo(m.clock)
	if said, other := m.o.Host.TakeBack(u.External, redo); other {
		m.o.Host.Say(said)
		return nil
	}
	if own, is := u.External.(created); is {
		m.tellCreated(own, redo)
		return nil
	}
	m.tellUndone(u, ok)
	if redo {
		return m.planDeletes(u.Deletes)
	}
	return unplanDeletes(m.o.Trash, u.Deletes, "")
}

// tellCreated says that undo and redo leave a created session alone.
func (m *Model) tellCreated(own created, redo bool) {
	does, title := "undo deletes nothing", m.title(own.id)
	if redo {
		does = "redo creates nothing"
	}
	switch {
	case m.o.Store.Deleted(own.id):
		m.o.Host.Say(does + ": " + m.titleNamed(own.id, own.name) + " was deleted")
	case redo:
		m.o.Host.Say(does + ": " + title + " is there")
	default:
		m.o.Host.Say(does + ", " + m.o.Keys.Label(keymap.Delete) + " does: " + title + " was created")
	}
}

// tellUndone says what undo or redo did.
func (m *Model) tellUndone(u store.Undone, ok bool) {
	m.undoNote = ""
	kept := ""
	if f, failed := m.o.Store.Failed(u.ID); failed && f.Origin == store.Typed && !f.Deleting {
		kept = "; " + m.o.Keys.Label(keymap.Edit) + " has what was not saved"
	}
	switch {
	case u.TooLate > 0:
		m.o.Host.Note(u.Text+m.afterTooLate(u.TooLate), !ok)
	case len(u.Changes) > 0:
		m.undoNote = u.Did + m.changeWords(u) + "; "
		m.o.Host.Say(m.undoNote + "being saved" + kept)
		m.undoNote += "saved" + kept
	case u.ID != "":
		m.o.Host.Say(u.Did + u.Verb + " of " + m.title(u.ID) + kept)
	case len(u.Sent) > 0:
		m.undoNote = u.Text
		m.o.Host.Say(u.Text)
	default:
		m.o.Host.Say(u.Text)
	}
}

// afterTooLate says where the copies of deleted sessions are.
func (m *Model) afterTooLate(n int) string {
	if m.o.Trash == nil || m.o.Settings.Trash.Off {
		return "; the trash is off, nothing brings it back"
	}
	if n == 1 {
		return "; :trash has the copy"
	}
	return "; :trash has the copies"
}

// changeWords says what was undone of one session, and what it is now.
func (m *Model) changeWords(u store.Undone) string {
	what, name, now := fieldWords(u.Changes), m.title(u.Sent[0]), []string{}
	for _, c := range u.Changes {
		to := cmp.Or(strings.TrimSpace(c.To), "empty")
		switch {
		case c.Field != store.FieldName:
			now = append(now, to)
		case m.o.Host.Private():
		default:
			name, now = m.titleNamed(u.Sent[0], c.From), append(now, cmp.Or(strings.TrimSpace(c.To), "without a name"))
		}
	}
	if what == store.FieldName {
		what = "rename"
	}
	if what += " of " + name; len(now) > 0 {
		what += ", now " + strings.Join(now, ", ")
	}
	return what
}
