package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/store"
)

// openActivity shows the requests that were sent, and the queue.
func (m *Model) openActivity() {
	if _, open := m.dialogs.Top().(*dialog.Activity); open {
		m.followActivity()
		return
	}
	m.open(dialog.NewActivity(m.look(), m.panel()))
}

// followActivity keeps the panel, where it is open, to what is going on.
func (m *Model) followActivity() {
	if a, open := m.dialogs.Top().(*dialog.Activity); open {
		a.Set(m.panel())
	}
}

// panel is what the panel shows now.
func (m *Model) panel() dialog.ActivityOptions {
	p := m.store.Progress()
	o := dialog.ActivityOptions{Lines: m.activity.lines(), Running: p.Running(), Paused: p.Paused}
	if text := m.pendingText(); text != "" {
		o.Head = append(o.Head, text)
	}
	const shown = 5
	failures := m.store.Failures()
	for i := range failures {
		f := &failures[i]
		if retriable(f) {
			o.Failed++
		}
		if i < shown {
			o.Head = append(o.Head, "failed: "+m.title(f.ID)+": "+f.Err.Error())
		}
	}
	if n := len(failures) - shown; n > 0 {
		o.Head = append(o.Head, fmt.Sprintf("... and %s more failed", count(n)))
	}
	return o
}

// retriable reports whether a failed write can be sent again as it is: not what
// both sides changed, which needs a choice.
func retriable(f *store.Failure) bool {
	return f.Theirs == nil && (f.Deleting || !f.Patch.Empty())
}

// retryFailed sends the writes that failed once more; deletes get their undo
// window.
func (m *Model) retryFailed() tea.Cmd {
	if m.o.ReadOnly {
		return nil
	}
	var ids []string
	failures := m.store.Failures()
	for i := range failures {
		if retriable(&failures[i]) {
			ids = append(ids, failures[i].ID)
		}
	}
	m.writing.turned = ""
	q := m.store.Retry(ids, m.now)
	var deletes []string
	for _, id := range q.IDs {
		if row, ok := m.store.Row(id); ok && row.Deleting {
			deletes = append(deletes, id)
		}
	}
	m.say(plural(len(q.IDs), "write") + " being sent again")
	return planDeletes(m.o.Trash, m.server.Account, deletes)
}
