package store

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"vapi-sessions/client"
)

func (s *Store) afterPatch(req *request, o *Outcome, now time.Time, r *Result) {
	w := req.edits
	switch o.What {
	case Done:
		s.patchAnswered(req, o, now, r)
	case AlreadyGone:
		if row := s.rows[w.id]; row != nil {
			row.gone, row.goneAt = true, s.latest
		}
		r.Changed = append(r.Changed, w.id)
		s.failPatch(w, &Failure{Err: ErrGone}, now, r)
	case Conflicted:
		theirs := BaseOf(o.Session)
		s.reconcile(o.Session, now, r)
		s.failPatch(w, &Failure{Err: ErrConflict, Conflicts: o.Conflicts, Theirs: &theirs}, now, r)
	case RateLimited:
		s.editAgain(w)
	case Unknown:
		s.queue.readBackAt(&request{edits: w, lost: cmp.Or(o.Err, errNoAnswer), was: o.Was}, now)
	default:
		if req.kind == ReadBack { // in vain
			w.mayArrive(req.was)
		}
		s.failPatch(w, &Failure{Err: cmp.Or(o.Err, errNoAnswer)}, now, r)
	}
}

// patchAnswered settles a patch that arrived, or one that was read back.
func (s *Store) patchAnswered(req *request, o *Outcome, now time.Time, r *Result) {
	w, was, after := req.edits, o.Was, o.Session
	if req.kind == ReadBack {
		was, after = req.was, nil // others may have written since
	}
	patch, _ := w.patch()
	sent := patch
	if was != nil {
		sent = within(patch, *was)
	}
	if req.kind == ReadBack && !Arrived(sent, o.Session) {
		w.mayArrive(was)
		s.reconcile(o.Session, now, r)
		if s.sendAgain(&w.tries, req.lost, now) {
			s.editAgain(w)
		} else {
			s.failPatch(w, &Failure{Err: req.lost}, now, r)
		}
		return
	}
	if o.Session == nil {
		s.assume(w.id, patch, now)
	} else {
		s.follow(w.id, o.Before, o.Session.UpdatedAt)
		v := version{updated: o.Session.UpdatedAt, at: now}
		if row := s.rows[w.id]; row != nil && patch.Messages == nil {
			v.spoke = row.base.SpokeAt
		}
		s.memory.remember(w.id, v)
		s.Reconcile(o.Session, now)
	}
	s.run.Edited += len(w.sent)
	s.run.settle(now)
	r.Changed = append(r.Changed, w.id)
	if w.keepReplaced(was) {
		r.Stayed = append(r.Stayed, w.id)
	}
	var last *side // that left messages
	for _, e := range w.sent {
		e.sends.messages = nil
		if e.sends.values.Messages != nil {
			last = e.sends
		}
		e.holds, e.sends, e.saved = e.sends, nil, true
	}
	if last != nil && after != nil {
		last.messages = BaseOf(after).Messages
	}
	s.endSent(w)
}

// mayArrive takes note that nobody knows whether what was sent arrived, or still
// will; was is what it replaces then.
func (w *edits) mayArrive(was *client.UpdateSession) {
	w.keepReplaced(was)
	for _, e := range w.sent {
		e.holds = nil
	}
}

// keepReplaced keeps what each edit that was sent replaced: was is what all of them
// together replaced, nil when only what the person saw is known. It reports whether
// messages that were to be taken back were left as they are.
func (w *edits) keepReplaced(was *client.UpdateSession) (stayed bool) {
	for _, e := range w.sent {
		seen, to := e.seen(e.sends), e.sends
		before := seen.values(to.values)
		if was != nil {
			before = within(*was, to.values)
			next := join(*was, within(to.values, *was))
			was = &next
		}
		if e.holds == nil { // what is as wanted already may be so by an earlier try
			before = join(e.from(to).values, before)
		}
		stayed = stayed || e.saved && to.values.Messages != nil && before.Messages == nil
		e.from(to).values = before
	}
	return stayed
}

// assume gives the base the fields of a patch, for a server that took it and gave no
// session back.
func (s *Store) assume(id string, patch client.UpdateSession, now time.Time) {
	row := s.rows[id]
	if row == nil {
		return
	}
	applyTo(&row.base, patch)
	s.memory.remember(id, version{updated: row.base.UpdatedAt, at: now, guessed: true})
}

// follow moves a mark, and a delete that waits, along with our own write, so
// that it does not pass for somebody else's change.
func (s *Store) follow(id string, before, after time.Time) {
	if m := s.marks[id]; m != nil && m.UpdatedAt.Equal(before) {
		m.UpdatedAt = after
	}
	if d := s.deletes[id]; d != nil && d.seen.UpdatedAt.Equal(before) {
		d.seen.UpdatedAt = after
	}
}

// endSent lets go of what was sent and sends what waited behind it.
func (s *Store) endSent(w *edits) {
	w.sent, w.tries = nil, 0
	s.goOn(w)
}

// failPatch takes a patch off the row and keeps what was typed. Edits behind
// it were made on top of it: they are compared with what was there before it
// instead.
func (s *Store) failPatch(w *edits, f *Failure, now time.Time, r *Result) {
	patch, base := w.patch()
	f.ID, f.base, f.Bulk, f.Undo = w.id, base, w.sent[0].bulk, true
	for _, e := range w.sent {
		to := e.sends
		e.sends = nil
		if !e.saved || e.wants == to { // else it was turned around meanwhile: nobody wants it
			f.Patch, f.Undo = join(f.Patch, to.values), f.Undo && e.saved
		}
		if e.holds != nil || e.wants == to { // else what it was turned to is still to be sent
			e.giveUp()
		}
	}
	s.dropSettled(w)
	for _, e := range w.next {
		if !slices.Contains(w.sent, e) {
			take(&e.base.UpdateSession, base.UpdateSession, patch)
		}
	}
	s.keepFailed(w, f, patch)
	if f.Bulk && errors.Is(f.Err, ErrConflict) {
		s.run.LeftOut += len(w.sent)
	} else {
		s.run.fail(len(w.sent), f.Err)
	}
	s.run.settle(now)
	r.Failed = append(r.Failed, w.id)
	s.endSent(w)
}

// keepFailed keeps what was typed, except what was typed over since: that
// waits in the edit, or was kept already when it was stopped, and is compared
// with what was there before the patch from then on.
func (s *Store) keepFailed(w *edits, f *Failure, patch client.UpdateSession) {
	for _, e := range w.next {
		f.Patch = without(f.Patch, e.wants.values)
	}
	if f.Patch.Empty() {
		return
	}
	if old := s.failures[w.id]; old != nil {
		take(&f.base.UpdateSession, old.base.UpdateSession, without(old.Patch, patch))
		f.Patch, f.Undo = join(f.Patch, old.Patch), f.Undo && old.Undo
	}
	s.failures[w.id] = f
}

// stopEdits takes back the edits that wait and are in bulk, or all, and returns how
// many they are. What was typed is kept, to be tried again.
func (s *Store) stopEdits(w *edits, all bool) (n int) {
	waited := w.next
	w.next = nil
	for i, e := range waited {
		if !all && !e.bulk {
			w.next = append(w.next, e)
			continue
		}
		n++
		typed, seen := e.wants.values, e.seen(e.wants)
		for _, later := range waited[i+1:] {
			take(&later.base.UpdateSession, seen.UpdateSession, e.wants.values) // which it leaves as it is
			if !all && !later.bulk {                                            // what goes on is typed over it
				typed = without(typed, later.wants.values)
			}
		}
		if e.typed() && !typed.Empty() {
			s.keepStopped(e, typed)
		}
		e.giveUp()
	}
	s.goOn(w)
	return n
}

// keepStopped keeps what was typed of an edit that was stopped before it was sent.
func (s *Store) keepStopped(e *edit, typed client.UpdateSession) {
	f := s.failures[e.id]
	if f == nil {
		f = &Failure{ID: e.id, Bulk: e.bulk}
		s.failures[e.id] = f
	}
	take(&f.base.UpdateSession, e.base.UpdateSession, without(typed, f.Patch))
	f.Patch, f.Err = join(f.Patch, typed), errStopped
}
