package sessions

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// MarkRange ends range marking, if it is on, and marks the rows of the range.
func (m *Model) MarkRange() {
	if !m.Ranging() {
		return
	}
	ids, missing := m.rangeIDs()
	m.EndRange()
	text := m.mark(ids)
	if missing > 0 {
		m.o.Host.Complain(text + ", " + words.Count(missing) + " in between are not loaded and not marked")
		return
	}
	m.o.Host.Say(text)
}

// rangeIDs lists the sessions of the range that is being marked that exist and match,
// and counts the rows of it that are not loaded.
func (m *Model) rangeIDs() (ids []string, missing int) {
	from, to := m.rangeSpan()
	ids = m.shown.between(from, to)
	missing = to - from + 1 - len(ids)
	return slices.DeleteFunc(ids, func(id string) bool {
		r, ok := m.store.Row(id)
		return !ok || !rangeMarks(&r) || m.shown.pager.Gone(id)
	}), missing
}

// rangeMarks reports whether a range marks the row.
func rangeMarks(r *store.Row) bool { return r.Bad == nil && !r.Deleting && !r.Gone }

// markedWithRange counts the marks, including those that the open range would add, and
// the rows of the range that are not loaded.
func (m *Model) markedWithRange() (n, missing int) {
	n = len(m.store.Marked())
	if !m.Ranging() {
		return n, 0
	}
	ids, missing := m.rangeIDs()
	for _, id := range ids {
		if r, _ := m.store.Row(id); !r.Marked {
			n++
		}
	}
	return n, missing
}

// mark marks sessions, and returns for the status line how many were not marked before.
func (m *Model) mark(ids []string) string {
	n := m.store.Mark(ids)
	if n == 0 && len(ids) > 0 {
		return nothingMore
	}
	return words.Plural(n, "session") + " marked"
}

// nothingMore is the note when all sessions to be marked were marked already.
const nothingMore = "nothing more to mark"

// markAll marks all matching sessions. Where not all are loaded, it asks whether to mark
// the loaded ones or to load the rest first.
func (m *Model) markAll() {
	if m.shown.pager.Len() == m.stats().Gone {
		m.o.Host.Say("nothing to mark")
		return
	}
	if m.shown.pager.Stats().Complete {
		m.markLoaded()
		return
	}
	text, items := m.markAllItems()
	m.markAllMenu = dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Title: "Mark all matching", Text: text, Items: items})
	m.o.Host.Open(m.markAllMenu)
}

// markAllItems returns the text and the items of the menu, with the counts of now.
func (m *Model) markAllItems() (text []string, items []dialog.Item) {
	st := m.shown.pager.Stats()
	loaded := func() tea.Cmd { m.markLoaded(); return nil }
	all := func() tea.Cmd { m.loadAndMark(); return nil }
	if !m.local() {
		return []string{"Not all sessions are loaded."}, []dialog.Item{
			{Key: "l", Label: "the loaded ones", Note: words.Count(st.Loaded), Press: loaded},
			{Key: "a", Label: "all: load the rest first", Note: "of " + countOr(st.Total), Press: all},
		}
	}
	so, rest := words.Count(m.Len()), "the rest not searched"
	if st.Matching >= 0 {
		rest = words.Count(st.Matching-st.Searched) + " not searched"
	}
	return []string{so + " so far, " + rest + "."}, []dialog.Item{
		{Key: "l", Label: "those found so far", Note: so, Press: loaded},
		{Key: "a", Label: "all: search the rest first", Note: rest, Press: all},
	}
}

// updateMarkAllMenu updates the counts of the menu if it is open.
func (m *Model) updateMarkAllMenu() {
	if m.o.Host.Dialogs().Top() == m.markAllMenu {
		m.markAllMenu.Set(m.markAllItems())
	}
}

// loadAndMark marks all matching sessions once they are loaded.
func (m *Model) loadAndMark() {
	if m.shown.pager.Stats().Complete { // since the menu opened
		m.markLoaded()
		return
	}
	m.shown.markWhenLoaded = true
	m.LoadAll()
}

// markLoaded marks every row that is loaded.
func (m *Model) markLoaded() {
	ids := m.shown.loaded()
	text := m.mark(ids)
	if text != nothingMore {
		text += ", " + m.o.Keys.Label(keymap.Undo) + " takes it back"
	}
	m.o.Host.Say(text)
}

// MarkMatching marks the loaded rows that match a filter. It reads the names that the
// filter compares first.
func (m *Model) MarkMatching(text string) tea.Cmd {
	f, problems := filter.Parse(text, m.now)
	if len(problems) > 0 {
		m.o.Host.Complain("mark: " + problems[0].Message)
		return nil
	}
	if need := m.names.neededFor(f, m.api); need.api != nil {
		m.o.Host.Say(readingNames)
		return fetchNames(m.o.Context, need, m.loadedRows(), text)
	}
	m.markMatchingNow(f)
	return nil
}

// fieldNotLoaded names a field that the filter compares and the rows do not carry; empty
// for none.
func (m *Model) fieldNotLoaded(f filter.Filter) string {
	have := m.shown.pick
	need := f.Pick(have.Paths...)
	switch {
	case len(need.Paths) > len(have.Paths):
		return need.Paths[len(have.Paths)]
	case need.Text != "" && (need.Text != have.Text || need.Role != have.Role):
		return "what was said"
	}
	return ""
}

// readingNames is the note while names are read.
const readingNames = "reading the names to mark by"

// namesArrived marks the rows that match, now that the names are known.
func (m *Model) namesArrived(msg namesRead) {
	if m.o.Host.Noted() == readingNames {
		m.o.Host.Say("")
	}
	m.learnNames(msg.readNames)
	if msg.err != nil {
		m.o.Host.Complain("nothing marked: " + msg.err.Error())
		return
	}
	f, _ := filter.Parse(msg.mark, m.now)
	m.markMatchingNow(f)
}

// markMatchingNow marks the loaded rows that a filter matches.
func (m *Model) markMatchingNow(f filter.Filter) {
	if what := m.fieldNotLoaded(f); what != "" {
		m.o.Host.Complain("nothing marked: the list has not read " + what + "; filter by it, and mark then")
		return
	}
	var ids []string
	matcher, rows := f.Whole(m.now, m.names.lookup, m.shown.pick.Paths...), m.loadedRows()
	for i := range rows {
		if rows[i].Bad == nil && matcher.Match(&rows[i]) {
			ids = append(ids, rows[i].ID)
		}
	}
	m.o.Host.Say(m.mark(ids) + ", of " + words.Count(len(rows)) + " loaded")
}
