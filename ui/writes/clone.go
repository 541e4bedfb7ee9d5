package writes

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
)

// openCreate opens the form for a new session.
func (m *Model) openCreate() {
	o := m.draft
	o.Now, o.Zone, o.Known = m.clock, m.o.Zone, m.o.List.Known()
	o.Create = func(body client.CreateSession, typed dialog.FormValues) tea.Cmd {
		return m.create("the session", body, typed)
	}
	o.DryRun = func(body client.CreateSession) tea.Cmd { return m.dryRun(request{"POST", "", body}) }
	m.o.Host.Open(dialog.NewCreate(m.o.Host.DialogBase(), o))
}

// startClone opens the form for a session like the one under the cursor.
func (m *Model) startClone() tea.Cmd {
	id, ok := m.currentID()
	if !ok {
		return nil
	}
	return m.WithBody(id, "clone", true, m.openClone)
}

func (m *Model) openClone(s *client.Session) tea.Cmd {
	masked, left := maskedCopy(s)
	masked.Messages = nil // they are copied unmasked, if chosen
	var lacks []string
	for part, drop := range parts(&masked) {
		before := masked
		if drop(); reflect.DeepEqual(masked, before) {
			lacks = append(lacks, part)
		}
		masked = before
	}
	m.o.Host.Open(dialog.NewClone(m.o.Host.DialogBase(), dialog.CloneOptions{ID: s.ID, Name: s.Name, Messages: len(s.Messages), Missing: lacks,
		Secrets: masked.DropMasked(), Unsupported: left,
		Create: func(c dialog.CloneChoice) tea.Cmd {
			return m.create("the clone", cloneBody(s, c), dialog.FormValues{Name: c.Name})
		},
		DryRun: func(c dialog.CloneChoice) tea.Cmd { return m.dryRun(request{"POST", "", cloneBody(s, c)}) }}))
	return nil
}

// maskedCopy is the body of a create for a session like another one, with its
// secrets masked. The second result names what the API does not take.
func maskedCopy(s *client.Session) (body client.CreateSession, left []string) {
	if masked, err := client.DecodeSession(client.Redact(s.Raw)); err == nil {
		return masked.Copy()
	}
	return client.CreateSession{}, nil
}

// cloneBody is the new session, made of the chosen parts of another one.
func cloneBody(s *client.Session, in dialog.CloneChoice) client.CreateSession {
	body, _ := s.Copy()
	messages := body.Messages
	if !slices.Contains(in.Parts, dialog.CloneSecrets) {
		body, _ = maskedCopy(s)
		body.DropMasked() // the form has listed it
	}
	body.Name, body.Messages, body.Status = in.Name, messages, ""
	for part, drop := range parts(&body) {
		if !slices.Contains(in.Parts, part) {
			drop()
		}
	}
	return body
}

// parts are the parts that may go into a clone, each with a function that removes it
// from the body.
func parts(body *client.CreateSession) map[string]func() {
	return map[string]func(){
		dialog.CloneAssistant: func() {
			body.AssistantID, body.Assistant, body.AssistantOverride, body.SquadID, body.Squad = "", nil, nil, "", nil
		},
		dialog.ClonePhone:      func() { body.PhoneNumberID, body.PhoneNumber = "", nil },
		dialog.CloneCustomer:   func() { body.CustomerID, body.Customer = "", nil },
		dialog.CloneExpiration: func() { body.ExpirationSeconds = 0 },
		dialog.CloneMessages:   func() { body.Messages = nil },
	}
}
