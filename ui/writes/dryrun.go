package writes

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// request is a request that would be sent after a dialog.
type request struct {
	method string
	id     string // of the session; empty for a new one
	body   any    // nil for none
}

// edits are the requests that a patch of these sessions would queue.
func (m *Model) edits(ids []string, patch client.UpdateSession, o store.EditOptions) (all []request) {
	for _, id := range ids {
		if p := m.o.Store.WouldEdit(id, patch, o); !p.Empty() {
			all = append(all, request{"PATCH", id, p})
		}
	}
	return all
}

// deletes are the requests that would delete sessions.
func deletes(ids []string) (all []request) {
	for _, id := range ids {
		all = append(all, request{"DELETE", id, nil})
	}
	return all
}

// text is the body, with its secrets masked.
func (r request) text() string {
	if r.body == nil {
		return ""
	}
	body, err := client.Encode(r.body)
	if err != nil {
		return err.Error()
	}
	return string(client.Redact(body))
}

// dryRun shows what would be sent, and sends nothing.
func (m *Model) dryRun(all ...request) tea.Cmd {
	if len(all) == 0 {
		m.o.Host.Say("dry run: nothing would be sent")
		return nil
	}
	to := cmp.Or(m.o.Server.BaseURL, "the demo (no network)")
	lines := []string{fmt.Sprintf("%s would be sent to %s, and nothing else that changes anything:", words.Plural(len(all), "request"), to)}
	var curl []string
	for i, r := range all {
		if i < 12 {
			line := strings.TrimSpace(strings.TrimSuffix(r.method+" /session/"+r.id, "/") + "  " + r.text())
			if r.id != "" {
				line += "  " + m.title(r.id)
			}
			lines = append(lines, line)
		}
		curl = append(curl, m.o.Curl(r.method, r.id, r.text()))
	}
	lines = words.AndMore(lines, 1+len(all))
	o := dialog.QuestionOptions{Title: "Dry run", Text: lines, MessageOnly: true}
	if m.o.Server.BaseURL != "" {
		if len(all) == 1 {
			o.Text = append(o.Text, curl[0], "The key is not in it: the shell takes it from the environment.")
		}
		o.Buttons = []dialog.Button{{Label: "Copy as curl", Press: func() tea.Cmd {
			return m.o.Output.Copy("the curl command", strings.Join(curl, "\n"))
		}}}
	}
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), o))
	return nil
}
