package store

import (
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

// resendPauses are how long to wait before a write that came to nothing is sent
// again, after its session was read and compared again. There is one try more than
// those.
var resendPauses = [...]time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}

// countUnsent counts a delete that did not reach the server, which after a few
// times is taken for refused.
func (s *Store) countUnsent(d *deletion, o *Outcome, now time.Time) {
	if o.Kind == Unsent && !s.sendAgain(&d.failedTries, o.Err, now) {
		o.Kind = Refused
	}
}

// deleteNotArrived settles a delete whose answer was lost and whose session is
// still there: it is sent again, or given up.
func (s *Store) deleteNotArrived(req *request, d *deletion, o *Outcome, now time.Time, r *Result) {
	s.mergeOutcome(o.Session, now, r)
	if s.sendAgain(&d.failedTries, req.err, now) {
		s.makeDue(d)
	} else {
		s.failDelete(d, req.err, now, r)
	}
}

// sendAgain reports whether a write that failed with err, after having come to
// nothing so often already, is worth another try, and holds the queue back until
// then.
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

// editAgain queues an edit that was sent and did not take effect, in front of
// what was typed since.
func (s *Store) editAgain(w *sessionEdits) {
	n := len(w.inFlight)
	again := slices.DeleteFunc(w.inFlight, func(e *edit) bool {
		turned := e.wanted != e.inFlight // it waits in next
		e.inFlight = nil
		return turned
	})
	s.run.Total -= n - len(again)
	w.waiting, w.inFlight = append(again, w.waiting...), nil
	s.dropSettled(w)
	s.advance(w)
}

// holdBack holds the queue back for so long, or longer.
func (s *Store) holdBack(d time.Duration, now time.Time) {
	if at := now.Add(d); at.After(s.queue.resumeAt) {
		s.queue.resumeAt = at
	}
}
