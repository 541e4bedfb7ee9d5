package writes

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// readOnly reports whether the program is read-only, and says so. The actions that lead
// to a write are switched off then; all that sends or queues one asks here, too.
func (m *Model) readOnly() bool {
	if m.o.ReadOnly {
		m.o.Host.Complain("read-only: nothing is changed")
	}
	return m.o.ReadOnly
}

// editAll queues the same edit for one session or many, which is said. Sessions
// that it does not change are counted, too, once the others are saved.
func (m *Model) editAll(ids []string, patch client.UpdateSession, said string) {
	if m.readOnly() {
		return
	}
	m.undoNote = ""
	q := m.o.Store.Edit(ids, patch, store.EditOptions{Bulk: len(ids) > 1})
	m.dropLeftForms(q.IDs)
	switch {
	case len(q.IDs) == 0:
		m.o.Host.Say("nothing changes, nothing sent")
	case len(ids) > 1:
		rest := ""
		if q.Unchanged > 0 {
			rest += ", " + words.Count(q.Unchanged) + " had it already"
		}
		if n := q.BeingDeleted + q.Unknown; n > 0 {
			rest += ", " + words.Count(n) + " cannot be changed now"
		}
		m.o.Host.Say(words.Plural(len(q.IDs), "session") + " " + said + rest)
		if rest != "" {
			m.undoNote = words.Count(len(q.IDs)) + " saved" + rest
		}
	}
}

// dropLeftForms forgets what was typed in forms that were left for the editor: another edit
// of these sessions is newer.
func (m *Model) dropLeftForms(ids []string) {
	for _, id := range ids {
		delete(m.leftForms, id)
	}
}

// resolveConflict sends the fields that were chosen in the conflict dialog.
func (m *Model) resolveConflict(id string, mine []string) {
	if !m.readOnly() && !m.o.Store.Resolve(id, mine) {
		m.o.Host.Say("theirs stays")
	}
}

// create sends a new session. what names it in the status line.
func (m *Model) create(what string, body client.CreateSession, typed dialog.FormValues) tea.Cmd {
	if m.readOnly() {
		return nil
	}
	m.o.Host.Say("creating " + what)
	return createSession(m.o.Context, m.sender(), body, typed)
}

// queueEdit queues an edit of one session.
func (m *Model) queueEdit(id string, patch client.UpdateSession) {
	if m.readOnly() {
		return
	}
	o := store.EditOptions{}
	if m.editBaseID == id {
		o.Base = &m.editBase
	}
	q := m.o.Store.Edit([]string{id}, patch, o)
	m.dropLeftForms(q.IDs)
	switch {
	case q.Unchanged > 0:
		m.o.Host.Say("nothing changed, nothing sent")
	case len(q.IDs) == 0:
		m.o.Host.Complain("this session cannot be changed now")
	default:
		m.undoNote = ""
	}
}

// createArrived shows the session that was created, or keeps what was typed and
// says why it was refused.
func (m *Model) createArrived(msg sessionCreated) {
	o, typed := msg.outcome, msg.typed
	switch o.Kind {
	case store.Done:
		m.draft = dialog.CreateOptions{}
		m.o.Detail.AddBody(o.Session, msg.sent)
		m.o.Store.SetNew([]string{o.ID})
		m.o.List.Admit(o.Session)
		m.o.Store.Remember(created{o.ID, o.Session.Name})
		m.logSent("POST", o.ID, m.title(o.ID), "created", o.Took, nil)
		m.o.Host.Say("created " + m.title(o.ID))
	case store.Unknown:
		how := "without a filter, " + m.o.Keys.Label(keymap.Refresh) + " shows it. "
		if m.o.List.LookForNew() {
			how = "if so, it is listed as new. "
		}
		m.notCreated(o, typed, "perhaps created", how)
	default:
		m.notCreated(o, typed, "not created", "")
	}
	if msg.note != nil {
		m.tellReceiptFailed(msg.note)
	}
}

// notCreated says that a session was not created, or perhaps not.
func (m *Model) notCreated(o store.Outcome, typed dialog.FormValues, word, how string) {
	m.logSent("POST", "", cmp.Or(strings.TrimSpace(typed.Name), "a new session"), word, o.Took, o.Err)
	text := word + ": " + how + o.Err.Error()
	if typed != (dialog.FormValues{}) {
		m.draft = dialog.CreateOptions{Typed: typed, Refused: strings.ToUpper(word[:1]) + word[1:] + ": " + reason(o.Err)}
		text += "  (" + m.o.Keys.Label(keymap.Add) + " opens the form with what you typed)"
	}
	m.o.Host.Complain(text)
	m.RequestEnded(o.Err)
}
