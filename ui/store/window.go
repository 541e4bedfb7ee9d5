package store

import "time"

// endWindows makes due what has waited long enough.
func (s *Store) endWindows(now time.Time) {
	for d, ok := s.queue.firstOpen(); ok && !d.due.After(now); d, ok = s.queue.firstOpen() {
		s.makeDue(d)
	}
}

// firstOpen is the delete whose undo window ends first.
func (q *queue) firstOpen() (*deletion, bool) {
	for len(q.waiting) > 0 && q.waiting[0].state != waiting {
		q.waiting.pop()
	}
	if len(q.waiting) == 0 {
		return nil, false
	}
	return q.waiting[0], true
}

// Delay moves the ends of all undo windows: for so long nobody could take
// anything back.
func (s *Store) Delay(by time.Duration) {
	s.bumpVersion()
	for _, d := range s.deletes {
		d.due = d.due.Add(by)
	}
}

// Flush ends all undo windows, and a pause: everything is due.
func (s *Store) Flush() {
	s.Resume()
	for d, ok := s.queue.firstOpen(); ok; d, ok = s.queue.firstOpen() {
		s.makeDue(d)
	}
}
