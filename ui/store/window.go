package store

import "time"

// aheadBy is how long before an undo window ends its sessions are read again, if
// they are in bulk: the deletes then leave at its end while that is fresh.
const aheadBy = 500 * time.Millisecond

// endWindows makes due what has waited long enough.
func (s *Store) endWindows(now time.Time) {
	q := &s.queue
	for d, ok := q.firstOpen(); ok && !d.due.After(now); d, ok = q.firstOpen() {
		s.close(d)
	}
	for d, ok := q.firstAhead(); ok && !d.readAheadAt().After(now); d, ok = q.firstAhead() {
		q.readAhead.pop() // it may go on waiting, to be read by itself
		s.makeDue(d)
	}
}

// firstOpen is the delete whose undo window ends first.
func (q *queue) firstOpen() (*deletion, bool) {
	return q.waiting.first(func(d *deletion) bool { return d.open })
}

// firstAhead is the delete that is read again first of those in their windows.
func (q *queue) firstAhead() (*deletion, bool) {
	return q.readAhead.first(func(d *deletion) bool { return d.open && d.state == waiting })
}

// readAheadAt is when a delete is to be read again, if it is in bulk.
func (d *deletion) readAheadAt() time.Time { return d.due.Add(-aheadBy) }

// close ends the undo window of a delete: what is ready can be sent.
func (s *Store) close(d *deletion) {
	s.changed()
	s.queue.windowEnded(d)
	switch d.state {
	case waiting:
		s.makeDue(d)
	case ready:
		s.queue.ready.push(d)
	default: // on its way already
	}
}

// Delay moves the ends of all undo windows: for so long nobody could take
// anything back.
func (s *Store) Delay(by time.Duration) {
	s.changed()
	for _, d := range s.deletes {
		if d.open {
			d.due = d.due.Add(by)
		}
	}
}

// Flush ends all undo windows, and a pause: everything is due.
func (s *Store) Flush(now time.Time) {
	s.Resume()
	for d, ok := s.queue.firstOpen(); ok; d, ok = s.queue.firstOpen() {
		d.due = now
		s.close(d)
	}
}

// inWindow counts the deletes in their undo window.
func (q *queue) inWindow() (n int) {
	for state, m := range q.open {
		if deleteState(state) != settled {
			n += m
		}
	}
	return n
}
