package writes

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/words"
)

// unfinished is the writes that the last run of the program did not finish. Sessions
// whose deletes may have been sent are read to find out.
type unfinished struct {
	send.Unfinished
	menu *dialog.Menu // that shows this
}

// TellUnfinished opens the dialog about the last run, if it left writes unfinished.
func (m *Model) TellUnfinished() {
	u := &m.unfinished
	u.Others = m.o.Report
	if m.o.Server.API != nil {
		u.Unfinished = send.UnfinishedOf(m.o.Report, m.o.Server.Account)
	}
	if m.o.Report.Empty() {
		return
	}
	u.menu = dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: "The last run ended before it was done",
		Text: u.Words(), Items: m.unfinishedItems(), CloseKey: closeUnfinished})
	m.o.Host.Open(u.menu)
}

// resumable are the sessions whose deletes can be resumed: they still exist, and the
// versions that the person confirmed are known.
func (u *unfinished) resumable() []string {
	return slices.DeleteFunc(slices.Concat(u.Own.NotSent, u.Unsure.StillThere), func(id string) bool { return u.Own.Version(id).IsZero() })
}

// closeUnfinished is the key of the item that only closes the dialog.
const closeUnfinished = "c"

func (m *Model) unfinishedItems() []dialog.Item {
	items := []dialog.Item{{Key: closeUnfinished, Label: "Close", Note: "the sessions stay", Press: func() tea.Cmd { return m.leaveUnfinished(nil) }}}
	n := len(m.unfinished.resumable())
	resume := dialog.Item{Key: "r", Label: "Resume " + words.Plural(n, "delete"), Note: "what changed is left out", Press: m.resumeUnfinished}
	read := m.unfinished.ReadSoFar()
	if read != "" {
		resume.Label, resume.DisabledReason = "Resume deletes", "still reading, "+read
	}
	if m.o.ReadOnly {
		resume.DisabledReason = "read-only"
	}
	if n > 0 || read != "" {
		items = append(items, resume)
	}
	return items
}

// resumeUnfinished resumes the deletes, with an undo window.
func (m *Model) resumeUnfinished() tea.Cmd {
	if m.readOnly() || m.keepsNoCopy() {
		return nil
	}
	m.undoNote = ""
	return m.leaveUnfinished(m.planDeletes(m.o.Store.ResumeDeletes(m.unfinished.resumable(), m.unfinished.Own.Version, m.clock).IDs))
}

// leaveUnfinished lets the next start not report again what this one has told. resumed
// records in the journal which deletes are resumed; nil for none. Where the trash, and with
// it the journal, could not be opened, nothing can be recorded: the next start reports it
// again.
func (m *Model) leaveUnfinished(resumed tea.Cmd) tea.Cmd {
	t := m.o.Trash
	if t == nil {
		return nil
	}
	return func() tea.Msg {
		if resumed != nil {
			if planned, _ := resumed().(journalDone); planned.err != nil {
				return planned
			}
		}
		return journalDone{err: t.MarkReported()}
	}
}

// ReadUnsure reads the sessions whose deletes may have been sent, a few at a
// time.
func (m *Model) ReadUnsure() tea.Cmd {
	if len(m.unfinished.Unsure.Unread) == 0 {
		return nil
	}
	return readUnsure(m.o.Context, m.sender(), m.unfinished.Unsure)
}

// unsureArrived shows which of the deletes that may have been sent took effect.
func (m *Model) unsureArrived(msg send.UnsureDeletes) tea.Cmd {
	u := &m.unfinished
	u.Unsure = msg
	u.menu.Set(u.Words(), m.unfinishedItems())
	onTop := m.o.Host.Dialogs().Top() == u.menu
	if len(msg.Unread) > 0 {
		return m.ReadUnsure()
	}
	if !onTop {
		m.o.Host.Say(strings.Join(u.Words(), " "))
	}
	if msg.ReceiptErr != nil {
		m.o.Host.Complain("the receipt was not kept: " + msg.ReceiptErr.Error())
	}
	return nil
}
