package store

import (
	"time"

	"vapi-sessions/client"
)

// pauses are how long to wait before a delete that came to nothing is sent
// again, after it was read and compared again. There is one try more than those.
var pauses = [...]time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}

// countSent counts a delete that did not reach the server, which after a few
// times is taken for refused.
func (s *Store) countSent(d *deletion, o *Outcome, now time.Time) {
	if o.What == Unsent && o.Err != nil && !s.sendAgain(d, o.Err, now) {
		o.What = Refused
	}
}

// neverArrived settles a delete whose answer was lost and whose session is
// still there: it is sent again, or given up.
func (s *Store) neverArrived(d *deletion, lost error, now time.Time, r *Result) {
	if !s.sendAgain(d, lost, now) {
		s.failDelete(d, lost, now, r)
		return
	}
	s.makeDue(d)
}

// sendAgain reports whether a delete that failed with err is worth another try,
// and holds the queue back until then.
func (s *Store) sendAgain(d *deletion, err error, now time.Time) bool {
	if !client.MayPass(err) || d.sent >= len(pauses) {
		return false
	}
	s.wait(pauses[d.sent], now)
	d.sent++
	return true
}

// wait holds the queue back for so long, or longer.
func (s *Store) wait(d time.Duration, now time.Time) {
	if at := now.Add(d); at.After(s.queue.resumeAt) {
		s.queue.resumeAt = at
	}
}
