package writes

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

// Leave asks for the end of the program, now that what had to be written down
// is.
type Leave struct{ Err error }

// Reread is how many sessions were read again, where a message brings that.
func Reread(msg tea.Msg) int {
	if done, ok := msg.(writeDone); ok && done.work.Kind == store.Reread {
		return len(done.outcomes)
	}
	return 0
}
