package plain

import (
	"context"
	"errors"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/ui/send"
	"vapi-sessions/ui/store"
	"vapi-sessions/ui/words"
)

// workResult is the result of one work of the store's queue.
type workResult struct {
	work       int // store.Work.ID
	outcomes   []store.Outcome
	receiptErr error // why its receipt could not be kept
}

// queue sends the writes that the store has queued and collects their results. Only
// its requests run in goroutines of their own.
type queue struct {
	p        *Program
	store    *store.Store
	sender   send.Sender
	results  chan workResult
	inFlight int
}

func newQueue(p *Program, s send.Sender, undo time.Duration) *queue {
	return &queue{p: p, sender: s, results: make(chan workResult),
		store: store.New(store.Options{UndoWindow: undo, Parallel: p.o.Settings.Parallel})}
}

// plan records in the trash which sessions are about to be deleted, in which versions.
func (q *queue) plan(ids []string) error {
	if q.sender.Trash == nil {
		return nil
	}
	return q.sender.Trash.Plan(q.sender.Account, ids, q.store.ExpectedVersions(ids)...)
}

// sendAll sends queued writes until none is left. When the context ends, it discards
// unsent writes and waits for those in flight.
func (q *queue) sendAll(ctx context.Context) {
	done := ctx.Done()
	ctx = context.WithoutCancel(ctx)
	for !q.store.Idle() || q.inFlight > 0 {
		q.sendDue(ctx)
		select {
		case a := <-q.results:
			q.finish(a)
		case <-q.nextDeadline():
		case <-done:
			done = nil
			q.recordUnsent(q.store.Discard())
		}
		progress := q.store.Progress()
		q.p.progress.update(q.p.o.Now(), "deleted %s of %s", words.Count(progress.Deleted), words.Count(progress.Total))
	}
}

func (q *queue) sendDue(ctx context.Context) {
	o := &q.p.o
	batch := store.BatchSize(send.Rate(o.Live, o.Settings.Rate, q.store.Progress().Rate))
	for _, w := range q.store.Next(o.Now(), o.Settings.Parallel, batch) {
		q.inFlight++
		go func() {
			outcomes, receiptErr := q.sender.Do(ctx, w)
			q.results <- workResult{w.ID, outcomes, receiptErr}
		}()
	}
}

// nextDeadline returns a timer for the next write that becomes due, or nil.
func (q *queue) nextDeadline() <-chan time.Time {
	at, ok := q.store.Deadline()
	if !ok {
		return nil
	}
	const atLeast = 10 * time.Millisecond // a write that is due already waits for those in flight
	return time.After(max(at.Sub(q.p.o.Now()), atLeast))
}

// finish hands the result of a work to the store, and announces a wait for a retry.
func (q *queue) finish(a workResult) store.Result {
	q.inFlight--
	result := q.store.Finish(a.work, a.outcomes, q.p.o.Now())
	q.p.sayReceiptErr(a.receiptErr)
	q.recordUnsent(result.NotDeleted)
	next, more := q.store.Deadline()
	for _, o := range a.outcomes {
		if e, asked := errors.AsType[*client.Error](o.Err); more && asked && client.MayPass(e) {
			q.p.Waiting(client.Event{Op: e.Op, Reason: e.Brief(), Wait: next.Sub(q.p.o.Now())})
		}
	}
	return result
}

// recordUnsent records in the trash which deletes will not be sent, or says why that
// failed.
func (q *queue) recordUnsent(ids []string) {
	if len(ids) == 0 || q.sender.Trash == nil {
		return
	}
	if err := q.sender.Trash.Unplan(ids); err != nil {
		q.p.say("keeping a record: %s", clean(err.Error()))
	}
}

// sayReceiptErr says that a receipt could not be kept, unless err is nil.
func (p *Program) sayReceiptErr(err error) {
	if err != nil {
		p.say("the receipt was not kept: %s", clean(err.Error()))
	}
}
