package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/store"
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
	names      readNames // that had to be read to filter the page
	err        error
}

// fetchPage asks for one page of the list, and for what else is needed to filter
// it.
func fetchPage(ctx context.Context, api API, generation, request int, p client.ListParams, pick client.Pick, need pageNames) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		page, err := api.Summaries(ctx, p, pick)
		msg := pageLoaded{generation: generation, request: request, query: p.Query().Encode(), sent: sent, took: time.Since(sent), page: page, err: err}
		if err == nil {
			msg.names, msg.err = need.read(ctx, page.Rows)
		}
		return msg
	}
}

// pageNames are the names without which the rows of a page cannot be filtered.
type pageNames struct {
	api    Namer // nil when names cannot be had, or are not needed
	filter filter.Filter
	known  map[filter.Ref]bool // already
}

// readNames are names that were read, as far as the server gives any.
type readNames struct {
	names   map[filter.Ref]named
	refused bool
}

// read asks for the names that are not known.
func (n pageNames) read(ctx context.Context, rows []client.Summary) (readNames, error) {
	if n.api == nil {
		return readNames{}, nil
	}
	names := map[filter.Ref]named{}
	for i := range rows {
		for _, ref := range n.filter.Refs(&rows[i]) {
			if _, read := names[ref]; read || n.known[ref] {
				continue
			}
			msg := readName(ctx, n.api, ref)
			if msg.refused() {
				return readNames{names, true}, nil
			}
			if msg.err != nil {
				return readNames{names: names}, msg.err
			}
			names[ref] = msg.named
		}
	}
	return readNames{names: names}, nil
}

// namesRead answers fetchNames.
type namesRead struct {
	mark  string // the filter whose matches are to be marked
	names readNames
	err   error
}

// fetchNames asks for the names by which rows are to be marked.
func fetchNames(ctx context.Context, need pageNames, rows []client.Summary, mark string) tea.Cmd {
	return func() tea.Msg {
		names, err := need.read(ctx, rows)
		return namesRead{mark, names, err}
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
	ref   filter.Ref
	named named
	err   error
}

// fetchName asks for the name behind an ID.
func fetchName(ctx context.Context, api Namer, ref filter.Ref) tea.Cmd {
	return func() tea.Msg { return readName(ctx, api, ref) }
}

func readName(ctx context.Context, api Namer, ref filter.Ref) nameLoaded {
	name, err := api.Name(ctx, ref.Kind, ref.ID)
	if errors.Is(err, client.ErrNotFound) {
		return nameLoaded{ref: ref, named: named{asked: true, known: true, orphan: true}}
	}
	name, _ = client.Clean(name)
	return nameLoaded{ref: ref, named: named{asked: true, known: true, name: name}, err: err}
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

// unsureRead answers readUnsure.
type unsureRead struct {
	deleted, there []string
	err            error // why the rest could not be read
	note           error // a receipt that could not be kept
}

// readUnsure reads sessions whose deletes may have been sent, and writes down what
// became of them.
func readUnsure(ctx context.Context, s sender, ids []string) tea.Cmd {
	return func() tea.Msg {
		var msg unsureRead
		var receipts []trash.Receipt
		for _, id := range ids {
			_, err := s.api.Get(ctx, id)
			switch {
			case err == nil:
				msg.there = append(msg.there, id)
				receipts = append(receipts, s.receiptOf("delete", store.Outcome{ID: id, What: store.Refused}, nil))
			case errors.Is(err, client.ErrNotFound):
				msg.deleted = append(msg.deleted, id)
				receipts = append(receipts, s.receiptOf("delete", store.Outcome{ID: id, What: store.AlreadyGone}, nil))
			default:
				msg.err = err
			}
			if msg.err != nil && !errors.Is(msg.err, client.ErrInvalid) {
				break // no other can be read either
			}
		}
		msg.note = s.write(receipts...)
		return msg
	}
}
