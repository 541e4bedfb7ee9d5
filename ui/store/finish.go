package store

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"vapi-sessions/client"
)

// Result is the sessions that Finish changed.
type Result struct {
	Deleted      []string // to be removed from the list
	Changed      []string // to be drawn again
	Failed       []string // see Failed
	NotDeleted   []string // their deletes ended: failed, left out, given up, or cancelled while they were read
	MessagesKept []string // an undo left their messages as they are, because others came meanwhile
	Ended        bool     // nothing is left to do; see Progress for the sum
}

// Finish takes the outcomes of a Work. A write without an outcome counts as Unknown.
// A second answer to a work changes nothing.
func (s *Store) Finish(workID int, outcomes []Outcome, now time.Time) Result {
	req := s.queue.inFlight[workID]
	if req == nil {
		return Result{}
	}
	delete(s.queue.inFlight, workID)
	s.noteAnswer(now)
	byID := make(map[string]Outcome, len(outcomes))
	for _, o := range outcomes {
		byID[o.ID] = o
	}
	var r Result
	if req.kind == Reread {
		s.queue.rereading--
	}
	for _, d := range req.deletes {
		o := outcomeFor(req.kind, d.id, byID)
		if o.Kind == Unsent && !s.sendAgain(&d.failedTries, o.Err, now) { // that was the last try
			o.Kind = Refused
		}
		s.noteFailure(&o, now)
		if !s.readBackAgain(req, &o, now) {
			s.deleteFinished(req, d, &o, now, &r)
		}
	}
	if req.edits != nil {
		o := outcomeFor(req.kind, req.edits.id, byID)
		s.noteFailure(&o, now)
		if !s.readBackAgain(req, &o, now) {
			s.patchFinished(req, &o, now, &r)
		}
	}
	s.giveUpBulk(&r)
	r.Ended = s.run.Total > 0 && s.Idle()
	return r
}

// outcomeFor is the outcome for an ID, or that of a work without an answer.
func outcomeFor(k Kind, id string, byID map[string]Outcome) Outcome {
	if o := byID[id]; o.Kind != 0 {
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
	errUnsure   = errors.New("it is not known whether this took effect") // reading back failed, too
	errStopped  = errors.New("stopped before it was sent")
	// ErrConflict is the error of an edit whose fields others changed meanwhile.
	ErrConflict = errors.New("changed on the server meanwhile")
	// ErrGone is the error of an edit of a session that was deleted.
	ErrGone = errors.New("the session is gone")
)

// noteFailure holds the queue back after a 429, and counts in a row the failures to
// reach the server.
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

// maxNetworkFailures is how many failures in a row to reach the server end a bulk.
const maxNetworkFailures = 3

// giveUpBulk cancels the rest of a bulk when no request can succeed.
func (s *Store) giveUpBulk(r *Result) {
	if s.run.networkFailures < maxNetworkFailures {
		return
	}
	s.run.networkFailures = 0
	r.NotDeleted = append(r.NotDeleted, s.stop(false)...)
}

// deleteFinished takes the outcome for one delete of a request.
func (s *Store) deleteFinished(req *request, d *deletion, o *Outcome, now time.Time, r *Result) {
	if d.state == deleteSettled { // cancelled while it was read
		if !s.Deleting(d.id) && !s.Deleted(d.id) {
			r.NotDeleted = append(r.NotDeleted, d.id)
		}
		return
	}
	switch o.Kind {
	case AlreadyGone:
		if req.kind != ReadBack { // else our own delete arrived
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

// rereadFinished makes a delete ready whose session is as expected.
func (s *Store) rereadFinished(d *deletion, now time.Time, r *Result) {
	switch {
	case s.outdated(d):
		s.leaveOut(d, now, r)
	case d.readBefore(now, maxReadingTime): // too slow: it is read and deleted in one work
		d.readAlone = true
		s.makeDue(d)
	default:
		d.readAt = now
		s.queue.setState(d, deleteReady)
		s.queue.ready.push(d)
	}
}

// leaveOut ends a delete whose session changed.
func (s *Store) leaveOut(d *deletion, now time.Time, r *Result) {
	s.run.LeftOut++
	s.run.settle(now)
	s.cancelAndMark(d)
	r.Changed = append(r.Changed, d.id)
	r.NotDeleted = append(r.NotDeleted, d.id)
}

// deleteDone settles a delete that took effect.
func (s *Store) deleteDone(d *deletion, now time.Time, r *Result) {
	s.run.settle(now)
	s.run.Deleted++
	s.endDelete(d)
	s.memory.deleted[d.id] = now
	delete(s.unsureValues, d.id)
	delete(s.failures, d.id)
	s.Drop([]string{d.id})
	r.Deleted = append(r.Deleted, d.id)
}

// readBackPauses are the waits before a write is read back again.
var readBackPauses = [...]time.Duration{2 * time.Second, 5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second}

// readBackAgain queues a ReadBack again that failed, and reports whether it did. After
// the last one the outcome of the write is not known.
func (s *Store) readBackAgain(req *request, o *Outcome, now time.Time) bool {
	switch {
	case req.kind != ReadBack || o.Kind != RateLimited && o.Kind != Refused:
		return false
	case o.Kind == RateLimited:
		s.queue.queueReadBack(req, now)
	case req.readBacks < len(readBackPauses):
		s.queue.queueReadBack(req, now.Add(readBackPauses[req.readBacks]))
		req.readBacks++
	default:
		o.Err = fmt.Errorf("%w: %w", errUnsure, req.err)
		return false
	}
	return true
}

// failDelete settles a delete that failed, and marks its session. Its failure is put
// above that of an edit.
func (s *Store) failDelete(d *deletion, err error, now time.Time, r *Result) {
	s.run.fail(1, err)
	s.run.settle(now)
	s.cancelAndMark(d)
	f := &Failure{ID: d.id, Deleting: true, Err: cmp.Or(err, errNoAnswer), Bulk: d.bulk, edit: s.failures[d.id]}
	if f.edit != nil {
		f.Patch, f.base = f.edit.Patch, f.edit.base
	}
	s.failures[d.id] = f
	r.Failed = append(r.Failed, d.id)
	r.NotDeleted = append(r.NotDeleted, d.id)
}

// mergeOutcome merges a session that came with an outcome, if one did.
func (s *Store) mergeOutcome(full *client.Session, now time.Time, r *Result) {
	if full != nil {
		s.Reconcile(full, now)
		r.Changed = append(r.Changed, full.ID)
	}
}
