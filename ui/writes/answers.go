package writes

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// unlessReadOnly handles an answer that writes, unless the program is read-only. A dry
// run is always shown.
func (m *Model) unlessReadOnly(answer dialog.Handler) dialog.Handler {
	return func(in dialog.Intent) tea.Cmd {
		if dry, ok := in.(dialog.ShowRequests); ok {
			m.showWrites(m.requestsOf(dry.Of))
			return nil
		}
		if m.o.ReadOnly {
			m.o.Host.Complain("read-only: nothing is changed")
			return nil
		}
		return answer(in)
	}
}

// handleEdit carries out what the form of one session asks for.
func (m *Model) handleEdit(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.SaveEdit:
		m.queueEdit(in.ID, in.Patch, in.Typed)
	case dialog.OpenEditor:
		if !in.Patch.Empty() {
			m.leftForms[in.ID] = in
		}
		return m.WithBody(in.ID, "edit", true, m.editJSON)
	case dialog.ShowChanges:
		m.showChanges()
	}
	return nil
}

// saveMany queues the same edit for many sessions.
func (m *Model) saveMany(e dialog.SaveEditMany) tea.Cmd {
	m.editAll(e.IDs, e.Patch, "being saved, u takes it back")
	return nil
}

// editAll queues the same edit for one session or many, which is said. Sessions
// that it does not change are counted, too, once the others are saved.
func (m *Model) editAll(ids []string, patch client.UpdateSession, said string) {
	m.undoNote = ""
	q := m.o.Store.Edit(ids, patch, store.EditOptions{Bulk: len(ids) > 1})
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

// resolveConflict sends the fields that were chosen in the conflict dialog.
func (m *Model) resolveConflict(r dialog.ResolveConflict) tea.Cmd {
	if !m.o.Store.Resolve(r.ID, r.Mine) {
		m.o.Host.Say("theirs stays")
	}
	return nil
}

// createFromForm sends the form of a new session.
func (m *Model) createFromForm(c dialog.CreateSession) tea.Cmd {
	m.o.Host.Say("creating the session")
	return createSession(m.o.Context, m.sender(), c.Body, c.Typed)
}

// handlePlan carries out what a clean-up asks for.
func (m *Model) handlePlan(in dialog.Intent) tea.Cmd {
	switch in := in.(type) {
	case dialog.PlanExport:
		ids := m.PlanIDs(in.Choice)
		m.o.Output.AskExport(words.Plural(len(ids), "session")+" of the clean-up", ids, "")
	case dialog.PlanChanged:
		m.Replan()
	case dialog.PlanLoadAll:
		m.o.List.LoadAll()
	case dialog.PlanDelete:
		matching := planWords(in.Choice)
		if over, _ := m.o.List.ReadSoFar(); over != "" {
			matching += ", counted over " + over
		}
		m.askDelete(m.PlanIDs(in.Choice), matching)
	}
	return nil
}

// queueEdit queues an edit and keeps the form's values.
func (m *Model) queueEdit(id string, patch client.UpdateSession, typed dialog.FormValues) {
	o := store.EditOptions{}
	if m.editBaseID == id {
		o.Base = &m.editBase
	}
	q := m.o.Store.Edit([]string{id}, patch, o)
	switch {
	case q.Unchanged > 0:
		m.o.Host.Say("nothing changed, nothing sent")
	case len(q.IDs) == 0:
		m.o.Host.Complain("this session cannot be changed now")
	default:
		m.formValues[id] = typed
		m.undoNote = ""
	}
}

// setStatus completes or reopens sessions.
func (m *Model) setStatus(ids []string, to client.Status) tea.Cmd {
	for _, id := range ids {
		delete(m.formValues, id)
	}
	m.editAll(ids, client.UpdateSession{Status: &to}, "being set to "+string(to))
	return nil
}

// selection sorts and counts sessions for an action on them.
func (m *Model) selection(ids []string) store.Count {
	return m.o.Store.Selection(ids, m.clock)
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
		m.o.Store.Remember(created{o.ID})
		m.logSent("POST", o.ID, m.title(o.ID), "created", o.Took, nil)
		m.o.Host.Say("created " + m.title(o.ID))
	case store.Unknown:
		how := "without a filter, r shows it. "
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
		text += "  (a opens the form with what you typed)"
	}
	m.o.Host.Complain(text)
	m.RequestEnded(o.Err)
}
