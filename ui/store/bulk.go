package store

import "time"

const (
	// maxReadingAge is how long after its answer a reading is good enough to delete by.
	maxReadingAge = time.Second
	// maxReadingTime is how long the answer to a reading may take to be of use.
	maxReadingTime = 15 * time.Second
)

// readBefore reports whether more than that has passed since a session was read, or
// was asked for. The clock that times are taken from stands still while the
// machine sleeps; the local time does not.
func (d *deletion) readBefore(now time.Time, most time.Duration) bool {
	return max(now.Sub(d.readAt), now.Round(0).Sub(d.readAt.Round(0))) > most
}

// outdated reports whether a newer version of a session is known than the one
// that is to be deleted.
func (s *Store) outdated(d *deletion) bool {
	e := s.rows[d.id]
	return e != nil && e.base.UpdatedAt.After(d.expected.UpdatedAt)
}

// maxRereading is how many readings of many at once may be under way. The
// deletes of one batch go on while the next is read; a second reading keeps
// them going where deleting is quicker than reading.
const maxRereading = 2

// nextReread takes a batch of those that are due to be read again, so that there are
// always some that are ready.
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
		d, ok := s.popDelete(&q.bulk, due)
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

// nextReadyDelete takes a delete whose copy is kept. Those whose reading is too old, as
// after a pause, or known to be passed, are to be read again.
func (s *Store) nextReadyDelete(now time.Time) (Work, bool) {
	for d, ok := s.popDelete(&s.queue.ready, deleteReady); ok; d, ok = s.popDelete(&s.queue.ready, deleteReady) {
		if !d.readBefore(now, maxReadingAge) && !s.outdated(d) {
			return s.handOut(Work{Kind: Delete, IDs: []string{d.id}, Bulk: true}, &request{deletes: []*deletion{d}})
		}
		s.makeDue(d)
	}
	return Work{}, false
}
