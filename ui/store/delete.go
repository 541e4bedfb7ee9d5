package store

import (
	"maps"
	"math"
	"slices"
	"time"

	"vapi-sessions/client"
)

// deletion is the delete of a session that is not settled.
type deletion struct {
	id          string
	number      int // in the order in which deletes were queued
	state       deleteState
	dueAt       time.Time // the end of its undo window
	bulk        bool
	readAlone   bool            // reading it in a batch failed or was too slow
	expected    *client.Summary // as it was marked or shown; another version is not deleted
	wasMarked   bool            // expected was its mark
	readAt      time.Time       // when its reading was sent, then when that was answered
	failedTries int             // how often the delete was sent in vain
}

type deleteState uint8

const (
	deleteUnqueued deleteState = iota
	deleteWaiting              // for the end of its undo window
	deleteDue                  // to be sent, or first to be read again
	deleteHeld                 // due, but an edit of the session is on its way
	deleteReading              // being read again
	deleteReady                // read again, its copy kept
	deleteSending              // out, or to be read back
	deleteSettled              // done, failed, or taken back

	deleteStates
)

// unsent reports whether the delete request has not been sent.
func (d *deletion) unsent() bool { return d.state < deleteSending }

// DeleteOptions say how sessions are deleted.
type DeleteOptions struct {
	// Bulk reads many sessions in one request before they are deleted. Bulk deletes
	// can be paused.
	Bulk bool
}

// Delete queues deletes, which wait for the undo window. Each session is read again
// first, and not deleted if it changed since it was marked, or else since it was
// shown. Marks are removed; sessions that are not deleted in the end are marked again.
func (s *Store) Delete(ids []string, o DeleteOptions, now time.Time) Queued {
	var q Queued
	st := &step{verb: "delete"}
	for _, id := range ids {
		e, m := s.rows[id], s.marks[id]
		switch {
		case e == nil && m == nil, o.Bulk && m == nil && e.base.Bad != nil:
			q.Unknown++
			continue
		case s.deletes[id] != nil:
			q.BeingDeleted++
			continue
		}
		d := &deletion{id: id, bulk: o.Bulk, expected: m, wasMarked: m != nil}
		if m == nil {
			row := e.base
			d.expected = &row
		}
		st.deletes = append(st.deletes, d)
		q.IDs = append(q.IDs, id)
	}
	if len(q.IDs) > 0 {
		s.queueDeletes(st.deletes, now)
		s.history.add(st)
	}
	return q
}

// queueDeletes starts the undo window of deletes.
func (s *Store) queueDeletes(list []*deletion, now time.Time) {
	s.version++
	s.run.begin(s, len(list))
	for _, d := range list {
		s.deletes[d.id] = d
		s.queue.deletesQueued++
		d.number = s.queue.deletesQueued
		delete(s.marks, d.id)
		s.forgetDelete(d.id)
		d.dueAt = now.Add(s.o.UndoWindow)
		s.queue.setState(d, deleteWaiting)
		s.queue.waiting.push(d)
	}
}

// makeDue queues a delete that may be sent.
func (s *Store) makeDue(d *deletion) {
	s.version++
	s.queue.setState(d, deleteDue)
	switch {
	case !d.bulk:
		s.queue.single.push(d)
	case d.readAlone || s.queue.noBatch:
		s.queue.oneByOne.push(d)
	default:
		s.queue.bulk.push(d)
	}
}

// cancelDelete ends a delete that was not sent, and marks its session if it was marked.
func (s *Store) cancelDelete(d *deletion) {
	s.endDelete(d)
	if d.wasMarked {
		s.putMark(d.expected)
	}
}

// cancelAndMark ends a delete that was not sent, or did not happen, and marks its
// session.
func (s *Store) cancelAndMark(d *deletion) {
	d.wasMarked = true
	s.cancelDelete(d)
}

// CancelDelete cancels the delete of a session if it was not sent, without a mark. It
// reports whether it did.
func (s *Store) CancelDelete(id string) bool {
	d := s.deletes[id]
	if d == nil || !d.unsent() {
		return false
	}
	s.endDelete(d)
	s.run.Total--
	return true
}

// endDelete removes a delete that is settled.
func (s *Store) endDelete(d *deletion) {
	s.version++
	s.queue.setState(d, deleteSettled)
	delete(s.deletes, d.id)
	s.endPauseIfIdle()
}

// endPauseIfIdle ends a pause when nothing is left to send.
func (s *Store) endPauseIfIdle() {
	if s.Idle() {
		s.queue.paused = false
	}
}

// Stop cancels every write that was not sent, marks the sessions of the deletes among
// them, and returns their IDs. Requests in flight go on.
func (s *Store) Stop() []string { return s.stop(true) }

// Discard is Stop before the program ends: nothing can be undone or redone afterwards.
func (s *Store) Discard() []string {
	s.history = history{}
	return s.Stop()
}

// stop cancels the unsent writes that are in bulk, or all of them.
func (s *Store) stop(all bool) []string {
	var ids []string
	for _, d := range slices.SortedFunc(maps.Values(s.deletes), func(a, b *deletion) int { return a.number - b.number }) {
		if d.unsent() && (all || d.bulk) {
			ids = append(ids, d.id)
			s.cancelAndMark(d)
		}
	}
	n := len(ids)
	for _, w := range s.edits {
		n += s.stopEdits(w, all)
	}
	s.queue.paused = false
	s.run.Stopped += n
	return ids
}

// ResumeDeletes queues bulk deletes that were confirmed in an earlier run of the
// program, by the versions that were seen then. The sessions need not be loaded.
func (s *Store) ResumeDeletes(ids []string, seen func(id string) time.Time, now time.Time) Queued {
	for _, id := range ids {
		m := client.Summary{ID: id, Cost: math.NaN()}
		if e := s.rows[id]; e != nil {
			m = e.base
		}
		m.UpdatedAt = seen(id)
		s.putMark(&m)
	}
	return s.Delete(ids, DeleteOptions{Bulk: true}, now)
}

// ExpectedVersions are the versions of the sessions that are to be deleted; zero where
// none is known.
func (s *Store) ExpectedVersions(ids []string) []time.Time {
	all := make([]time.Time, len(ids))
	for i, id := range ids {
		if d := s.deletes[id]; d != nil {
			all[i] = d.expected.UpdatedAt
		}
	}
	return all
}
