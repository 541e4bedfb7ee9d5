package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/ui/dialog"
)

// API is what the program asks of the server: the five operations, the list in
// two shapes (rows for the screen, whole sessions for copies), and the chats of
// a session.
type API interface {
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
	List(ctx context.Context, p client.ListParams) (*client.Page[client.SessionRow], error)
	Get(ctx context.Context, id string) (*client.Session, error)
	Create(ctx context.Context, s client.CreateSession) (*client.Session, error)
	Update(ctx context.Context, id string, u client.UpdateSession) (*client.Session, error)
	Delete(ctx context.Context, id string) (*client.Session, error)
	Chats(ctx context.Context, sessionID string, limit int) (*client.Page[client.Chat], error)
}

// Namer finds the names behind IDs. An API that is not one shows IDs.
type Namer interface {
	Name(ctx context.Context, kind client.NameKind, id string) (string, error)
}

// pageLoaded answers fetchPage.
type pageLoaded struct {
	generation int
	request    int
	query      string
	sent       time.Time
	took       time.Duration
	page       *client.Page[client.Summary]
	err        error
}

// fetchPage asks for one page of the list.
func fetchPage(ctx context.Context, api API, generation, request int, p client.ListParams, pick client.Pick) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		page, err := api.Summaries(ctx, p, pick)
		return pageLoaded{generation: generation, request: request, query: p.Query().Encode(), sent: sent, took: time.Since(sent), page: page, err: err}
	}
}

// sessionCreated answers createSession.
type sessionCreated struct {
	typed   dialog.Typed // in the form, to be had again when the server refuses
	sent    time.Time
	session *client.Session
	err     error
}

// createSession makes a new session. It is never repeated by itself.
func createSession(ctx context.Context, api API, body client.CreateSession, typed dialog.Typed) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		s, err := api.Create(ctx, body)
		return sessionCreated{typed: typed, sent: sent, session: s, err: err}
	}
}

// nameLoaded answers fetchName.
type nameLoaded struct {
	kind client.NameKind
	id   string
	name string
	err  error
}

// fetchName asks for the name behind an ID.
func fetchName(ctx context.Context, api Namer, kind client.NameKind, id string) tea.Cmd {
	return func() tea.Msg {
		name, err := api.Name(ctx, kind, id)
		return nameLoaded{kind: kind, id: id, name: name, err: err}
	}
}

// countLoaded answers fetchCount.
type countLoaded struct {
	key   string
	total int // -1 when the server did not say
}

// fetchCount asks how many sessions a filter leaves; only the server's part of
// the filter counts.
func fetchCount(ctx context.Context, api API, key string, p client.ListParams) tea.Cmd {
	return func() tea.Msg {
		p.Page, p.Limit = 1, 1
		page, err := api.Summaries(ctx, p, client.Pick{})
		if err != nil {
			return countLoaded{key: key, total: -1}
		}
		return countLoaded{key: key, total: page.Meta.TotalItems}
	}
}
