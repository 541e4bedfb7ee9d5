package store

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// editStep is a person's edit of one session. Undo and Redo go between its two
// sides, each by an ordinary edit with the values of the other side.
type editStep struct {
	id       string
	typed    *part // as the person confirmed it
	old, new side
	undone   bool // the old side is in force, or on its way
	saved    bool // the server has taken it at least once
	lost     bool // it failed or was stopped before the server took it
}

// side is what an edit's fields hold before it, or after it.
type side struct {
	values   client.UpdateSession
	messages jsontext.Value // as the server answered them; nil when it did not
}

// newEditStep makes the step of an edit that is typed just now. What it replaces
// on the server is a guess from what the person saw until it is saved.
func newEditStep(id string, p *part) *editStep {
	p.of = &editStep{id: id, typed: p, old: side{values: p.base.values(p.patch)}, new: side{values: p.patch}}
	return p.of
}

// can reports whether the edit can be undone or, if not undo, done again.
func (e *editStep) can(undo bool) bool { return e.undone != undo && (undo || !e.lost) }

// reverse is the edit that leads to the other side.
func (e *editStep) reverse() *part {
	from, to, by := &e.new, &e.old, byUndo
	if e.undone {
		from, to, by = to, from, byRedo
	}
	to.messages = nil // not known until it is saved
	p := &part{patch: to.values, base: e.typed.base, bulk: e.typed.bulk, by: by, of: e}
	p.base.UpdateSession = join(join(p.base.UpdateSession, e.typed.patch), from.values)
	if from.messages != nil {
		p.base.Messages = from.messages
	}
	p.base.yields = true
	return p
}

// failed takes note that a write of the edit did not take effect: the side that
// it came from is in force.
func (e *editStep) failed(p *part) {
	switch p.by {
	case byPerson:
		e.lost = true
	case byUndo:
		e.undone = false
	case byRedo:
		e.undone = true
	}
}

// savedBy takes note that a write of the edit took effect: before is what it
// replaced, and messages are what the server answered.
func (e *editStep) savedBy(p *part, before client.UpdateSession, messages jsontext.Value) {
	from, to := &e.old, &e.new
	if p.by == byUndo {
		from, to = to, from
	}
	from.values, to.messages, e.saved = before, messages, true
}

// turnedEdits is what undoing or redoing the edits of a step came to.
type turnedEdits struct {
	of     []string // undone, or done again
	sent   []*part
	failed int // never saved
	gone   int // their sessions are no more, or about to be
}

// undoOrRedoEdits undoes the edits of a step, or does them again: what was not sent
// is taken back, and what was sent is answered by an edit with the values of
// the other side. What can be neither is dropped from the step.
func (s *Store) undoOrRedoEdits(st *step, undo bool) turnedEdits {
	var t turnedEdits
	keep := st.edits[:0:0]
	for _, e := range st.edits {
		if !e.can(undo) {
			keep = append(keep, e)
			continue
		}
		switch {
		case s.deletes[e.id] != nil || s.Deleted(e.id):
			t.gone++
			continue
		case s.takeBackEdit(e):
			s.run.total--
		case e.undone && !e.saved: // it was taken back before it was sent
			s.queueEdit(e.id, e.typed)
		default:
			p := e.reverse()
			if e.lost || p.patch.Empty() {
				t.failed++
				continue
			}
			s.queueEdit(e.id, p)
			t.sent = append(t.sent, p)
		}
		e.undone = undo
		t.of = append(t.of, e.id)
		keep = append(keep, e)
	}
	st.edits = keep
	return t
}

// summary says what undoing or redoing the edits of a step came to. It reports
// false when that was nothing.
func (t turnedEdits) summary(d direction, st *step) (Undone, bool) {
	n := len(t.of)
	total := n + t.failed + t.gone
	switch {
	case n == 0 && t.gone > 0:
		return Undone{What: "nothing to " + d.verb + ", gone meanwhile: " + st.name(total)}, false
	case n == 0:
		return Undone{What: "nothing to " + d.verb + ", not saved: " + st.name(total)}, false
	}
	u := Undone{What: d.did + st.name(n)}
	if total == 1 {
		u.Of = t.of
	}
	for _, p := range t.sent {
		u.Sent = append(u.Sent, p.of.id)
	}
	if len(t.sent) == 1 && total == 1 {
		u.Changes = Changes(t.sent[0].base, t.sent[0].patch)
	}
	if len(t.sent) > 0 {
		u.What += "; " + d.sends
	}
	if t.failed > 0 {
		u.What += "; " + words.Count(t.failed) + " of " + words.Count(total) + " were not saved"
	}
	if t.gone > 0 {
		u.What += "; " + words.Count(t.gone) + " of " + words.Count(total) + " are gone"
	}
	return u, true
}

// takeBackEdit removes the write of an edit that was not sent. It reports
// whether there was one.
func (s *Store) takeBackEdit(st *editStep) bool {
	e := s.edits[st.id]
	if e == nil {
		return false
	}
	i := slices.IndexFunc(e.next, func(p *part) bool { return p.of == st })
	if i < 0 {
		return false
	}
	e.next = append(e.next[:i:i], e.next[i+1:]...)
	s.endEditIfDone(e)
	return true
}

// keepReplaced keeps what each edit that was sent replaced, and the messages
// that the last one left: was is what all of them together replaced, nil when
// only what the person saw is known; after is the answer to the write, nil when
// nobody saw the session just then. It reports whether messages that were to be
// taken back were left as they are.
func (e *edit) keepReplaced(was *client.UpdateSession, after *client.Session) (stayed bool) {
	var last *part
	for _, p := range e.sent {
		if p.patch.Messages != nil {
			last = p
		}
	}
	for _, p := range e.sent {
		before := p.base.values(p.patch)
		if was != nil {
			before = within(*was, p.patch)
			next := join(*was, within(p.patch, *was))
			was = &next
		}
		var messages jsontext.Value
		if p == last && after != nil {
			messages = BaseOf(after).Messages
		}
		p.of.savedBy(p, before, messages)
		stayed = stayed || p.by != byPerson && p.patch.Messages != nil && before.Messages == nil
		for _, r := range e.next {
			if r.of != p.of {
				continue
			}
			r.patch = before
			if messages != nil {
				r.base.Messages = messages
			}
		}
	}
	return stayed
}

// dropPairs drops what came back unsent together with what waits to reverse it:
// the two come to nothing.
func (s *Store) dropPairs(e *edit) {
	writes := map[*editStep]int{}
	for _, p := range e.next {
		writes[p.of]++
	}
	n := len(e.next)
	e.next = slices.DeleteFunc(e.next, func(p *part) bool { return writes[p.of] > 1 })
	s.run.total -= n - len(e.next)
}

// dropReverses drops what waits to reverse edits that were not saved.
func (s *Store) dropReverses(e *edit) {
	n := len(e.next)
	e.next = slices.DeleteFunc(e.next, func(r *part) bool {
		return slices.ContainsFunc(e.sent, func(p *part) bool { return p.of == r.of })
	})
	s.run.total -= n - len(e.next)
}
