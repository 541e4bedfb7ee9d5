package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/detail"
	"vapi-sessions/ui/output"
)

// Init asks the server for the first page.
func (m *Model) Init() tea.Cmd {
	m.lookAt()
	cmds := []tea.Cmd{m.want(), m.wake(), m.events(), m.readUnsure()}
	if !m.o.ThemeFixed {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	return batch(cmds)
}

// Update classifies a message, hands it over, and asks for what is wanted next:
// pages, a body, names, and to be woken when something changes by itself. It
// does no I/O and never blocks.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	last := m.now
	m.now = m.o.Now()
	m.delayDeletes(m.now.Sub(last))
	m.detail.SetNow(m.now)
	cmd := m.handle(msg)
	if m.gone {
		return m, cmd
	}
	m.relayout()
	m.followCursor()
	m.followActivity()
	m.followQuit()
	m.followEdit()
	m.arranged = true
	m.lookAt()
	return m, batch([]tea.Cmd{cmd, m.keep(), m.sendWrites(), m.detail.GoOn(), m.want(), m.detail.Fetch(), m.wantNames(), m.countDrops(), m.wake()})
}

// handle gives a message to what it is for.
func (m *Model) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.polls.calm, m.polls.took = 0, 0
		return m.pressed(msg)
	case tea.KeyboardEnhancementsMsg:
		m.keyboardTells = msg.Flags != 0
	case tea.PasteMsg:
		return m.paste(msg.Content)
	case tea.MouseMsg:
		return m.mouseMsg(msg)
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
	case tea.FocusMsg:
		m.blurred = false
		m.polls.calm, m.polls.took = 0, 0
	case tea.BlurMsg:
		m.blurred = true
	case tea.BackgroundColorMsg:
		m.setDark(msg.IsDark())
	case tick:
		return m.ticked(msg)
	default:
		return m.answer(msg)
	}
	return nil
}

// answer gives what a command brought to what asked for it.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pageLoaded:
		m.pageArrived(msg)
	case detail.Loaded:
		m.reached(msg.Err())
		cmd, _ := m.detail.Update(msg)
		return cmd
	case nameLoaded:
		m.nameArrived(msg)
	case namesRead:
		m.namesArrived(msg)
	case countLoaded:
		m.countArrived(msg)
	case client.Event:
		m.activity.waiting(msg, m.now)
		return m.events()
	case output.Edited:
		return m.editArrived(msg)
	case sessionCreated:
		m.createArrived(msg)
	case stateSaved:
		if msg.err != nil {
			m.complain(msg.err.Error())
		}
	case leaveNow:
		if msg.err != nil {
			m.parting = append(m.parting, msg.err.Error())
		}
		return m.leave()
	default:
		if cmd, done := m.detail.Update(msg); done {
			return cmd
		}
		if cmd, done := m.out.Update(msg); done {
			return cmd
		}
		return m.writeAnswered(msg)
	}
	return nil
}

// lookAt tells the lists what is on the screen, or will be.
func (m *Model) lookAt() {
	if m.loading != nil {
		m.loading.look(0, max(20, m.h), 0, m.now)
	}
	if m.shown != nil {
		first, last := m.list.Window()
		last = max(last, first+max(0, m.layout.list.h-2))
		m.shown.look(first, last, m.list.Cursor(), m.now)
	}
}

// want asks for the pages that the screen, and what lies ahead of it, needs.
func (m *Model) want() tea.Cmd {
	if m.server.API == nil {
		return nil
	}
	var cmds []tea.Cmd
	for _, l := range []*listing{m.loading, m.shown} {
		if l != nil {
			cmds = append(cmds, l.plan(m.server.API, m.now))
		}
	}
	return batch(cmds)
}

// followCursor lets the detail pane follow the list's cursor.
func (m *Model) followCursor() {
	id, _ := m.list.Selected()
	m.detail.Follow(id, m.focus != onDetail && m.layout.detail.h > 0)
}

// ticked does what a moment was waited for: nothing here draws, the frame that
// follows does.
func (m *Model) ticked(msg tick) tea.Cmd {
	if !m.ticks.due(msg) {
		return nil
	}
	m.applyTyped()
	m.poll()
	return m.turnWhenDue()
}

// pageArrived merges a page into the list that asked for it. A list that was
// waited for takes the screen with its first page.
func (m *Model) pageArrived(msg pageLoaded) {
	m.learnNames(msg.names)
	var l *listing
	switch {
	case m.loading != nil && msg.generation == m.loading.generation:
		l = m.loading
	case m.shown != nil && msg.generation == m.shown.generation:
		l = m.shown
	case m.previous.list != nil && msg.generation == m.previous.list.generation:
		change, _ := m.previous.list.arrived(msg, m.now.In(m.o.Zone)) // it was asked for before it was left
		m.drop(change.Dropped)
		return
	default:
		return
	}
	change, found := l.arrived(msg, m.now.In(m.o.Zone))
	if errors.Is(msg.err, context.Canceled) {
		return // nobody waits for it any more
	}
	m.polls.answered(msg.took, found, msg.err)
	m.drop(change.Dropped)
	m.store.SetGone(change.Gone)
	m.store.SetNew(change.Buffered)
	m.noteNet(msg)
	switch {
	case l == m.loading && msg.err == nil:
		m.loading = nil
		m.show(l)
	case l == m.loading:
		m.stay()
		m.failed(msg.err)
	case msg.err != nil:
		m.failed(msg.err)
	}
	m.endWaiting(l)
	if msg.err == nil && m.banner.from == fromList {
		m.banner = banner{}
	}
	m.tellBack(l)
	l.changed(m.now.In(m.o.Zone))
	m.list.Sync()
	if msg.err == nil && m.layout.detail.h > 0 {
		m.detail.RowsChanged()
	}
	m.explainEmpty()
	m.replan()
	if m.markWhenLoaded && l == m.shown && l.pager.Stats().Complete {
		m.markWhenLoaded = false
		m.markLoaded()
	}
}

func (m *Model) setDark(dark bool) {
	if m.o.ThemeFixed || dark == m.o.Dark {
		return
	}
	m.o.Dark = dark
	m.theme = m.o.newTheme(dark)
	m.list.SetTheme(m.theme)
	m.detail.SetTheme(m.theme)
}

// mouseMsg gives the mouse to what it is over.
func (m *Model) mouseMsg(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		m.wheel(msg)
	case tea.MouseReleaseMsg:
		m.list.Release()
		m.resizing = false
	case tea.MouseMotionMsg:
		m.drag(at.X, at.Y)
	case tea.MouseClickMsg:
		if at.Button == tea.MouseLeft {
			return m.click(at.X, at.Y)
		}
	}
	return nil
}

// drag moves what the mouse holds: the line between the panes, the scroll bar,
// or a column's edge.
func (m *Model) drag(x, y int) {
	l := &m.layout
	switch {
	case !m.resizing:
		m.list.Drag(x-l.list.x, y-l.list.y)
		m.moved()
	case l.side == SideRight:
		m.share = max(20, min(80, (x-l.list.x)*100/max(1, l.list.w+l.detail.w)))
	default:
		m.share = max(20, min(80, (y-l.list.y)*100/max(1, l.list.h+l.detail.h)))
	}
}

func (m *Model) wheel(msg tea.MouseWheelMsg) {
	by := 3
	if msg.Button == tea.MouseWheelUp {
		by = -3
	}
	if m.dialogs.Len() > 0 {
		return
	}
	if m.layout.detail.holds(msg.X, msg.Y) {
		m.detail.Wheel(by)
		return
	}
	m.list.Wheel(by)
	m.moved()
}

func (m *Model) click(x, y int) tea.Cmd {
	if m.dialogs.Len() > 0 {
		return m.dialogIntent(m.dialogs.Click(x-m.boxX, y-m.boxY))
	}
	l, d := m.layout.list, m.layout.detail
	switch {
	case m.bar != nil || m.form != nil:
		return nil
	case m.layout.divider.holds(x, y):
		m.resizing = true
		if m.layout.side == SideBelow {
			return m.detailIntent(m.detail.Click(x, -1))
		}
	case l.holds(x, y):
		m.toList()
		cmd := m.listIntent(m.list.Click(x-l.x, y-l.y, m.now))
		m.moved()
		return cmd
	case d.holds(x, y):
		m.focus = onDetail
		return m.detailIntent(m.detail.Click(x-d.x, y-d.y))
	}
	return nil
}
