package store

import (
	"cmp"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// edit is a person's edit of one session, with its two sides; see the package's doc.
type edit struct {
	id        string
	bulk      bool
	base      Base // what the person saw; the first write is compared with it
	old, new  side
	wanted    *side
	onServer  *side    // nil while nobody knows whether a write has arrived
	inFlight  *side    // of the request that is under way; nil without one
	saved     bool     // the server has taken the edit at least once
	abandoned bool     // the edit failed or was stopped before it was saved
	typedOver *Failure // of a write whose fields this edit typed over before it was refused; back when the edit is undone
}

// side is the values of an edit's fields before it, or after it.
type side struct {
	values   client.UpdateSession
	messages jsontext.Value // as the server answered them to a write; nil when unknown
}

// newEdit makes an edit that the person has just typed. Until it is sent, its old
// values are those that the person saw.
func newEdit(id string, base Base, patch client.UpdateSession, bulk bool) *edit {
	e := &edit{id: id, base: base, bulk: bulk, old: side{values: base.values(patch)}, new: side{values: patch}}
	e.wanted, e.onServer = &e.new, &e.old
	return e
}

// Origin is what the person did that a write comes from.
type Origin uint8

// The origins of writes.
const (
	Typed Origin = iota
	ByUndo
	ByRedo
)

// origin is what the sending of that side comes from.
func (e *edit) origin(to *side) Origin {
	switch {
	case to == &e.old:
		return ByUndo
	case e.saved:
		return ByRedo
	}
	return Typed
}

// undone reports whether the person took the edit back.
func (e *edit) undone() bool { return e.wanted == &e.old }

// asTyped reports whether the edit is to be saved for the first time.
func (e *edit) asTyped() bool { return e.origin(e.wanted) == Typed }

// settled reports whether the server has the wanted side, or will have it after the
// request that is under way.
func (e *edit) settled() bool { return e.wanted == cmp.Or(e.inFlight, e.onServer) }

// canUndoOrRedo reports whether the edit can be undone or, if not undo, done again.
func (e *edit) canUndoOrRedo(undo bool) bool { return e.undone() != undo }

// opposite is the other side of the edit.
func (e *edit) opposite(of *side) *side {
	if of == &e.old {
		return &e.new
	}
	return &e.old
}

// expectedBase is what the server must have when that side is sent.
func (e *edit) expectedBase(to *side) Base {
	if e.origin(to) == Typed {
		return e.base
	}
	from := e.opposite(to)
	b := Base{UpdateSession: from.values, yieldsToOthers: true}
	if from.messages != nil {
		b.Messages = from.messages
	}
	return b
}

// giveUp ends the sending of the wanted side. An edit of which nobody knows whether
// the server has it counts as saved, so that it can be undone.
func (e *edit) giveUp() {
	if e.saved || e.inFlight != nil || e.onServer == nil {
		e.wanted = cmp.Or(e.inFlight, e.onServer, &e.new)
	} else {
		e.abandoned = true
	}
}

// sessionEdits are the edits of one session that are not settled. An edit that was
// undone or redone while its request is in flight is in both lists.
type sessionEdits struct {
	id          string
	inFlight    []*edit
	waiting     []*edit
	overlay     client.UpdateSession // the values that the row shows in place of the server's
	failedTries int                  // how often inFlight was sent in vain
}

// sides are the sides in flight and waiting, in the order in which the server gets
// them.
func (w *sessionEdits) sides() (all []*side) {
	for _, e := range w.inFlight {
		all = append(all, e.inFlight)
	}
	for _, e := range w.waiting {
		all = append(all, e.wanted)
	}
	return all
}

// merged makes one write of the edits in flight: the last value of each field, and
// the base that the first edit of the field expects.
func (w *sessionEdits) merged() (patch client.UpdateSession, base Base) {
	for _, e := range w.inFlight {
		values, expected := e.inFlight.values, e.expectedBase(e.inFlight)
		copyFields(&base.UpdateSession, expected.UpdateSession, without(values, patch))
		if values.Messages != nil {
			base.yieldsToOthers = expected.yieldsToOthers // the last edit decides what is sent
		}
		patch = join(patch, values)
	}
	return patch, base
}

// allBulk reports whether all waiting edits are in bulk.
func (w *sessionEdits) allBulk() bool {
	return !slices.ContainsFunc(w.waiting, func(e *edit) bool { return !e.bulk })
}

// EditOptions say how sessions are edited.
type EditOptions struct {
	// Session is the whole session that the person edited. Without it the row or the
	// mark is used, and messages cannot be edited.
	Session *client.Session
	// Base is what the person saw when they began to type; see Store.EditBase. The
	// row may have changed since.
	Base *Base
	// Bulk edits can be paused.
	Bulk bool
}

// Queued says what became of a request to write.
type Queued struct {
	IDs          []string // queued
	Unchanged    int      // they have the wanted values already
	BeingDeleted int      // or deleted
	Unknown      int      // neither loaded nor marked, or unreadable: nothing can be compared
}

// Edit queues a patch for each session; rows show it at once. Fields that have the
// wanted value already are left out.
func (s *Store) Edit(ids []string, patch client.UpdateSession, o EditOptions) Queued {
	var q Queued
	st := &step{verb: "edit"}
	for _, id := range ids {
		if e := s.makeEdit(id, patch, o, &q); e != nil {
			st.edits = append(st.edits, e)
			s.queueEdit(e)
			q.IDs = append(q.IDs, id)
		}
	}
	if len(q.IDs) > 0 {
		s.history.add(st)
	}
	return q
}

// WouldEdit is the patch that Edit queues for a session, empty where it queues none.
func (s *Store) WouldEdit(id string, patch client.UpdateSession, o EditOptions) client.UpdateSession {
	if e := s.makeEdit(id, patch, o, &Queued{}); e != nil {
		return e.new.values
	}
	return client.UpdateSession{}
}

// makeEdit makes the edit of a session that a patch comes to, or nil where nothing is to be
// sent, which it counts in q.
func (s *Store) makeEdit(id string, patch client.UpdateSession, o EditOptions, q *Queued) *edit {
	base, ok := s.EditBase(id, o.Session)
	if o.Base != nil {
		base, ok = *o.Base, true
		if f := s.failures[id]; f != nil { // a value that was shown may have been refused since
			copyFields(&base.UpdateSession, f.base.UpdateSession, without(f.Patch, base.differing(f.Patch)))
		}
	}
	fields := base.differing(patch)
	switch {
	case s.deletes[id] != nil || s.Deleted(id):
		q.BeingDeleted++
	case !ok || patch.Messages != nil && base.Messages == nil:
		q.Unknown++
	case fields.Empty():
		q.Unchanged++
	default:
		return newEdit(id, base, fields, o.Bulk)
	}
	return nil
}

// queueEdit queues an edit for sending. Its fields are dropped from what an earlier
// failure kept, unless the edit is an undo or redo and the failure keeps typed text.
func (s *Store) queueEdit(e *edit) {
	s.run.begin(s, 1)
	s.run.hasEdits = true
	s.forgetDelete(e.id)
	if f := s.failures[e.id]; f != nil && (f.Origin != Typed || e.asTyped()) {
		s.forgetFields(e.id, e.wanted.values)
	}
	w := s.edits[e.id]
	if w == nil {
		w = &sessionEdits{id: e.id}
		s.edits[e.id] = w
	}
	w.waiting = append(w.waiting, e)
	s.advance(w)
}

// dropSettled drops waiting edits whose wanted side the server has already.
func (s *Store) dropSettled(w *sessionEdits) {
	n := len(w.waiting)
	w.waiting = slices.DeleteFunc(w.waiting, (*edit).settled)
	s.run.Total -= n - len(w.waiting)
}

// advance computes the overlay of a session again, and queues its waiting edits when none
// is in flight. When none is left, it makes a held delete due.
func (s *Store) advance(w *sessionEdits) {
	s.version++
	w.overlay = client.UpdateSession{}
	for _, to := range w.sides() {
		w.overlay = join(w.overlay, to.values)
	}
	switch {
	case len(w.inFlight) > 0:
	case len(w.waiting) > 0 && w.allBulk():
		s.queue.bulkEdits.push(w)
	case len(w.waiting) > 0:
		s.queue.edits.push(w)
	default:
		delete(s.edits, w.id)
		s.endPauseIfIdle()
		if d := s.deletes[w.id]; d != nil && d.state == deleteHeld {
			s.makeDue(d)
		}
	}
}

// Resolve settles a conflict (see Failed). It sends the named fields and those that
// nobody else changed; the other fields keep the server's values. It reports whether
// anything was queued. While the session is being deleted, the conflict stays.
func (s *Store) Resolve(id string, mine []string) bool {
	f := s.failures[id]
	if f == nil || f.Theirs == nil || s.deletes[id] != nil {
		return false
	}
	s.version++
	patch, base := f.Resolved(mine), *f.Theirs
	delete(s.failures, id)
	if patch.Empty() {
		return false
	}
	e := newEdit(id, base, patch, false)
	s.history.add(&step{verb: "edit", edits: []*edit{e}})
	s.queueEdit(e)
	return true
}
