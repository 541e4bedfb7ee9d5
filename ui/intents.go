package ui

import "vapi-sessions/ui/detail"

// detailIntent carries out what the detail pane asks for.
func (m *Model) detailIntent(in detail.Intent) {
	switch in := in.(type) {
	case detail.FilterBy:
		m.list.FilterBy(in.Key, in.Value, in.ID)
		m.toList()
	case detail.Note:
		m.note.say(in.Text)
	}
}
