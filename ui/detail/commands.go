package detail

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

// API is what the room asks of the server.
type API interface {
	Get(ctx context.Context, id string) (*client.Session, error)
	Chats(ctx context.Context, sessionID string, limit int) (*client.Page[client.Chat], error)
}

// Loaded is a session that was asked for, or why it could not be read.
type Loaded struct {
	id      string
	request int
	sent    time.Time
	session *client.Session
	err     error
}

// Err is why the session could not be read, or nil.
func (l Loaded) Err() error { return l.err }

// fetchSession asks for one whole session.
func fetchSession(ctx context.Context, api API, request int, id string) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		s, err := api.Get(ctx, id)
		return Loaded{id: id, request: request, sent: sent, session: s, err: err}
	}
}

// chatsLoaded are the chats of a session, or why they could not be read.
type chatsLoaded struct {
	of   *client.Session
	page *client.Page[client.Chat]
	err  error
}

// fetchChats asks for the chats of a session.
func fetchChats(ctx context.Context, api API, of *client.Session) tea.Cmd {
	return func() tea.Msg {
		page, err := api.Chats(ctx, of.ID, mostChats)
		return chatsLoaded{of, page, err}
	}
}

// moreWork asks the pane to go on with what it does in pieces.
type moreWork struct{}

// Fetch asks for what is wanted, once its moment has come: the session's body,
// and its chats when they are looked at.
func (m *Model) Fetch() tea.Cmd { return tea.Batch(m.fetchBody(), m.fetchChats()) }

// fetchChats asks for the chats while their tab is shown, once for each time that
// the session is read. Those of the last time stay until the others are here.
func (m *Model) fetchChats() tea.Cmd {
	if m.Tab() != TabChats || m.s == nil || m.s == m.chatsOf || m.api == nil {
		return nil
	}
	if before := m.chatsOf; before != nil {
		m.endChats()
		if before.ID != m.s.ID {
			m.chats = nil
		}
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.chatsOf, m.endChats = m.s, cancel
	return fetchChats(ctx, m.api, m.s)
}

func (m *Model) fetchBody() tea.Cmd {
	if m.fetchAt.IsZero() || m.clock.Before(m.fetchAt) || m.api == nil {
		return nil
	}
	m.fetchAt = time.Time{}
	m.stop()
	m.request++
	ctx, cancel := context.WithCancel(m.ctx)
	m.cancel = cancel
	return fetchSession(ctx, m.api, m.request, m.id)
}

// GoOn does a piece of what is done in pieces, and asks to be called again
// while there is more.
func (m *Model) GoOn() tea.Cmd {
	if !m.Work() {
		return nil
	}
	return func() tea.Msg { return moreWork{} }
}

// Update takes the answers of the room's own commands, and reports whether the
// message was one.
func (m *Model) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case Loaded:
		return m.loaded(msg), true
	case chatsLoaded:
		m.setChats(msg)
		return nil, true
	case moreWork:
		return nil, true
	}
	return nil, false
}

// loaded shows the session that was asked for last; others came too late.
func (m *Model) loaded(msg Loaded) tea.Cmd {
	if msg.request != m.request || msg.id != m.id {
		return nil
	}
	m.stop()
	then := m.then
	m.then, m.fetchErr = afterBody{}, msg.err
	if msg.err != nil {
		m.ShowError(msg.id, msg.err)
	} else {
		m.Learn(msg.session, msg.sent)
		m.show(msg.session)
	}
	if then.do != nil && then.id == msg.id {
		return then.do(msg.session)
	}
	return nil
}
