package store

import (
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

// resendPauses are the waits before a write that failed is tried again. Each try
// reads and compares the session again.
var resendPauses = [...]time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}

// deleteNotArrived sends a delete again, or gives it up, when its answer was lost and
// its session is still there.
func (s *Store) deleteNotArrived(req *request, d *deletion, o *Outcome, now time.Time, r *Result) {
	s.mergeOutcome(o.Session, now, r)
	if s.sendAgain(&d.failedTries, req.err, now) {
		s.makeDue(d)
	} else {
		s.failDelete(d, req.err, now, r)
	}
}

// sendAgain reports whether a write that failed with err is to be tried again. If so
// it counts the failed try and holds the queue back.
func (s *Store) sendAgain(failed *int, err error, now time.Time) bool {
	if !client.MayPass(err) || *failed >= len(resendPauses) {
		return false
	}
	pause := resendPauses[*failed]
	if e, ok := errors.AsType[*client.Error](err); ok {
		pause = max(pause, e.RetryAfter)
	}
	s.holdBack(pause, now)
	*failed++
	return true
}

// editAgain queues the edits in flight, which did not take effect, in front of those
// that wait.
func (s *Store) editAgain(w *sessionEdits) {
	n := len(w.inFlight)
	again := slices.DeleteFunc(w.inFlight, func(e *edit) bool {
		reversed := e.wanted != e.inFlight // undone or redone meanwhile: it waits already
		e.inFlight = nil
		return reversed
	})
	s.run.Total -= n - len(again)
	w.waiting, w.inFlight = append(again, w.waiting...), nil
	s.dropSettled(w)
	s.advance(w)
}

// holdBack hands out no work for at least that long.
func (s *Store) holdBack(pause time.Duration, now time.Time) {
	if at := now.Add(pause); at.After(s.queue.resumeAt) {
		s.queue.resumeAt = at
	}
}
