package writes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/trash"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/words"
)

// unfinished is what the last run left undone: what of it was not sent, and
// what became of deletes that may have been sent, which are read.
type unfinished struct {
	its     trash.Report // of this account
	rest    trash.Report // of others: only told
	read    bool         // the sessions of Unsure were read
	deleted int          // of them
	there   []string     // of them: still there
	err     error        // why the others could not be read
	menu    *dialog.Menu // that tells of it
}

// TellUnfinished opens what the last run left undone.
func (m *Model) TellUnfinished() {
	u := &m.unfinished
	u.rest = m.o.Report
	if m.server.API != nil {
		u.its, u.rest = m.o.Report.Of(m.server.Account)
	}
	if m.o.Report.Empty() {
		return
	}
	u.menu = dialog.NewMenu(m.o.Host.Look(), dialog.MenuOptions{Title: "The last run ended before it was done",
		Text: u.words(), Items: m.unfinishedItems()})
	m.o.Host.Open(u.menu, dialog.OnChoice(m.unfinishedChosen))
}

// words say what was left undone, and what is known of it by now.
func (u *unfinished) words() []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	add(trash.Report{NotSent: u.its.NotSent}.String())
	n := len(u.its.Unsure)
	unknown := n - u.deleted - len(u.there)
	switch {
	case n == 0:
	case !u.read:
		add(words.Plural(n, "delete") + " may have been sent: reading the sessions.")
	default:
		if u.deleted > 0 {
			add(words.Plural(u.deleted, "delete") + " arrived: " + those(u.deleted) + " deleted.")
		}
		if k := len(u.there); k > 0 {
			add(words.Plural(k, "delete") + " did not arrive: " + those(k) + " still there.")
		}
		if unknown > 0 {
			add(fmt.Sprintf("%s may have been sent, and the sessions cannot be read now: %v.", words.Plural(unknown, "delete"), u.err))
		}
	}
	if text := u.rest.String(); text != "" {
		add("Of another account: " + text)
	}
	return all
}

// those is what so many deletes are about, as a subject.
func those(n int) string {
	if n == 1 {
		return "that session is"
	}
	return "those sessions are"
}

// resumable are the deletes that can be offered again: the sessions are still
// there, and it is known which versions the person agreed to delete.
func (u *unfinished) resumable() []string {
	return slices.DeleteFunc(slices.Concat(u.its.NotSent, u.there), func(id string) bool { return u.its.Seen(id).IsZero() })
}

func (m *Model) unfinishedItems() []dialog.Item {
	items := []dialog.Item{{Key: "c", Label: "Close", Note: "the sessions stay"}}
	if n := len(m.unfinished.resumable()); n > 0 {
		off := ""
		if m.o.ReadOnly {
			off = "read-only"
		}
		items = append(items, dialog.Item{Key: "r", Label: "Resume " + words.Plural(n, "delete"), Note: "what changed is left out", Off: off})
	}
	return items
}

// unfinishedChosen queues again what was not sent, with an undo window as at
// first.
func (m *Model) unfinishedChosen(key string) tea.Cmd {
	if key != "r" || m.o.ReadOnly || m.keepsNoCopy() {
		return nil
	}
	q := m.store.DeleteSeen(m.unfinished.resumable(), m.unfinished.its.Seen, m.clock)
	m.turned = ""
	return m.planDeletes(q.IDs)
}

// ReadUnsure reads the sessions whose deletes may have been sent.
func (m *Model) ReadUnsure() tea.Cmd {
	ids := m.unfinished.its.Unsure
	if len(ids) == 0 {
		return nil
	}
	return readUnsure(m.o.Context, m.sender(), ids)
}

// unsureArrived tells what became of deletes that may have been sent.
func (m *Model) unsureArrived(msg unsureRead) {
	u := &m.unfinished
	u.read, u.deleted, u.there = true, len(msg.Deleted), msg.There
	if msg.Err != nil {
		u.err = errors.New(clean(msg.Err.Error()))
	}
	if msg.Note != nil {
		m.o.Host.Complain("the receipt was not kept: " + msg.Note.Error())
	}
	u.menu.Set(u.words(), m.unfinishedItems())
	if m.o.Host.Dialogs().Top() != u.menu {
		m.o.Host.Say(strings.Join(u.words(), " "))
		return
	}
	dialog.Follow(m.o.Host.Dialogs(), func(*dialog.Menu) {}) // it is drawn anew
}
