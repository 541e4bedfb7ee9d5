package sessions

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// showNew adds the buffered rows to the list. The cursor stays on its session. The screen
// scrolls only where it showed the top: then it shows the new rows. A list that is sorted
// by cost or duration is read again instead, because new rows have no known place in it.
func (m *Model) showNew() {
	if by := m.shown.filter.Params(m.now).SortBy; by != "" && by != client.SortByCreatedAt {
		if m.local() {
			m.apply(m.filter.text)
			return
		}
		m.refresh()
		return
	}
	ids := m.shown.pager.Join()
	m.store.SetNew(ids)
	m.shown.resort(m.now)
	n, top := len(ids), m.top == 0
	if m.sync(); top && m.cursor < m.bodyHeight() {
		m.top = 0
	}
	if n == 0 {
		m.pollNow()
		m.o.Host.Say(askingForNew)
		return
	}
	within := func(first int) bool { // whether they are the n rows from there
		return !slices.ContainsFunc(ids, func(id string) bool {
			i, loaded := m.rows.Index(id)
			return !loaded || i < first || i >= first+n
		})
	}
	where := "among the others"
	switch {
	case within(0):
		where = "at the top"
	case within(m.Len() - n):
		where = "at the end"
	}
	m.o.Host.Say(words.Plural(n, "new session") + " " + where)
}

// pollNow asks the server for changes of the list.
func (m *Model) pollNow() {
	m.pollPace.notePoll(m.now)
	m.shown.pager.Poll()
}

// LookForNew polls for new sessions. It reports whether it can: a list with a filter, or
// without a page, may not show them.
func (m *Model) LookForNew() bool {
	if !m.shown.answered || !m.shown.filter.IsZero() {
		return false
	}
	m.pollNow()
	return true
}

// The notes while the list is read again.
const (
	rereading    = "reading again"
	askingForNew = "none is known to be new: asking"
)

// clearRereadNote clears these notes when their requests have been answered.
func (m *Model) clearRereadNote(l *list) {
	if l.pollInFlight() && l.err == nil || m.o.Host.Noted() != rereading && m.o.Host.Noted() != askingForNew {
		return
	}
	none := m.o.Host.Noted() == askingForNew && l.err == nil && l.pager.Stats().Buffered == 0
	m.o.Host.Say(map[bool]string{true: "none is new"}[none])
}

// refresh reads the rows on the screen again, and polls for new ones.
func (m *Model) refresh() {
	if why := m.shown.refused; why != "" {
		m.o.Host.Complain("filter: " + why)
		return
	}
	m.store.ClearFresh()
	m.judgeDue(true)
	m.shown.refresh(m.now)
	m.o.Host.RefreshOthers()
	m.o.Host.Say(rereading)
}

// SetVisible tells the pagers which rows are on the screen, or will be, in a terminal
// of that many lines.
func (m *Model) SetVisible(lines int) {
	if m.loading != nil {
		m.loading.setVisible(0, max(20, lines), 0, m.now)
	}
	first, last := m.window()
	m.shown.setVisible(first, max(last, first+max(0, m.h-2)), m.Cursor(), m.now)
}

// loadedRows are the rows of the list that are loaded, in order.
func (m *Model) loadedRows() []client.Summary {
	ids := m.shown.loaded()
	rows := make([]client.Summary, 0, len(ids))
	for _, id := range ids {
		if row, ok := m.store.Row(id); ok {
			rows = append(rows, row.Summary)
		}
	}
	return rows
}

// LoadAll begins to load the whole list. The status line shows its progress.
func (m *Model) LoadAll() {
	if m.shown.refused != "" {
		m.o.Host.Complain("filter: " + m.shown.refused)
		return
	}
	if st := m.shown.pager.Stats(); st.Complete {
		m.o.Host.Say(words.Plural(st.Loaded, "session") + " loaded already, no more to load")
		return
	}
	m.shown.loadAll(true)
}

// endLoadAll stops loading the whole list, and gives up marking it afterwards. It returns
// text, which says why, with that added.
func (m *Model) endLoadAll(text string) string {
	m.shown.loadAll(false)
	if m.shown.markWhenLoaded {
		m.shown.markWhenLoaded = false
		text += ", nothing is marked"
	}
	return text
}

// loadAllFailed ends the load of the whole list after an error, unless the error may pass
// and the pager retries.
func (m *Model) loadAllFailed(err error) {
	if client.MayPass(err) && m.stats().Err == nil {
		return
	}
	why := err.Error()
	if e, ok := errors.AsType[*client.Error](err); ok {
		why = e.Brief()
	}
	m.o.Host.Complain(m.endLoadAll("loading stopped: " + why))
}

// fetchPages requests the pages for the screen and for the rows ahead of the cursor.
func (m *Model) fetchPages() tea.Cmd {
	if m.api == nil {
		return nil
	}
	var cmds []tea.Cmd
	for _, l := range m.lists() {
		if l != m.previous {
			cmds = append(cmds, l.fetchPages(m.api, m.now))
		}
	}
	m.fromTop = m.fromTop && m.shown.pager.Stats().InFlight > 0
	return tea.Batch(cmds...)
}

// pageArrived merges a page into the list that requested it.
func (m *Model) pageArrived(msg pageLoaded) {
	m.learnNames(msg.names)
	rows, bytes := 0, int64(0)
	if msg.page != nil {
		rows, bytes = len(msg.page.Rows), msg.page.Bytes
		for _, key := range msg.page.MetadataKeys {
			m.metadataKeys[key] = true
		}
	}
	i := slices.IndexFunc(m.lists(), func(l *list) bool { return l.generation == msg.generation })
	if i < 0 {
		return
	}
	l := m.lists()[i]
	poll := l.requests[msg.request].isPoll
	change, diff := l.mergePage(msg, m.now)
	m.dropRows(slices.Concat(change.Dropped, diff.New)) // what a search here left out is not kept
	if l == m.previous || errors.Is(msg.err, context.Canceled) {
		return // the list left the screen, or the request was cancelled
	}
	found := len(diff.Changed)+len(change.Gone)+len(change.Buffered) > 0
	m.pollPace.noteAnswer(msg.took, found, msg.err)
	m.store.SetGone(slices.DeleteFunc(change.Gone, msg.has)) // what the page has exists, and matches no longer
	m.store.SetNew(change.Buffered)
	m.o.Host.Answered(msg.query, rows, bytes, msg.took, msg.err)
	if l == m.loading {
		m.showLoaded()
	}
	if l == m.shown && l.loadingAll && !poll && msg.err != nil {
		m.loadAllFailed(msg.err)
	}
	m.clearRereadNote(l)
	m.reportRelisted(len(diff.Relisted))
	l.resort(m.now)
	m.sync()
	m.updateMarkAllMenu()
	m.o.Host.RowsChanged(msg.err == nil)
	if l == m.shown && l.markWhenLoaded && l.pager.Stats().Complete {
		l.markWhenLoaded = false
		m.markLoaded()
	}
}

// reportRelisted says that sessions were answered as deleted and are listed again.
func (m *Model) reportRelisted(n int) {
	switch n {
	case 0:
	case 1:
		m.o.Host.Complain("1 session is still on the server although it was answered as deleted")
	default:
		m.o.Host.Complain(words.Count(n) + " sessions are still on the server although they were answered as deleted")
	}
}
