package ui

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/pager"
	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/paint"
	"vapi-sessions/ui/status"
)

// compose draws the whole screen into m.lines, each line as wide as it is.
func (m *Model) compose() {
	m.lines = m.lines[:0]
	m.cursor = nil
	if m.w <= 0 || m.h <= 0 {
		return
	}
	m.relayout()
	if m.layout.tooSmall {
		m.composeTooSmall()
		return
	}
	m.lines = append(m.lines, m.header())
	if m.layout.views >= 0 {
		m.lines = append(m.lines, status.Views(m.theme, m.w, m.viewLine()))
	}
	if m.layout.filter.h > 0 {
		m.lines = append(m.lines, m.filterLines()...)
	}
	m.lines = append(m.lines, m.bannerLines()...)
	m.composeBody()
	m.lines = append(m.lines, m.statusLine(), m.footerLine())
	m.composeOver()
}

// relayout places everything, and tells the panes their size and the time.
func (m *Model) relayout() {
	bar := 1
	if m.bar != nil {
		bar = m.bar.Height(m.w)
	}
	b := 0
	if m.banner.what != "" {
		b = 2
	}
	m.layout = arrange(m.w, m.h, want{side: m.side, pane: m.pane, full: m.full, reading: m.focus == onDetail,
		share: m.share, filterBar: bar, banner: b})
	if m.layout.list.h > 0 {
		m.list.Resize(m.layout.list.w, m.layout.list.h)
	}
	top := m.focus == onList
	m.list.SetFocus(top && m.dialogs.Len() == 0)
	m.list.SetNow(m.now)
	m.detail.SetFocus(!top && m.dialogs.Len() == 0)
	m.detail.SetNow(m.now)
	m.detail.SetTabLine(m.layout.divider.w <= 1)
	if m.layout.detail.h > 0 {
		m.detail.Resize(m.layout.detail.w, m.layout.detail.h)
	}
}

// composeBody draws the list, the detail pane, or both with a line between.
func (m *Model) composeBody() {
	l := &m.layout
	switch {
	case l.list.h == 0:
		m.lines = append(m.lines, m.detail.Lines()...)
	case l.detail.h == 0:
		m.lines = append(m.lines, m.list.Lines()...)
	case l.divider.w > 1:
		m.lines = append(m.lines, m.list.Lines()...)
		m.lines = append(m.lines, m.detail.TabLine(m.w))
		m.lines = append(m.lines, m.detail.Lines()...)
	default:
		left, right := m.list.Lines(), m.detail.Lines()
		for i := range left {
			m.lines = append(m.lines, left[i]+" "+right[i])
		}
	}
}

// composeOver puts what floats over the rest: completion, the form, dialogs.
func (m *Model) composeOver() {
	if m.bar != nil {
		y := m.layout.filter.y + m.layout.filter.h
		if box := m.bar.Popup(m.w-2, m.h-2-y); len(box) > 0 {
			overlay(m.lines, box, max(0, min(m.bar.PopupColumn(), m.w-theme.Width(box[0]))), y)
		}
	}
	if m.form != nil {
		center(m.lines[:m.h-1], m.form.Box(m.w, m.h-1), m.w)
	}
	if d := m.dialogs.Top(); d != nil {
		m.boxX, m.boxY = center(m.lines[:m.h-1], d.Box(m.w, m.h-1), m.w)
		if x, y, ok := d.Cursor(m.w, m.h-1); ok {
			m.cursor = &tea.Position{X: m.boxX + x, Y: m.boxY + y}
		}
	}
}

// composeTooSmall says what is missing, and what must not be forgotten.
func (m *Model) composeTooSmall() {
	lines := []string{fmt.Sprintf("Too small: %dx%d.", m.w, m.h), fmt.Sprintf("Need %dx%d.", minWidth, minHeight)}
	if p := m.pendingText(); p != "" {
		lines = append(lines, p)
	}
	if n := len(m.store.Marked()); n > 0 {
		lines = append(lines, fmt.Sprintf("%d marked", n))
	}
	lines = append(lines, "u undo   q quit, unsent stays unsent")
	for i := range m.h {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		m.lines = append(m.lines, theme.Fit(text, m.w))
	}
}

func (m *Model) header() string {
	h := status.Header{Account: m.server.Account, Live: m.server.Live, ReadOnly: m.o.ReadOnly, Private: m.private,
		Total: -1, Now: m.now.In(m.o.Zone)}
	if m.shown != nil {
		st := m.shown.pager.Stats()
		if st.Ready {
			h.Total = st.Total
		}
		h.Matching, h.SoFar = m.shown.filter.Local(), !st.Complete
	}
	h.Net, h.NetBad = m.netState()
	return h.Line(m.theme, m.w)
}

func (m *Model) bannerLines() []string {
	if m.layout.banner.h == 0 {
		return nil
	}
	return status.Banner(m.theme, m.w, m.banner.what, m.banner.can)[:m.layout.banner.h]
}

// statusLine says what just happened, or how things stand.
func (m *Model) statusLine() string {
	s := status.State{Note: m.note.text, NoteBad: m.note.bad, Marked: len(m.store.Marked()), Ranging: m.list.Ranging(),
		Total: -1, Sort: m.filter.sortWords(), Pending: m.pendingText()}
	if text, on := m.list.Renaming(); on {
		s.Note = text
	}
	if m.prefix != "" {
		s.Note = m.prefixText()
	}
	if m.shown != nil {
		st := m.shown.pager.Stats()
		s.Loaded, s.Total, s.New, s.Asking, s.All = st.Loaded, st.Total, st.Held, !st.Ready, m.shown.all && !st.Complete
		if m.shown.rows().Len() > 0 {
			s.Row = m.list.Cursor() + 1
		}
		if m.shown.filter.Local() {
			s.Searched, s.Matched, s.Searching, s.Total = st.Searched, m.shown.pager.Len(), st.InFlight > 0, st.Matching
		}
		s.Narrowed = narrowed(st, m.o.Zone)
	}
	return s.Line(m.theme, m.w)
}

// narrowed says that the server shows less than it was asked for.
func narrowed(st pager.Stats, zone *time.Location) string {
	switch {
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
		b.WriteString("   " + keymap.Label(c.Keys[0]) + " " + c.Help)
	}
	return b.String()
}

// footerLine shows the keys that matter most here, from the scopes that would
// resolve them.
func (m *Model) footerLine() string {
	scopes := m.scopes()
	var hints []status.Hint
	for _, a := range m.hints() {
		keys := m.keys.Keys(a, scopes...)
		if len(keys) == 0 {
			continue
		}
		for _, k := range keys {
			if to, ok := m.keys.Resolve(scopes, k); ok && to == a {
				hints = append(hints, status.Hint{Keys: keymap.Label(k), Help: m.keys.Help(a)})
				break
			}
		}
	}
	return status.Footer(m.theme, m.w, hints)
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

// View gives the modes of the terminal; what is on the screen is Frame's.
func (m *Model) View() tea.View {
	var v tea.View
	v.ReportFocus = true
	v.WindowTitle = "sessions " + m.server.Account
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// Frame draws the screen.
func (m *Model) Frame() paint.Frame {
	m.compose()
	return paint.Frame{Lines: m.lines, Width: m.w, Height: m.h, Cursor: m.cursor}
}
