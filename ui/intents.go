package ui

import (
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/sessions"
)

// detailIntent carries out what the detail pane asks for.
func (m *Model) detailIntent(in detail.Intent) {
	switch in := in.(type) {
	case detail.FilterBy:
		m.list.FilterBy(sessions.FilterBy{Key: in.Key, Value: in.Value, ID: in.ID})
		m.toList()
	case detail.Note:
		m.note.say(in.Text)
	}
}
