package store

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

func (s *Store) patchFinished(req *request, o *Outcome, now time.Time, r *Result) {
	w := req.edits
	switch o.Kind {
	case Done:
		s.patchAnswered(req, o, now, r)
	case AlreadyGone:
		if row := s.rows[w.id]; row != nil {
			row.gone, row.goneAt = true, s.lastSent
		}
		r.Changed = append(r.Changed, w.id)
		s.failPatch(w, &Failure{Err: ErrGone}, now, r)
	case Conflicted:
		theirs := BaseOf(o.Session)
		s.mergeOutcome(o.Session, now, r)
		s.failPatch(w, &Failure{Err: ErrConflict, Conflicts: o.Conflicts, Theirs: &theirs}, now, r)
	case RateLimited:
		s.editAgain(w)
	case Unknown:
		s.queue.queueReadBack(&request{edits: w, err: cmp.Or(o.Err, errNoAnswer), replaced: o.Replaced}, now)
	default:
		if req.kind == ReadBack { // in vain
			w.markUncertain(req.replaced)
		}
		s.failPatch(w, &Failure{Err: cmp.Or(o.Err, errNoAnswer)}, now, r)
	}
}

// patchAnswered settles a patch that arrived, or one that was read back.
func (s *Store) patchAnswered(req *request, o *Outcome, now time.Time, r *Result) {
	w, was, after := req.edits, o.Replaced, o.Session
	if req.kind == ReadBack {
		was, after = req.replaced, nil // others may have written since
	}
	patch, _ := w.merged()
	sent := patch
	if was != nil {
		sent = intersect(patch, *was)
	}
	if req.kind == ReadBack && !applied(sent, o.Session) {
		w.markUncertain(was)
		s.mergeOutcome(o.Session, now, r)
		if s.sendAgain(&w.failedTries, req.err, now) {
			s.editAgain(w)
		} else {
			s.failPatch(w, &Failure{Err: req.err}, now, r)
		}
		return
	}
	if o.Session == nil {
		s.assumeWritten(w.id, patch, now)
	} else {
		s.followOwnWrite(w.id, o.UpdatedBefore, o.Session.UpdatedAt)
		v := version{updatedAt: o.Session.UpdatedAt, at: now}
		if row := s.rows[w.id]; row != nil && patch.Messages == nil {
			v.spokeAt = row.base.LastSpokeAt
		}
		s.memory.remember(w.id, v)
		s.Reconcile(o.Session, now)
	}
	s.run.Edited += len(w.inFlight)
	s.run.settle(now)
	r.Changed = append(r.Changed, w.id)
	if w.recordReplaced(was) {
		r.MessagesKept = append(r.MessagesKept, w.id)
	}
	var last *side // that left messages
	for _, e := range w.inFlight {
		e.inFlight.messages = nil
		if e.inFlight.values.Messages != nil {
			last = e.inFlight
		}
		e.onServer, e.inFlight, e.saved = e.inFlight, nil, true
	}
	if last != nil && after != nil {
		last.messages = BaseOf(after).Messages
	}
	s.endInFlight(w)
}

// markUncertain takes note that nobody knows whether what was sent arrived, or still
// will; was is what it replaces then.
func (w *sessionEdits) markUncertain(was *client.UpdateSession) {
	w.recordReplaced(was)
	for _, e := range w.inFlight {
		e.onServer = nil
	}
}

// recordReplaced keeps what each edit that was sent replaced: was is what all of them
// together replaced, nil when only what the person saw is known. It reports whether
// messages that were to be taken back were left as they are.
func (w *sessionEdits) recordReplaced(was *client.UpdateSession) (stayed bool) {
	for _, e := range w.inFlight {
		seen, to := e.expectedBase(e.inFlight), e.inFlight
		before := seen.values(to.values)
		if was != nil {
			before = intersect(*was, to.values)
			next := join(*was, intersect(to.values, *was))
			was = &next
		}
		if e.onServer == nil { // what is as wanted already may be so by an earlier try
			before = join(e.opposite(to).values, before)
		}
		stayed = stayed || e.saved && to.values.Messages != nil && before.Messages == nil
		e.opposite(to).values = before
	}
	return stayed
}

// assumeWritten gives the base the fields of a patch, for a server that took it and gave no
// session back.
func (s *Store) assumeWritten(id string, patch client.UpdateSession, now time.Time) {
	row := s.rows[id]
	if row == nil {
		return
	}
	applyTo(&row.base, patch)
	s.memory.remember(id, version{updatedAt: row.base.UpdatedAt, at: now, guessed: true})
}

// followOwnWrite moves a mark, and a delete that waits, along with our own write, so
// that it does not pass for somebody else's change.
func (s *Store) followOwnWrite(id string, before, after time.Time) {
	if m := s.marks[id]; m != nil && m.UpdatedAt.Equal(before) {
		m.UpdatedAt = after
	}
	if d := s.deletes[id]; d != nil && d.expected.UpdatedAt.Equal(before) {
		d.expected.UpdatedAt = after
	}
}

// endInFlight lets go of what was sent and sends what waited behind it.
func (s *Store) endInFlight(w *sessionEdits) {
	w.inFlight, w.failedTries = nil, 0
	s.advance(w)
}

// failPatch takes a patch off the row and keeps what was typed. Edits behind
// it were made on top of it: they are compared with what was there before it
// instead.
func (s *Store) failPatch(w *sessionEdits, f *Failure, now time.Time, r *Result) {
	patch, base := w.merged()
	f.ID, f.base, f.Bulk, f.Undo = w.id, base, w.inFlight[0].bulk, true
	for _, e := range w.inFlight {
		to := e.inFlight
		e.inFlight = nil
		if !e.saved || e.wanted == to { // else it was turned around meanwhile: nobody wants it
			f.Patch, f.Undo = join(f.Patch, to.values), f.Undo && e.saved
		}
		if e.onServer != nil || e.wanted == to { // else what it was turned to is still to be sent
			e.giveUp()
		}
	}
	s.dropSettled(w)
	for _, e := range w.waiting {
		if !slices.Contains(w.inFlight, e) {
			copyFields(&e.base.UpdateSession, base.UpdateSession, patch)
		}
	}
	s.recordFailure(w, f, patch)
	if f.Bulk && errors.Is(f.Err, ErrConflict) {
		s.run.LeftOut += len(w.inFlight)
	} else {
		s.run.fail(len(w.inFlight), f.Err)
	}
	s.run.settle(now)
	r.Failed = append(r.Failed, w.id)
	s.endInFlight(w)
}

// recordFailure keeps what was typed, except what was typed over since: that
// waits in the edit, or was kept already when it was stopped, and is compared
// with what was there before the patch from then on.
func (s *Store) recordFailure(w *sessionEdits, f *Failure, patch client.UpdateSession) {
	for _, e := range w.waiting {
		f.Patch = without(f.Patch, e.wanted.values)
	}
	if f.Patch.Empty() {
		return
	}
	if old := s.failures[w.id]; old != nil {
		copyFields(&f.base.UpdateSession, old.base.UpdateSession, without(old.Patch, patch))
		f.Patch, f.Undo = join(f.Patch, old.Patch), f.Undo && old.Undo
	}
	s.failures[w.id] = f
}

// stopEdits takes back the edits that wait and are in bulk, or all, and returns how
// many they are. What was typed is kept, to be tried again.
func (s *Store) stopEdits(w *sessionEdits, all bool) (n int) {
	waited := w.waiting
	w.waiting = nil
	for i, e := range waited {
		if !all && !e.bulk {
			w.waiting = append(w.waiting, e)
			continue
		}
		n++
		typed, seen := e.wanted.values, e.expectedBase(e.wanted)
		for _, later := range waited[i+1:] {
			copyFields(&later.base.UpdateSession, seen.UpdateSession, e.wanted.values) // which it leaves as it is
			if !all && !later.bulk {                                                   // what goes on is typed over it
				typed = without(typed, later.wanted.values)
			}
		}
		if e.asTyped() && !typed.Empty() {
			s.recordStopped(e, typed)
		}
		e.giveUp()
	}
	s.advance(w)
	return n
}

// recordStopped keeps what was typed of an edit that was stopped before it was sent.
func (s *Store) recordStopped(e *edit, typed client.UpdateSession) {
	f := s.failures[e.id]
	if f == nil {
		f = &Failure{ID: e.id, Bulk: e.bulk}
		s.failures[e.id] = f
	}
	copyFields(&f.base.UpdateSession, e.base.UpdateSession, without(typed, f.Patch))
	f.Patch, f.Err = join(f.Patch, typed), errStopped
}
