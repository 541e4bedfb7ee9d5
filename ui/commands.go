package ui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/dialog"
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
