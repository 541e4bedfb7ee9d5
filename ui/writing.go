package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/sessions"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// writes are the actions that can change something on the server.
var writes = []keymap.Action{keymap.Rename, keymap.Edit, keymap.EditJSON, keymap.Toggle, keymap.Delete,
	keymap.CleanUp, keymap.Add, keymap.Clone}

// actWrite edits, deletes, creates, marks, and steers what is on its way.
func (m *Model) actWrite(a keymap.Action) (tea.Cmd, bool) {
	if m.o.ReadOnly && slices.Contains(writes, a) {
		m.complain("read-only: " + m.keys.Help(a) + " is switched off")
		return nil, true
	}
	if m.private && (a == keymap.Rename || a == keymap.Edit || a == keymap.EditJSON || a == keymap.Clone) {
		m.complain("private mode is on and this would show names: :private ends it")
		return nil, true
	}
	if m.list.Ranging() && slices.Contains(writes, a) {
		m.list.MarkRange()
	}
	switch a {
	case keymap.Rename:
		m.startRename()
	case keymap.Edit:
		m.openEdit()
	case keymap.EditJSON:
		return m.startEditJSON(), true
	case keymap.Toggle:
		m.toggle()
	case keymap.Delete:
		m.askDelete(m.targets(), "")
	case keymap.CleanUp:
		m.open(dialog.NewCleanUp(m.look(), m.plan(dialog.PlanChoice{Expired: true})), m.answerPlan)
	case keymap.Add:
		m.open(dialog.NewCreate(m.look(), dialog.CreateOptions{Now: m.now, Zone: m.o.Zone, Typed: m.writing.create}), m.unlessReadOnly(m.create))
	case keymap.Clone:
		m.startClone()
	default:
		return m.actQueue(a)
	}
	return nil, true
}

// switchedOff are the actions that this run does not do, and why.
func (m *Model) switchedOff() map[keymap.Action]string {
	off := map[keymap.Action]string{}
	for _, a := range writes {
		if m.o.ReadOnly {
			off[a] = "read-only"
		}
	}
	return off
}

// startRename opens the name in the row for typing.
func (m *Model) startRename() {
	id, ok := m.current()
	row, held := m.store.Row(id)
	if !ok || !held || row.Bad != nil || row.Deleting {
		m.say("no session here that can be renamed")
		return
	}
	if m.focus == onDetail {
		m.toList()
		m.list.Select(id)
	}
	text, refused := row.FullName(), ""
	if f, failed := m.store.Failed(id); failed && f.Patch.Name != nil {
		text, refused = *f.Patch.Name, "not saved before: "+cleaned(f.Err.Error())
	}
	m.see(id)
	m.list.StartRename(id, text, refused)
}

// see takes note of what the person sees of a session when they begin to type.
func (m *Model) see(id string) {
	if b, ok := m.store.Seen(id); ok {
		m.writing.seen, m.writing.seenID = b, id
	}
}

// followEdit tells the form, where it is open, what changed on the server since.
func (m *Model) followEdit() {
	d, open := m.dialogs.Top().(*dialog.Edit)
	if !open || d.ID() != m.writing.seenID {
		return
	}
	var fields []string
	for _, c := range m.changedSince() {
		fields = append(fields, c.Field)
	}
	dialog.Follow(&m.dialogs, func(d *dialog.Edit) { d.SetChanged(strings.Join(fields, ", ")) })
}

// changedSince is what changed of the session that is being typed about.
func (m *Model) changedSince() []store.Change {
	now, ok := m.store.Seen(m.writing.seenID)
	if !ok {
		return nil
	}
	return store.Differences(m.writing.seen, now)
}

// showChanges shows what changed while the form was open.
func (m *Model) showChanges() {
	var lines []string
	for _, c := range m.changedSince() {
		lines = append(lines, fmt.Sprintf("%s was %q, is now %q", c.Field, c.From, c.To))
	}
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Changed on the server", Text: lines, Cancel: "Close"}), nil)
}

// saveName queues another name for a session.
func (m *Model) saveName(id, name string) {
	if row, ok := m.store.Row(id); ok && row.FullName() == name {
		m.say("the name stays as it was")
		return
	}
	m.queueEdit(id, client.UpdateSession{Name: &name}, dialog.Typed{Name: name})
}

// openEdit opens the form for one session, or for the marked ones.
func (m *Model) openEdit() {
	ids := m.targets()
	if len(ids) > 1 {
		m.open(dialog.NewEditMany(m.look(), dialog.EditManyOptions{IDs: ids, Active: m.selection(ids).Active, Sample: m.sample(ids)}), m.unlessReadOnly(m.saveMany))
		return
	}
	if len(ids) == 0 {
		m.say("no session under the cursor")
		return
	}
	m.editForm(ids[0], nil, "", nil)
}

// editForm opens the form for a session, with what was typed before a refusal.
func (m *Model) editForm(id string, typed *dialog.Typed, refused string, faults map[string]string) {
	row, ok := m.store.Row(id)
	if !ok || row.Bad != nil || row.Deleting {
		m.say(noEdit)
		return
	}
	f, failed := m.store.Failed(id)
	if failed && typed == nil {
		if f.Theirs != nil {
			m.conflict(id, f)
			return
		}
		if t, has := m.writing.typed[id]; has && t.Status != "" {
			typed = &t
		}
		if refused, faults = m.faultsOf(f.Err); f.Deleting {
			refused = "" // of the delete; what was typed before it is in the form
		}
	}
	if left, ok := m.writing.left[id]; ok && typed == nil {
		typed = &left.Typed
	}
	delete(m.writing.left, id)
	m.see(id)
	m.open(dialog.NewEdit(m.look(), dialog.EditOptions{ID: id, Name: row.FullName(), Status: row.Status,
		Expires: int64(row.Expiration / time.Second), ByDefault: row.NoExpiration, Messages: int(row.Messages), Now: m.now, Zone: m.o.Zone,
		Typed: typed, Unsaved: f.Patch, Refused: refused, Faults: faults}), m.unlessReadOnly(m.answerEdit))
}

// toggle completes what is active and reopens what is completed.
func (m *Model) toggle() {
	ids := m.targets()
	if len(ids) == 0 {
		m.say("no session under the cursor")
		return
	}
	row, ok := m.store.Row(ids[0])
	if !ok {
		return
	}
	if len(ids) == 1 && row.Deleting {
		m.say(noEdit)
		return
	}
	to := client.StatusCompleted
	if row.Status == client.StatusCompleted {
		to = client.StatusActive
	}
	text := fmt.Sprintf("%s becomes %s.", cleaned(m.title(ids[0])), to)
	if len(ids) > 1 {
		text = fmt.Sprintf("%s become %s.", words.Plural(len(ids), "session"), to)
	}
	if n := m.already(ids, to); n > 0 {
		text = fmt.Sprintf("%s: %d become %s, %d already are.", words.Plural(len(ids), "session"), len(ids)-n, to, n)
	}
	o := dialog.QuestionOptions{Title: map[client.Status]string{client.StatusCompleted: "Complete?", client.StatusActive: "Reopen?"}[to],
		Text: []string{text, "In " + m.account() + "."}, Buttons: []dialog.Button{{Label: "Yes", Key: "yes", Yes: len(ids) == 1}}}
	if to == client.StatusCompleted {
		o.Warn = []string{dialog.CompletingCosts}
	}
	m.open(dialog.NewQuestion(m.look(), o), m.unlessReadOnly(dialog.OnYes(func() tea.Cmd { return m.setStatus(ids, to) })))
}

// already counts the sessions that have that status.
func (m *Model) already(ids []string, to client.Status) (n int) {
	for _, id := range ids {
		if row, ok := m.store.Row(id); ok && row.Status == to {
			n++
		}
	}
	return n
}

// title is what a person calls a session.
func (m *Model) title(id string) string {
	if m.private {
		return "session " + id
	}
	row, ok := m.store.Row(id)
	switch {
	case ok && row.Name != "":
		return row.Name
	case ok && row.Customer != "":
		return row.Customer // as in the list
	}
	return "session " + id
}

// account names whose sessions these are, for dialogs that write.
func (m *Model) account() string {
	if m.server.Live {
		return m.server.Account + " (LIVE)"
	}
	return m.server.Account
}

// sample is a line each for the first few of many sessions.
func (m *Model) sample(ids []string) []string {
	var lines []string
	for _, id := range ids[:min(len(ids), 3)] {
		row, ok := m.store.Row(id)
		if !ok {
			lines = append(lines, id)
			continue
		}
		lines = append(lines, fmt.Sprintf("%s   %s   %s", m.title(id), sessions.Span(m.now, row.CreatedAt), words.Plural(int(row.Turns), "turn")))
	}
	return lines
}
