package sessions

import (
	"cmp"
	"maps"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/words"
)

// Typing reports whether the filter is being typed in its bar.
func (m *Model) Typing() bool { return m.bar != nil }

// Scopes returns the scopes of keys, innermost first, and whether outer scopes are
// excluded, because something is being typed.
func (m *Model) Scopes() (scopes []keymap.Scope, alone bool) {
	switch {
	case m.rename != nil:
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeForm, keymap.ScopeDialog}, true
	case m.bar != nil:
		return []keymap.Scope{keymap.ScopeText, keymap.ScopeFilter}, true
	}
	return []keymap.Scope{keymap.ScopeList}, false
}

// Hints are the actions that the footer shows, the most wanted first.
func (m *Model) Hints() []keymap.Action {
	switch {
	case m.rename != nil:
		return []keymap.Action{keymap.Accept, keymap.Cancel, keymap.Help}
	case m.bar != nil:
		return []keymap.Action{keymap.Accept, keymap.Cancel, keymap.Complete, keymap.NextChoice, keymap.Help, keymap.FilterForm, keymap.History, keymap.SaveView}
	}
	return []keymap.Action{keymap.Help, keymap.Filter, keymap.Delete, keymap.Mark, keymap.Palette, keymap.Open, keymap.Edit, keymap.Undo, keymap.Rename, keymap.Copy, keymap.Sort, keymap.Quit}
}

// ActionLabel returns a label for an action in the present state; empty for its usual one.
func (m *Model) ActionLabel(a keymap.Action) string {
	if m.bar == nil {
		return ""
	}
	return m.bar.ActionLabel(a)
}

// toInput calls the function for the input that is open, the filter bar or the name, and
// reports whether one is.
func (m *Model) toInput(toFilter func(*filter.Bar) filter.Intent, toName func(*renameInput)) bool {
	switch {
	case m.bar != nil:
		m.filterIntent(toFilter(m.bar))
	case m.rename != nil:
		toName(m.rename)
	default:
		return false
	}
	return true
}

// DoInput passes an action to the open input, and reports whether one is open.
func (m *Model) DoInput(a keymap.Action) bool {
	return m.toInput(func(b *filter.Bar) filter.Intent { return b.Do(a) }, func(*renameInput) { m.finishRename(a) })
}

// Key passes a key that is no action to the open input, and reports whether one is open.
func (m *Model) Key(msg tea.KeyPressMsg) bool {
	return m.toInput(func(b *filter.Bar) filter.Intent { return b.Key(msg) }, func(r *renameInput) {
		r.note = ""
		r.input.HandleKey(msg)
	})
}

// Paste passes pasted text to the open input, and reports whether one is open.
func (m *Model) Paste(text string) bool {
	return m.toInput(func(b *filter.Bar) filter.Intent { return b.Paste(text) }, func(r *renameInput) { r.input.Paste(text) })
}

// Click handles a click at a cell of the pane; with mark set it marks the row there.
func (m *Model) Click(x, y int, mark bool) {
	if mark && y > 0 {
		x = 0 // the column of the marks
	}
	switch at := m.Pane.Click(x, y, m.now); {
	case at.column != "":
		m.sortBy(at.column)
	case at.mark != "":
		m.store.Toggle([]string{at.mark})
	case at.open != "":
		m.o.Host.OpenSession(at.open)
	}
}

// FilterHeight is how many lines the filter wants in that width; 0 where there is none.
func (m *Model) FilterHeight(w int) int {
	switch {
	case m.bar != nil:
		return m.bar.Height(w)
	case m.filter.text == "":
		return 0
	}
	return 1
}

// FilterLines draws the filter bar, or while it is closed the filter in force.
func (m *Model) FilterLines(w, h int) []string {
	if m.bar != nil {
		return m.bar.Lines(w, h)
	}
	return []string{m.filter.drawLine(m.theme, w, m.loading != nil, m.now)}
}

// Popup draws the completions of the filter in at most that size, and returns the column
// where they belong.
func (m *Model) Popup(w, h int) (box []string, column int) {
	if m.bar == nil {
		return nil, 0
	}
	return m.bar.Popup(w, h), m.bar.PopupColumn()
}

// viewName is the name of the view that is listed; empty where none is.
func (m *Model) viewName() string {
	if !m.filter.showsView(m.now) {
		return ""
	}
	return m.filter.view.Name
}

// ownFilter returns the filter where it differs from the view's; else empty.
func (m *Model) ownFilter() string {
	if !m.filter.differsFromView() || m.filter.text == "" {
		return ""
	}
	return "/ " + m.filter.text
}

// DescribeLoaded lists the IDs of the loaded rows, in order, and describes them. part says
// how much of the list they are; empty where they are all of it.
func (m *Model) DescribeLoaded() (what string, ids []string, part string) {
	ids, part = m.Loaded(), m.coverage()
	what = words.Plural(len(ids), "session")
	switch {
	case part != "":
		what += part
	case m.filter.text != "":
		what += " of " + cmp.Or(m.ownFilter(), m.viewName())
	default:
		what = "all " + what
	}
	return what, ids, part
}

// BackToView restores the filter of the view and returns its name; false when the filter
// is the view's already.
func (m *Model) BackToView() (string, bool) {
	if !m.filter.differsFromView() {
		return "", false
	}
	m.SetFilter(m.filter.view.Filter)
	return m.filter.view.Name, true
}

// local reports whether a part of the filter runs here, over loaded rows.
func (m *Model) local() bool { return m.shown.filter.Local() }

// loadsAll reports whether the whole list is being loaded.
func (m *Model) loadsAll() bool { return m.shown.loadingAll && !m.stats().Complete }

// readingStopped reports whether the person stopped the reading of the list.
func (m *Model) readingStopped() bool { return m.shown.stopped && !m.stats().Complete }

// Len is how many rows the list has, loaded or not.
func (m *Model) Len() int { return m.shown.rows().Len() }

// StopLoading gives up the list that is loading, and reports whether there was one.
func (m *Model) StopLoading() bool {
	if m.loading == nil {
		return false
	}
	m.abandonLoading()
	m.o.Host.Say("loading cancelled, the list before stays")
	return true
}

// StopReading stops the load of the whole list, or a search, and reports whether there
// was one.
func (m *Model) StopReading() bool {
	switch {
	case m.loadsAll():
		m.o.Host.Say(m.endLoadAll("loading stopped"))
	case m.shown.searching():
		m.shown.stop()
	default:
		return false
	}
	return true
}

// SaveTo stores in the state what the next run restores.
func (m *Model) SaveTo(s *config.State) {
	s.View, s.History, s.Views = m.filter.view.Name, m.filter.history, m.filter.ownViews
	if m.filter.differsFromView() {
		s.Sort = m.filter.parsed.Order().String()
	}
	for _, c := range m.columnsOutsideViews() {
		s.Columns = append(s.Columns, c.Name)
		s.Widths = append(s.Widths, c.Width)
	}
}

// NameOf is a [filter.Names] of the names that are known.
func (m *Model) NameOf(ref filter.Ref) filter.Name { return m.names.lookup(ref) }

// NamesNow returns a copy of the names that other goroutines may use.
func (m *Model) NamesNow() filter.Names {
	now := nameCache{known: maps.Clone(m.names.known)}
	return now.lookup
}

// AssistantOf returns what the ASSISTANT column shows of a session.
func (m *Model) AssistantOf(s *client.Summary) string {
	shown, _ := filter.Names(m.names.lookup).Assistant(s)
	return shown
}

// Loaded lists the IDs of the rows that are loaded, in order.
func (m *Model) Loaded() []string { return m.shown.loaded() }
