package writes

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
)

// complaints are a Host that takes nothing but what went wrong.
type complaints struct {
	Host
	all []string
}

func (c *complaints) Complain(text string) { c.all = append(c.all, text) }

// Whatever dialog is open in a read-only program, what it would queue or send is refused
// before it reaches the store or the server, which this Model does not have.
func TestNothingIsWrittenReadOnly(t *testing.T) {
	var name client.UpdateSession
	for what, write := range map[string]func(m *Model) tea.Cmd{
		"one edit":          func(m *Model) tea.Cmd { m.SaveName("a", "x"); return nil },
		"many edits":        func(m *Model) tea.Cmd { m.editAll([]string{"a", "b"}, name, "being saved"); return nil },
		"a conflict":        func(m *Model) tea.Cmd { m.resolveConflict("a", nil); return nil },
		"a text":            func(m *Model) tea.Cmd { return m.saveEdited(EditorResult{ID: "a"}, name) },
		"a new session":     func(m *Model) tea.Cmd { return m.create("it", client.CreateSession{}, dialog.FormValues{}) },
		"deletes":           func(m *Model) tea.Cmd { return m.Delete([]string{"a"}) },
		"another try":       (*Model).retryFailed,
		"deletes of before": (*Model).resumeUnfinished,
	} {
		t.Run(what, func(t *testing.T) {
			var host complaints
			cmd := write(&Model{o: Options{ReadOnly: true, Host: &host}})
			if cmd != nil || len(host.all) != 1 || host.all[0] != "read-only: nothing is changed" {
				t.Errorf("a command %t, says %q", cmd != nil, host.all)
			}
		})
	}
}
