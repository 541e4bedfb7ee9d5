package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/theme"
	"vapi-sessions/ui/words"
)

// compose draws the whole screen into m.lines, each line as wide as it is.
func (m *Model) compose() {
	m.lines = m.lines[:0]
	m.cursor = nil
	if m.w <= 0 || m.h <= 0 {
		return
	}
	if !m.arranged {
		m.relayout()
	}
	m.arranged = false
	if m.layout.tooSmall {
		m.composeTooSmall()
		return
	}
	m.lines = append(m.lines, m.header())
	if m.layout.views >= 0 {
		m.lines = append(m.lines, m.viewsLine())
	}
	if m.layout.filter.h > 0 {
		m.lines = append(m.lines, m.list.FilterLines(m.w, m.layout.filter.h)...)
	}
	m.lines = append(m.lines, m.bannerLines()...)
	m.composeBody()
	m.lines = append(m.lines, m.statusLine(), m.footerLine())
	m.composeOver()
}

// relayout places everything, and tells the panes their size and the time.
func (m *Model) relayout() {
	b := 0
	if m.banner.what != "" {
		b = 2
	}
	m.layout = arrange(m.w, m.h, want{side: m.side, sizes: m.o.Settings.Pane, pane: m.pane, full: m.full, reading: m.focus == onDetail,
		share: m.share, filterBar: m.list.FilterHeight(m.w), banner: b})
	if m.layout.list.h > 0 {
		m.list.Resize(m.layout.list.w, m.layout.list.h)
	}
	top := m.focus == onList
	m.list.SetFocus(top && m.dialogs.Len() == 0)
	m.detail.SetFocus(!top && m.dialogs.Len() == 0)
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
		m.lines = m.chrome.beside(m.lines, m.list.Lines(), m.detail.Lines())
	}
}

// composeOver puts what floats over the rest: completion, the form, dialogs.
func (m *Model) composeOver() {
	y := m.layout.filter.y + m.layout.filter.h
	if box, at := m.list.Popup(m.w-2, m.h-2-y); len(box) > 0 {
		overlay(m.lines, box, max(0, min(at, m.w-theme.Width(box[0]))), y)
	}
	h := m.dialogRoom()
	center(m.lines[:h], m.list.Form(m.w, h), m.w)
	if m.dialogs.Len() > 0 {
		m.boxX, m.boxY = center(m.lines[:h], m.dialogs.Box(m.w, h), m.w)
		if x, y, ok := m.dialogs.Cursor(); ok {
			m.cursor = &tea.Position{X: m.boxX + x, Y: m.boxY + y}
		}
	}
}

// dialogRoom is how many lines a dialog may cover: not the footer, which says
// what its keys do, and where lines are not scarce not what the status line
// notes about it either.
func (m *Model) dialogRoom() int {
	const scarce = 20
	if m.h < scarce {
		return m.h - 1
	}
	return m.h - 2
}

// composeTooSmall says what is missing, and what must not be forgotten.
func (m *Model) composeTooSmall() {
	lines := []string{fmt.Sprintf("Too small: %dx%d.", m.w, m.h), fmt.Sprintf("Need %dx%d.", minWidth, minHeight)}
	if p := m.writes.Pending(); p != "" {
		lines = append(lines, p)
	}
	if n := len(m.store.Marked()); n > 0 {
		lines = append(lines, words.Count(n)+" marked")
	}
	quit := "q quit"
	if m.store.UndoesDeletes() {
		quit = "u undo, " + quit
	}
	lines = append(lines, quit, "unsent stays unsent")
	for i := range m.h {
		text := ""
		if i < len(lines) {
			text = lines[i]
		}
		m.lines = append(m.lines, theme.Fit(text, m.w))
	}
}

// View draws the screen, and says which modes of the terminal are wanted.
func (m *Model) View() tea.View {
	m.compose()
	v := tea.NewView(m.o.encoded(strings.Join(m.lines, "\n")))
	v.AltScreen = true
	v.ReportFocus = true
	v.KeyboardEnhancements.ReportAlternateKeys = true // the Latin letter at a key's place
	v.WindowTitle = m.o.encoded("sessions " + m.server.Account)
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.cursor != nil {
		v.Cursor = tea.NewCursor(m.cursor.X, m.cursor.Y)
	}
	return v
}
