package writes

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// startRename opens the name in the row for typing, or, where the list does not show the
// session, the form for it.
func (m *Model) startRename() {
	id, ok := m.currentID()
	if !ok || !m.canEdit(id) {
		return
	}
	row, _ := m.o.Store.Facts(id)
	text, refused := row.FullName(), ""
	if f, failed := m.o.Store.Failed(id); failed && f.Patch.Name != nil {
		text, refused = *f.Patch.Name, notDone(&f, "saved")+" before: "+reason(f.Err)
	}
	if !m.o.List.StartRename(id, text, refused) {
		m.editForm(id)
		return
	}
	m.rememberBase(id)
}

// cannotEdit is said of a session that is being deleted, unreadable, or not read yet.
const cannotEdit = "this session cannot be edited now"

// canEdit reports whether a session can be edited. If not, it says so.
func (m *Model) canEdit(id string) bool {
	_, known := m.o.Store.EditBase(id, nil)
	if !known || m.o.Store.Deleting(id) {
		m.o.Host.Say(cannotEdit)
		return false
	}
	return true
}

// rememberBase keeps a session as the person sees it when they begin to edit it.
func (m *Model) rememberBase(id string) {
	if b, ok := m.o.Store.EditBase(id, nil); ok {
		m.editBase, m.editBaseID = b, id
	}
}

// updateEditForm shows in the form, if it is open, which fields changed on the server since.
func (m *Model) updateEditForm() {
	dialog.UpdateTop(m.o.Host.Dialogs(), func(d *dialog.Edit) {
		if d.ID() != m.editBaseID {
			return
		}
		var fields []string
		for _, c := range m.changedSince() {
			fields = append(fields, c.Field)
		}
		d.SetServerChange(strings.Join(fields, ", "))
	})
}

// changedSince lists what changed of the session since the person began to edit it.
func (m *Model) changedSince() []store.Change {
	now, ok := m.o.Store.EditBase(m.editBaseID, nil)
	if !ok {
		return nil
	}
	return store.Differences(m.editBase, now)
}

// showChanges shows what changed while the form was open.
func (m *Model) showChanges() {
	var lines []string
	for _, c := range m.changedSince() {
		lines = append(lines, fmt.Sprintf("%s was %q, is now %q", c.Field, c.From, c.To))
	}
	m.showText("Changed on the server", lines)
}

// SaveName queues another name for a session.
func (m *Model) SaveName(id, name string) {
	m.queueEdit(id, client.UpdateSession{Name: &name})
}

// openEdit opens the form for one session, or for the marked ones.
func (m *Model) openEdit() {
	ids := m.targets()
	if id, _ := m.o.Host.Current(); len(ids) > 1 && m.hasSingleFailure(id) {
		ids = []string{id}
	}
	switch len(ids) {
	case 0:
	case 1:
		m.editForm(ids[0])
	default:
		m.o.Host.Open(dialog.NewEditMany(m.o.Host.DialogBase(), dialog.EditManyOptions{Sessions: m.sessionSet(ids, m.o.Store.Selection(ids, m.clock)),
			Save: func(p client.UpdateSession) tea.Cmd {
				m.editAll(ids, p, "being saved, "+m.o.Keys.Label(keymap.Undo)+" takes it back")
				return nil
			},
			DryRun: func(p client.UpdateSession) tea.Cmd { return m.dryRun(m.edits(ids, p, store.EditOptions{})...) }}))
	}
}

// hasSingleFailure reports whether an edit of that session alone failed. Its form then
// has what was typed.
func (m *Model) hasSingleFailure(id string) bool {
	f, failed := m.o.Store.Failed(id)
	return failed && !f.Bulk && !f.Patch.Empty()
}

// editForm opens the form for a session, with what was typed before a refusal.
func (m *Model) editForm(id string) {
	if !m.canEdit(id) {
		return
	}
	row, _ := m.o.Store.Facts(id)
	f, failed := m.o.Store.Failed(id)
	if f.Theirs != nil {
		m.openConflict(id, f)
		return
	}
	var typed *dialog.FormValues
	var refused string
	var faults []string
	if failed && !f.Deleting {
		not := notDone(&f, "saved")
		refused = strings.ToUpper(not[:1]) + not[1:] + ": " + reason(f.Err)
		if e, ok := errors.AsType[*client.Error](f.Err); ok {
			faults = e.Messages
		}
	}
	if left, ok := m.leftForms[id]; ok {
		typed = &left.typed
	}
	delete(m.leftForms, id)
	m.rememberBase(id)
	m.o.Host.Open(dialog.NewEdit(m.o.Host.DialogBase(), dialog.EditOptions{ID: id, Name: row.FullName(), Status: row.Status,
		Expires: int64(row.Expiration / time.Second), ExpiresByDefault: row.NoExpiration, Messages: int(row.Messages), Now: m.clock, Zone: m.o.Zone,
		Typed: typed, Unsaved: f.Patch, Refused: refused, Faults: faults,
		Save:   func(p client.UpdateSession) tea.Cmd { m.queueEdit(id, p); return nil },
		DryRun: func(p client.UpdateSession) tea.Cmd { return m.dryRun(request{"PATCH", id, p}) },
		Editor: func(p client.UpdateSession, typed dialog.FormValues) tea.Cmd {
			if !p.Empty() {
				m.leftForms[id] = leftForm{typed, p}
			}
			return m.WithBody(id, "edit", true, m.editJSON)
		},
		ShowChanges: func() tea.Cmd { m.showChanges(); return nil }}))
}

// toggle completes active sessions, or reopens completed ones.
func (m *Model) toggle() {
	ids := m.targets()
	if len(ids) == 0 || len(ids) == 1 && !m.canEdit(ids[0]) {
		return
	}
	row, _ := m.o.Store.Facts(ids[0])
	what, to, warn := "Complete", client.StatusCompleted, []string{dialog.CompletingCosts}
	if row.Status == to {
		what, to, warn = "Reopen", client.StatusActive, nil
	}
	n, patch := 0, client.UpdateSession{Status: &to}
	for _, id := range ids {
		if row, ok := m.o.Store.Facts(id); ok && row.Status == to {
			n++
		}
	}
	name, many, text := "", dialog.SessionSet{}, fmt.Sprintf("It will be %s.", to)
	switch all := words.Plural(len(ids), "session"); {
	case n > 0:
		text = fmt.Sprintf("%s of %s will be %s, the rest already is.", words.Count(len(ids)-n), all, to)
	case len(ids) > 1:
		text = fmt.Sprintf("%s will be %s.", all, to)
	default:
		name = m.title(ids[0])
	}
	if len(ids) > 1 {
		many = m.sessionSet(ids, store.Count{})
	}
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: what + "?", Name: name, Sessions: many, Text: []string{text}, Warnings: warn,
		Buttons: []dialog.Button{{Label: what, Press: func() tea.Cmd { m.editAll(ids, patch, "being set to "+string(to)); return nil }, YesKey: len(ids) == 1}},
		DryRun:  func() tea.Cmd { return m.dryRun(m.edits(ids, patch, store.EditOptions{})...) }}))
}

// title is what a person calls a session.
func (m *Model) title(id string) string {
	row, _ := m.o.Store.Facts(id)
	return m.titleNamed(id, row.Name)
}

// titleNamed is what a person calls a session that has that name, or none: by its
// customer then, as the list does.
func (m *Model) titleNamed(id, name string) string {
	row, _ := m.o.Store.Facts(id)
	if title := cmp.Or(strings.TrimSpace(name), row.Customer); title != "" && !m.o.Host.Private() {
		return title
	}
	return "session " + id
}

// titles are the titles of sessions.
func (m *Model) titles(ids []string) (all []string) {
	for _, id := range ids {
		all = append(all, m.title(id))
	}
	return all
}

// sessionSet is the sessions of a dialog about many; c says how many of them are active.
func (m *Model) sessionSet(ids []string, c store.Count) dialog.SessionSet {
	all := dialog.SessionSet{IDs: ids, Active: c.Active, Maybe: c.Maybe, Sample: m.sample(ids)}
	for _, id := range ids {
		if m.o.List.Visible(id) {
			all.InView++
		}
	}
	return all
}

// sample is a line each for the first few of many sessions.
func (m *Model) sample(ids []string) []string {
	var lines []string
	for _, id := range ids[:min(len(ids), 3)] {
		row, ok := m.o.Store.Facts(id)
		if !ok {
			lines = append(lines, id)
			continue
		}
		lines = append(lines, fmt.Sprintf("%s   %s   %s", m.title(id), words.Ago(m.clock, row.CreatedAt), words.Plural(int(row.Turns), "turn")))
	}
	return lines
}
