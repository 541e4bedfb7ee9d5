package writes

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

func (m *Model) sender() send.Sender {
	return send.Sender{API: m.o.Server.API, Trash: m.o.Trash, NoCopies: m.o.Settings.Trash.Off, Account: m.o.Server.Account}
}

// estimate is how long n writes take, and the rate for it: the one of the settings, or
// else the measured one. Both are zero when neither is known.
func (m *Model) estimate(n int) (time.Duration, float64) {
	rate := cmp.Or(m.o.Settings.Rate, m.o.Store.Progress().Rate)
	if rate == 0 || n == 0 {
		return 0, 0
	}
	return max(time.Second, time.Duration(float64(n)/rate*float64(time.Second))), rate
}

// Send hands out the writes that are due.
func (m *Model) Send() tea.Cmd {
	if m.o.Server.API == nil || m.o.Store.Idle() {
		return nil
	}
	rate := send.Rate(m.o.Server.Live, m.o.Settings.Rate, m.o.Store.Progress().Rate)
	var cmds []tea.Cmd
	for _, w := range m.o.Store.Next(m.clock, m.o.Settings.Parallel, store.BatchSize(rate)) {
		// The program's end does not cut off a write that has begun: it is
		// waited for where the person quits, and is settled by a re-read after
		// a crash.
		cmds = append(cmds, sendWrite(m.o.Context, m.sender(), w))
	}
	return tea.Batch(cmds...)
}

// writeFinished takes the answer to a write.
func (m *Model) writeFinished(msg writeDone) tea.Cmd {
	m.logWrite(msg) // while what is deleted still has its name
	lastWrite := m.singleWriteWords(msg)
	if msg.work.Kind == store.Patch && msg.work.Patch.Empty() {
		m.undoNote = lastWrite
	}
	r := m.o.Store.Finish(msg.work.ID, msg.outcomes, m.clock)
	for _, o := range msg.outcomes {
		if !isIntermediate(o) {
			m.RequestEnded(o.Err)
		}
	}
	if len(r.Deleted) > 0 {
		m.forgetDeleted(r.Deleted)
	}
	m.o.Detail.Written(r.Changed)
	m.o.List.Written(r.Changed)
	if len(r.Failed) > 0 && !msg.work.Bulk {
		m.tellFailure(r.Failed[0], msg.work.Patch)
	}
	if r.Ended {
		m.saySummary(lastWrite)
	}
	if len(r.MessagesKept) > 0 {
		m.o.Host.Complain("the messages stay as they are, others came meanwhile: " + m.title(r.MessagesKept[0]))
	}
	if msg.note != nil {
		m.tellReceiptFailed(msg.note)
	}
	if m.readyToLeave() {
		return tea.Batch(m.dropFiles(msg), unplanAndLeave(m.o.Trash, r.NotDeleted))
	}
	said := ""
	if len(r.Failed) > 0 {
		said = m.o.Host.Noted()
	}
	return tea.Batch(m.dropFiles(msg), unplanDeletes(m.o.Trash, r.NotDeleted, said))
}

// tellReceiptFailed says that the receipt of a write was not kept, behind what was said.
func (m *Model) tellReceiptFailed(err error) {
	text := "the receipt was not kept: " + err.Error()
	m.activity.add(m.clock, theme.Bad, text)
	if said := m.o.Host.Noted(); said != "" {
		text = said + "; " + text
	}
	m.o.Host.Complain(text)
}

// journalWritten says when recording planned deletes in the journal failed.
func (m *Model) journalWritten(msg journalDone) {
	switch {
	case msg.err == nil:
	case msg.after == "":
		m.o.Host.Complain("keeping a record: " + msg.err.Error())
	default:
		m.activity.add(m.clock, theme.Bad, "noting that deletes are off: "+msg.err.Error())
		m.o.Host.Complain(msg.after + "; offered again after a crash, " + m.o.Keys.Label(keymap.Activity) + " says why")
	}
}

// saySummary says how the writes ended, once all are settled. lastWrite says what the
// last one did.
func (m *Model) saySummary(lastWrite string) {
	p := m.o.Store.Progress()
	switch {
	case m.undoNote != "" && p.Done == p.Total:
		m.o.Host.Say(m.undoNote)
	case p.Total > 1 || p.LeftOut+p.Gone > 0:
		m.o.Host.Note(p.String(), p.Failed > 0)
	case p.Failed == 0 && p.Done > 0:
		m.o.Host.Say(lastWrite)
	}
	m.undoNote = ""
}

// singleWriteWords says what the write of one session did.
func (m *Model) singleWriteWords(msg writeDone) string {
	if len(msg.outcomes) != 1 {
		return ""
	}
	w, name := &msg.work, m.title(msg.outcomes[0].ID)
	p, fields := w.Patch, store.Changes(w.Base, w.Patch)
	switch {
	case w.Kind == store.Patch && p.Empty(): // to undo what others had made the same
		return "nothing was to be changed in " + name
	case p.Empty():
		return "deleted " + name
	case len(fields) > 1:
	case p.Status != nil && *p.Status == client.StatusCompleted:
		return "completed " + name
	case p.Status != nil:
		return "reopened " + name
	case p.Name != nil && strings.TrimSpace(*p.Name) == "":
		was := ""
		if w.Base.Name != nil && !m.o.Host.Private() {
			was = *w.Base.Name + " "
		}
		return "removed the name " + was + "of " + name
	case p.Name != nil && w.Base.Name != nil && !m.o.Host.Private():
		return "renamed " + m.titleNamed(w.Session(), *w.Base.Name) + " to " + *p.Name
	}
	return "saved the " + fieldWords(fields) + " of " + name
}

// fieldWords name the fields of changes.
func fieldWords(changes []store.Change) string {
	var names []string
	for _, c := range changes {
		names = append(names, cmp.Or(map[string]string{store.FieldExpires: "expiration"}[c.Field], c.Field))
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// dropFiles removes the editor's files whose edits the server has.
func (m *Model) dropFiles(msg writeDone) tea.Cmd {
	var done []string
	for _, o := range msg.outcomes {
		if e, ok := m.editorTexts[o.ID]; ok && e.queued && o.Kind == store.Done {
			delete(m.editorTexts, o.ID)
			done = append(done, e.File)
		}
	}
	return removeFiles(done)
}

// forgetDeleted removes deleted sessions from the list and the pane.
func (m *Model) forgetDeleted(ids []string) {
	m.o.Detail.Deleted(ids)
	m.o.List.Remove(ids)
}

// openConflict opens the choice between the typed values and those of the server.
func (m *Model) openConflict(id string, f store.Failure) {
	o := dialog.ConflictOptions{ID: id, Action: map[store.Origin]string{store.ByUndo: "undone", store.ByRedo: "done again"}[f.Origin], Patch: f.Resolved,
		Resolve: func(mine []string) tea.Cmd { m.resolveConflict(id, mine); return nil },
		DryRun: func(mine []string) tea.Cmd {
			if f, _ := m.o.Store.Failed(id); !f.Resolved(mine).Empty() {
				return m.dryRun(request{"PATCH", id, f.Resolved(mine)})
			}
			return m.dryRun()
		}}
	for _, c := range f.Conflicts {
		o.Fields = append(o.Fields, dialog.ConflictField{Name: c.Field, Mine: c.Mine, Theirs: c.Theirs, Before: c.Before})
	}
	m.o.Host.Open(dialog.NewConflict(m.o.Host.DialogBase(), o))
}

// Pending is the status line's words about writes that are not settled.
func (m *Model) Pending() string {
	p := m.o.Store.Progress()
	countdown := words.Plural(p.Countdowns, "delete") + " in " + words.LongDuration(max(0, p.WindowEnds.Sub(m.clock)+time.Second-1))
	switch {
	case p.Total == 0 || p.Finished():
		return ""
	case p.Countdowns > 0 && p.Countdowns == p.Waiting && p.InFlight == 0:
		return countdown + m.countdownHint(&p)
	}
	doing, one := "writing", "saving"
	if p.Deletes == p.InFlight+p.Waiting {
		doing, one = "deleting", "deleting"
	}
	if p.Total == 1 {
		return one
	}
	text := fmt.Sprintf("%s %s/%s  ok %s", doing, words.Count(p.Total-p.Waiting-p.InFlight), words.Count(p.Total), words.Count(p.Done))
	for _, part := range []struct {
		word string
		n    int
	}{{"failed", p.Failed}, {"left out", p.LeftOut}, {"not sent", p.Stopped}} {
		if part.n > 0 {
			text += "  " + part.word + " " + words.Count(part.n)
		}
	}
	if p.Countdowns > 0 {
		text += "  " + countdown
	}
	if p.Paused {
		return text + "  paused, " + m.o.Keys.Label(keymap.Activity) + " resumes"
	}
	if p.ETA > time.Second {
		text += "  " + words.LongDuration(p.ETA) + " left"
	}
	return text + ", ctrl-c stops"
}

// countdownHint says behind a countdown of deletes which key stops it, or that it is paused.
func (m *Model) countdownHint(p *store.Progress) string {
	how := m.o.Keys.Label(keymap.Undo)
	_, atActivity := m.o.Host.Dialogs().Top().(*dialog.Activity)
	switch {
	case m.quitAsked():
		return ", paused until you answer"
	case atActivity:
		how = "Stop"
	case m.o.Host.Dialogs().Len() > 0 || m.o.Host.Typing():
		return "" // no key of a pane works
	case !m.o.Store.UndoCancelsDeletes():
		how = m.o.Keys.Label(keymap.Stop) // something else was done since
	}
	text := ", " + how + " takes it back"
	if id, ok := m.o.Host.Current(); ok && p.InWindow > 1 && m.o.Store.Deleting(id) {
		text += ", " + m.o.Keys.Label(keymap.Delete) + " keeps this one"
	}
	return text
}

// hasCountdown reports whether the screen shows a time that runs.
func (m *Model) hasCountdown() bool {
	p := m.o.Store.Progress()
	return p.InWindow > 0 || p.Running() || m.activity.isWaiting(m.clock) || m.activity.isSilent(m.clock)
}

// Running reports whether writes are being sent.
func (m *Model) Running() bool {
	p := m.o.Store.Progress()
	return p.Running()
}
