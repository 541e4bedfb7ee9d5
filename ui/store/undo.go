package store

import (
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
)

// Undone is what Undo or Redo did.
type Undone struct {
	What    string   // words for the status line
	Deletes []string // Undo: no longer to be deleted; Redo: to be deleted again
	Own     any      // the caller's step whose turn it was; see Remember
	// Sent are the sessions to which values are now on their way: the old ones
	// by Undo, the new ones by Redo.
	Sent []string
	// Changes are what is sent when that is one session.
	Changes []Change
	Late    int // deletes that were sent, which nothing takes back
}

// Undo takes back the latest step. Marks and what was not sent go back at once;
// an edit that was sent is answered by an edit of the same fields to what they
// were, which is queued as any other is. It reports false when nothing is taken
// back; What then says why, and the step is passed over.
func (s *Store) Undo(now time.Time) (Undone, bool) {
	h := &s.history
	if len(h.done) == 0 {
		return Undone{What: "nothing to undo"}, false
	}
	st := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	switch {
	case st.own != nil:
		h.undone = append(h.undone, st)
		return Undone{Own: st.own}, true
	case len(st.marks) > 0:
		s.applyMarks(st.marks, true)
		h.undone = append(h.undone, st)
		return Undone{What: "undone: " + st.name(len(st.marks))}, true
	case len(st.deletes) > 0:
		return s.undoDeletes(st)
	}
	f := s.flip(st, now)
	if len(f.back.edits) == 0 {
		return Undone{What: f.why("undo", st)}, false
	}
	h.undone = append(h.undone, f.back)
	return f.undone("undone: ", "the old values are sent back", len(st.edits)), true
}

// UndoesDeletes reports whether Undo would take back deletes, and nothing else.
func (s *Store) UndoesDeletes() bool {
	h := s.history.done
	return len(h) > 0 && slices.ContainsFunc(h[len(h)-1].deletes, func(d *deletion) bool {
		return s.deletes[d.id] == d && d.unsent()
	})
}

// undoDeletes takes back the deletes of a step that were not sent.
func (s *Store) undoDeletes(st *step) (Undone, bool) {
	back := &step{verb: st.verb}
	var u Undone
	for _, d := range st.deletes {
		switch on := s.deletes[d.id] == d; {
		case on && d.unsent():
			s.takeBack(d)
			back.deletes = append(back.deletes, d)
			u.Deletes = append(u.Deletes, d.id)
		case on, s.Deleted(d.id):
			u.Late++
		}
	}
	n, total := len(back.deletes), len(st.deletes)
	s.run.total -= n
	switch {
	case n == 0 && u.Late == 0:
		u.What = "nothing to undo, not deleted: " + st.name(total)
		return u, false
	case n == 0:
		u.What = "too late to undo, sent already or just now: " + st.name(u.Late)
		return u, false
	}
	s.history.undone = append(s.history.undone, back)
	u.What = "undone: " + st.name(n)
	if u.Late > 0 {
		u.What += fmt.Sprintf("; %d of %d were sent already", u.Late, total)
	}
	return u, true
}

// UndoWrites reports whether Undo would now queue or take back an edit.
func (s *Store) UndoWrites() bool {
	n := len(s.history.done)
	return n > 0 && len(s.history.done[n-1].edits) > 0
}

// RedoWrites reports whether Redo would now queue or take back a write.
func (s *Store) RedoWrites() bool {
	n := len(s.history.undone)
	return n > 0 && len(s.history.undone[n-1].edits)+len(s.history.undone[n-1].deletes) > 0
}

// Redo does again what was undone last. A delete gets a new undo window. It
// reports false when nothing is left to redo; What then says so.
func (s *Store) Redo(now time.Time) (Undone, bool) {
	h := &s.history
	if len(h.undone) == 0 {
		return Undone{What: "nothing to redo"}, false
	}
	st := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	switch {
	case st.own != nil:
		h.push(st)
		return Undone{Own: st.own}, true
	case len(st.marks) > 0:
		s.applyMarks(st.marks, false)
		h.push(st)
		return Undone{What: "done again: " + st.name(len(st.marks))}, true
	case len(st.deletes) > 0:
		return s.redoDeletes(st, now)
	}
	f := s.flip(st, now)
	if len(f.back.edits) == 0 {
		return Undone{What: f.why("redo", st)}, false
	}
	h.push(f.back)
	return f.undone("done again: ", "the new values are sent again", len(st.edits)), true
}

func (s *Store) redoDeletes(st *step, now time.Time) (Undone, bool) {
	again := &step{verb: st.verb}
	var u Undone
	for _, d := range st.deletes {
		if s.deletes[d.id] == nil && !s.Deleted(d.id) {
			again.deletes = append(again.deletes, &deletion{id: d.id, bulk: d.bulk, alone: d.alone, expect: d.expect, mark: s.marks[d.id]})
			u.Deletes = append(u.Deletes, d.id)
		}
	}
	if len(again.deletes) == 0 {
		return Undone{What: "nothing to redo: the sessions are gone"}, false
	}
	s.queueDeletes(again.deletes, now)
	s.history.push(again)
	u.What = "done again: " + st.name(len(again.deletes))
	return u, true
}

// flipped is what turning the edits of a step around came to.
type flipped struct {
	back   *step // what turns them around once more
	sent   []editStep
	failed int // of them: never saved
	gone   int // of them: their sessions are no more, or about to be
}

// flip turns the edits of a step around: what was not sent is taken back, what
// was taken back is queued again, and what was sent is answered by its reverse.
// Undo and Redo are both this.
func (s *Store) flip(st *step, now time.Time) flipped {
	f := flipped{back: &step{verb: st.verb}}
	for _, e := range st.edits {
		if s.deletes[e.id] != nil || s.Deleted(e.id) {
			f.gone++
			continue
		}
		turned := editStep{id: e.id, part: e.part}
		switch {
		case e.taken:
			s.queueEdit(e.id, e.part, now)
		case s.takeBackPart(e.id, e.part):
			s.run.total--
			turned = e.part.takenBack(e.id)
		default:
			if turned.part = s.reverse(e); turned.part == nil {
				f.failed++
				continue
			}
			s.queueEdit(e.id, turned.part, now)
			f.sent = append(f.sent, turned)
		}
		f.back.edits = append(f.back.edits, turned)
	}
	return f
}

// reverse is the edit that takes back one that was sent; nil when that was
// never saved, or changed nothing that could be sent back.
func (s *Store) reverse(e editStep) *part {
	p := e.part
	r := &part{base: p.base, bulk: p.bulk, undo: true, of: p}
	switch w := s.edits[e.id]; {
	case p.was != nil:
		r.patch = *p.was
	case w != nil && slices.Contains(w.sent, p):
		r.patch = p.base.values(p.patch)
	}
	if r.patch.Empty() {
		return nil
	}
	r.base.set(p.patch)
	if p.left != nil {
		r.base.Messages = p.left
	}
	r.base.yields = true
	return r
}

// saved keeps what each edit that was sent replaced, and the messages that the
// last one left: was is what all of them together replaced, nil when only what
// the person saw is known; after is the answer to the write, nil when nobody saw
// the session just then. It reports whether messages that were to be taken back
// were left as they are.
func (e *edit) saved(was *client.UpdateSession, after *client.Session) (stayed bool) {
	var last *part
	for _, p := range e.sent {
		if p.patch.Messages != nil {
			last = p
		}
	}
	if last != nil && after != nil {
		last.left = BaseOf(after).Messages
	}
	for _, p := range e.sent {
		before := p.base.values(p.patch)
		if was != nil {
			before = within(*was, p.patch)
			next := join(*was, within(p.patch, *was))
			was = &next
		}
		p.was, p.of = &before, nil
		stayed = stayed || p.undo && p.patch.Messages != nil && before.Messages == nil
		for _, r := range e.next {
			if r.of != p {
				continue
			}
			r.patch = before
			if p.left != nil {
				r.base.Messages = p.left
			}
		}
	}
	return stayed
}

// takenBack is the step of an edit that was taken back before it was sent: with
// the reverse of another edit, that one is what there is to turn around again.
func (p *part) takenBack(id string) editStep {
	if p.undo {
		return editStep{id: id, part: p.of}
	}
	return editStep{id: id, part: p, taken: true}
}

// cancelOut takes back what came back unsent and has its reverse behind it.
func (s *Store) cancelOut(e *edit) {
	for i := 0; i < len(e.next); i++ {
		p := e.next[i]
		j := slices.IndexFunc(e.next, func(r *part) bool { return r.of == p })
		if j < 0 {
			continue
		}
		s.history.replace(e.next[j], p.takenBack(e.id))
		e.next = append(e.next[:j:j], e.next[j+1:]...)
		e.next = append(e.next[:i:i], e.next[i+1:]...)
		s.run.total -= 2
		i--
	}
}

// dropReverses forgets what waits to take back edits that were not saved.
func (s *Store) dropReverses(e *edit) {
	keep := e.next[:0:0]
	for _, r := range e.next {
		if r.of == nil || !slices.Contains(e.sent, r.of) {
			keep = append(keep, r)
			continue
		}
		s.run.total--
		r.of = nil
		take(&s.history.undone, r)
		take(&s.history.done, r)
	}
	e.next = keep
}

// undone says what a step that was turned around came to.
func (f *flipped) undone(did, sends string, total int) Undone {
	n := len(f.back.edits)
	u := Undone{What: did + f.back.name(n)}
	for _, e := range f.sent {
		u.Sent = append(u.Sent, e.id)
	}
	if len(f.sent) == 1 {
		before := f.sent[0].part.base
		u.Changes = Changes(before, f.sent[0].part.patch)
	}
	if len(f.sent) > 0 {
		u.What += "; " + sends
	}
	if f.failed > 0 {
		u.What += fmt.Sprintf("; %d of %d were not saved", f.failed, total)
	}
	if f.gone > 0 {
		u.What += fmt.Sprintf("; %d of %d are gone", f.gone, total)
	}
	return u
}

// why says why no edit of a step could be turned around.
func (f *flipped) why(verb string, st *step) string {
	if f.gone > 0 {
		return "nothing to " + verb + ", gone meanwhile: " + st.name(len(st.edits))
	}
	return "nothing to " + verb + ", not saved: " + st.name(len(st.edits))
}
