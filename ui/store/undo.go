package store

import (
	"slices"
	"time"

	"vapi-sessions/ui/words"
)

// Undone is what Undo or Redo did.
type Undone struct {
	Text     string   // words for the status line
	Did      string   // "undone: " or "done again: ", with which Text begins where something was done
	Verb     string   // of the step: "delete", "edit" or "mark"
	ID       string   // the session, when it is a write of one
	Deletes  []string // sessions whose deletes were cancelled, or queued again
	External any      // the step of Remember that was next; nil for others
	// Sent are the sessions to which values are sent: old ones by Undo, new by Redo.
	Sent []string
	// Changes are the values that are sent, when Sent is one session.
	Changes []Change
	TooLate int // deletes that were sent already
}

// Undo undoes the latest step. Marks, and writes that were not sent, are undone at once.
// For an edit that was sent, an edit with the old values is queued. It reports false
// when nothing was undone; Text then says why, and the step is skipped.
func (s *Store) Undo(now time.Time) (Undone, bool) {
	return s.undoOrRedo(direction{true, "undo", "undone: ", "the old values are sent back"}, now)
}

// Redo redoes the step that was undone last. A delete gets a new undo window. It reports
// false when nothing was redone; Text then says why.
func (s *Store) Redo(now time.Time) (Undone, bool) {
	return s.undoOrRedo(direction{false, "redo", "done again: ", "the new values are sent again"}, now)
}

// direction is Undo or Redo, with its words.
type direction struct {
	undo             bool
	verb, did, sends string
}

// undoOrRedo undoes or redoes the next step. A step of which nothing is left is dropped.
func (s *Store) undoOrRedo(d direction, now time.Time) (Undone, bool) {
	st := s.history.next(d.undo)
	if st == nil {
		return Undone{Text: "nothing to " + d.verb}, false
	}
	st.undone = d.undo && len(st.edits) == 0
	wasPaused := s.queue.paused
	var t undoResult
	switch {
	case st.external != nil:
		return Undone{External: st.external}, true
	case len(st.marks) > 0:
		s.applyMarks(st.marks, d.undo)
		return Undone{Text: d.did + st.name(len(st.marks)), Verb: st.verb}, true
	case len(st.edits) > 0:
		t = s.undoOrRedoEdits(st, d.undo)
	default:
		t = s.undoOrRedoDeletes(st, d.undo, now)
	}
	if d.undo {
		st.endedPause = wasPaused && !s.queue.paused
	} else if st.endedPause && !s.Idle() {
		s.queue.paused = true
	}
	if len(st.edits)+len(st.deletes) == 0 {
		s.history.forget(st)
	}
	return t.undone(d, st)
}

// undoResult is what undoing or redoing the writes of a step did.
type undoResult struct {
	ids     []string // sessions whose writes were undone or redone
	sent    []*edit  // of these: the edits whose other side is sent
	tooLate int      // deletes that were sent already
	failed  int      // writes that had failed
	gone    int      // writes of sessions that are deleted, or are being deleted
}

// undoOrRedoEdits undoes or redoes the edits of a step. A waiting edit is cancelled; for one
// that was sent, the other side is queued. Edits with which neither can be done are
// dropped from the step.
func (s *Store) undoOrRedoEdits(st *step, undo bool) (t undoResult) {
	st.edits = slices.DeleteFunc(st.edits, func(e *edit) bool {
		to := e.opposite(e.wanted)
		switch {
		case !e.canUndoOrRedo(undo):
			return false
		case s.deletes[e.id] != nil || s.Deleted(e.id):
			t.gone++
			return true
		case s.cancelEdit(e) && e.onServer != nil:
			e.wanted = to
		case e.abandoned || to.values.Empty():
			t.failed++
			return true
		default:
			e.wanted = to
			s.queueEdit(e)
			if !e.asTyped() {
				t.sent = append(t.sent, e)
			}
		}
		t.ids = append(t.ids, e.id)
		switch f := e.typedOver; {
		case f == nil:
		case undo:
			s.addFailure(*f, f.Patch)
		default:
			s.forgetFields(e.id, f.Patch)
		}
		return false
	})
	return t
}

// cancelEdit removes a waiting edit. It reports whether it was waiting.
func (s *Store) cancelEdit(e *edit) bool {
	w := s.edits[e.id]
	if w == nil {
		return false
	}
	i := slices.Index(w.waiting, e)
	if i < 0 {
		return false
	}
	w.waiting = slices.Delete(w.waiting, i, i+1)
	s.run.Total--
	s.advance(w)
	return true
}

// undoOrRedoDeletes cancels the unsent deletes of a step, or queues them again. Deletes with
// which neither can be done are dropped from the step.
func (s *Store) undoOrRedoDeletes(st *step, undo bool, now time.Time) (t undoResult) {
	var kept []*deletion
	for _, d := range st.deletes {
		switch {
		case !undo:
			d = &deletion{id: d.id, bulk: d.bulk, readAlone: d.readAlone, expected: d.expected, wasMarked: d.wasMarked}
		case d.unsent():
			s.cancelDelete(d)
			s.run.Total--
		case d.state == deleteSending || s.Deleted(d.id):
			t.tooLate++
			continue
		default:
			t.failed++
			continue
		}
		t.ids = append(t.ids, d.id)
		kept = append(kept, d)
	}
	st.deletes = kept
	if !undo {
		s.queueDeletes(kept, now)
	}
	return t
}

// undone says what undoing or redoing a step did. It reports false when that is nothing.
func (t *undoResult) undone(d direction, st *step) (Undone, bool) {
	n := len(t.ids)
	total := n + t.tooLate + t.failed + t.gone
	u := Undone{Did: d.did, Verb: st.verb, TooLate: t.tooLate}
	not := "not " + map[string]string{"edit": "saved", "delete": "deleted"}[st.verb]
	switch {
	case n == 0 && t.tooLate > 0:
		u.Text = "too late to undo, sent already or just now: " + st.name(t.tooLate)
		return u, false
	case n == 0 && t.gone > 0:
		u.Text = "nothing to " + d.verb + ", gone meanwhile: " + st.name(total)
		return u, false
	case n == 0:
		u.Text = "nothing to " + d.verb + ", " + not + ": " + st.name(total)
		return u, false
	case total == 1:
		u.ID = t.ids[0]
	}
	u.Text = d.did + st.name(n)
	if len(t.sent) > 0 {
		u.Text += "; " + d.sends
	}
	for _, rest := range []struct {
		n    int
		what string
	}{{t.tooLate, "were sent already"}, {t.failed, "were " + not}, {t.gone, "are gone"}} {
		if rest.n > 0 {
			u.Text += "; " + words.Count(rest.n) + " of " + words.Count(total) + " " + rest.what
		}
	}
	if len(st.deletes) > 0 {
		u.Deletes = t.ids
	}
	for _, e := range t.sent {
		u.Sent = append(u.Sent, e.id)
		if total == 1 {
			u.Changes = Changes(e.expectedBase(e.wanted), e.wanted.values)
		}
	}
	return u, true
}

// UndoCancelsDeletes reports whether Undo would cancel deletes.
func (s *Store) UndoCancelsDeletes() bool {
	st := s.history.next(true)
	return st != nil && slices.ContainsFunc(st.deletes, (*deletion).unsent)
}

// UndoOrRedoMaySend reports whether Undo or, if not undo, Redo may send a write.
func (s *Store) UndoOrRedoMaySend(undo bool) bool {
	st := s.history.next(undo)
	return st != nil && (len(st.edits) > 0 || !undo && len(st.deletes) > 0)
}
