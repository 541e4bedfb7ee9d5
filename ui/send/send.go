// Package send performs the writes that the store hands out: it calls the server,
// keeps a copy of a session before its delete is sent, and writes a receipt of every
// write. It knows nothing of a screen, so ui/writes and ui/plain write in the same
// way. It may import client, client/trash, ui/store and ui/words.
//
//	send.go     Sender: a write of each kind
//	receipt.go  receipts
//	report.go   Unfinished: what ended runs left pending, in words
//	unsure.go   deletes of an earlier run whose outcome is unknown
package send

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// API are the calls to the server that a Sender makes.
type API interface {
	List(ctx context.Context, p client.ListParams) (*client.Page[client.SessionRow], error)
	Get(ctx context.Context, id string) (*client.Session, error)
	Create(ctx context.Context, s client.CreateSession) (*client.Session, error)
	Update(ctx context.Context, id string, u client.UpdateSession) (*client.Session, error)
	Delete(ctx context.Context, id string) (*client.Session, error)
}

// Sender performs writes. Any goroutine may call its methods.
type Sender struct {
	API      API
	Trash    *trash.Trash // nil keeps nothing; deletes fail then unless NoCopies is set
	NoCopies bool         // the person wants no copies
	Account  string
}

// Do performs one work of the store's queue. receiptErr says why a receipt could not
// be kept; it does not mean that the write failed.
func (s Sender) Do(ctx context.Context, w store.Work) (outcomes []store.Outcome, receiptErr error) {
	if w.Bulk {
		ctx = client.WithPriority(ctx, client.Prefetch)
	}
	var o store.Outcome
	switch w.Kind {
	case store.Reread:
		return s.reread(ctx, &w), nil
	case store.Delete:
		o, receiptErr = s.deleteCopied(ctx, w.Session())
	case store.Patch:
		o, receiptErr = s.patch(ctx, &w)
	case store.DeleteOne:
		o, receiptErr = s.readAndDelete(ctx, &w)
	case store.ReadBack:
		o, receiptErr = s.readBack(ctx, &w)
	}
	return []store.Outcome{o}, receiptErr
}

// reread reads the sessions of a bulk again and keeps copies of those that have not
// changed.
func (s Sender) reread(ctx context.Context, w *store.Work) []store.Outcome {
	page, err := s.API.List(ctx, client.ListParams{IDAny: w.IDs, Limit: len(w.IDs)})
	if err != nil {
		all := make([]store.Outcome, len(w.IDs))
		for i, id := range w.IDs {
			all[i] = store.ReadOutcomeOf(id, err)
		}
		return all
	}
	unchanged, outcomes := w.Compare(page.Rows)
	if err := s.saveCopies(func() error { return s.Trash.Hold(s.Account, trashEntries(unchanged)) }); err != nil {
		for i := range outcomes {
			if outcomes[i].Kind == store.Same {
				outcomes[i].Kind, outcomes[i].Err = store.Refused, err
			}
		}
	}
	return outcomes
}

// trashEntries are the copies of sessions for the trash.
func trashEntries(sessions []*client.Session) []trash.Entry {
	entries := make([]trash.Entry, len(sessions))
	for i, x := range sessions {
		entries[i] = trash.Entry{ID: x.ID, JSON: x.Raw, Name: shownName(x)}
	}
	return entries
}

// shownName is the name that the list shows for a session.
func shownName(x *client.Session) string {
	if x.Name != "" {
		return x.Name
	}
	return client.Summarize(x).Customer
}

// saveCopies calls write, which keeps copies. Its error stops a delete.
func (s Sender) saveCopies(write func() error) error {
	err := ErrNoTrash
	switch {
	case s.Trash != nil:
		err = write()
	case s.NoCopies:
		return nil
	}
	if err != nil {
		return fmt.Errorf("keeping a copy, so nothing was deleted: %w", err)
	}
	return nil
}

// errEmptyAnswer is the error of a write whose answer is empty: its outcome is
// unknown.
var errEmptyAnswer = errors.New("the server answered without the session")

// ErrNoTrash is the error of a delete when there is no trash.
var ErrNoTrash = errors.New("there is no trash in this run")

// readAndDelete reads a session, keeps a copy, and deletes it unless it has changed.
func (s Sender) readAndDelete(ctx context.Context, w *store.Work) (store.Outcome, error) {
	id := w.Session()
	current, err := s.API.Get(ctx, id)
	if err != nil {
		o := store.ReadOutcomeOf(id, err)
		if o.Kind == store.AlreadyGone {
			return o, s.writeReceipt(trash.OpDelete, o, nil)
		}
		return o, nil
	}
	if w.ChangedSince(0, current) {
		return store.Outcome{ID: id, Kind: store.LeftOut, Session: current}, nil
	}
	if err := s.saveCopies(func() error { return s.Trash.Put(s.Account, trashEntries([]*client.Session{current})) }); err != nil {
		return store.Outcome{ID: id, Kind: store.Refused, Err: err}, nil
	}
	return s.sendDelete(ctx, id)
}

// deleteCopied deletes a session whose copy is kept, after it has recorded in the
// trash that the delete is about to be sent.
func (s Sender) deleteCopied(ctx context.Context, id string) (store.Outcome, error) {
	if s.Trash != nil {
		if err := s.Trash.Leave(s.Account, id); err != nil {
			return store.Outcome{ID: id, Kind: store.Refused, Err: fmt.Errorf("keeping a record, so nothing was deleted: %w", err)}, nil
		}
	}
	return s.sendDelete(ctx, id)
}

// sendDelete sends a delete without retries: before another try, the session must be
// read and compared again.
func (s Sender) sendDelete(ctx context.Context, id string) (store.Outcome, error) {
	start := time.Now()
	_, err := s.API.Delete(client.WithOneTry(ctx), id)
	o := store.DeleteOutcomeOf(id, err)
	o.Took = time.Since(start)
	return o, s.writeReceipt(trash.OpDelete, o, nil)
}

// patch reads a session, merges the edit with it, and sends the fields that still
// differ.
func (s Sender) patch(ctx context.Context, w *store.Work) (store.Outcome, error) {
	id := w.Session()
	current, err := s.API.Get(ctx, id)
	if err != nil {
		return store.ReadOutcomeOf(id, err), nil
	}
	m := store.MergePatch(w.Base, w.Patch, current)
	switch {
	case len(m.Conflicts) > 0:
		return store.Outcome{ID: id, Kind: store.Conflicted, Session: current, Conflicts: m.Conflicts, Err: store.ErrConflict}, nil
	case m.Patch.Empty():
		return store.Outcome{ID: id, Kind: store.Done, Session: current, UpdatedBefore: current.UpdatedAt, Replaced: &m.Replaced}, nil
	}
	o := writeOutcome(id, func() (*client.Session, error) { return s.API.Update(ctx, id, m.Patch) })
	o.UpdatedBefore, o.Replaced = current.UpdatedAt, &m.Replaced
	return o, s.writeReceipt(trash.OpUpdate, o, store.Changes(store.BaseOf(current), m.Patch))
}

// Create creates a session. It is sent only once, without retries.
func (s Sender) Create(ctx context.Context, body client.CreateSession) (store.Outcome, error) {
	o := writeOutcome("", func() (*client.Session, error) { return s.API.Create(ctx, body) })
	if o.Session != nil {
		o.ID = o.Session.ID
	}
	var named client.UpdateSession
	if body.Name != "" {
		named.Name = &body.Name
	}
	return o, s.writeReceipt(trash.OpCreate, o, store.Changes(store.Base{}, named))
}

// writeOutcome calls write and returns its outcome, which is unknown when the answer
// does not contain the session.
func writeOutcome(id string, write func() (*client.Session, error)) store.Outcome {
	start := time.Now()
	after, err := write()
	o := store.OutcomeOf(id, err)
	o.Session, o.Took = after, time.Since(start)
	if err == nil && after == nil {
		o.Kind, o.Err = store.Unknown, errEmptyAnswer
	}
	return o
}

// readBack reads a session to learn the outcome of a write that is unknown.
func (s Sender) readBack(ctx context.Context, w *store.Work) (store.Outcome, error) {
	current, err := s.API.Get(ctx, w.Session())
	o := store.ReadOutcomeOf(w.Session(), err)
	o.Session = current
	switch {
	case !w.Patch.Empty():
		return o, nil
	case o.Kind == store.AlreadyGone:
		return o, s.writeReceipt(trash.OpDelete, o, nil)
	case o.Kind == store.Done: // the session exists: the delete never arrived
		return o, s.writeReceipt(trash.OpDelete, store.Outcome{ID: o.ID, Kind: store.Unsent}, nil)
	}
	return o, nil
}

// Rate is the expected number of requests a second: the setting's, or else the
// measured one. It is 0 when nothing limits them, as with the embedded server.
func Rate(live bool, set, measured float64) float64 {
	const initial = 5 // the client's rate before it has measured
	switch {
	case !live:
		return 0
	case set > 0:
		return set
	case measured > 0:
		return measured
	}
	return initial
}
