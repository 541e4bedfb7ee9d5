package store

import "time"

// aheadBy is how long before an undo window ends its sessions are read again, if
// they are in bulk: the deletes then leave at its end while that is fresh.
const aheadBy = 500 * time.Millisecond

// endWindows makes due what has waited long enough.
func (s *Store) endWindows(now time.Time) {
	for d, ok := s.queue.waiting.peek(); ok && (!d.open || !d.due.After(now)); d, ok = s.queue.waiting.peek() {
		s.queue.waiting.pop()
		if d.open {
			s.close(d)
		}
	}
	for d, ok := s.queue.readAhead.peek(); ok && (!d.open || !d.readAheadAt().After(now)); d, ok = s.queue.readAhead.peek() {
		s.queue.readAhead.pop()
		if d.open && d.state == waiting {
			s.makeDue(d)
		}
	}
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
	for d, ok := s.queue.waiting.pop(); ok; d, ok = s.queue.waiting.pop() {
		if d.open {
			d.due = now
			s.close(d)
		}
	}
}

// nextWindowEnd tells when endWindows has something to do next.
func (s *Store) nextWindowEnd(sooner func(time.Time)) {
	q := &s.queue
	for d, ok := q.waiting.peek(); ok; d, ok = q.waiting.peek() {
		if d.open {
			sooner(d.due)
			break
		}
		q.waiting.pop()
	}
	for d, ok := q.readAhead.peek(); ok; d, ok = q.readAhead.peek() {
		if d.open && d.state == waiting {
			sooner(d.readAheadAt())
			break
		}
		q.readAhead.pop()
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
