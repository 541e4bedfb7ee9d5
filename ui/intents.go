package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/browse"
	"vapi-sessions/ui/detail"
)

// listIntent carries out what the list asks for.
func (m *Model) listIntent(in browse.Intent) tea.Cmd {
	switch in := in.(type) {
	case browse.OpenSession:
		m.openSession(in.ID)
	case browse.ToggleMarks:
		m.store.Toggle(in.IDs, m.now)
	case browse.AddMarks:
		m.addMarks(in.IDs, in.Missing)
	case browse.RetryAt:
		m.shown.pager.Retry(in.Place)
		m.banner = banner{}
	case browse.FilterBy:
		m.narrow(in.Key, in.Value, in.ID)
	case browse.SortBy:
		m.sortBy(in.Column)
	case browse.SaveName:
		m.saveName(in.ID, in.Name)
	case browse.CancelName:
		m.say("the name stays as it was")
	}
	return nil
}

// detailIntent carries out what the detail pane asks for.
func (m *Model) detailIntent(in detail.Intent) tea.Cmd {
	switch in := in.(type) {
	case detail.FilterBy:
		m.narrow(in.Key, in.Value, in.ID)
		m.toList()
	case detail.CopyText:
		return m.out.Copy(in.What, in.Text)
	case detail.OpenURL:
		return m.out.Browse("opening "+in.What+" in the browser", in.URL)
	case detail.Retry:
		m.detail.Refetch()
	case detail.Note:
		m.say(in.Text)
	case detail.Leave:
		m.toList()
	}
	return nil
}
