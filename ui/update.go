package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/status"
	"vapi-sessions/ui/writes"
)

// Init requests the first page.
func (m *Model) Init() tea.Cmd {
	m.list.SetVisible(m.h)
	cmds := []tea.Cmd{m.list.Fetch(), m.wake(), nextEvent(m.ctx, m.options.Events), m.writes.ReadUnsure()}
	if !m.options.ThemeFixed {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return tea.Batch(cmds...)
}

// Update handles a message, and returns commands for what is wanted next: pages, a body,
// names, and a tick. It does no I/O and never blocks.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.now = m.options.Now()
	m.list.SetNow(m.now)
	m.writes.SetNow(m.now)
	m.detail.SetNow(m.now)
	cmd := m.handle(msg)
	if m.ended {
		return m, cmd
	}
	m.relayout()
	under, _ := m.list.Selected() // the detail pane follows it, unless a person reads there
	m.detail.ShowSelected(under, (m.focus != focusDetail || m.detail.ID() == "") && m.layout.detail.h > 0)
	m.writes.UpdateDialogs()
	m.layoutFresh = true
	m.list.SetVisible(m.h)
	_, exporting := m.output.Progress()
	return m, tea.Batch(cmd, m.bell.update(exporting > 0 || m.writes.Running(), m.now), m.saveState(), m.writes.Send(), m.detail.ContinueWork(), m.list.Fetch(), m.detail.Fetch(), m.wake())
}

// handle classifies a message.
func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.list.NoteKey()
		return m.keyPressed(msg)
	case tea.KeyboardEnhancementsMsg:
		m.reportsEsc = msg.Flags != 0
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.MouseMsg:
		return m.handleMouse(msg)
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.FocusMsg:
		m.bell.unfocused = false
		m.list.SetWatched(true)
	case tea.BlurMsg:
		m.bell.unfocused = true
		m.list.SetWatched(false)
	case tea.BackgroundColorMsg:
		m.setDark(msg.IsDark())
	case tick:
		return m.ticked(msg)
	default:
		return m.handleAnswer(msg)
	}
	return nil
}

// handleAnswer gives the result of a command to the room that it belongs to.
func (m *Model) handleAnswer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case detail.Loaded:
		m.writes.RequestEnded(msg.Err())
		cmd, _ := m.detail.Update(msg)
		return cmd
	case client.Event:
		m.writes.ClientEvent(msg)
		return nextEvent(m.ctx, m.options.Events)
	case stateSaved:
		if msg.err != nil {
			m.note.complain(msg.err.Error())
		}
	case writes.Leave:
		if msg.Err != nil {
			m.exitMessages = append(m.exitMessages, msg.Err.Error())
		}
		return m.leave()
	default:
		if cmd, done := m.list.Update(msg); done {
			return cmd
		}
		if cmd, done := m.detail.Update(msg); done {
			return cmd
		}
		if cmd, done := m.output.Update(msg); done {
			return cmd
		}
		cmd, _ := m.writes.Update(msg)
		return cmd
	}
	return nil
}

// nextEvent waits for the next report of the client.
func nextEvent(ctx context.Context, events *client.Events) tea.Cmd {
	if events == nil {
		return nil
	}
	return func() tea.Msg {
		if ev, ok := events.Next(ctx); ok {
			return ev
		}
		return nil
	}
}

// ticked does what is due at a tick. The screen is drawn afterwards as after any
// message.
func (m *Model) ticked(msg tick) tea.Cmd {
	if !m.ticks.isDue(msg) {
		return nil
	}
	m.list.Ticked()
	return m.writes.UndoWhenDue()
}

func (m *Model) setDark(dark bool) {
	if m.options.ThemeFixed || dark == m.options.Dark {
		return
	}
	m.options.Dark = dark
	m.theme = m.options.newTheme(dark)
	m.list.SetTheme(m.theme)
	m.detail.SetTheme(m.theme)
	m.dialogs.SetTheme(m.theme)
}

// handleMouse gives a mouse message to what the mouse is over.
func (m *Model) handleMouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		m.interrupt()
		m.wheel(msg)
	case tea.MouseReleaseMsg:
		m.list.Release()
		m.draggingDivider = false
	case tea.MouseMotionMsg:
		m.drag(at.X, at.Y)
	case tea.MouseClickMsg:
		m.interrupt()
		if at.Button == tea.MouseLeft {
			return m.click(at)
		}
	}
	return nil
}

// drag moves the divider between the panes, or what the mouse holds in the list.
func (m *Model) drag(x, y int) {
	if m.draggingDivider {
		m.dragDivider(x, y)
		return
	}
	m.list.Drag(x-m.layout.list.x, y-m.layout.list.y)
	m.previewSelected()
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	by := 3
	if msg.Button == tea.MouseWheelUp {
		by = -3
	}
	if m.dialogs.Len() > 0 {
		dialog.UpdateTop(&m.dialogs, func(q *dialog.Question) { q.Wheel(by) })
		return
	}
	if m.layout.detail.contains(msg.X, msg.Y) {
		m.detail.Wheel(by)
		return
	}
	if m.list.KeepName() {
		return
	}
	m.list.Wheel(by)
	m.previewSelected()
}

func (m *Model) click(at tea.Mouse) tea.Cmd {
	x, y := at.X, at.Y
	if y == m.layout.footer && !m.layout.tooSmall {
		if b, ok := status.FooterAt(m.w, footerKeys(m), x); ok {
			a, _ := m.dialogs.Keys(m.keys).Resolve(m.scopes(), b.Keys()[0])
			return m.do(a)
		}
		return nil
	}
	if m.dialogs.Len() > 0 {
		return m.dialogs.Click(x-m.frame.boxX, y-m.frame.boxY)
	}
	l, d := m.layout.list, m.layout.detail
	switch {
	case m.list.Typing() || m.list.KeepName():
		return nil
	case y == m.layout.views:
		if i, ok := status.ViewAt(m.theme, m.w, visibleViews(m), x); ok {
			return m.do(keymap.View(m.list.ViewTabs()[i].Number))
		}
	case m.layout.divider.contains(x, y):
		m.draggingDivider = true
		if m.layout.side == sideBelow {
			m.detail.Click(x, -1)
		}
	case l.contains(x, y):
		m.focusOnList()
		m.list.Click(x-l.x, y-l.y, at.Mod.Contains(tea.ModCtrl))
		m.previewSelected()
	case d.contains(x, y):
		m.focus = focusDetail
		m.detail.Click(x-d.x, y-d.y)
	}
	return nil
}
