package store

import (
	"maps"
	"slices"
	"time"

	"vapi-sessions/client"
)

// request is what stands behind a Work that was handed out.
type request struct {
	kind    Kind
	edits   *sessionEdits
	deletes []*deletion

	// Of a write of which nobody knows whether it arrived: it is read back.
	err        error                 // why nobody knows
	replaced   *client.UpdateSession // what an edit replaced, if it arrived
	readBacks  int                   // how often it was read back in vain
	readBackAt time.Time             // when to read it back
}

// queue is where writes wait. Lines may hold entries that were taken back or
// moved on; they are passed over.
type queue struct {
	waiting    fifo[*deletion] // in their undo window
	single     fifo[*deletion] // due, a person waits
	bulk       fifo[*deletion] // due, to be read again in batches
	oneByOne   fifo[*deletion] // due, in bulk, to be read one by one
	ready      fifo[*deletion] // read again
	edits      fifo[*sessionEdits]
	bulkEdits  fifo[*sessionEdits] // in bulk
	toReadBack []*request          // to be read back

	inFlight      map[int]*request
	lastID        int  // the ID of the last Work
	deletesQueued int  // deletes, ever
	rereading     int  // readings of many at once that are under way
	noBatch       bool // the server cannot read many at once
	paused        bool
	resumeAt      time.Time         // after a 429, or a delete that came to nothing
	counts        [deleteStates]int // of deletes
}

// fifo is a line of which the first is taken in constant time.
type fifo[T any] []T

func (f *fifo[T]) push(v T) { *f = append(*f, v) }

func (f *fifo[T]) pop() (v T, ok bool) {
	if len(*f) > 0 {
		v, *f, ok = (*f)[0], (*f)[1:], true
	}
	return v, ok
}

// setState moves a delete to another state.
func (q *queue) setState(d *deletion, to deleteState) {
	q.counts[d.state]--
	q.counts[to]++
	d.state = to
}

// lineOf is where a delete that is due waits.
func (q *queue) lineOf(d *deletion) *fifo[*deletion] {
	switch {
	case !d.bulk:
		return &q.single
	case d.readAlone || q.noBatch:
		return &q.oneByOne
	}
	return &q.bulk
}

func (q *queue) pushEdits(w *sessionEdits) {
	if w.allBulk() {
		q.bulkEdits.push(w)
	} else {
		q.edits.push(w)
	}
}

// Next hands out what is to be done now: at most free works, and never more
// than Options.Parallel at a time. batch is how many sessions are read again in
// one request.
func (s *Store) Next(now time.Time, free, batch int) []Work {
	s.endWindows(now)
	if now.Before(s.queue.resumeAt) {
		return nil
	}
	s.queue.resumeAt = time.Time{}
	var list []Work
	for room := min(free, s.o.Parallel-len(s.queue.inFlight)); room > 0; room-- {
		w, ok := s.pick(now, batch)
		if !ok {
			break
		}
		list = append(list, w)
	}
	return list
}

// pick takes the most urgent work. Pausing holds back only what is in bulk.
func (s *Store) pick(now time.Time, batch int) (Work, bool) {
	q := &s.queue
	if w, ok := s.nextReadBack(now); ok {
		return w, true
	}
	if w, ok := s.nextPatch(&q.edits, false); ok {
		return w, true
	}
	if w, ok := s.nextDeleteOne(&q.single); ok {
		return w, true
	}
	if q.paused {
		return Work{}, false
	}
	if w, ok := s.nextPatch(&q.bulkEdits, true); ok {
		return w, true
	}
	if w, ok := s.nextReread(now, batch); ok {
		return w, true
	}
	if w, ok := s.nextReadyDelete(now); ok {
		return w, true
	}
	if w, ok := s.nextReread(now, batch); ok { // what was ready and is so no more
		return w, true
	}
	return s.nextDeleteOne(&q.oneByOne)
}

// handOut makes a work of what was picked.
func (s *Store) handOut(w Work, req *request) (Work, bool) {
	s.queue.lastID++
	w.ID, req.kind = s.queue.lastID, w.Kind
	s.queue.inFlight[w.ID] = req
	to := deleteSending
	if w.Kind == Reread {
		to = deleteReading
		s.queue.rereading++
	}
	for _, d := range req.deletes {
		s.queue.setState(d, to)
	}
	return w, true
}

// popDelete takes the first delete of a line that is still in that state and free to
// go. One whose session is being edited is held until that is settled.
func (s *Store) popDelete(line *fifo[*deletion], in deleteState) (*deletion, bool) {
	for d, ok := line.pop(); ok; d, ok = line.pop() {
		switch {
		case d.state != in:
		case s.edits[d.id] != nil:
			s.queue.setState(d, deleteHeld)
		default:
			return d, true
		}
	}
	return nil, false
}

func (s *Store) nextPatch(line *fifo[*sessionEdits], bulk bool) (Work, bool) {
	for w, ok := line.pop(); ok; w, ok = line.pop() {
		if len(w.inFlight) > 0 || len(w.waiting) == 0 || w.allBulk() != bulk {
			continue
		}
		w.inFlight, w.waiting = w.waiting, nil
		for _, e := range w.inFlight {
			e.inFlight = e.wanted
		}
		patch, base := w.merged()
		return s.handOut(Work{Kind: Patch, IDs: []string{w.id}, Patch: patch, Base: base, Bulk: bulk}, &request{edits: w})
	}
	return Work{}, false
}

func (s *Store) nextDeleteOne(line *fifo[*deletion]) (Work, bool) {
	d, ok := s.popDelete(line, due)
	if !ok {
		return Work{}, false
	}
	w := Work{Kind: DeleteOne, IDs: []string{d.id}, Expected: []time.Time{d.expected.UpdatedAt}, Bulk: d.bulk}
	return s.handOut(w, &request{deletes: []*deletion{d}})
}

func (s *Store) nextReadBack(now time.Time) (Work, bool) {
	q := &s.queue
	i := slices.IndexFunc(q.toReadBack, func(req *request) bool { return !req.readBackAt.After(now) })
	if i < 0 {
		return Work{}, false
	}
	req := q.toReadBack[i]
	q.toReadBack = slices.Delete(q.toReadBack, i, i+1)
	w := Work{Kind: ReadBack}
	if req.edits != nil {
		w.IDs = []string{req.edits.id}
		w.Patch, w.Base = req.edits.merged()
	} else {
		w.IDs, w.Bulk = []string{req.deletes[0].id}, req.deletes[0].bulk
	}
	return s.handOut(w, req)
}

// queueReadBack takes note that nobody knows whether a write arrived: it is read back.
func (q *queue) queueReadBack(req *request, now time.Time) {
	req.readBackAt = now
	q.toReadBack = append(q.toReadBack, req)
}

// readBackPauses is how long to wait before a write is read back again.
var readBackPauses = [...]time.Duration{2 * time.Second, 5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second}

// queueReadBackLater puts off what could not be read back. It reports false when that
// was tried often enough.
func (q *queue) queueReadBackLater(req *request, now time.Time) bool {
	if req.readBacks >= len(readBackPauses) {
		return false
	}
	q.queueReadBack(req, now.Add(readBackPauses[req.readBacks]))
	req.readBacks++
	return true
}

// Deadline is the next moment at which Next has something to do by itself: an
// undo window ends, trouble has been waited out, a write is to be read back.
func (s *Store) Deadline() (time.Time, bool) {
	if !s.queue.resumeAt.IsZero() && !s.Idle() {
		return s.queue.resumeAt, true // nothing can go out before
	}
	var at time.Time
	sooner := func(t time.Time) {
		if at.IsZero() || t.Before(at) {
			at = t
		}
	}
	if d, ok := s.queue.firstInWindow(); ok {
		sooner(d.deleteDue)
	}
	for _, req := range s.queue.toReadBack {
		sooner(req.readBackAt)
	}
	return at, !at.IsZero()
}

// Pause holds back the writes in bulk that were not sent. Single ones go on.
func (s *Store) Pause() { s.queue.paused = true }

// Resume goes on after Pause. The rate is measured anew.
func (s *Store) Resume() {
	s.queue.paused = false
	s.run.settledAt = nil
}

// deletesInOrder are the deletes that were not settled, in the order they were queued.
func (s *Store) deletesInOrder() []*deletion {
	return slices.SortedFunc(maps.Values(s.deletes), func(a, b *deletion) int { return a.number - b.number })
}
