package writes

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// doQueue carries out actions on the queue, on marks, and on the history.
func (m *Model) doQueue(a keymap.Action) (tea.Cmd, bool) {
	switch a {
	case keymap.Undo, keymap.Redo:
		return m.UndoOrRedo(a), true
	case keymap.SendNow:
		n := m.o.Store.Unsent()
		m.o.Store.Flush()
		if m.o.Host.Say("sending now"); n == 0 {
			m.o.Host.Say("nothing waits to be sent")
		}
	case keymap.Pause:
		m.pause()
	case keymap.Stop:
		return m.Stop(), true
	case keymap.Unmark:
		if n := m.o.Store.ClearMarks(); n > 0 {
			m.o.Host.Say(words.Plural(n, "mark") + " cleared, " + m.o.Keys.Label(keymap.Undo) + " brings them back")
		} else {
			m.o.Host.Say("nothing is marked")
		}
	case keymap.Activity:
		m.o.Host.Open(dialog.NewActivity(m.o.Host.DialogBase(), dialog.ActivityOptions{Shown: m.panel(), CopyLine: m.copyLine,
			Pause: func() tea.Cmd { m.pause(); return nil }, Stop: m.Stop, Retry: m.retryFailed}))
	case keymap.Trash:
		return m.openTrash(), true
	default:
		return nil, false
	}
	return nil, true
}

// Stop cancels every write that was not sent.
func (m *Model) Stop() tea.Cmd {
	if m.o.Store.Idle() {
		m.o.Host.Say("nothing is being sent")
		return nil
	}
	ids := m.o.Store.Stop()
	m.o.Host.Say("stopped: what is on its way is finished, the rest stays as it was")
	return unplanDeletes(m.o.Trash, ids, "")
}

func (m *Model) pause() {
	if m.o.Store.Progress().Paused {
		m.o.Store.Resume()
		m.o.Host.Say("going on")
		return
	}
	if m.o.Store.Unsent() == 0 {
		m.o.Host.Say("nothing waits to be sent")
		return
	}
	m.o.Store.Pause()
	m.o.Host.Say("paused: deletes and edits of many wait")
}

// updateActivity updates the panel if it is open.
func (m *Model) updateActivity() {
	dialog.UpdateTop(m.o.Host.Dialogs(), func(a *dialog.Activity) { a.Set(m.panel()) })
}

// panel is the content of the panel.
func (m *Model) panel() dialog.ActivityContent {
	p := m.o.Store.Progress()
	o := dialog.ActivityContent{Running: p.Running() || p.InWindow > 0, Paused: p.Paused}
	for _, l := range m.activity.newestFirst() {
		o.Lines = append(o.Lines, l.shown(m.o.Host.Private(), false))
	}
	if text := m.Pending(); text != "" {
		o.Head = append(o.Head, text)
	}
	const shown = 5
	failures, failed := m.o.Store.Failures(), []string{}
	for i := range failures {
		f := &failures[i]
		if f.Theirs == nil { // else it needs a choice
			o.Failed++
		}
		if i < shown {
			failed = append(failed, "failed: "+m.title(f.ID)+": "+reason(f.Err))
		}
	}
	o.Head = append(o.Head, words.AndMore(failed, len(failures))...)
	return o
}

// retryFailed queues the failed writes again. Deletes get an undo window.
func (m *Model) retryFailed() tea.Cmd {
	if m.readOnly() {
		return nil
	}
	var ids []string
	for _, f := range m.o.Store.Failures() {
		ids = append(ids, f.ID)
	}
	m.undoNote = ""
	edits, deletes := m.o.Store.Retry(ids, m.clock)
	m.o.Host.Say(words.Plural(len(edits)+len(deletes), "write") + " being sent again")
	return m.planDeletes(deletes)
}

// copyLine copies a line of the activity, with the request as it was sent.
func (m *Model) copyLine(index int) tea.Cmd {
	lines := m.activity.newestFirst()
	if index < 0 || index >= len(lines) {
		return nil
	}
	l := lines[index].shown(m.o.Host.Private(), true)
	return m.o.Output.Copy("the line", strings.Join(strings.Fields(fmt.Sprintln(l.Time, l.Method, l.Result, l.Size, l.Took, l.What)), " "))
}
