package detail

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
)

// API holds the calls of the server that the package needs.
type API interface {
	Get(ctx context.Context, id string) (*client.Session, error)
	Chats(ctx context.Context, sessionID string, limit int) (*client.Page[client.Chat], error)
}

// Loaded is the answer to a request for a session: the session, or the error.
type Loaded struct {
	id      string
	request int
	sent    time.Time
	session *client.Session
	err     error
}

// Err is why the session could not be read, or nil.
func (l Loaded) Err() error { return l.err }

// fetchSession requests one whole session.
func fetchSession(ctx context.Context, api API, request int, id string) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		s, err := api.Get(ctx, id)
		return Loaded{id: id, request: request, sent: sent, session: s, err: err}
	}
}

// chatsLoaded is the answer to a request for the chats of a session: the chats, or
// the error.
type chatsLoaded struct {
	session *client.Session
	page    *client.Page[client.Chat]
	err     error
}

// fetchChats requests the chats of a session.
func fetchChats(ctx context.Context, api API, session *client.Session) tea.Cmd {
	return func() tea.Msg {
		page, err := api.Chats(ctx, session.ID, maxChats)
		return chatsLoaded{session, page, err}
	}
}

// moreWork is the message after which ContinueWork is called again.
type moreWork struct{}

// Fetch requests what is due: the session's body, and its chats while their tab is
// shown.
func (m *Model) Fetch() tea.Cmd { return tea.Batch(m.fetchBody(), m.fetchChats()) }

// fetchChats requests the chats while their tab is shown, once for each time that
// the session was read. Chats that are here stay until the new ones arrive.
func (m *Model) fetchChats() tea.Cmd {
	if m.tab != TabChats || m.session == nil || m.session == m.chatsOf || m.api == nil {
		return nil
	}
	if before := m.chatsOf; before != nil {
		m.endChats()
		if before.ID != m.session.ID {
			m.chats = nil
		}
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.chatsOf, m.endChats = m.session, cancel
	return fetchChats(ctx, m.api, m.session)
}

func (m *Model) fetchBody() tea.Cmd {
	if m.fetchAt.IsZero() || m.exactNow.Before(m.fetchAt) || m.api == nil {
		return nil
	}
	m.fetchAt = time.Time{}
	m.stopFetch()
	m.lastRequest++
	ctx, cancel := context.WithCancel(m.ctx)
	m.cancelFetch = cancel
	return fetchSession(ctx, m.api, m.lastRequest, m.id)
}

// ContinueWork does one piece of the pane's Work, and returns a command that brings
// moreWork while there is more to do.
func (m *Model) ContinueWork() tea.Cmd {
	if !m.Work() {
		return nil
	}
	return func() tea.Msg { return moreWork{} }
}

// Update handles the messages of the package's own commands, and reports whether msg
// was one of them.
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

// loaded shows the session that was requested last; answers to earlier requests are
// dropped.
func (m *Model) loaded(msg Loaded) tea.Cmd {
	if msg.request != m.lastRequest || msg.id != m.id {
		return nil
	}
	m.stopFetch()
	then := m.afterFetch
	m.afterFetch, m.fetchErr = afterFetch{}, msg.err
	if msg.err != nil {
		m.ShowError(msg.id, msg.err)
	} else {
		m.AddBody(msg.session, msg.sent)
		m.Show(msg.session)
	}
	if then.run != nil && then.id == msg.id {
		return then.run(msg.session)
	}
	return nil
}
