package store

import "vapi-sessions/client"

// can reports whether the edit can be undone or, if not undo, done again.
func (e *edit) can(undo bool) bool { return e.undone() != undo && (undo || !e.lost) }

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
