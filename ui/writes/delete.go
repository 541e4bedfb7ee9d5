package writes

import (
	"cmp"
	"fmt"
	"math"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// askDelete asks before anything is deleted: one session by y, many by typing
// how many.
func (m *Model) askDelete(ids []string, matching string) {
	trashFor := m.o.Settings.Trash.Keep
	if m.o.Trash == nil || m.o.Settings.Trash.Off {
		trashFor = 0
	}
	c := m.o.Store.Selection(ids, m.clock)
	remove := func() tea.Cmd { return m.Delete(c.IDs) }
	dry := func() tea.Cmd { return m.dryRun(deletes(c.IDs)...) }
	switch {
	case m.keepsNoCopy():
		return
	case len(c.IDs) == 0 && len(c.Changed) > 0:
		m.o.Host.Complain(words.Plural(len(c.Changed), "marked session") + " changed since: look at them and mark again")
		return
	case len(c.IDs) == 0 && len(c.Gone) > 0:
		m.o.Host.Say("nothing here to delete: " + words.Plural(len(c.Gone), "session") + " gone or unreadable")
		return
	case len(c.IDs) == 0:
		m.o.Host.Say("nothing here to delete")
		return
	case len(c.IDs) > 1 || len(ids) > 1:
		o := dialog.BulkDeleteOptions{SessionSet: m.sessionSet(c.IDs, c), Matching: matching, Facts: c.Words(m.clock), UndoWindow: m.o.Settings.UndoWindow,
			TrashKeep: trashFor, Changed: m.titles(c.Changed), Gone: m.titles(c.Gone), Delete: remove, DryRun: dry,
			Export: func() tea.Cmd {
				m.o.Output.AskExport(words.Plural(len(c.IDs), "session")+" to be deleted", c.IDs, "")
				return nil
			},
			ListAll: func() tea.Cmd { m.showIDs(c.IDs); return nil }}
		o.Duration, o.Rate = m.estimate(len(c.IDs))
		m.o.Host.Open(dialog.NewBulkDelete(m.o.Host.DialogBase(), o))
		return
	}
	id := c.IDs[0]
	row, _ := m.o.Store.Facts(id)
	facts := []string{words.Plural(int(row.Turns), "turn"), "created " + words.Ago(m.clock, row.CreatedAt) + " ago"}
	if !math.IsNaN(row.Cost) {
		facts = append(facts, fmt.Sprintf("$%.3f", row.Cost))
	}
	state, _ := row.Expiry(m.clock)
	m.o.Host.Open(dialog.NewDelete(m.o.Host.DialogBase(), dialog.DeleteOptions{ID: id, Name: m.title(id),
		Facts: facts, Active: row.Status == client.StatusActive && state != client.Expired, Maybe: state == client.MaybeExpired,
		UndoWindow: m.o.Settings.UndoWindow, TrashKeep: trashFor, Delete: remove, DryRun: dry}))
}

// keepsNoCopy reports whether copies of deleted sessions are wanted and cannot be kept.
// If so, it says why.
func (m *Model) keepsNoCopy() bool {
	if m.o.Trash != nil || m.o.Settings.Trash.Off {
		return false
	}
	why := cmp.Or(m.o.TrashErr, send.ErrNoTrash)
	m.o.Host.Complain("nothing is deleted: no copy can be kept (" + why.Error() + "); trash.off = true allows it")
	return true
}

// Delete queues deletes, and records in the journal that they are planned.
func (m *Model) Delete(ids []string) tea.Cmd {
	if m.readOnly() || m.keepsNoCopy() {
		return nil
	}
	q := m.o.Store.Delete(ids, store.DeleteOptions{Bulk: len(ids) > 1}, m.clock)
	m.undoNote = ""
	if len(q.IDs) == 0 {
		m.o.Host.Complain("nothing here to delete any more")
		return nil
	}
	return m.planDeletes(q.IDs)
}

// showIDs lists sessions in a dialog.
func (m *Model) showIDs(ids []string) {
	lines := make([]string, len(ids))
	for i, id := range ids {
		lines[i] = id + "  " + m.title(id)
	}
	m.showText(words.Plural(len(ids), "session"), lines)
}
