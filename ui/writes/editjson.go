package writes

import (
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// startEditJSON hands the session under the cursor to the person's editor.
func (m *Model) startEditJSON() tea.Cmd {
	id, ok := m.o.Host.Current()
	if !ok {
		m.o.Host.Say("no session under the cursor")
		return nil
	}
	if m.o.Store.Deletes(id) {
		m.o.Host.Say(NoEdit)
		return nil
	}
	return m.editJSONOf(id)
}

// NoEdit is why a session is not edited that is being deleted, or unreadable.
const NoEdit = "this session cannot be edited now"

func (m *Model) editJSONOf(id string) tea.Cmd {
	if s := m.o.Detail.Body(id); s != nil {
		return m.editJSON(s)
	}
	m.o.Detail.Await(id, true, m.editJSON)
	m.o.Host.Say("reading the session to edit it")
	return nil
}

func (m *Model) editJSON(s *client.Session) tea.Cmd {
	argv, err := editorCommand(m.o.Settings.Editor, m.o.Environ)
	if err != nil {
		m.o.Host.Complain(err.Error())
		return nil
	}
	if was, ok := m.again[s.ID]; ok {
		return runEditor(argv, was)
	}
	cmd, err := startEditor(argv, s, m.EditText(s))
	if err != nil {
		m.o.Host.Complain(err.Error())
	}
	return cmd
}

// atOnce is how soon an editor ends that did not wait for the person.
const atOnce = time.Second

// editArrived queues what was changed in the editor. The file stays until
// that can be read.
func (m *Model) editArrived(msg Edited) tea.Cmd {
	delete(m.again, msg.ID)
	same := string(msg.Text) == string(msg.Base)
	switch {
	case msg.Err != nil && same:
		m.o.Host.Complain("the editor: " + msg.Err.Error())
		return removeFiles([]string{msg.File})
	case msg.Err != nil:
		m.again[msg.ID] = msg
		m.o.Host.Complain("the editor: " + msg.Err.Error() + ", E goes on with the text in " + msg.File)
		return nil
	case same && msg.Took < atOnce:
		m.again[msg.ID] = msg
		m.o.Host.Complain("the editor ended at once: if it opens a window, set editor = \"code --wait\" or alike; E opens the text again (" + msg.File + ")")
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
		m.notSaved(msg, clean(err.Error()))
		return nil
	}
	row, _ := m.o.Store.Row(msg.ID)
	if patch.Status == nil || *patch.Status != client.StatusCompleted || row.Status == client.StatusCompleted {
		return m.saveEdited(msg, patch)
	}
	m.again[msg.ID] = msg // until it is confirmed
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.Look(), dialog.QuestionOptions{Title: "Complete?", Writes: true,
		Text: []string{clean(m.title(msg.ID)) + " becomes completed, with what else you edited.", "The text is kept until then, E goes on with it."},
		Warn: []string{dialog.CompletingCosts}, Buttons: []dialog.Button{{Label: "Yes", Key: "yes", Yes: true}}}),
		m.onYes(dialog.SaveEdit{ID: msg.ID, Patch: patch}, func() tea.Cmd { return m.saveEdited(msg, patch) }))
	return nil
}

// notSaved keeps the text of the editor for another try.
func (m *Model) notSaved(msg Edited, why string) {
	m.again[msg.ID] = msg
	m.o.Host.Complain("not saved, E goes on with the text: " + why + " (" + msg.File + ")")
}

// saveEdited queues what was edited as JSON.
func (m *Model) saveEdited(msg Edited, patch client.UpdateSession) tea.Cmd {
	delete(m.again, msg.ID)
	q := m.o.Store.Edit([]string{msg.ID}, patch, store.EditOptions{Base: msg.From})
	if q.Busy > 0 {
		m.notSaved(msg, "it is being deleted")
		return nil
	}
	if len(q.IDs) == 0 {
		m.o.Host.Say("nothing changed, nothing sent")
		return removeFiles([]string{msg.File})
	}
	m.files[msg.ID], m.turned = msg.File, ""
	delete(m.left, msg.ID)
	m.o.Host.Say("saving, the text is kept in " + msg.File + " until the server has it")
	return nil
}

// KeptFiles names the files of edits that were not saved.
func (m *Model) KeptFiles() (lines []string) {
	files := slices.Collect(maps.Values(m.files))
	for _, again := range m.again {
		files = append(files, again.File)
	}
	slices.Sort(files)
	for _, f := range slices.Compact(files) {
		lines = append(lines, "not saved, the text of the edit is in "+f)
	}
	return lines
}
