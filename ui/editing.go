package ui

import (
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/store"
)

// startEditJSON hands the session under the cursor to the person's editor.
func (m *Model) startEditJSON() tea.Cmd {
	id, ok := m.current()
	if !ok {
		m.say("no session under the cursor")
		return nil
	}
	if m.store.Deletes(id) {
		m.say(noEdit)
		return nil
	}
	return m.editJSONOf(id)
}

// noEdit is why a session is not edited that is being deleted, or unreadable.
const noEdit = "this session cannot be edited now"

func (m *Model) editJSONOf(id string) tea.Cmd {
	if s := m.detail.Body(id); s != nil {
		return m.editJSON(s)
	}
	m.detail.Await(id, true, m.editJSON)
	m.say("reading the session to edit it")
	return nil
}

func (m *Model) editJSON(s *client.Session) tea.Cmd {
	argv, err := output.EditorCommand(m.o.Settings.Editor, m.o.environ)
	if err != nil {
		m.complain(err.Error())
		return nil
	}
	if was, ok := m.writing.again[s.ID]; ok {
		return output.EditAgain(argv, was)
	}
	cmd, err := output.Edit(argv, s, m.editText(s))
	if err != nil {
		m.complain(err.Error())
	}
	return cmd
}

// atOnce is how soon an editor ends that did not wait for the person.
const atOnce = time.Second

// editArrived queues what was changed in the editor. The file stays until
// that can be read.
func (m *Model) editArrived(msg output.Edited) tea.Cmd {
	delete(m.writing.again, msg.ID)
	same := string(msg.Text) == string(msg.Base)
	switch {
	case msg.Err != nil && same:
		m.complain("the editor: " + msg.Err.Error())
		return output.RemoveFiles([]string{msg.File})
	case msg.Err != nil:
		m.writing.again[msg.ID] = msg
		m.complain("the editor: " + msg.Err.Error() + ", E goes on with the text in " + msg.File)
		return nil
	case same && msg.Took < atOnce:
		m.writing.again[msg.ID] = msg
		m.complain("the editor ended at once: if it opens a window, set editor = \"code --wait\" or alike; E opens the text again (" + msg.File + ")")
		return nil
	case same:
		m.say("nothing changed, nothing sent")
		if _, typed := m.writing.left[msg.ID]; typed {
			m.say("nothing changed in the editor, nothing sent: e has what you typed in the form")
		}
		return output.RemoveFiles([]string{msg.File})
	}
	patch, err := readEdited(msg.Text)
	if err != nil {
		m.notSaved(msg, cleaned(err.Error()))
		return nil
	}
	row, _ := m.store.Row(msg.ID)
	if patch.Status == nil || *patch.Status != client.StatusCompleted || row.Status == client.StatusCompleted {
		return m.saveEdited(msg, patch)
	}
	m.notSaved(msg, "not confirmed")
	m.open(dialog.NewQuestion(m.look(), dialog.QuestionOptions{Title: "Complete?",
		Text: []string{cleaned(m.title(msg.ID)) + " becomes completed, with what else you edited.", "In " + m.account() + ".", "The text is kept until then, E goes on with it."},
		Warn: []string{dialog.CompletingCosts}, Buttons: []dialog.Button{{Label: "Yes", Key: "yes", Yes: true}}}),
		m.unlessReadOnly(dialog.OnYes(func() tea.Cmd { return m.saveEdited(msg, patch) })))
	return nil
}

// notSaved keeps the text of the editor for another try.
func (m *Model) notSaved(msg output.Edited, why string) {
	m.writing.again[msg.ID] = msg
	m.complain("not saved, E goes on with the text: " + why + " (" + msg.File + ")")
}

// saveEdited queues what was edited as JSON.
func (m *Model) saveEdited(msg output.Edited, patch client.UpdateSession) tea.Cmd {
	delete(m.writing.again, msg.ID)
	q := m.store.Edit([]string{msg.ID}, patch, store.EditOptions{Base: msg.From}, m.now)
	if q.Busy > 0 {
		m.notSaved(msg, "it is being deleted")
		return nil
	}
	if len(q.IDs) == 0 {
		m.say("nothing changed, nothing sent")
		return output.RemoveFiles([]string{msg.File})
	}
	m.writing.files[msg.ID], m.writing.turned = msg.File, ""
	delete(m.writing.left, msg.ID)
	m.say("saving, the text is kept in " + msg.File + " until the server has it")
	return nil
}

// keptFiles names the files of edits that were not saved.
func (m *Model) keptFiles() (lines []string) {
	files := slices.Collect(maps.Values(m.writing.files))
	for _, again := range m.writing.again {
		files = append(files, again.File)
	}
	slices.Sort(files)
	for _, f := range slices.Compact(files) {
		lines = append(lines, "not saved, the text of the edit is in "+f)
	}
	return lines
}
