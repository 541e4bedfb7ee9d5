package writes

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// request is a request that would be sent after a dialog.
type request struct {
	method string
	id     string // of the session; empty for a new one
	body   any    // nil for none
}

// requestsOf lists the requests that would be sent for the answer to a dialog.
func (m *Model) requestsOf(of dialog.Intent) (all []request) {
	edit := func(id string, patch client.UpdateSession) { all = append(all, request{"PATCH", id, patch}) }
	remove := func(ids []string) {
		for _, id := range ids {
			all = append(all, request{"DELETE", id, nil})
		}
	}
	switch of := of.(type) {
	case dialog.ConfirmDelete:
		remove(of.IDs)
	case dialog.PlanDelete:
		remove(m.PlanIDs(of.Choice))
	case dialog.SaveEdit:
		edit(of.ID, of.Patch)
	case dialog.SaveEditMany:
		for _, id := range of.IDs {
			edit(id, of.Patch)
		}
	case dialog.ResolveConflict:
		f, _ := m.o.Store.Failed(of.ID)
		if patch := f.Resolved(of.Mine); !patch.Empty() {
			edit(of.ID, patch)
		}
	case dialog.CreateSession:
		all = append(all, request{"POST", "", of.Body})
	case dialog.CloneSession:
		if s := m.o.Detail.Body(of.ID); s != nil {
			all = append(all, request{"POST", "", cloneBody(s, of)})
		}
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

// showWrites shows what would be sent, and sends nothing.
func (m *Model) showWrites(all []request) {
	if len(all) == 0 {
		m.o.Host.Say("dry run: nothing would be sent")
		return
	}
	lines := []string{fmt.Sprintf("%s would be sent to %s, and nothing else that changes anything:", words.Plural(len(all), "request"), m.o.Server.BaseURL)}
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
	if more := len(all) - 12; more > 0 {
		lines = append(lines, "... and "+words.Count(more)+" more")
	}
	if len(all) == 1 {
		lines = append(lines, curl[0], "The key is not in it: the shell takes it from the environment.")
	}
	m.o.Host.Open(dialog.NewQuestion(m.o.Host.DialogBase(), dialog.QuestionOptions{Title: "Dry run", Text: lines, MessageOnly: true,
		Buttons: []dialog.Button{{Label: "Copy as curl", Key: "copy"}}}),
		dialog.OnChoice(func(string) tea.Cmd { return m.o.Output.Copy("the curl command", strings.Join(curl, "\n")) }))
}

// onYes handles a question about a write that is confirmed or closed. about is what a
// dry run shows.
func (m *Model) onYes(about dialog.Intent, yes func() tea.Cmd) dialog.Handler {
	answer := m.unlessReadOnly(dialog.OnYes(yes))
	return func(in dialog.Intent) tea.Cmd {
		if _, dry := in.(dialog.ShowRequests); dry {
			in = dialog.ShowRequests{Of: about}
		}
		return answer(in)
	}
}
