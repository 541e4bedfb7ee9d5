package ui

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/keymap"
	"vapi-sessions/ui/status"
)

// headerLine draws the account, the counts and the state of the connection.
func headerLine(m *Model) string {
	h := status.Header{Account: m.server.Account, Live: m.server.Live, ReadOnly: m.options.ReadOnly, Private: m.private,
		Now: m.now.Truncate(time.Minute).In(m.options.Zone)}
	h.Total, h.SearchedHere, h.MayGrow = m.list.Count()
	h.Network, h.NetworkBad = m.writes.NetState()
	return m.frame.header.Draw(m.theme, m.w, h, func() string { return h.Line(m.theme, m.w) })
}

// visibleViews returns the saved views. It leaves out a view's number where the detail
// pane has the keyboard and its tabs use the digits.
func visibleViews(m *Model) []status.View {
	all := m.list.ViewTabs()
	views := make([]status.View, len(all))
	for i, v := range all {
		views[i] = status.View(v)
		if m.focus == focusDetail && len(m.keys.Keys(keymap.View(v.Number), keymap.ScopeDetail)) == 0 {
			views[i].Number = -1
		}
	}
	return views
}

// statusLine draws what just happened, or else the state of the list. above are further
// lines of a long message, to be drawn over the rows above it.
func statusLine(m *Model) (line string, above []string) {
	s := m.list.State(m.layout.views >= 0)
	s.Note, s.NoteBad, s.Pending = m.note.text, m.note.isError, m.writes.Pending()
	if m.prefix != "" {
		s.Note = prefixText(m)
	}
	s.ProgressDone, s.ProgressTotal = progress(m)
	above = s.Overflow(m.theme, m.w)
	if text, on := m.list.Renaming(); on {
		s.Note = text
	}
	return s.Line(m.theme, m.w), above
}

// progress returns how much is done of what takes long: of the queue of writes, an
// export, or loading all rows. total is 0 when nothing is running.
func progress(m *Model) (done, total int) {
	if p := m.store.Progress(); p.Running() && p.Total > 1 {
		return p.Total - p.Waiting - p.InFlight, p.Total
	}
	if done, total := m.output.Progress(); total > 0 {
		return done, total
	}
	return m.list.LoadingAll()
}

// prefixText lists the keys that can follow the first key of a sequence.
func prefixText(m *Model) string {
	text := keymap.Label(m.prefix)
	for _, c := range m.keys.Continuations(m.scopes(), m.prefix) {
		text += "   " + c.Help().Key + " " + c.Help().Desc
	}
	return text
}

// footerLine draws the most useful keys.
func footerLine(m *Model) string {
	var from strings.Builder
	for _, s := range m.scopes() {
		from.WriteString(string(s) + "\n")
	}
	for _, a := range footerActions(m) {
		from.WriteString(string(a) + " " + actionLabel(m, a) + "\n")
	}
	return m.frame.footer.Draw(m.theme, m.w, from.String(), func() string { return status.Footer(m.theme, m.w, footerKeys(m)) })
}

// footerKeys returns the keys of the footer, as the current scopes resolve them.
func footerKeys(m *Model) keymap.Active {
	off := m.writes.SwitchedOff()
	actions := slices.DeleteFunc(slices.Clone(footerActions(m)), func(a keymap.Action) bool { return off[a] != "" })
	keys := m.dialogs.Keys(m.keys).Active(m.scopes(), actions...)
	for _, a := range actions {
		keys.SetHelp(a, actionLabel(m, a))
	}
	return keys
}

// actionLabel says what an action does now; "" where the keymap's own words fit.
func actionLabel(m *Model, a keymap.Action) string {
	switch {
	case m.dialogs.Len() > 0:
		return m.dialogs.ActionLabel(a)
	case a == keymap.Down:
		return "scroll"
	}
	return m.list.ActionLabel(a)
}

// footerActions returns the actions for the footer, the most useful first.
func footerActions(m *Model) []keymap.Action {
	_, exclusive := m.list.Scopes()
	switch {
	case m.dialogs.Len() > 0:
		return m.dialogs.Hints()
	case m.focus == focusDetail && !exclusive:
		return m.detail.Hints()
	}
	return m.list.Hints()
}
