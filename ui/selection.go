package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/words"
)

// doOutputAction carries out the actions that copy, export, or open something elsewhere.
func (m *Model) doOutputAction(a keymap.Action) (tea.Cmd, bool) {
	for _, c := range m.options.Settings.Commands {
		if string(a) == c.Name {
			return m.output.AskRun(output.Program{Name: c.Name, Argv: c.Run, Background: c.Background}, m.outputSubject()), true
		}
	}
	return m.output.Do(a, m.outputSubject)
}

// outputSubject returns the sessions for such an action.
func (m *Model) outputSubject() output.Subject {
	s := output.Subject{IDs: m.targetSessions(), Export: m.exportSelection}
	if len(s.IDs) == 1 {
		s.ID = s.IDs[0] // the single marked session, wherever the cursor is
	} else if id, ok := m.currentSession(); ok {
		s.ID = id
	}
	for _, id := range s.IDs {
		row, _ := m.store.Row(id)
		s.Names = append(s.Names, row.FullName())
	}
	if s.ID != "" {
		id := s.ID
		row, _ := m.store.Row(id)
		s.Name, s.AssistantID, s.Customer = row.FullName(), row.AssistantID, row.Customer
		carried, _ := filter.AssistantOf(&row.Summary)
		s.InlineAssistant = carried != ""
		s.ReadWhole = func(then func(*client.Session) tea.Cmd) tea.Cmd { return m.writes.WithBody(id, "copy", false, then) }
	}
	return s
}

// currentSession returns the session in the focused detail pane, or else the one under
// the list's cursor.
func (m *Model) currentSession() (string, bool) {
	if id := m.detail.ID(); m.focus == focusDetail && id != "" {
		return id, true
	}
	return m.list.Selected()
}

// compare compares two marked sessions, or the marked one with the current one.
func (m *Model) compare() {
	ids := m.targetSessions()
	if id, ok := m.currentSession(); ok && len(ids) == 1 && ids[0] != id {
		ids = append(ids, id)
	}
	if len(ids) != 2 {
		m.note.say("mark two sessions to compare them")
		return
	}
	m.openSession(ids[0])
	m.detail.CompareWith(ids[0], ids[1])
}

// exportSelection returns what an export contains: the session in the focused detail
// pane, the marked sessions, or what the list holds. part says how much of the list that
// is.
func (m *Model) exportSelection() (what string, ids []string, part string) {
	ids = m.targetSessions()
	switch n := len(m.store.Marked()); {
	case m.focus == focusDetail:
		return "this session", ids, ""
	case n > 0:
		return words.Plural(n, "marked session"), ids, ""
	}
	return m.list.DescribeLoaded()
}

// targetSessions returns the marked sessions, or else the current one. An open range is
// marked first.
func (m *Model) targetSessions() (ids []string) {
	if m.focus == focusList {
		m.list.MarkRange()
	}
	for _, s := range m.store.Marked() {
		if m.focus == focusList {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	if id, ok := m.currentSession(); ok {
		return []string{id}
	}
	return nil
}
