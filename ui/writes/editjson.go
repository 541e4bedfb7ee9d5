package writes

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// startEditJSON hands the session under the cursor to the person's editor.
func (m *Model) startEditJSON() tea.Cmd {
	id, ok := m.here()
	if !ok {
		return nil
	}
	if m.o.Store.Deleting(id) {
		m.o.Host.Say(NoEdit)
		return nil
	}
	return m.editJSONOf(id)
}

// NoEdit is why a session is not edited that is being deleted, or unreadable.
const NoEdit = "this session cannot be edited now"

func (m *Model) editJSONOf(id string) tea.Cmd { return m.WithBody(id, "edit", true, m.editJSON) }

func (m *Model) editJSON(s *client.Session) tea.Cmd {
	argv, err := editorCommand(m.o.Settings.Editor, m.o.Environ)
	if err != nil {
		m.o.Host.Complain(err.Error())
		return nil
	}
	was, kept := m.texts[s.ID]
	switch row, _ := m.o.Store.Row(s.ID); {
	case !kept:
		was = Edited{ID: s.ID, From: s, Base: m.EditText(s)}
	case was.sent && row.Pending:
		m.o.Host.Say("the text that you edited before is being saved")
		return nil
	}
	return edit(argv, was)
}

// atOnce is how soon an editor ends that did not wait for the person.
const atOnce = time.Second

// editArrived queues what was changed in the editor. The file stays until
// that can be read.
func (m *Model) editArrived(msg Edited) tea.Cmd {
	delete(m.texts, msg.ID)
	same := string(msg.Text) == string(msg.Base)
	switch {
	case msg.Err != nil && (same || msg.Text == nil):
		m.o.Host.Complain("the editor: " + msg.Err.Error())
		return removeFiles([]string{msg.File})
	case msg.Err != nil:
		m.goOnWith(msg, "the editor: "+msg.Err.Error())
		return nil
	case same && msg.Took < atOnce:
		m.goOnWith(msg, "the editor ended at once; one with a window needs editor = \"code --wait\" or alike")
		return nil
	case same:
		m.o.Host.Say("nothing changed, nothing sent")
		if _, typed := m.left[msg.ID]; typed {
			m.o.Host.Say("nothing changed in the editor, nothing sent: e has what you typed in the form")
		}
		return removeFiles([]string{msg.File})
	}
	patch, err := readEdited(msg.Text)
	if err != nil {
		m.goOnWith(msg, "not saved, "+err.Error())
		return nil
	}
	row, _ := m.o.Store.Row(msg.ID)
	if patch.Status == nil || *patch.Status != client.StatusCompleted || row.Status == client.StatusCompleted {
		return m.saveEdited(msg, patch)
	}
	m.texts[msg.ID] = msg // until it is confirmed
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Complete?", Writes: true,
		Name: m.title(msg.ID), Text: []string{"It will be completed, with what else you edited.", "The text is kept until then, E goes on with it."},
		Warnings: []string{dialog.CompletingCosts}, Buttons: []dialog.Button{{Label: "Complete", Key: "yes", YesKey: true}}}),
		m.onYes(dialog.SaveEdit{ID: msg.ID, Patch: patch}, func() tea.Cmd { return m.saveEdited(msg, patch) }))
	return nil
}

// goOnWith keeps the text of the editor for another try, and says why there must
// be one.
func (m *Model) goOnWith(msg Edited, why string) {
	msg.sent = false
	m.texts[msg.ID] = msg
	m.o.Host.Complain("E goes on with " + m.o.InHome(msg.File) + ": " + why)
}

// saveEdited queues what was edited as JSON.
func (m *Model) saveEdited(msg Edited, patch client.UpdateSession) tea.Cmd {
	delete(m.texts, msg.ID)
	q := m.o.Store.Edit([]string{msg.ID}, patch, store.EditOptions{Session: msg.From})
	if q.BeingDeleted > 0 {
		m.goOnWith(msg, "not saved, the session is being deleted")
		return nil
	}
	if len(q.IDs) == 0 {
		m.o.Host.Say("nothing changed, nothing sent")
		return removeFiles([]string{msg.File})
	}
	msg.sent = true
	m.texts[msg.ID], m.turned = msg, ""
	delete(m.left, msg.ID)
	m.o.Host.Say("saving " + m.o.InHome(msg.File) + ", which stays until the server has it")
	return nil
}

// KeptFiles names the files of edits that were not saved.
func (m *Model) KeptFiles() (lines []string) {
	for _, e := range m.texts {
		lines = append(lines, "not saved, the text of the edit is in "+e.File)
	}
	slices.Sort(lines)
	return lines
}
