package writes

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
)

// sessionCreated answers createSession.
type sessionCreated struct {
	typed   dialog.FormValues // in the form, to be had again when the server refuses
	sent    time.Time
	outcome store.Outcome
	note    error // a receipt that could not be kept
}

// createSession creates a session. It makes one try only.
func createSession(ctx context.Context, s send.Sender, body client.CreateSession, typed dialog.FormValues) tea.Cmd {
	return func() tea.Msg {
		sent := time.Now()
		o, note := s.Create(ctx, body)
		return sessionCreated{typed, sent, o, note}
	}
}

// readUnsure reads a few of the sessions whose deletes may have been sent. It answers
// with what is known of all.
func readUnsure(ctx context.Context, s send.Sender, u send.UnsureDeletes) tea.Cmd {
	return func() tea.Msg { return s.ReadUnsure(ctx, u) }
}

// writeDone answers sendWrite.
type writeDone struct {
	work     store.Work
	outcomes []store.Outcome
	note     error // a receipt that could not be kept; the write itself is done
}

// sendWrite carries out one work of the queue.
func sendWrite(ctx context.Context, s send.Sender, w store.Work) tea.Cmd {
	return func() tea.Msg {
		outcomes, note := s.Do(ctx, w)
		return writeDone{w, outcomes, note}
	}
}

// journalDone answers the commands that record in the journal which deletes are planned.
type journalDone struct {
	err   error
	after string // what was said of those deletes, which the error must not hide
}

// planDeletes records in the journal which versions of sessions are to be deleted.
func (m *Model) planDeletes(ids []string) tea.Cmd {
	t, account, seen := m.o.Trash, m.o.Server.Account, m.o.Store.ExpectedVersions(ids)
	if t == nil || len(ids) == 0 {
		return nil
	}
	return func() tea.Msg { return journalDone{err: t.Plan(account, ids, seen...)} }
}

// unplanAndLeave records which sessions will not be deleted, and ends the program.
func unplanAndLeave(t *trash.Trash, ids []string) tea.Cmd {
	if t == nil || len(ids) == 0 {
		return leave
	}
	return func() tea.Msg { return Leave{Err: t.Unplan(ids)} }
}

// leave ends the program.
func leave() tea.Msg { return Leave{} }

// unplanDeletes records which sessions will not be deleted after all. after is what the
// status line said, which an error must not hide.
func unplanDeletes(t *trash.Trash, ids []string, after string) tea.Cmd {
	if t == nil || len(ids) == 0 {
		return nil
	}
	return func() tea.Msg { return journalDone{err: t.Unplan(ids), after: after} }
}

// Leave asks the root to end the program, after the journal was written.
type Leave struct{ Err error }
