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

// answer is what a work of the queue came to.
type answer struct {
	work     int
	outcomes []store.Outcome
	note     error
}

// run is a queue that is carried out.
type run struct {
	p        *Program
	store    *store.Store
	sender   send.Sender
	answers  chan answer
	inFlight int
}

// newRun returns an empty queue.
func newRun(p *Program, s send.Sender, undo time.Duration) *run {
	return &run{p: p, sender: s, answers: make(chan answer),
		store: store.New(store.Options{UndoWindow: undo, Parallel: p.o.Settings.Parallel})}
}

// plan writes down which sessions are about to be deleted, and which versions of
// them.
func (r *run) plan(ids []string) error {
	if r.sender.Trash == nil {
		return nil
	}
	return r.sender.Trash.Plan(r.sender.Account, ids, r.store.Expected(ids)...)
}

// carryOut sends what is queued until nothing is left. When the context ends,
// what was not sent is taken back, and what is under way is waited for.
func (r *run) carryOut(ctx context.Context) {
	stop := ctx.Done()
	ctx = context.WithoutCancel(ctx)
	for !r.store.Idle() || r.inFlight > 0 {
		r.begin(ctx)
		select {
		case a := <-r.answers:
			r.finish(a)
		case <-r.due():
		case <-stop:
			stop = nil
			r.settle(r.store.Discard(), nil)
		}
		p := r.store.Progress()
		r.p.far.tell(r.p.o.Now(), "deleted %s of %s", words.Count(p.Deleted), words.Count(p.Total))
	}
}

// begin sends what is due.
func (r *run) begin(ctx context.Context) {
	o := &r.p.o
	batch := store.BatchAt(send.Rate(o.Live, o.Settings.Rate, r.store.Progress().Rate))
	for _, w := range r.store.Next(o.Now(), o.Settings.Parallel, batch) {
		r.inFlight++
		go func() {
			outcomes, note := r.sender.Do(ctx, w)
			r.answers <- answer{w.ID, outcomes, note}
		}()
	}
}

// due is when something is to be done without an answer.
func (r *run) due() <-chan time.Time {
	at, ok := r.store.Deadline()
	if !ok {
		return nil
	}
	const atLeast = 10 * time.Millisecond // what is due already waits for those under way
	return time.After(max(at.Sub(r.p.o.Now()), atLeast))
}

// finish takes what became of a work.
func (r *run) finish(a answer) store.Result {
	r.inFlight--
	came := r.store.Finish(a.work, a.outcomes, r.p.o.Now())
	r.settle(came.Kept, a.note)
	next, more := r.store.Deadline()
	for _, o := range a.outcomes {
		if e, asked := errors.AsType[*client.Error](o.Err); more && asked && client.MayPass(e) {
			r.p.Waiting(client.Event{Op: e.Op, Reason: e.Brief(), Wait: next.Sub(r.p.o.Now())})
		}
	}
	return came
}

// settle writes down which deletes will not be sent, and tells what could not be
// written down.
func (r *run) settle(kept []string, note error) {
	r.p.sayNote(note)
	if len(kept) == 0 || r.sender.Trash == nil {
		return
	}
	if err := r.sender.Trash.Unplan(kept); err != nil {
		r.p.say("keeping a record: %s", clean(err.Error()))
	}
}

// sayNote tells of a receipt that could not be kept.
func (p *Program) sayNote(note error) {
	if note != nil {
		p.say("the receipt was not kept: %s", clean(note.Error()))
	}
}
