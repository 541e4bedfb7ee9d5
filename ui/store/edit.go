package store

import (
	"slices"

	"vapi-sessions/client"
)

// edit is the write of one session's fields that is on its way: what is being
// sent, and what waits behind it.
type edit struct {
	id   string
	sent []*part              // what the request under way carries
	next []*part              // what is to be sent next
	over client.UpdateSession // what sent and next make of the row

	failed int // how often it was sent and came to nothing
}

// part is one confirmed edit of one session.
type part struct {
	patch client.UpdateSession
	base  Base
	bulk  bool
	by    maker
	of    *editStep
}

// maker is who made an edit.
type maker uint8

const (
	byPerson maker = iota // typed
	byUndo                // to send the old values back
	byRedo                // to send the new values again
)

// mergeParts works out anew what the edits make of the row.
func (e *edit) mergeParts() {
	e.over = client.UpdateSession{}
	for _, p := range e.parts() {
		e.over = join(e.over, p.patch)
	}
}

// parts are all edits of the session that are on their way.
func (e *edit) parts() []*part { return slices.Concat(e.sent, e.next) }

// mergedPatch makes one write of several: the last value of each field, compared with
// what the first edit of that field saw.
func mergedPatch(parts []*part) (client.UpdateSession, Base) {
	var patch client.UpdateSession
	base := parts[0].base
	for _, p := range parts {
		take(&base.UpdateSession, p.base.UpdateSession, without(p.patch, patch))
		if p.patch.Messages != nil {
			base.yields = p.base.yields // the last one decides what is sent
		}
		patch = join(patch, p.patch)
	}
	return patch, base
}

func (e *edit) bulk() bool {
	for _, p := range e.next {
		if !p.bulk {
			return false
		}
	}
	return true
}

// EditOptions say how sessions are edited.
type EditOptions struct {
	// Base is the whole session that the person edited. Without one the row, or
	// the mark, stands for it; messages cannot be edited then.
	Base *client.Session
	// Seen is what the person saw when they began to type; see Store.Seen. It
	// goes before the row, which may have changed while they typed.
	Seen *Base
	// Bulk makes the edits part of the queue that can be paused.
	Bulk bool
}

// Queued says what became of a request to write.
type Queued struct {
	IDs     []string // queued
	Same    int      // nothing would change
	Busy    int      // being deleted, or deleted
	Unknown int      // neither held nor marked, or not readable: nothing can be compared
}

// Edit queues a patch for each session and shows it at once. Fields that
// already are as the patch wants them are left out of it.
func (s *Store) Edit(ids []string, patch client.UpdateSession, o EditOptions) Queued {
	var q Queued
	st := &step{verb: "edit"}
	for _, id := range ids {
		base, ok := s.baseFor(id, o.Base)
		if o.Seen != nil {
			base, ok = *o.Seen, true
		}
		fields := patch
		if ok {
			fields = base.changed(patch)
		}
		switch {
		case s.deletes[id] != nil || s.Deleted(id):
			q.Busy++
		case !ok || patch.Messages != nil && base.Messages == nil:
			q.Unknown++
		case fields.Empty():
			q.Same++
		default:
			p := &part{patch: fields, base: base, bulk: o.Bulk}
			st.edits = append(st.edits, newEditStep(id, p))
			s.queueEdit(id, p)
			q.IDs = append(q.IDs, id)
		}
	}
	if len(q.IDs) > 0 {
		s.history.add(st)
	}
	return q
}

// Seen is what a session looks like now to somebody who begins to edit it;
// false when it is neither held nor marked.
func (s *Store) Seen(id string) (Base, bool) { return s.baseFor(id, nil) }

// baseFor is what the person saw of a session when it was edited, own edits on
// their way included.
func (s *Store) baseFor(id string, whole *client.Session) (Base, bool) {
	var b Base
	if whole != nil && whole.ID == id {
		b = BaseOf(whole)
	} else {
		e, m := s.rows[id], s.marks[id]
		switch {
		case e != nil && e.base.Bad == nil:
			b = baseOf(&e.base)
		case m != nil && !m.UpdatedAt.IsZero():
			b = baseOf(&m.Summary)
		default:
			return b, false
		}
	}
	if e := s.edits[id]; e != nil {
		for _, p := range e.parts() {
			b.UpdateSession = join(b.UpdateSession, p.patch)
		}
	}
	return b, true
}

// queueEdit puts a confirmed edit on its way. What a former failure kept of
// the same fields is thereby replaced, unless an older edit is taken back: what
// was typed since is nobody's to drop.
func (s *Store) queueEdit(id string, p *part) {
	s.changed()
	s.run.begin(s, 1)
	s.run.edits = true
	s.forgetDelete(id)
	if f := s.failures[id]; f != nil && (f.Undo || p.by == byPerson) {
		if f.Patch = without(f.Patch, p.patch); f.Patch.Empty() {
			delete(s.failures, id)
		}
	}
	e := s.edits[id]
	if e == nil {
		e = &edit{id: id}
		s.edits[id] = e
	}
	e.next = append(e.next, p)
	e.mergeParts()
	if len(e.sent) == 0 {
		s.queue.pushEdit(e)
	}
}

// endEditIfDone lets an edit go that has nothing left to do, and the delete that
// waited for it.
func (s *Store) endEditIfDone(e *edit) {
	s.changed()
	e.mergeParts()
	if len(e.sent) > 0 || len(e.next) > 0 {
		return
	}
	delete(s.edits, e.id)
	s.endPauseIfIdle()
	if d := s.deletes[e.id]; d != nil && d.state == held {
		s.makeDue(d)
	}
}

// Resolve settles a conflict that Failed tells of: the fields named are sent,
// now compared with what the server had then; the others stay the server's. It
// reports whether anything was queued: not without a field, and not while the
// session is being deleted, when the conflict remains.
func (s *Store) Resolve(id string, mine []string) bool {
	f := s.failures[id]
	if f == nil || f.Theirs == nil || s.deletes[id] != nil || s.Deleted(id) {
		return false
	}
	s.changed()
	patch, base := Only(f.Patch, mine...), *f.Theirs
	delete(s.failures, id)
	if patch.Empty() {
		return false
	}
	p := &part{patch: patch, base: base}
	s.history.add(&step{verb: "edit", edits: []*editStep{newEditStep(id, p)}})
	s.queueEdit(id, p)
	return true
}
