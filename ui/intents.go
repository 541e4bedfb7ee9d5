package ui

import (
	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/detail"
)

// detailIntent carries out what the detail pane asks for.
func (m *Model) detailIntent(in detail.Intent) tea.Cmd {
	switch in := in.(type) {
	case detail.FilterBy:
		m.list.FilterBy(in.Key, in.Value, in.ID)
		m.toList()
	case detail.CopyText:
		return m.out.Copy(in.What, in.Text)
	case detail.OpenURL:
		return m.out.Browse("opening "+in.What+" in the browser", in.URL)
	case detail.Retry:
		m.detail.Refetch()
	case detail.Note:
		m.note.say(in.Text)
	case detail.Leave:
		m.toList()
	}
	return nil
}
