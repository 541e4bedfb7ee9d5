package store

import "time"

// endWindows makes the deletes due whose undo window has ended.
func (s *Store) endWindows(now time.Time) {
	for d, ok := s.queue.firstInWindow(); ok && !d.dueAt.After(now); d, ok = s.queue.firstInWindow() {
		s.makeDue(d)
	}
}

// firstInWindow is the delete whose undo window ends first: the one that was queued
// first, since all windows are equally long and ExtendWindows moves all of them.
func (q *queue) firstInWindow() (*deletion, bool) {
	for len(q.waiting) > 0 && q.waiting[0].state != deleteWaiting {
		q.waiting.pop()
	}
	if len(q.waiting) == 0 {
		return nil, false
	}
	return q.waiting[0], true
}

// sentAt is when a delete in its undo window is sent; zero after the window, and while
// a pause holds the delete.
func (q *queue) sentAt(d *deletion) time.Time {
	if d.state != deleteWaiting || d.bulk && q.paused {
		return time.Time{}
	}
	return d.dueAt
}

// ExtendWindows moves the ends of all undo windows, after a time in which nobody could undo.
func (s *Store) ExtendWindows(by time.Duration) {
	s.version++
	for _, d := range s.deletes {
		d.dueAt = d.dueAt.Add(by)
	}
}

// Flush ends all undo windows, and a pause.
func (s *Store) Flush() {
	s.Resume()
	for d, ok := s.queue.firstInWindow(); ok; d, ok = s.queue.firstInWindow() {
		s.makeDue(d)
	}
}
