package store

import (
	"fmt"
	"slices"
	"time"

	"vapi-sessions/client"
)

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

// undone says what turning a step around came to, and gives the step that turns
// it around once more; nil when there is nothing to turn.
func (f flipped) undone(d direction, st *step) (*step, Undone) {
	n, total := len(f.back.edits), len(st.edits)
	switch {
	case n == 0 && f.gone > 0:
		return nil, Undone{What: "nothing to " + d.verb + ", gone meanwhile: " + st.name(total)}
	case n == 0:
		return nil, Undone{What: "nothing to " + d.verb + ", not saved: " + st.name(total)}
	}
	u := Undone{What: d.did + st.name(n)}
	for _, e := range f.sent {
		u.Sent = append(u.Sent, e.id)
	}
	if len(f.sent) == 1 {
		u.Changes = Changes(f.sent[0].part.base, f.sent[0].part.patch)
	}
	if len(f.sent) > 0 {
		u.What += "; " + d.sends
	}
	if f.failed > 0 {
		u.What += fmt.Sprintf("; %d of %d were not saved", f.failed, total)
	}
	if f.gone > 0 {
		u.What += fmt.Sprintf("; %d of %d are gone", f.gone, total)
	}
	return f.back, u
}
