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

// countdowns is how many deletes are in their undo window and not held by a pause, and
// when the first of them is sent; zero without one.
func (q *queue) countdowns() (n int, first time.Time) {
	if d, ok := q.firstInWindow(); ok && !q.paused {
		return q.counts[deleteWaiting], d.dueAt
	}
	for _, d := range q.waiting {
		if at := q.sentAt(d); !at.IsZero() {
			if n++; n == 1 {
				first = at
			}
		}
	}
	return n, first
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
