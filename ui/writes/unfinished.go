package writes

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/trash"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/words"
)

// unfinished is the writes that the last run of the program did not finish. Sessions
// whose deletes may have been sent are read to find out.
type unfinished struct {
	report      trash.Report       // of this account
	otherReport trash.Report       // of other accounts, which is only shown
	unsure      send.UnsureDeletes // what is known by now of report.Unsure
	menu        *dialog.Menu       // that shows this
}

// TellUnfinished opens the dialog about the last run, if it left writes unfinished.
func (m *Model) TellUnfinished() {
	u := &m.unfinished
	u.otherReport = m.o.Report
	if m.o.Server.API != nil {
		u.report, u.otherReport = m.o.Report.ForAccount(m.o.Server.Account)
	}
	u.unsure.Unread = u.report.Unsure
	if m.o.Report.Empty() {
		return
	}
	u.menu = dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: "The last run ended before it was done",
		Text: u.words(), Items: m.unfinishedItems(), CloseKey: closeUnfinished})
	m.o.Host.Open(u.menu, dialog.OnChoice(m.unfinishedChosen))
}

// words say what was not finished, as far as it is known.
func (u *unfinished) words() []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	add(send.ReportText(trash.Report{NotSent: u.report.NotSent}))
	if read := u.readSoFar(); read != "" {
		add(words.Plural(len(u.report.Unsure), "delete") + " may have been sent: reading " + read + ".")
	} else {
		deleted, there := len(u.unsure.Deleted), len(u.unsure.StillThere)
		if deleted > 0 {
			add(words.Plural(deleted, "delete") + " arrived: " + thoseSessions(deleted) + " deleted.")
		}
		if there > 0 {
			add(words.Plural(there, "delete") + " did not arrive: " + thoseSessions(there) + " still there.")
		}
		if unknown := len(u.report.Unsure) - deleted - there; unknown > 0 {
			add(fmt.Sprintf("%s may have been sent, and the sessions cannot be read now: %s.", words.Plural(unknown, "delete"), u.unsure.ReadErr.Error()))
		}
	}
	if text := send.ReportText(u.otherReport); text != "" {
		add("Of another account: " + text)
	}
	return all
}

// readSoFar is how many sessions of Unsure are read; "" when that is done.
func (u *unfinished) readSoFar() string {
	n, all := len(u.unsure.Unread), len(u.report.Unsure)
	if n == 0 {
		return ""
	}
	return words.Count(all-n) + " of " + words.Count(all)
}

// thoseSessions is a subject for n sessions.
func thoseSessions(n int) string {
	if n == 1 {
		return "that session is"
	}
	return "those sessions are"
}

// resumable are the sessions whose deletes can be resumed: they still exist, and the
// versions that the person confirmed are known.
func (u *unfinished) resumable() []string {
	return slices.DeleteFunc(slices.Concat(u.report.NotSent, u.unsure.StillThere), func(id string) bool { return u.report.Version(id).IsZero() })
}

// closeUnfinished is the key of the item that only closes the dialog.
const closeUnfinished = "c"

func (m *Model) unfinishedItems() []dialog.Item {
	items := []dialog.Item{{Key: closeUnfinished, Label: "Close", Note: "the sessions stay"}}
	n := len(m.unfinished.resumable())
	resume := dialog.Item{Key: "r", Label: "Resume " + words.Plural(n, "delete"), Note: "what changed is left out"}
	read := m.unfinished.readSoFar()
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

// unfinishedChosen resumes the deletes, with an undo window, or leaves them. Afterwards
// the next start does not report them again.
func (m *Model) unfinishedChosen(key string) tea.Cmd {
	t, resumed := m.o.Trash, tea.Cmd(nil)
	if t == nil {
		return nil
	}
	if key != closeUnfinished && !m.o.ReadOnly {
		m.undoNote = ""
		resumed = m.planDeletes(m.o.Store.ResumeDeletes(m.unfinished.resumable(), m.unfinished.report.Version, m.clock).IDs)
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
	if len(m.unfinished.unsure.Unread) == 0 {
		return nil
	}
	return readUnsure(m.o.Context, m.sender(), m.unfinished.unsure)
}

// unsureArrived shows which of the deletes that may have been sent took effect.
func (m *Model) unsureArrived(msg unsureRead) tea.Cmd {
	u := &m.unfinished
	u.unsure = msg.UnsureDeletes
	u.menu.Set(u.words(), m.unfinishedItems())
	onTop := m.o.Host.Dialogs().Top() == u.menu
	if len(msg.Unread) > 0 {
		return m.ReadUnsure()
	}
	if !onTop {
		m.o.Host.Say(strings.Join(u.words(), " "))
	}
	if msg.ReceiptErr != nil {
		m.o.Host.Complain("the receipt was not kept: " + msg.ReceiptErr.Error())
	}
	return nil
}
