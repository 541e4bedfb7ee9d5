package store

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

// patchFinished takes the outcome of a Patch, or of its ReadBack.
func (s *Store) patchFinished(req *request, o *Outcome, now time.Time, r *Result) {
	w := req.edits
	switch o.Kind {
	case Done:
		s.patchAnswered(req, o, now, r)
	case AlreadyGone:
		s.SetGone([]string{w.id})
		delete(s.unsureValues, w.id)
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
		if req.kind == ReadBack { // which failed for good
			s.markUnsure(w, req.replaced)
		}
		s.failPatch(w, &Failure{Err: cmp.Or(o.Err, errNoAnswer)}, now, r)
	}
}

// patchAnswered settles a patch that took effect, or whose session was read back.
func (s *Store) patchAnswered(req *request, o *Outcome, now time.Time, r *Result) {
	w, replaced, after := req.edits, o.Replaced, o.Session
	if req.kind == ReadBack {
		replaced, after = req.replaced, nil // others may have written since
	}
	patch, _ := w.merged()
	sent := patch
	if replaced != nil {
		sent = intersect(patch, *replaced)
	}
	if req.kind == ReadBack && !applied(sent, o.Session) {
		s.markUnsure(w, replaced)
		s.mergeOutcome(o.Session, now, r)
		if s.sendAgain(&w.failedTries, req.err, now) {
			s.editAgain(w)
		} else {
			s.failPatch(w, &Failure{Err: req.err}, now, r)
		}
		return
	}
	switch row := s.rows[w.id]; {
	case o.Session == nil && row != nil: // the server took the patch and did not answer with the session
		applyTo(&row.base, patch)
		s.memory.remember(w.id, version{updatedAt: row.base.UpdatedAt, at: now, guessed: true})
	case o.Session != nil:
		s.expectOwnVersion(o.UpdatedBefore, o.Session, patch)
		v := version{updatedAt: o.Session.UpdatedAt, at: now}
		if row != nil && patch.Messages == nil {
			v.spokeAt = row.base.LastSpokeAt
		}
		s.memory.remember(w.id, v)
		s.Reconcile(o.Session, now)
	}
	delete(s.unsureValues, w.id)
	s.run.Edited += len(w.inFlight)
	s.run.settle(now)
	r.Changed = append(r.Changed, w.id)
	if w.recordReplaced(replaced) {
		r.MessagesKept = append(r.MessagesKept, w.id)
	}
	var last *side // of those with messages
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

// markUnsure notes that nobody knows whether the edits in flight have arrived or still
// will. See recordReplaced for the argument.
func (s *Store) markUnsure(w *sessionEdits, replaced *client.UpdateSession) {
	patch, _ := w.merged()
	s.unsureValues[w.id] = append(s.unsureValues[w.id], patch)
	w.recordReplaced(replaced)
	for _, e := range w.inFlight {
		e.onServer = nil
	}
}

// mayHaveArrived reports whether a value of the edit was sent before, also as another
// edit, and nobody knows whether that arrived.
func (s *Store) mayHaveArrived(e *edit) bool {
	return slices.ContainsFunc(s.unsureValues[e.id], func(p client.UpdateSession) bool {
		both := intersect(p, e.wanted.values)
		return !both.Empty() && sameFields(both, intersect(e.wanted.values, p))
	})
}

// recordReplaced keeps, for each edit in flight, the values that it replaces on the
// server, so that it can be undone. The argument is the values that all of them
// together replace; nil when they are not known, and those that the person saw count.
// It reports whether an undo left messages as they are, because others came meanwhile.
func (w *sessionEdits) recordReplaced(replaced *client.UpdateSession) (messagesKept bool) {
	for _, e := range w.inFlight {
		to, expected := e.inFlight, e.expectedBase(e.inFlight)
		before := expected.values(to.values)
		if replaced != nil {
			before = intersect(*replaced, to.values)
			next := join(*replaced, intersect(to.values, *replaced))
			replaced = &next
		}
		if e.onServer == nil { // an earlier try may have written what is there, or what is not in replaced
			own := Base{UpdateSession: to.values}
			before = join(e.opposite(to).values, own.differing(before))
		}
		messagesKept = messagesKept || e.saved && to.values.Messages != nil && before.Messages == nil
		e.opposite(to).values = before
	}
	return messagesKept
}

// expectOwnVersion moves a mark and a waiting delete to the version and the values that
// our own write made, so that it does not count as somebody else's change.
func (s *Store) expectOwnVersion(before time.Time, after *client.Session, patch client.UpdateSession) {
	expected := s.marks[after.ID]
	if d := s.deletes[after.ID]; d != nil {
		expected = d.expected // a session that is being deleted has no mark
	}
	if expected != nil && expected.UpdatedAt.Equal(before) {
		expected.UpdatedAt = after.UpdatedAt
		applyTo(expected, patch)
	}
}

// endInFlight removes the edits in flight and queues those that waited behind them.
func (s *Store) endInFlight(w *sessionEdits) {
	w.inFlight, w.failedTries = nil, 0
	s.advance(w)
}

// failPatch ends the edits in flight, which did not take effect, and keeps what was
// typed. Waiting edits were typed over their values, which the server never had: they
// are compared with the values before those.
func (s *Store) failPatch(w *sessionEdits, f *Failure, now time.Time, r *Result) {
	patch, base := w.merged()
	f.ID, f.base, f.Bulk, f.Origin = w.id, base, w.inFlight[0].bulk, ByRedo
	for _, e := range w.inFlight {
		to := e.inFlight
		e.inFlight = nil
		if !e.saved || e.wanted == to { // else it was undone or redone meanwhile: nobody wants it
			f.Patch, f.Origin = join(f.Patch, to.values), min(f.Origin, e.origin(to))
		}
		if e.onServer != nil || e.wanted == to { // else the other side is still to be sent
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

// recordFailure keeps what was typed. Fields that a waiting edit has typed over are kept
// with that edit, until it is undone.
func (s *Store) recordFailure(w *sessionEdits, f *Failure, patch client.UpdateSession) {
	for _, e := range w.waiting {
		if both := intersect(f.Patch, e.wanted.values); e.asTyped() && !both.Empty() {
			over := *f
			over.Patch, e.typedOver = both, &over
		}
		f.Patch = without(f.Patch, e.wanted.values)
	}
	s.addFailure(*f, patch)
}

// addFailure keeps a failure of a write of these fields. Fields that another failure
// keeps already stay as they are there.
func (s *Store) addFailure(f Failure, patch client.UpdateSession) {
	if f.Patch.Empty() {
		return
	}
	f.Conflicts = slices.DeleteFunc(slices.Clone(f.Conflicts), func(c Conflict) bool { return onlyField(f.Patch, c.Field).Empty() })
	if len(f.Conflicts) == 0 {
		f.Theirs = nil
	}
	if old := s.failures[f.ID]; old != nil {
		copyFields(&f.base.UpdateSession, old.base.UpdateSession, without(old.Patch, patch))
		f.Patch, f.Origin = join(f.Patch, old.Patch), min(f.Origin, old.Origin)
	}
	s.failures[f.ID] = &f
}

// stopEdits cancels the waiting edits that are in bulk, or all of them, and returns
// how many. What was typed is kept for another try.
func (s *Store) stopEdits(w *sessionEdits, all bool) (n int) {
	waited := w.waiting
	w.waiting = nil
	for i, e := range waited {
		if !all && !e.bulk {
			w.waiting = append(w.waiting, e)
			continue
		}
		n++
		typed, expected := e.wanted.values, e.expectedBase(e.wanted)
		for _, later := range waited[i+1:] {
			copyFields(&later.base.UpdateSession, expected.UpdateSession, e.wanted.values)
			if later.asTyped() || !all && !later.bulk { // it was typed over this one, or goes on
				typed = without(typed, later.wanted.values)
			}
		}
		if e.asTyped() {
			s.addFailure(Failure{ID: e.id, Bulk: e.bulk, Patch: typed, Err: errStopped, base: e.base}, typed)
		}
		e.giveUp()
	}
	s.advance(w)
	return n
}
