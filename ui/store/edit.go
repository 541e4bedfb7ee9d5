package store

import (
	"cmp"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// edit is a person's edit of one session. It has a side before it and one after
// it: the server holds one of them, and the person wants one. Undo and Redo change
// which one is wanted; what is wanted and not held is sent.
type edit struct {
	id        string
	bulk      bool
	base      Base // what the person saw
	old, new  side
	wanted    *side
	onServer  *side // what the server has; nil when a write may have arrived, and nobody knows
	inFlight  *side // what the request under way carries; nil without one
	saved     bool  // the server has taken it at least once
	abandoned bool  // it failed or was stopped before that
}

// side is what an edit's fields hold before it, or after it.
type side struct {
	values   client.UpdateSession
	messages jsontext.Value // as the server answered them; nil when it did not
}

// newEdit makes an edit that is typed just now. What it replaces on the server is
// a guess from what the person saw until it is saved.
func newEdit(id string, base Base, patch client.UpdateSession, bulk bool) *edit {
	e := &edit{id: id, base: base, bulk: bulk, old: side{values: base.values(patch)}, new: side{values: patch}}
	e.wanted, e.onServer = &e.new, &e.old
	return e
}

// undone reports whether the person took the edit back.
func (e *edit) undone() bool { return e.wanted == &e.old }

// asTyped reports whether what is to be sent is what the person typed, and neither
// Undo nor Redo.
func (e *edit) asTyped() bool { return !e.saved && !e.undone() }

// settled reports whether nothing is to be sent, after what is under way.
func (e *edit) settled() bool { return e.wanted == cmp.Or(e.inFlight, e.onServer) }

// canTurn reports whether the edit can be undone or, if not undo, done again.
func (e *edit) canTurn(undo bool) bool { return e.undone() != undo }

// opposite is the side that is left for another.
func (e *edit) opposite(to *side) *side {
	if to == &e.old {
		return &e.new
	}
	return &e.old
}

// expectedBase is what the server must have where a side is sent to it.
func (e *edit) expectedBase(to *side) Base {
	if !e.saved && to == &e.new {
		return e.base
	}
	from := e.opposite(to)
	b := Base{UpdateSession: from.values, yieldsToOthers: true}
	if from.messages != nil {
		b.Messages = from.messages
	}
	return b
}

// giveUp ends an edit whose wanted side is not sent any more. Where nobody knows what
// the server has it counts as saved, so that it can be undone.
func (e *edit) giveUp() {
	if e.saved || e.inFlight != nil || e.onServer == nil {
		e.wanted = cmp.Or(e.inFlight, e.onServer, &e.new)
	} else {
		e.abandoned = true
	}
}

// sessionEdits are those of one session that are on their way: what is being sent, and
// what waits behind it. One that is taken back while it is sent is in both.
type sessionEdits struct {
	id          string
	inFlight    []*edit
	waiting     []*edit
	overlay     client.UpdateSession // what they make of the row
	failedTries int                  // how often sent was sent and came to nothing
}

// sides are what is being sent and what waits, in the order in which the server
// takes them.
func (w *sessionEdits) sides() (all []*side) {
	for _, e := range w.inFlight {
		all = append(all, e.inFlight)
	}
	for _, e := range w.waiting {
		all = append(all, e.wanted)
	}
	return all
}

// updateOverlay works out anew what the edits make of the row.
func (w *sessionEdits) updateOverlay() {
	w.overlay = client.UpdateSession{}
	for _, to := range w.sides() {
		w.overlay = join(w.overlay, to.values)
	}
}

// merged makes one write of what is sent: the last value of each field, compared
// with what the first edit of that field saw.
func (w *sessionEdits) merged() (patch client.UpdateSession, base Base) {
	for _, e := range w.inFlight {
		values, seen := e.inFlight.values, e.expectedBase(e.inFlight)
		copyFields(&base.UpdateSession, seen.UpdateSession, without(values, patch))
		if values.Messages != nil {
			base.yieldsToOthers = seen.yieldsToOthers // the last one decides what is sent
		}
		patch = join(patch, values)
	}
	return patch, base
}

// allBulk reports whether all that waits is in bulk.
func (w *sessionEdits) allBulk() bool {
	return !slices.ContainsFunc(w.waiting, func(e *edit) bool { return !e.bulk })
}

// EditOptions say how sessions are edited.
type EditOptions struct {
	// Session is the whole session that the person edited. Without one the row, or
	// the mark, stands for it; messages cannot be edited then.
	Session *client.Session
	// Base is what the person saw when they began to type; see Store.Seen. It
	// goes before the row, which may have changed while they typed.
	Base *Base
	// Bulk makes the edits part of the queue that can be paused.
	Bulk bool
}

// Queued says what became of a request to write.
type Queued struct {
	IDs          []string // queued
	Unchanged    int      // nothing would change
	BeingDeleted int      // being deleted, or deleted
	Unknown      int      // neither held nor marked, or not readable: nothing can be compared
}

// Edit queues a patch for each session and shows it at once. Fields that
// already are as the patch wants them are left out of it.
func (s *Store) Edit(ids []string, patch client.UpdateSession, o EditOptions) Queued {
	var q Queued
	st := &step{verb: "edit"}
	for _, id := range ids {
		base, ok := s.baseFor(id, o.Session)
		if o.Base != nil {
			base, ok = *o.Base, true
			if f := s.failures[id]; f != nil { // what was seen may have been refused since
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
			e := newEdit(id, base, fields, o.Bulk)
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

// EditBase is what a session looks like now to somebody who begins to edit it;
// false when it is neither held nor marked.
func (s *Store) EditBase(id string) (Base, bool) { return s.baseFor(id, nil) }

// baseFor is what the person saw of a session when it was edited, own edits on
// their way included.
func (s *Store) baseFor(id string, whole *client.Session) (Base, bool) {
	var b Base
	if whole != nil {
		b = BaseOf(whole)
	} else {
		e, m := s.rows[id], s.marks[id]
		switch {
		case e != nil && e.base.Bad == nil:
			b = baseOf(&e.base)
		case m != nil && !m.CreatedAt.IsZero():
			b = baseOf(m)
		default:
			return b, false
		}
	}
	if w := s.edits[id]; w != nil {
		b.UpdateSession = join(b.UpdateSession, w.overlay)
	}
	return b, true
}

// queueEdit puts an edit on its way. What a former failure kept of the same fields
// is thereby replaced, unless an older edit is taken back: what was typed since is
// nobody's to drop.
func (s *Store) queueEdit(e *edit) {
	s.run.begin(s, 1)
	s.run.hasEdits = true
	s.forgetDelete(e.id)
	if f := s.failures[e.id]; f != nil && (f.Undo || e.asTyped()) {
		if f.Patch = without(f.Patch, e.wanted.values); f.Patch.Empty() {
			delete(s.failures, e.id)
		}
	}
	w := s.edits[e.id]
	if w == nil {
		w = &sessionEdits{id: e.id}
		s.edits[e.id] = w
	}
	w.waiting = append(w.waiting, e)
	s.advance(w)
}

// dropSettled drops the edits that wait for what the server has already.
func (s *Store) dropSettled(w *sessionEdits) {
	n := len(w.waiting)
	w.waiting = slices.DeleteFunc(w.waiting, (*edit).settled)
	s.run.Total -= n - len(w.waiting)
}

// advance queues what waits of a session's edits once nothing of them is under way.
// Where nothing is left it lets them go, and the delete that waited for them.
func (s *Store) advance(w *sessionEdits) {
	s.bumpVersion()
	w.updateOverlay()
	switch {
	case len(w.inFlight) > 0:
	case len(w.waiting) > 0:
		s.queue.pushEdits(w)
	default:
		delete(s.edits, w.id)
		s.endPauseIfIdle()
		if d := s.deletes[w.id]; d != nil && d.state == deleteHeld {
			s.makeDue(d)
		}
	}
}

// Resolve settles a conflict that Failed tells of: the fields named are sent, and
// those that met no change of others, now compared with what the server had then;
// the others stay the server's. It reports whether anything was queued: not without
// a field, and not while the session is being deleted, when the conflict remains.
func (s *Store) Resolve(id string, mine []string) bool {
	f := s.failures[id]
	if f == nil || f.Theirs == nil || s.deletes[id] != nil {
		return false
	}
	s.bumpVersion()
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
