package store

import "time"

const (
	// maxReadingAge is how long after its answer a reading is recent enough to delete by.
	maxReadingAge = time.Second
	// maxReadingTime is the longest time a batch reading may take. After it, the
	// session is read and deleted by itself.
	maxReadingTime = 15 * time.Second
)

// readBefore reports whether readAt is longer ago than age. It compares wall clocks
// too, since the monotonic clock stands still while the machine sleeps.
func (d *deletion) readBefore(now time.Time, age time.Duration) bool {
	return max(now.Sub(d.readAt), now.Round(0).Sub(d.readAt.Round(0))) > age
}

// outdated reports whether the row is newer than the version that is to be deleted.
func (s *Store) outdated(d *deletion) bool {
	e := s.rows[d.id]
	return e != nil && e.base.UpdatedAt.After(d.expected.UpdatedAt)
}

// maxRereading is how many batch readings may be in flight. While the sessions of one
// batch are deleted, the next is read; the second keeps deletes going where they are
// quicker than reading.
const maxRereading = 2

// nextReread takes a batch of deletes whose sessions are to be read again, unless
// enough are ready or being read.
func (s *Store) nextReread(now time.Time, batch int) (Work, bool) {
	q := &s.queue
	n := max(1, batch)
	if q.counts[deleteReady]+q.counts[deleteSending] == 0 {
		n = min(n, 4*s.o.Parallel) // so that the first deletes leave soon
	}
	if q.rereading >= maxRereading || q.counts[deleteReady]+q.counts[deleteReading] > n+n/2 {
		return Work{}, false
	}
	var req request
	w := Work{Kind: Reread, Bulk: true}
	for len(w.IDs) < n {
		d, ok := s.popDelete(&q.bulk, deleteDue)
		if !ok {
			break
		}
		d.readAt = now
		req.deletes = append(req.deletes, d)
		w.IDs = append(w.IDs, d.id)
		w.Expected = append(w.Expected, d.expected.UpdatedAt)
	}
	if len(w.IDs) == 0 {
		return Work{}, false
	}
	return s.handOut(w, &req)
}

// nextReadyDelete takes a delete that is ready. One whose reading is too old, as after
// a pause, or outdated becomes due again.
func (s *Store) nextReadyDelete(now time.Time) (Work, bool) {
	for d, ok := s.popDelete(&s.queue.ready, deleteReady); ok; d, ok = s.popDelete(&s.queue.ready, deleteReady) {
		if !d.readBefore(now, maxReadingAge) && !s.outdated(d) {
			return s.handOut(Work{Kind: Delete, IDs: []string{d.id}, Bulk: true}, &request{deletes: []*deletion{d}})
		}
		s.makeDue(d)
	}
	return Work{}, false
}
