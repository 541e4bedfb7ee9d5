package ui

import (
	"slices"
	"strings"
	"time"

	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/words"
)

// chrome is the lines around the panes, and the panes side by side, as they
// were drawn last: most keys change none of them.
type chrome struct {
	header drawn[status.Header]
	views  drawn[[]status.View]
	footer drawn[shownHints]
	pairs  []pair
}

// drawn is a line with what it was drawn from.
type drawn[T any] struct {
	from  T
	theme *theme.Theme
	w     int
	text  string
}

// line is the line that draw gives, drawn only if what it depends on is not
// the same as last time.
func (k *drawn[T]) line(t *theme.Theme, w int, from T, same func(a, b T) bool, draw func() string) string {
	if k.theme != t || k.w != w || !same(k.from, from) {
		*k = drawn[T]{from: from, theme: t, w: w, text: draw()}
	}
	return k.text
}

// pair is a line of the list and the one of the detail pane beside it.
type pair struct{ left, right, both string }

// beside puts the lines of two panes next to each other.
func (c *chrome) beside(dst, left, right []string) []string {
	if len(c.pairs) != len(left) {
		c.pairs = make([]pair, len(left))
	}
	for i := range left {
		if p := &c.pairs[i]; p.left != left[i] || p.right != right[i] {
			*p = pair{left[i], right[i], left[i] + " " + right[i]}
		}
		dst = append(dst, c.pairs[i].both)
	}
	return dst
}

// header says where one is, and how that stands.
func (m *Model) header(st pager.Stats) string {
	h := status.Header{Account: m.server.Account, Live: m.server.Live, ReadOnly: m.o.ReadOnly, Private: m.private,
		Total: -1, Now: m.now.Truncate(time.Minute).In(m.o.Zone)}
	if m.shown != nil {
		if st.Ready {
			h.Total = st.Total
		}
		h.Matching, h.SoFar = m.shown.filter.Local(), !st.Complete
	}
	h.Net, h.NetBad = m.netState()
	return m.chrome.header.line(m.theme, m.w, h, func(a, b status.Header) bool { return a == b }, func() string { return h.Line(m.theme, m.w) })
}

// viewsLine shows the saved views.
func (m *Model) viewsLine(st pager.Stats) string {
	views := m.viewLine(st)
	return m.chrome.views.line(m.theme, m.w, views, slices.Equal, func() string { return status.Views(m.theme, m.w, views) })
}

func (m *Model) bannerLines() []string {
	if m.layout.banner.h == 0 {
		return nil
	}
	return status.Banner(m.theme, m.w, m.banner.what, m.banner.can)[:m.layout.banner.h]
}

// statusLine says what just happened, or how things stand.
func (m *Model) statusLine(st pager.Stats) string {
	s := status.State{Note: m.note.text, NoteBad: m.note.bad, Marked: len(m.store.Marked()), Ranging: m.list.Ranging(),
		Total: -1, Sort: m.sortWords(), Pending: m.pendingText()}
	if m.layout.filter.h == 0 {
		s.Filter = m.filter.inShort()
	}
	if text, on := m.list.Renaming(); on {
		s.Note = text
	}
	if m.prefix != "" {
		s.Note = m.prefixText()
	}
	if m.shown != nil {
		s.Loaded = min(st.Loaded-st.Gone, max(0, st.Total-st.Buffered))
		s.Total, s.New, s.Asking, s.All = st.Total, st.Buffered, !st.Ready && (st.Err == nil || m.shown.halted), m.shown.all && !st.Complete
		if !st.Ready {
			s.Total = -1
		}
		if m.shown.rows().Len() > 0 {
			s.Row = m.list.Cursor() + 1
		}
		if m.shown.filter.Local() {
			s.Searched, s.Matched, s.Searching, s.Total = st.Searched, m.shown.pager.Len(), st.InFlight > 0, st.Matching
		}
		s.Halted = m.shown.halted && !st.Complete
		s.Missing = missing(st, m.o.Zone)
	}
	s.Did, s.Of = m.howFar(st)
	return s.Line(m.theme, m.w)
}

// howFar is how far what takes long has come: the queue of writes, an export, or
// the load of all rows. Nothing runs when of is 0.
func (m *Model) howFar(st pager.Stats) (did, of int) {
	if p := m.store.Progress(); p.Running() && p.Total > 1 {
		return p.Total - p.Waiting - p.InFlight, p.Total
	}
	if did, of := m.out.Progress(); of > 0 {
		return did, of
	}
	if m.shown != nil && m.shown.all && !st.Complete && st.Total > 0 {
		return st.Loaded, st.Total
	}
	return 0, 0
}

// missing says what is not in the list although it matches.
func missing(st pager.Stats, zone *time.Location) string {
	switch {
	case st.LeftOut > 0:
		return words.Plural(st.LeftOut, "session") + " left out, without a readable ID"
	case !st.NarrowedGe.IsZero():
		return "the server shows nothing older than " + st.NarrowedGe.In(zone).Format("2006-01-02")
	case !st.NarrowedLe.IsZero():
		return "the server shows nothing newer than " + st.NarrowedLe.In(zone).Format("2006-01-02")
	case st.BeyondRetention:
		return "more sessions exist, beyond the server's retention"
	}
	return ""
}

// prefixText says what may follow the key that was pressed.
func (m *Model) prefixText() string {
	var b strings.Builder
	b.WriteString(m.prefix)
	for _, c := range m.keys.Continue(m.scopes(), m.prefix) {
		b.WriteString("   " + c.Help().Key + " " + c.Help().Desc)
	}
	return b.String()
}

// shownHints are what a footer was drawn from.
type shownHints struct {
	scopes  []keymap.Scope
	actions []keymap.Action
	accept  string // what enter does, where that is special
}

func (a shownHints) equal(b shownHints) bool {
	return a.accept == b.accept && slices.Equal(a.actions, b.actions) && slices.Equal(a.scopes, b.scopes)
}

// footerLine shows the keys that matter most here, from the scopes that would
// resolve them.
func (m *Model) footerLine() string {
	from := shownHints{m.scopes(), m.hints(), m.enterHere()}
	return m.chrome.footer.line(m.theme, m.w, from, shownHints.equal, func() string { return m.drawFooter(from) })
}

func (m *Model) drawFooter(from shownHints) string {
	actions := slices.DeleteFunc(slices.Clone(from.actions), func(a keymap.Action) bool { return m.o.ReadOnly && slices.Contains(writes, a) })
	keys := m.keys.Active(from.scopes, actions...)
	keys.Say(keymap.Accept, from.accept)
	return status.Footer(m.theme, m.w, keys)
}

// enterHere is what enter does: in a dialog it presses the button that has the
// focus, and the footer says which. It is empty where accept's own words do.
func (m *Model) enterHere() string {
	if d, ok := m.dialogs.Top().(interface{ Enter() string }); ok {
		return d.Enter()
	}
	return ""
}

// hints are the actions that the footer shows, the most wanted first.
func (m *Model) hints() []keymap.Action {
	_, renaming := m.list.Renaming()
	switch {
	case m.dialogs.Len() > 0:
		return m.dialogs.Top().Hints()
	case renaming:
		return []keymap.Action{keymap.Accept, keymap.Cancel}
	case m.form != nil:
		return []keymap.Action{keymap.NextPane, keymap.Accept, keymap.Cancel, keymap.Help}
	case m.bar != nil:
		return []keymap.Action{keymap.Complete, keymap.NextChoice, keymap.Accept, keymap.Cancel, keymap.FilterForm, keymap.History, keymap.SaveView, keymap.Help}
	case m.focus == onDetail:
		return []keymap.Action{keymap.Out, keymap.Down, keymap.NextTab, keymap.Find, keymap.FoldToggle, keymap.OtherDown, keymap.Copy, keymap.Edit, keymap.FullScreen, keymap.Wrap, keymap.Help, keymap.Quit}
	}
	return []keymap.Action{keymap.Help, keymap.Open, keymap.Filter, keymap.Mark, keymap.Edit, keymap.Rename, keymap.Delete, keymap.Undo, keymap.Copy, keymap.Sort, keymap.Palette, keymap.Quit}
}

// filterLines draws the line of the filter: the bar while it is typed,
// otherwise the filter and where its terms run.
func (m *Model) filterLines() []string {
	if m.bar != nil {
		m.bar.Resize(m.w, m.layout.filter.h)
		return m.bar.Lines()
	}
	return []string{m.filter.line(m.theme, m.w, m.loading != nil, m.now.In(m.o.Zone))}
}
