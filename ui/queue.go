package ui

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/output"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// writing is what the root knows of writes besides the store: what was typed
// for those on their way, so that a refusal loses nothing.
type writing struct {
	typed map[string]dialog.Typed
	files map[string]string        // what was edited as JSON, by session, until the server has it
	again map[string]output.Edited // what was edited as JSON and could not be used, to go on with
	// seen is the session that is being typed about, as it was then.
	seen   store.Base
	seenID string
	// create is what was typed for a new session before the server refused it.
	create *dialog.Typed
	// left is what was typed in a form that was left for the editor.
	left map[string]dialog.OpenEditor
	// turned says what undo or redo did, for when the server has it; empty when
	// that was not the last write.
	turned  string
	turning turning
}

func (m *Model) sender() sender {
	return sender{api: m.server.API, trash: m.o.Trash, off: m.o.Settings.Trash.Off, account: m.server.Account}
}

// firstRate is the rate, in requests a second, that the client begins with
// where it has to learn what the account allows.
const firstRate = 5

// rate is how many requests a second can be counted on; 0 when nothing limits
// them, as on this machine's own servers.
func (m *Model) rate() float64 {
	p := m.store.Progress()
	switch {
	case !m.server.Live:
		return 0
	case m.o.Settings.Rate > 0:
		return m.o.Settings.Rate
	case p.Rate > 0:
		return p.Rate
	}
	return firstRate
}

// sendWrites hands out the writes that are due.
func (m *Model) sendWrites() tea.Cmd {
	if m.server.API == nil || m.store.Idle() {
		return nil
	}
	var cmds []tea.Cmd
	for _, w := range m.store.Next(m.now, m.o.Settings.Parallel, store.ReadingAt(m.rate())) {
		// The program's end does not cut off a write that has begun: it is
		// waited for where the person quits, and is settled by a re-read after
		// a crash.
		cmds = append(cmds, sendWrite(m.ctx, m.sender(), w))
	}
	return tea.Batch(cmds...)
}

// writeAnswered takes the answer to a write.
func (m *Model) writeAnswered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case writeDone:
		return m.writeFinished(msg)
	case journalDone:
		if msg.err != nil {
			m.complain("keeping a record: " + msg.err.Error())
		}
	case unsureRead:
		return m.unsureArrived(msg)
	case trashListed:
		m.trashArrived(msg)
	case trashRead:
		return m.trashReadArrived(msg)
	}
	return nil
}

func (m *Model) writeFinished(msg writeDone) tea.Cmd {
	r := m.store.Finish(msg.work.ID, msg.outcomes, m.now)
	m.logWrite(msg)
	for _, o := range msg.outcomes {
		if o.What != store.Same && o.What != store.Missing && o.What != store.Unsent {
			m.reached(o.Err)
		}
	}
	if msg.note != nil {
		m.complain("the receipt was not kept: " + msg.note.Error())
	}
	if len(r.Deleted) > 0 {
		m.forgetDeleted(r.Deleted)
	}
	var cmds []tea.Cmd
	m.detail.Written(r.Changed)
	if len(r.Failed) > 0 && !msg.work.Bulk {
		m.refused(r.Failed[0])
	}
	cmds = append(cmds, m.dropFiles(msg))
	if r.Ended {
		m.sumUp()
	}
	if len(r.Stayed) > 0 {
		m.complain("the messages stay as they are, others came meanwhile: " + m.title(r.Stayed[0]))
	}
	if m.leavesNow() {
		return tea.Batch(append(cmds, unplanAndLeave(m.o.Trash, r.Kept))...)
	}
	return tea.Batch(append(cmds, unplanDeletes(m.o.Trash, r.Kept))...)
}

// sumUp says what the writes came to, once none is left to do.
func (m *Model) sumUp() {
	p := m.store.Progress()
	switch {
	case m.writing.turned != "" && p.Done == p.Total:
		m.say(m.writing.turned)
	case p.Total > 1 || p.LeftOut > 0:
		m.note = note{text: p.String(), bad: p.Failed > 0}
	case p.Failed == 0 && p.Done > 0:
		m.say(p.String())
	}
	m.writing.turned = ""
}

// dropFiles removes the texts whose edits the server has.
func (m *Model) dropFiles(msg writeDone) tea.Cmd {
	var done []string
	for _, o := range msg.outcomes {
		if f, ok := m.writing.files[o.ID]; ok && o.What == store.Done {
			delete(m.writing.files, o.ID)
			delete(m.writing.again, o.ID)
			done = append(done, f)
		}
	}
	return output.RemoveFiles(done)
}

// forgetDeleted takes deleted sessions out of everything that shows them.
func (m *Model) forgetDeleted(ids []string) {
	for _, id := range ids {
		delete(m.writing.typed, id)
	}
	m.detail.Deleted(ids)
	m.list.Remove(ids)
}

// refused shows why a write failed, with what was typed where it can be mended.
func (m *Model) refused(id string) {
	f, ok := m.store.Failed(id)
	if !ok {
		return
	}
	switch {
	case f.Deleting:
		m.complain("not deleted: " + cleaned(f.Err.Error()))
	case f.Theirs != nil && f.Undo:
		m.complain("not undone, others changed it meanwhile, e shows the choice: " + m.title(id))
	case f.Theirs != nil:
		m.complain(m.title(id) + ": both sides changed it, e shows the choice")
	case f.Undo:
		m.complain("not undone, u tries again: " + cleaned(f.Err.Error()))
	default:
		where := "e has what you typed"
		if file, ok := m.writing.files[id]; ok {
			where = "E goes on with the text in " + file
		}
		m.complain("not saved, " + where + ": " + cleaned(f.Err.Error()))
	}
}

// conflict opens the choice between what was typed and what the server has.
func (m *Model) conflict(id string, f store.Failure) {
	o := dialog.ConflictOptions{ID: id, Undo: f.Undo}
	for _, c := range f.Conflicts {
		o.Fields = append(o.Fields, dialog.ConflictField{Name: c.Field, Mine: c.Mine, Theirs: c.Theirs, Before: c.Before})
	}
	m.open(dialog.NewConflict(m.look(), o), m.unlessReadOnly(m.resolved))
}

// faults are the server's words by field, for the form.
func (m *Model) faultsOf(err error) (whole string, byField map[string]string) {
	byField = map[string]string{}
	var e *client.Error
	if !errors.As(err, &e) {
		return err.Error(), byField
	}
	for _, msg := range e.Messages {
		for _, field := range []string{store.FieldName, store.FieldStatus, store.FieldExpires} {
			if len(msg) > len(field) && msg[:len(field)] == field {
				byField[field] = msg
			}
		}
	}
	return e.Reason(), byField
}

// logWrite remembers a write in the activity.
func (m *Model) logWrite(msg writeDone) {
	method := "GET"
	switch msg.work.Kind {
	case store.Patch:
		method = "PATCH"
	case store.DeleteOne, store.Delete:
		method = "DELETE"
	case store.ReadBack, store.Reread:
	}
	for _, o := range msg.outcomes {
		if o.What == store.Same || o.What == store.Missing || o.What == store.Unsent {
			continue // it goes on
		}
		word := outcomeWord(o.What)
		if msg.work.Kind == store.Reread {
			word = "left out"
		}
		text, role := fmt.Sprintf("%-6s /session/%s  %s", method, o.ID, word), theme.Plain
		if o.Err != nil {
			text, role = text+": "+cleaned(o.Err.Error()), theme.Bad
		}
		m.activity.add(m.now, role, text)
	}
}

// pendingText says what is on its way, for the status line.
func (m *Model) pendingText() string {
	p := m.store.Progress()
	switch {
	case p.Total == 0 || p.Finished():
		return ""
	case p.InWindow > 0 && p.InWindow == p.Waiting && p.InFlight == 0:
		left := max(0, int(p.WindowEnds.Sub(m.now).Seconds()+0.999))
		how := "u"
		if _, open := m.dialogs.Top().(*dialog.Activity); open {
			how = "Stop"
		} else if !m.store.UndoesDeletes() {
			how = ":stop" // something else was done since
		}
		text := fmt.Sprintf("%s in %d s, %s takes it back", words.Plural(p.InWindow, "delete"), left, how)
		if p.LeftOut > 0 {
			text += "  left out " + words.Count(p.LeftOut) + ", changed meanwhile"
		}
		return text
	}
	doing, one := "writing", "saving"
	if p.Deletes == p.InFlight+p.Waiting {
		doing, one = "deleting", "deleting"
	}
	if p.Total == 1 {
		return one
	}
	text := fmt.Sprintf("%s %s/%s  ok %s", doing, words.Count(p.Total-p.Waiting-p.InFlight), words.Count(p.Total), words.Count(p.Done))
	if p.Failed > 0 {
		text += "  failed " + words.Count(p.Failed)
	}
	if p.LeftOut > 0 {
		text += "  left out " + words.Count(p.LeftOut)
	}
	if p.Paused {
		return text + "  paused, @ resumes"
	}
	if p.ETA > time.Second {
		text += "  " + p.ETA.Round(time.Second).String() + " left"
	}
	return text + ", ctrl-c stops"
}

// counting reports whether a countdown is on the screen.
func (m *Model) counting() bool {
	p := m.store.Progress()
	return p.InWindow > 0 || p.Running() || m.activity.waitFor != "" && m.now.Before(m.activity.until)
}
