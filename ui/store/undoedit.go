package store

import (
	"slices"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// can reports whether the edit can be undone or, if not undo, done again.
func (e *edit) can(undo bool) bool { return e.undone() != undo && (undo || !e.lost) }

// turnedEdits is what undoing or redoing the edits of a step came to.
type turnedEdits struct {
	of     []string // undone, or done again
	sent   []*edit
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
		to := e.from(e.wants)
		switch {
		case s.deletes[e.id] != nil || s.Deleted(e.id):
			t.gone++
			continue
		case s.takeBackEdit(e):
			e.wants = to
			s.run.total--
		case e.lost || to.values.Empty():
			t.failed++
			continue
		default:
			e.wants = to
			s.queueEdit(e)
			if !e.typed() {
				t.sent = append(t.sent, e)
			}
		}
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
	for _, e := range t.sent {
		u.Sent = append(u.Sent, e.id)
	}
	if len(t.sent) == 1 && total == 1 {
		e := t.sent[0]
		u.Changes = Changes(e.seen(e.wants), e.wants.values)
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

// takeBackEdit removes an edit that waits. It reports whether there was one.
func (s *Store) takeBackEdit(e *edit) bool {
	w := s.edits[e.id]
	if w == nil {
		return false
	}
	i := slices.Index(w.next, e)
	if i < 0 {
		return false
	}
	w.next = slices.Delete(w.next, i, i+1)
	s.endEditsIfDone(w)
	return true
}

// keepReplaced keeps what each edit that was sent replaced, and the messages
// that the last one left: was is what all of them together replaced, nil when
// only what the person saw is known; after is the answer to the write, nil when
// nobody saw the session just then. It reports whether messages that were to be
// taken back were left as they are.
func (w *edits) keepReplaced(was *client.UpdateSession, after *client.Session) (stayed bool) {
	var last *edit
	for _, e := range w.sent {
		if e.sends.values.Messages != nil {
			last = e
		}
	}
	for _, e := range w.sent {
		seen, to := e.seen(e.sends), e.sends
		before := seen.values(to.values)
		if was != nil {
			before = within(*was, to.values)
			next := join(*was, within(to.values, *was))
			was = &next
		}
		stayed = stayed || e.saved && to.values.Messages != nil && before.Messages == nil
		e.from(to).values, to.messages = before, nil
		if e == last && after != nil {
			to.messages = BaseOf(after).Messages
		}
		e.holds, e.sends, e.saved = to, nil, true
	}
	return stayed
}
