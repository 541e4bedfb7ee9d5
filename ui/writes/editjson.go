package writes

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// startEditJSON opens the current session as JSON in the person's editor.
func (m *Model) startEditJSON() tea.Cmd {
	id, ok := m.currentID()
	if !ok {
		return nil
	}
	if m.o.Store.Deleting(id) {
		m.o.Host.Say(cannotEdit)
		return nil
	}
	return m.WithBody(id, "edit", true, m.editJSON)
}

func (m *Model) editJSON(s *client.Session) tea.Cmd {
	argv, err := editorCommand(m.o.Settings.Editor, m.o.Environ)
	if err != nil {
		m.o.Host.Complain(err.Error())
		return nil
	}
	last, kept := m.editorTexts[s.ID]
	switch row, _ := m.o.Store.Row(s.ID); {
	case !kept:
		last = EditorResult{ID: s.ID, Session: s, Original: m.EditText(s)}
	case last.queued && row.Pending:
		m.o.Host.Say("the text that you edited before is being saved")
		return nil
	}
	return runEditor(argv, last)
}

// minEditorTime is the shortest time that a person takes in an editor. One that ends
// earlier, without a change, did not wait for the person.
const minEditorTime = time.Second

// editArrived queues what was changed in the editor. The file is kept while its text
// cannot be read.
func (m *Model) editArrived(msg EditorResult) tea.Cmd {
	delete(m.editorTexts, msg.ID)
	same := string(msg.Text) == string(msg.Original)
	switch {
	case msg.Err != nil && (same || msg.Text == nil):
		m.o.Host.Complain("the editor: " + msg.Err.Error())
		return removeFiles([]string{msg.File})
	case msg.Err != nil:
		m.keepForRetry(msg, "the editor: "+msg.Err.Error())
		return nil
	case same && msg.Took < minEditorTime:
		m.keepForRetry(msg, "the editor ended at once; one with a window needs editor = \"code --wait\" or alike")
		return nil
	case same:
		m.o.Host.Say("nothing changed, nothing sent")
		if _, typed := m.leftForms[msg.ID]; typed {
			m.o.Host.Say("nothing changed in the editor, nothing sent: " + m.o.Keys.Label(keymap.Edit) + " has what you typed in the form")
		}
		return removeFiles([]string{msg.File})
	}
	patch, err := readEdited(msg.Text)
	if err != nil {
		m.keepForRetry(msg, "not saved, "+err.Error())
		return nil
	}
	row, _ := m.o.Store.Row(msg.ID)
	if patch.Status == nil || *patch.Status != client.StatusCompleted || row.Status == client.StatusCompleted {
		return m.saveEdited(msg, patch)
	}
	m.editorTexts[msg.ID] = msg // until it is confirmed
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Complete?",
		Name: m.title(msg.ID), Text: []string{"It will be completed, with what else you edited.", "The text is kept until then, " + m.o.Keys.Label(keymap.EditJSON) + " goes on with it."},
		Warnings: []string{dialog.CompletingCosts},
		Buttons:  []dialog.Button{{Label: "Complete", Press: func() tea.Cmd { return m.saveEdited(msg, patch) }, YesKey: true}},
		DryRun: func() tea.Cmd {
			return m.dryRun(m.edits([]string{msg.ID}, patch, store.EditOptions{Session: msg.Session})...)
		}}))
	return nil
}

// keepForRetry keeps the text of the editor for another try, and says why.
func (m *Model) keepForRetry(msg EditorResult, why string) {
	msg.queued = false
	m.editorTexts[msg.ID] = msg
	m.o.Host.Complain(m.o.Keys.Label(keymap.EditJSON) + " goes on with " + m.o.InHome(msg.File) + ": " + why)
}

// saveEdited queues what was edited as JSON.
func (m *Model) saveEdited(msg EditorResult, patch client.UpdateSession) tea.Cmd {
	if m.readOnly() {
		return nil
	}
	delete(m.editorTexts, msg.ID)
	q := m.o.Store.Edit([]string{msg.ID}, patch, store.EditOptions{Session: msg.Session})
	if q.BeingDeleted > 0 {
		m.keepForRetry(msg, "not saved, the session is being deleted")
		return nil
	}
	if len(q.IDs) == 0 {
		m.o.Host.Say("nothing changed, nothing sent")
		return removeFiles([]string{msg.File})
	}
	msg.queued = true
	m.editorTexts[msg.ID], m.undoNote = msg, ""
	m.dropLeftForms(q.IDs)
	m.o.Host.Say("saving " + m.o.InHome(msg.File) + ", which stays until the server has it")
	return nil
}

// KeptFiles names the files of edits that were not saved.
func (m *Model) KeptFiles() (lines []string) {
	for _, e := range m.editorTexts {
		lines = append(lines, "not saved, the text of the edit is in "+e.File)
	}
	slices.Sort(lines)
	return lines
}
