package ui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/keymap"
	"vapi-sessions/theme"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/words"
)

// frame is the screen as it was drawn last.
type frame struct {
	lines      []string
	header     theme.Cached[status.Header, string]
	footer     theme.Cached[string, string] // keyed by the scopes and the labels of their actions
	boxX, boxY int                          // where the dialog on top is
	cursor     *tea.Position
}

// compose draws the whole screen into the frame, as lines of the terminal's width.
func (m *Model) compose() {
	m.frame.lines = m.frame.lines[:0]
	m.frame.cursor = nil
	if m.w <= 0 || m.h <= 0 {
		return
	}
	if !m.layoutFresh {
		m.relayout()
	}
	m.layoutFresh = false
	if m.layout.tooSmall {
		m.frame.drawTooSmall(m)
		return
	}
	m.frame.lines = append(m.frame.lines, headerLine(m))
	if m.layout.views >= 0 {
		m.frame.lines = append(m.frame.lines, status.Views(m.theme, m.w, visibleViews(m)))
	}
	if m.layout.filter.h > 0 {
		m.frame.lines = append(m.frame.lines, m.list.FilterLines(m.w, m.layout.filter.h)...)
	}
	m.frame.lines = append(m.frame.lines, m.banner.Lines(m.theme, m.w, m.layout.banner.h)...)
	m.frame.drawBody(m)
	line, above := statusLine(m)
	m.frame.lines = append(m.frame.lines, line, footerLine(m))
	above = above[max(0, len(above)-m.layout.status):]
	m.frame.drawOverlays(m, len(above))
	copy(m.frame.lines[m.layout.status-len(above):], above)
}

// relayout computes the layout, and tells the panes their size and focus. While a name
// is typed its row has the keyboard, whichever pane has it before and afterwards.
func (m *Model) relayout() {
	_, renaming := m.list.Renaming()
	top := m.focus == focusList || renaming
	m.layout = newLayout(m.w, m.h, layoutInput{side: m.side, sizes: m.options.Settings.Pane, showsDetail: m.showsDetail, fullScreen: m.fullScreen && !renaming, detailFocused: !top,
		listPercent: m.listPercent, filterLines: m.list.FilterHeight(m.w), bannerLines: func(room int) int { return len(m.banner.Lines(m.theme, m.w, room)) }})
	if m.layout.list.h > 0 {
		m.list.Resize(m.layout.list.w, m.layout.list.h)
	}
	m.list.SetFocus(top && m.dialogs.Len() == 0)
	m.detail.SetFocus(!top && m.dialogs.Len() == 0)
	m.detail.SetTabLine(m.layout.divider.w <= 1)
	if m.layout.detail.h > 0 {
		m.detail.Resize(m.layout.detail.w, m.layout.detail.h)
	}
}

// drawBody draws the list, the detail pane, or both with a divider between.
func (f *frame) drawBody(m *Model) {
	l := &m.layout
	switch {
	case l.list.h == 0:
		f.lines = append(f.lines, m.detail.Lines()...)
	case l.detail.h == 0:
		f.lines = append(f.lines, m.list.Lines()...)
	case l.divider.w > 1:
		f.lines = append(f.lines, m.list.Lines()...)
		f.lines = append(f.lines, m.detail.TabLine(m.w))
		f.lines = append(f.lines, m.detail.Lines()...)
	default:
		right := m.detail.Lines()
		for i, left := range m.list.Lines() {
			f.lines = append(f.lines, left+" "+right[i])
		}
	}
}

// drawOverlays draws the completion popup and the dialog on top over the rest, but not over
// a message that has so many lines above the status line.
func (f *frame) drawOverlays(m *Model, messageLines int) {
	y := m.layout.filter.y + m.layout.filter.h
	if box, at := m.list.Popup(m.w-2, m.h-2-y-messageLines); len(box) > 0 {
		theme.Overlay(f.lines, box, max(0, min(at, m.w-theme.Width(box[0]))), y)
	}
	h := m.dialogHeight(messageLines)
	if m.dialogs.Len() > 0 {
		f.boxX, f.boxY = theme.Center(f.lines[:h], m.dialogs.Box(m.w, h), m.w)
		if x, y, ok := m.dialogs.Cursor(); ok {
			f.cursor = &tea.Position{X: f.boxX + x, Y: f.boxY + y}
		}
	}
}

// dialogHeight is how many lines a dialog may cover. It never covers the footer, which
// shows its keys, nor a message; and on a screen with enough lines not the status line.
func (m *Model) dialogHeight(messageLines int) int {
	if m.h < 20 && m.note.text == "" {
		return m.h - 1
	}
	return m.h - 2 - messageLines
}

// drawTooSmall says how large the terminal must be, and what is unsent or marked.
func (f *frame) drawTooSmall(m *Model) {
	lines := []string{fmt.Sprintf("Too small: %dx%d.", m.w, m.h), fmt.Sprintf("Need %dx%d.", minWidth, minHeight)}
	if p := m.writes.Pending(); p != "" {
		lines = append(lines, p)
	}
	if n := len(m.store.Marked()); n > 0 {
		lines = append(lines, words.Count(n)+" marked")
	}
	quit := append(m.keys.Keys(keymap.Quit, keymap.ScopeGlobal), "ctrl+c") // which always quits here
	keys := []string{keymap.Label(quit[0]) + " quit", "unsent stays unsent"}
	if unsaved := m.unsavedText(); unsaved != "" {
		keys = []string{"enlarge to go on", unsaved}
	}
	if undo := m.keys.Keys(keymap.Undo); len(undo) > 0 && m.store.UndoCancelsDeletes() {
		keys[0] = keymap.Label(undo[0]) + " undo, " + keys[0]
	}
	lines = append(lines, keys...)
	lines = theme.Wrap(strings.Join(lines, "\n"), m.w)
	for _, text := range append(lines, make([]string, m.h)...)[:m.h] {
		f.lines = append(f.lines, m.theme.Fit(text, m.w))
	}
}

// View draws the screen, and sets the terminal modes.
func (m *Model) View() tea.View {
	m.compose()
	text, title := strings.Join(m.frame.lines, "\n"), "sessions "+m.server.Account
	if m.options.OnlyASCII {
		text, title = theme.OnlyASCII(text), theme.OnlyASCII(title)
	}
	v := tea.NewView(text)
	v.AltScreen = true
	v.ReportFocus = true
	v.KeyboardEnhancements.ReportAlternateKeys = true // the Latin letter at a key's place
	v.WindowTitle = title
	if m.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if done, total := progress(m); total > 0 && m.options.Environ.ShowsProgress() {
		v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, done*100/total)
	}
	if m.frame.cursor != nil {
		v.Cursor = tea.NewCursor(m.frame.cursor.X, m.frame.cursor.Y)
	}
	return v
}
