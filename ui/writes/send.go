package writes

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/store"
)

// sender is what a command needs to carry out a write: the API, and where
// copies and receipts go.
type sender struct {
	api     API
	trash   *trash.Trash // nil keeps nothing, and deletes nothing unless off is set
	off     bool         // no copies are wanted
	account string
}

// writeDone answers sendWrite.
type writeDone struct {
	work     store.Work
	outcomes []store.Outcome
	note     error // a receipt that could not be kept; the write itself is done
}

// sendWrite carries out one work of the queue.
func sendWrite(ctx context.Context, s sender, w store.Work) tea.Cmd {
	if w.Bulk {
		ctx = client.WithPriority(ctx, client.Prefetch)
	}
	return func() tea.Msg {
		var o store.Outcome
		var note error
		switch w.Kind {
		case store.Reread:
			return writeDone{work: w, outcomes: s.reread(ctx, &w)}
		case store.Patch:
			o, note = s.patch(ctx, &w)
		case store.DeleteOne:
			o, note = s.deleteOne(ctx, &w)
		case store.Delete:
			outcomes, note := s.deleteAll(ctx, w.IDs)
			return writeDone{work: w, outcomes: outcomes, note: note}
		case store.ReadBack:
			o, note = s.readBack(ctx, &w)
		}
		return writeDone{work: w, outcomes: []store.Outcome{o}, note: note}
	}
}

// reread reads the sessions of a bulk once more and keeps copies of those that
// are as they were.
func (s sender) reread(ctx context.Context, w *store.Work) []store.Outcome {
	page, err := s.api.List(ctx, client.ListParams{IDAny: w.IDs, Limit: len(w.IDs)})
	if err != nil {
		all := make([]store.Outcome, len(w.IDs))
		for i, id := range w.IDs {
			all[i] = store.ReadOutcomeOf(id, err)
		}
		return all
	}
	same, outcomes := w.Compare(page.Rows)
	if err := s.keep(func() error { return s.trash.Hold(s.account, copies(same), w.Until) }); err != nil {
		for i := range outcomes {
			if outcomes[i].What == store.Same {
				outcomes[i].What, outcomes[i].Err = store.Refused, err
			}
		}
	}
	return outcomes
}

// copies are what the trash keeps of sessions.
func copies(sessions []*client.Session) []trash.Entry {
	entries := make([]trash.Entry, len(sessions))
	for i, x := range sessions {
		entries[i] = trash.Entry{ID: x.ID, JSON: x.Raw, Valid: true, Name: x.Name}
	}
	return entries
}

// keep has copies written. Without them nothing is deleted, unless none are
// wanted.
func (s sender) keep(write func() error) error {
	err := errNoTrash
	switch {
	case s.trash != nil:
		err = write()
	case s.off:
		return nil
	}
	if err != nil {
		return fmt.Errorf("keeping a copy, so nothing was deleted: %w", err)
	}
	return nil
}

var errEmptyAnswer = errors.New("the server answered without the session")

var errNoTrash = errors.New("there is no trash in this run")

// leave writes down that deletes leave.
func (s sender) leave(ids []string) error {
	if s.trash == nil {
		return nil
	}
	if err := s.trash.Leave(s.account, ids); err != nil {
		return fmt.Errorf("keeping a record, so nothing was deleted: %w", err)
	}
	return nil
}

// deleteOne reads a session, keeps a copy, and deletes it.
func (s sender) deleteOne(ctx context.Context, w *store.Work) (store.Outcome, error) {
	id := w.Session()
	theirs, err := s.api.Get(ctx, id)
	if err != nil {
		o := store.ReadOutcomeOf(id, err)
		if o.What == store.AlreadyGone {
			return o, s.receipt("delete", o, nil)
		}
		return o, nil
	}
	if w.MovedOn(0, theirs) {
		return store.Outcome{ID: id, What: store.LeftOut, Session: theirs}, nil
	}
	if err := s.keep(func() error { return s.trash.Put(s.account, copies([]*client.Session{theirs})) }); err != nil {
		return store.Outcome{ID: id, What: store.Refused, Err: err}, nil
	}
	o := s.send(ctx, id)
	return o, s.receipt("delete", o, nil)
}

// deleteAll deletes sessions whose copies are kept, one after the other, until
// there is trouble or it takes long. Their receipts are written together at the
// end, which comes in a moment; whatever ends the program before leaves them
// among those that may have been sent.
func (s sender) deleteAll(ctx context.Context, ids []string) (outcomes []store.Outcome, note error) {
	if err := s.leave(ids); err != nil {
		for _, id := range ids {
			outcomes = append(outcomes, store.Outcome{ID: id, What: store.Refused, Err: err})
		}
		return outcomes, nil
	}
	var receipts []trash.Receipt
	start := time.Now()
	for i, id := range ids {
		if i > 0 && (!settled(outcomes[i-1].What) || time.Since(start) > store.Moment) {
			outcomes = append(outcomes, store.Outcome{ID: id, What: store.Unsent})
			continue
		}
		o := s.send(ctx, id)
		outcomes = append(outcomes, o)
		receipts = append(receipts, s.receiptOf("delete", o, nil))
	}
	return outcomes, s.write(receipts...)
}

// settled reports whether a delete brought what was wanted of it.
func settled(w store.What) bool { return w == store.Done || w == store.AlreadyGone }

// send sends a delete once: before it is sent again, its session is read and
// compared again.
func (s sender) send(ctx context.Context, id string) store.Outcome {
	_, err := s.api.Delete(client.WithOneTry(ctx), id)
	return store.DeleteOutcomeOf(id, err)
}

// patch reads a session, merges, and sends what is left to change.
func (s sender) patch(ctx context.Context, w *store.Work) (store.Outcome, error) {
	id := w.Session()
	theirs, err := s.api.Get(ctx, id)
	if err != nil {
		return store.ReadOutcomeOf(id, err), nil
	}
	m := store.MergePatch(w.Base, w.Patch, theirs)
	switch {
	case len(m.Conflicts) > 0:
		return store.Outcome{ID: id, What: store.Conflicted, Session: theirs, Conflicts: m.Conflicts, Err: store.ErrConflict}, nil
	case m.Patch.Empty():
		return store.Outcome{ID: id, What: store.Done, Session: theirs, Before: theirs.UpdatedAt, Was: &m.Was}, nil
	}
	after, err := s.api.Update(ctx, id, m.Patch)
	o := store.OutcomeOf(id, err)
	if err == nil && after == nil { // no proof that it was saved: it is read back
		o.What, o.Err = store.Unknown, errEmptyAnswer
	}
	o.Session, o.Before, o.Was = after, theirs.UpdatedAt, &m.Was
	return o, s.receipt("update", o, store.Changes(store.BaseOf(theirs), m.Patch))
}

// readBack reads a session to see what became of a write.
func (s sender) readBack(ctx context.Context, w *store.Work) (store.Outcome, error) {
	theirs, err := s.api.Get(ctx, w.Session())
	o := store.ReadOutcomeOf(w.Session(), err)
	o.Session = theirs
	switch {
	case !w.Patch.Empty():
		return o, nil
	case o.What == store.AlreadyGone:
		return o, s.receipt("delete", o, nil)
	case o.What == store.Done: // it is still there: the delete never arrived
		return o, s.receipt("delete", store.Outcome{ID: o.ID, What: store.Refused}, nil)
	}
	return o, nil
}

// receipt writes down what was sent and what became of it.
func (s sender) receipt(op string, o store.Outcome, changes []store.Change) error {
	return s.write(s.receiptOf(op, o, changes))
}

func (s sender) write(receipts ...trash.Receipt) error {
	if s.trash == nil {
		return nil
	}
	return s.trash.Receipt(receipts...)
}

func (s sender) receiptOf(op string, o store.Outcome, changes []store.Change) trash.Receipt {
	r := trash.Receipt{Time: time.Now(), Account: s.account, ID: o.ID, Op: op, Outcome: outcomeWord(o.What)}
	for _, c := range changes {
		r.Changes = append(r.Changes, trash.Change{Field: c.Field, From: c.From, To: c.To})
	}
	if o.Err != nil {
		r.Error = o.Err.Error()
	}
	var e *client.Error
	if errors.As(o.Err, &e) {
		r.RequestID = e.RequestID
	}
	return r
}

func outcomeWord(w store.What) string {
	switch w {
	case store.Done:
		return trash.Done
	case store.AlreadyGone:
		return trash.Gone
	case store.Unknown:
		return trash.Unknown
	case store.RateLimited:
		return trash.Limited
	default:
		return trash.Refused
	}
}

// journal keeps what is about to be deleted, or is not any more, on disk.
type journalDone struct{ err error }

// planDeletes writes down which sessions are about to be deleted, and which
// versions of them.
func (m *Model) planDeletes(ids []string) tea.Cmd {
	t, account, seen := m.o.Trash, m.server.Account, m.store.Expected(ids)
	if t == nil || len(ids) == 0 {
		return nil
	}
	return func() tea.Msg { return journalDone{t.Plan(account, ids, seen...)} }
}

// unplanAndLeave writes down which sessions will not be deleted, and then ends
// the program.
func unplanAndLeave(t *trash.Trash, ids []string) tea.Cmd {
	return func() tea.Msg {
		if t == nil || len(ids) == 0 {
			return Leave{}
		}
		return Leave{Err: t.Unplan(ids)}
	}
}

// unplanDeletes writes down which sessions will not be deleted after all.
func unplanDeletes(t *trash.Trash, ids []string) tea.Cmd {
	if t == nil || len(ids) == 0 {
		return nil
	}
	return func() tea.Msg { return journalDone{t.Unplan(ids)} }
}

// quietly runs a command whose answer is not told.
func quietly(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		cmd()
		return nil
	}
}
