package sessions

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// MarkRange marks what is in the range that is being marked, if one is, so that
// an action is about all of it.
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

// rangeIDs lists the sessions of the range that is being marked, and counts the
// rows of it that are not loaded.
func (m *Model) rangeIDs() (ids []string, missing int) {
	from, to := m.rangeSpan()
	ids = m.shown.between(from, to)
	missing = to - from + 1 - len(ids)
	return slices.DeleteFunc(ids, func(id string) bool {
		r, ok := m.store.Row(id)
		return !ok || r.Bad != nil || r.Deleting
	}), missing
}

// markedWithRange counts the marks, with those that the open range would add, and
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

// mark marks sessions, and returns what is to be said of it: how many were not
// marked before.
func (m *Model) mark(ids []string) string {
	n := m.store.Mark(ids)
	if n == 0 && len(ids) > 0 {
		return nothingMore
	}
	return words.Plural(n, "session") + " marked"
}

// nothingMore is said where all that was to be marked is marked.
const nothingMore = "nothing more to mark"

// markAll marks what matches: what is loaded, or everything, which is then
// loaded first.
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
	m.o.Host.Open(dialog.NewMenu(m.o.Host.DialogBase(), dialog.MenuOptions{Name: markAllMenu, Title: "Mark all matching", Text: text, Items: items}), dialog.OnChoice(m.markAllChosen))
}

// markAllMenu names the question which of those that match are to be marked.
const markAllMenu = "mark all"

// markAllItems are what can be marked, counted now.
func (m *Model) markAllItems() (text []string, items []dialog.Item) {
	st := m.shown.pager.Stats()
	if !m.local() {
		return []string{"Not all sessions are loaded."}, []dialog.Item{
			{Key: "l", Label: "the loaded ones", Note: words.Count(st.Loaded)},
			{Key: "a", Label: "all: load the rest first", Note: "of " + countOr(st.Total)},
		}
	}
	so, rest := words.Count(m.Len()), "the rest not searched"
	if st.Matching >= 0 {
		rest = words.Count(st.Matching-st.Searched) + " not searched"
	}
	return []string{so + " so far, " + rest + "."}, []dialog.Item{
		{Key: "l", Label: "those found so far", Note: so},
		{Key: "a", Label: "all: search the rest first", Note: rest},
	}
}

// updateMarkAllMenu keeps that question, where it is open, to what is loaded.
func (m *Model) updateMarkAllMenu() {
	dialogs := m.o.Host.Dialogs()
	if menu, open := dialogs.Top().(*dialog.Menu); open && menu.Name() == markAllMenu {
		dialog.UpdateTop(dialogs, func(menu *dialog.Menu) { menu.Set(m.markAllItems()) })
	}
}

func (m *Model) markAllChosen(key string) tea.Cmd {
	switch key {
	case "l":
		m.markLoaded()
	case "a":
		if m.shown.pager.Stats().Complete { // since the menu opened
			m.markLoaded()
			break
		}
		m.markWhenLoaded = true
		m.LoadAll()
	}
	return nil
}

// markLoaded marks every row that is loaded.
func (m *Model) markLoaded() {
	ids := m.shown.loaded()
	text := m.mark(ids)
	if text != nothingMore {
		text += ", u takes it back"
	}
	m.o.Host.Say(text)
}

// MarkMatching marks the loaded rows that a filter matches, once the names that
// it compares are known.
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

// fieldNotLoaded names what a filter compares and the rows of the list do not carry.
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

// namesArrived marks what the names were read for.
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
