package store

import (
	"slices"
	"time"

	"vapi-sessions/client"
)

// request is a Work that was handed out, or a write that is to be read back.
type request struct {
	kind    Kind
	edits   *sessionEdits
	deletes []*deletion

	// Of a write that is to be read back:
	err        error                 // why its outcome is unknown
	replaced   *client.UpdateSession // see Outcome.Replaced
	readBacks  int                   // how often reading back failed
	readBackAt time.Time
}

// queue is the writes that wait. A line may hold entries that were cancelled or are in
// another line by now; those are skipped.
type queue struct {
	waiting    fifo[*deletion] // in their undo window, in the order of dueAt
	single     fifo[*deletion] // due, a person waits
	bulk       fifo[*deletion] // due, to be read again in batches
	oneByOne   fifo[*deletion] // due, in bulk, to be read one by one
	ready      fifo[*deletion] // read again
	edits      fifo[*sessionEdits]
	bulkEdits  fifo[*sessionEdits]
	toReadBack []*request

	inFlight      map[int]*request
	lastWorkID    int  // the ID of the last Work
	deletesQueued int  // since the start
	rereading     int  // batch readings in flight
	noBatch       bool // the server cannot read many at once
	paused        bool
	resumeAt      time.Time         // after a 429, or a delete that came to nothing
	counts        [deleteStates]int // of deletes
}

// fifo is a queue.
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

// Next hands out the works to be done now: at most free of them, and never more than
// Options.Parallel at a time. batch is how many sessions one Reread reads.
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

// pick takes the most urgent work. A pause holds back bulk writes only.
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
	if w, ok := s.nextReread(now, batch); ok { // some that were ready became due again
		return w, true
	}
	return s.nextDeleteOne(&q.oneByOne)
}

// handOut gives a work its ID and remembers the request.
func (s *Store) handOut(w Work, req *request) (Work, bool) {
	s.queue.lastWorkID++
	w.ID, req.kind = s.queue.lastWorkID, w.Kind
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

// popDelete takes the first delete of a line that is still in that state. Deletes of
// sessions with edits are held until those are settled.
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
			if s.mayHaveArrived(e) {
				e.onServer = nil
			}
		}
		patch, base := w.merged()
		base.unsureValues = s.unsureValues[w.id]
		return s.handOut(Work{Kind: Patch, IDs: []string{w.id}, Patch: patch, Base: base, Bulk: bulk}, &request{edits: w})
	}
	return Work{}, false
}

func (s *Store) nextDeleteOne(line *fifo[*deletion]) (Work, bool) {
	d, ok := s.popDelete(line, deleteDue)
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

// queueReadBack queues the reading back of a write, which begins then.
func (q *queue) queueReadBack(req *request, at time.Time) {
	req.readBackAt = at
	q.toReadBack = append(q.toReadBack, req)
}

// Deadline is when Next has to be called next without another cause: an undo window
// ends, the queue is no longer held back, or a write is to be read back.
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
		sooner(d.dueAt)
	}
	for _, req := range s.queue.toReadBack {
		sooner(req.readBackAt)
	}
	return at, !at.IsZero()
}

// Pause holds back the bulk writes that were not sent. Single ones go on.
func (s *Store) Pause() {
	s.version++
	s.queue.paused = true
}

// Resume ends a pause. The rate is measured anew.
func (s *Store) Resume() {
	s.version++
	s.queue.paused = false
	s.run.settledAt = nil
}
