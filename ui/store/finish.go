package store

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"vapi-sessions/client"
)

// Result is what Finish changed.
type Result struct {
	Deleted      []string // no more: the list lets them go
	Changed      []string // rows to be shown anew
	Failed       []string // see Failed
	NotDeleted   []string // deletes that are not sent after all: failed, left out, given up, or taken back while they were read
	MessagesKept []string // sessions whose messages Undo did not send back: others came meanwhile
	// Ended is set when nothing is left to do; Progress then sums up.
	Ended bool
}

// Finish takes the outcomes of a Work. An ID of the work without an outcome
// counts as Unknown if it was a write. Works that are not under way, as when
// an answer comes twice, change nothing.
func (s *Store) Finish(workID int, outcomes []Outcome, now time.Time) Result {
	req := s.queue.inFlight[workID]
	if req == nil {
		return Result{}
	}
	delete(s.queue.inFlight, workID)
	s.noteAnswer(now)
	by := make(map[string]Outcome, len(outcomes))
	for _, o := range outcomes {
		by[o.ID] = o
	}
	var r Result
	if req.kind == Reread {
		s.queue.rereading--
	}
	for _, d := range req.deletes {
		o := outcomeFor(req.kind, d.id, by)
		s.countUnsent(d, &o, now)
		s.noteFailure(&o, now)
		if !s.readBackAgain(req, &o, now) {
			s.deleteFinished(req, d, &o, now, &r)
		}
	}
	if req.edits != nil {
		o := outcomeFor(req.kind, req.edits.id, by)
		s.noteFailure(&o, now)
		if !s.readBackAgain(req, &o, now) {
			s.patchFinished(req, &o, now, &r)
		}
	}
	s.giveUpBulk(&r)
	r.Ended = s.run.Total > 0 && s.Idle()
	return r
}

// outcomeFor is the outcome for an ID, or what its absence means.
func outcomeFor(k Kind, id string, by map[string]Outcome) Outcome {
	if o := by[id]; o.Kind != 0 {
		return o
	}
	o := Outcome{ID: id, Kind: Unknown, Err: errNoAnswer}
	if k == Reread || k == ReadBack {
		o.Kind = Refused
	}
	return o
}

var (
	errNoAnswer = errors.New("no answer")
	errNotKnown = errors.New("it is not known whether this took effect") // it was sent, and could not be read back
	errStopped  = errors.New("stopped before it was sent")
	// ErrConflict is the error of an edit that met a change of the same fields.
	ErrConflict = errors.New("changed on the server meanwhile")
	// ErrGone is the error of an edit of a session that is no more.
	ErrGone = errors.New("the session is gone")
)

// noteFailure slows down after a 429 and counts failures in a row to reach the
// server at all.
func (s *Store) noteFailure(o *Outcome, now time.Time) {
	switch {
	case o.Kind == RateLimited:
		const atLeast, usual = time.Second, 5 * time.Second
		wait := usual
		var e *client.Error
		if errors.As(o.Err, &e) && e.RetryAfter > 0 {
			wait = max(e.RetryAfter, atLeast)
		}
		s.holdBack(wait, now)
	case errors.Is(o.Err, client.ErrUnauthorized) || errors.Is(o.Err, client.ErrPaymentRequired):
		s.run.gaveUpFor, s.run.networkFailures = o.Err, maxNetworkFailures
	case o.Kind == Unsent:
	case o.Kind == Refused && errors.Is(o.Err, client.ErrNetwork):
		s.run.gaveUpFor = o.Err
		s.run.networkFailures++
	default:
		s.run.networkFailures = 0
	}
}

// maxNetworkFailures is after how many failures in a row to reach the server the rest of
// a bulk is given back.
const maxNetworkFailures = 3

// giveUpBulk takes back the rest of a bulk when no request can succeed.
func (s *Store) giveUpBulk(r *Result) {
	if s.run.networkFailures < maxNetworkFailures {
		return
	}
	s.run.networkFailures = 0
	r.NotDeleted = append(r.NotDeleted, s.stop(false)...)
}

func (s *Store) deleteFinished(req *request, d *deletion, o *Outcome, now time.Time, r *Result) {
	if d.state == deleteSettled { // taken back while it was read
		if !s.Deleting(d.id) && !s.Deleted(d.id) {
			r.NotDeleted = append(r.NotDeleted, d.id)
		}
		return
	}
	switch o.Kind {
	case AlreadyGone:
		if req.kind != ReadBack { // else our own delete has arrived
			s.run.Gone++
		}
		s.deleteDone(d, now, r)
	case Done:
		if req.kind == ReadBack {
			s.deleteNotArrived(req, d, o, now, r)
			return
		}
		s.deleteDone(d, now, r)
	case Same:
		s.rereadFinished(d, now, r)
	case Missing:
		d.readAlone = true
		s.makeDue(d)
	case LeftOut, Conflicted:
		s.mergeOutcome(o.Session, now, r)
		s.leaveOut(d, now, r)
	case RateLimited, Unsent:
		s.makeDue(d) // and is read again first
	case Unknown:
		s.queue.queueReadBack(&request{deletes: []*deletion{d}, err: cmp.Or(o.Err, errNoAnswer)}, now)
	case Refused:
		if req.kind != Reread || !errors.Is(o.Err, client.ErrInvalid) {
			s.failDelete(d, o.Err, now, r)
			return
		}
		s.queue.noBatch = true
		s.makeDue(d)
	}
}

// rereadFinished makes a delete ready whose session was read again and is as expected.
func (s *Store) rereadFinished(d *deletion, now time.Time, r *Result) {
	switch {
	case s.outdated(d):
		s.leaveOut(d, now, r)
	case d.readBefore(now, maxReadingTime): // so slow that it has to be read and deleted in one go
		d.readAlone = true
		s.makeDue(d)
	default:
		d.readAt = now
		s.queue.setState(d, deleteReady)
		s.queue.ready.push(d)
	}
}

// leaveOut ends a delete because its session changed.
func (s *Store) leaveOut(d *deletion, now time.Time, r *Result) {
	s.run.LeftOut++
	s.endAndMark(d, now)
	r.Changed = append(r.Changed, d.id)
	r.NotDeleted = append(r.NotDeleted, d.id)
}

// deleteDone settles a delete: the ID is no more.
func (s *Store) deleteDone(d *deletion, now time.Time, r *Result) {
	s.run.settle(now)
	s.run.Deleted++
	s.endDelete(d)
	s.memory.rememberDeleted(d.id, now)
	delete(s.failures, d.id)
	s.Drop([]string{d.id})
	r.Deleted = append(r.Deleted, d.id)
}

// readBackAgain reports whether a write is to be read back once more, since that
// failed, which says nothing about the write. After a few times nobody knows what
// became of it.
func (s *Store) readBackAgain(req *request, o *Outcome, now time.Time) bool {
	switch {
	case req.kind != ReadBack || o.Kind != RateLimited && o.Kind != Refused:
		return false
	case o.Kind == RateLimited:
		s.queue.queueReadBack(req, now)
	case !s.queue.queueReadBackLater(req, now):
		o.Err = fmt.Errorf("%w: %w", errNotKnown, req.err)
		return false
	}
	return true
}

// failDelete settles a delete that did not happen: the row is as it was, marked.
func (s *Store) failDelete(d *deletion, err error, now time.Time, r *Result) {
	s.run.fail(1, err)
	s.endAndMark(d, now)
	s.recordFailedDelete(d, cmp.Or(err, errNoAnswer))
	r.Failed = append(r.Failed, d.id)
	r.NotDeleted = append(r.NotDeleted, d.id)
}

// endAndMark ends a delete and marks its session, as it was marked before.
func (s *Store) endAndMark(d *deletion, now time.Time) {
	s.run.settle(now)
	s.cancelAndMark(d)
}

// mergeOutcome takes a session that came with an outcome.
func (s *Store) mergeOutcome(full *client.Session, now time.Time, r *Result) {
	if full != nil {
		s.Reconcile(full, now)
		r.Changed = append(r.Changed, full.ID)
	}
}
