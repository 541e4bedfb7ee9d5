package store

import (
	"cmp"
	"errors"
	"time"

	"vapi-sessions/client"
)

func (s *Store) afterPatch(req *request, o *Outcome, now time.Time, r *Result) {
	e := req.edit
	switch o.What {
	case Done:
		s.patchAnswered(req, o, now, r)
	case AlreadyGone:
		if row := s.rows[e.id]; row != nil {
			row.gone, row.goneAt = true, s.latest
		}
		s.failPatch(e, &Failure{Err: ErrGone}, now, r)
	case Conflicted, LeftOut:
		met := &Failure{Err: ErrConflict, Conflicts: o.Conflicts}
		if o.Session != nil {
			theirs := BaseOf(o.Session)
			met.Theirs = &theirs
		}
		s.reconcile(o.Session, now, r)
		s.failPatch(e, met, now, r)
	case RateLimited:
		s.editAgain(e)
	case Unknown:
		s.queue.readBackAt(&request{edit: e, lost: cmp.Or(o.Err, errNoAnswer), was: o.Was}, now)
	default:
		s.failPatch(e, &Failure{Err: cmp.Or(o.Err, errNoAnswer)}, now, r)
	}
}

// patchAnswered settles a patch that arrived, or one that was read back.
func (s *Store) patchAnswered(req *request, o *Outcome, now time.Time, r *Result) {
	e, was, after := req.edit, o.Was, o.Session
	if req.kind == ReadBack {
		was, after = req.was, nil // others may have written since
	}
	patch, _ := mergedPatch(e.sent)
	sent := patch
	if was != nil {
		sent = within(patch, *was)
	}
	if req.kind == ReadBack && (o.Session == nil || !Arrived(sent, o.Session)) {
		s.reconcile(o.Session, now, r)
		if s.sendAgain(&e.failed, req.lost, now) {
			s.editAgain(e)
		} else {
			s.failPatch(e, &Failure{Err: req.lost}, now, r)
		}
		return
	}
	if o.Session == nil {
		s.assume(e.id, patch, now)
	} else {
		s.follow(e.id, o.Before, o.Session.UpdatedAt)
		v := version{updated: o.Session.UpdatedAt, at: now}
		if row := s.rows[e.id]; row != nil && patch.Messages == nil {
			v.spoke = row.base.SpokeAt
		}
		s.memory.remember(e.id, v)
		s.Reconcile(o.Session, now)
	}
	s.run.edited += len(e.sent)
	s.run.settle(now)
	r.Changed = append(r.Changed, e.id)
	if e.keepReplaced(was, after) {
		r.Stayed = append(r.Stayed, e.id)
	}
	s.endSent(e)
}

// assume gives the base the fields of a patch, for a server that took it and gave no
// session back.
func (s *Store) assume(id string, patch client.UpdateSession, now time.Time) {
	row := s.rows[id]
	if row == nil {
		return
	}
	applyTo(&row.base, patch)
	if now.After(row.read) {
		row.read = now
	}
	s.memory.remember(id, version{updated: row.base.UpdatedAt, at: now, guessed: true})
}

// follow moves a mark, and a delete that waits, along with our own write, so
// that it does not pass for somebody else's change.
func (s *Store) follow(id string, before, after time.Time) {
	if before.IsZero() {
		return
	}
	if m := s.marks[id]; m != nil && m.UpdatedAt.Equal(before) {
		m.UpdatedAt = after
	}
	if d := s.deletes[id]; d != nil && d.expect.Equal(before) {
		d.expect = after
		if d.mark != nil {
			d.mark.UpdatedAt = after
		}
	}
}

// endSent lets go of what was sent and sends what waited behind it.
func (s *Store) endSent(e *edit) {
	e.sent, e.failed = nil, 0
	if len(e.next) > 0 {
		s.queue.pushEdit(e)
	}
	s.endEditIfDone(e)
}

// failPatch takes a patch off the row and keeps what was typed. Edits behind
// it were made on top of it: they are compared with what was there before it
// instead.
func (s *Store) failPatch(e *edit, f *Failure, now time.Time, r *Result) {
	patch, base := mergedPatch(e.sent)
	s.dropReverses(e)
	for _, p := range e.next {
		take(&p.base.UpdateSession, base.UpdateSession, patch)
	}
	f.ID, f.base, f.Bulk, f.Undo = e.id, base, e.sent[0].bulk, true
	for _, p := range e.sent {
		f.Undo = f.Undo && p.by != byPerson
		p.of.failed(p)
	}
	s.keepFailed(e, f, patch)
	if f.Bulk && errors.Is(f.Err, ErrConflict) {
		s.run.leftOut += len(e.sent)
	} else {
		s.run.fail(len(e.sent), f.Err)
	}
	s.run.settle(now)
	r.Failed = append(r.Failed, e.id)
	s.endSent(e)
}

// keepFailed keeps what was typed, except what was typed over since: that
// waits in the edit, or was kept already when it was stopped.
func (s *Store) keepFailed(e *edit, f *Failure, patch client.UpdateSession) {
	for _, p := range e.next {
		patch = without(patch, p.patch)
	}
	if patch.Empty() {
		return
	}
	f.Patch = patch
	if old := s.failures[e.id]; old != nil {
		take(&f.base.UpdateSession, old.base.UpdateSession, old.Patch)
		f.Patch, f.Undo = join(patch, old.Patch), f.Undo && old.Undo
	}
	s.failures[e.id] = f
}
