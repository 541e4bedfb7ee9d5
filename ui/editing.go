package ui

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/store"
)

// editable is what a person edits as JSON.
type editable struct {
	Name              *string        `json:"name,omitempty"`
	Status            *client.Status `json:"status,omitempty"`
	ExpirationSeconds *int64         `json:"expirationSeconds,omitempty"`
	Messages          jsontext.Value `json:"messages,omitempty"`
}

// lay puts what was typed in a form over the session's own values.
func (e *editable) lay(p client.UpdateSession) {
	if p.Name != nil {
		e.Name = p.Name
	}
	if p.Status != nil {
		e.Status = p.Status
	}
	if p.ExpirationSeconds != nil {
		e.ExpirationSeconds = p.ExpirationSeconds
	}
}

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
	e := editable{Name: &s.Name, Status: &s.Status, ExpirationSeconds: &s.ExpirationSeconds, Messages: store.BaseOf(s).Messages}
	e.lay(m.writing.left[s.ID].Patch)
	text, err := json.Marshal(e, jsontext.WithIndent("  "))
	if err != nil {
		m.complain("editing the session: " + err.Error())
		return nil
	}
	cmd, err := output.Edit(argv, s, append(text, '\n'))
	if err != nil {
		m.complain(err.Error())
	}
	return cmd
}

// editArrived queues what was changed in the editor. The file stays until
// that can be read.
func (m *Model) editArrived(msg output.Edited) tea.Cmd {
	delete(m.writing.again, msg.ID)
	switch {
	case msg.Err != nil:
		m.complain("the editor: " + msg.Err.Error() + ", the text is in " + msg.File)
		return nil
	case string(msg.Text) == string(msg.Base):
		m.say("nothing changed, nothing sent")
		if _, typed := m.writing.left[msg.ID]; typed {
			m.say("nothing changed in the editor, nothing sent: e has what you typed in the form")
		}
		return output.RemoveFiles([]string{msg.File})
	}
	m.writing.again[msg.ID] = msg
	var after editable
	if err := json.Unmarshal(msg.Text, &after); err != nil {
		m.complain("not saved, E goes on with the text: " + cleaned(err.Error()) + " (" + msg.File + ")")
		return nil
	}
	patch := client.UpdateSession{Name: after.Name, Status: after.Status, ExpirationSeconds: after.ExpirationSeconds, Messages: after.Messages}
	if err := check(patch); err != nil {
		m.complain("not saved, E goes on with the text: " + err.Error() + " (" + msg.File + ")")
		return nil
	}
	q := m.store.Edit([]string{msg.ID}, patch, store.EditOptions{Base: msg.From}, m.now)
	if q.Busy > 0 {
		m.complain("not saved, it is being deleted: E goes on with the text (" + msg.File + ")")
		return nil
	}
	if len(q.IDs) == 0 {
		m.say("nothing changed, nothing sent")
		delete(m.writing.again, msg.ID)
		return output.RemoveFiles([]string{msg.File})
	}
	m.writing.files[msg.ID], m.writing.turned = msg.File, ""
	delete(m.writing.left, msg.ID)
	m.say("saving, the text is kept in " + msg.File + " until the server has it")
	return nil
}

// check applies the API's rules to what was edited as JSON.
func check(p client.UpdateSession) error {
	switch {
	case p.Name != nil && len([]rune(*p.Name)) > client.MaxNameLength:
		return fmt.Errorf("name: %d characters, at most %d are allowed", len([]rune(*p.Name)), client.MaxNameLength)
	case p.Status != nil && *p.Status != client.StatusActive && *p.Status != client.StatusCompleted:
		return errors.New("status: must be active or completed")
	case p.ExpirationSeconds != nil && *p.ExpirationSeconds != 0 &&
		(*p.ExpirationSeconds < client.MinExpirationSeconds || *p.ExpirationSeconds > client.MaxExpirationSeconds):
		return fmt.Errorf("expirationSeconds: must be from %d to %d", client.MinExpirationSeconds, client.MaxExpirationSeconds)
	case p.Messages != nil && p.Messages.Kind() != '[':
		return errors.New("messages: must be a list")
	}
	return nil
}
