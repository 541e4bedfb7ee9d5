package store

import (
	"testing"
	"time"

	"vapi-sessions/client"
)

// What a person or the program edits moves updatedAt, and nobody spoke: a caller
// waits since what was said last.
func TestAnEditIsNotSaid(t *testing.T) {
	said := func(updated time.Time, messages int32) client.Summary {
		r := row("a", "first", updated)
		r.Messages, r.LastSpokeAt = messages, updated
		return r
	}
	since := func(s *Store, when string, want time.Time) {
		t.Helper()
		if got := shown(t, s, "a").LastSpokeAt; !got.Equal(want) {
			t.Errorf("%s: spoken %v from noon, want %v", when, got.Sub(noon), want.Sub(noon))
		}
	}
	s := New(Options{})
	s.Merge([]client.Summary{said(after(-time.Hour), 3)}, noon)
	s.Edit([]string{"a"}, named("mine"), EditOptions{})
	w := next(t, s, noon, Patch)
	theirs := session("a", "first", after(-time.Hour))
	theirs.Messages = make([]client.Message, 3)
	saved(t, s, w, theirs, after(time.Minute))
	since(s, "after our edit", after(-time.Hour))

	edited := shown(t, s, "a").UpdatedAt
	if !edited.After(after(-time.Hour)) {
		t.Fatal("the edit did not move updatedAt")
	}
	s.Merge([]client.Summary{said(edited, 3)}, after(2*time.Minute))
	since(s, "read again", after(-time.Hour))
	s.Drop([]string{"a"})
	s.Merge([]client.Summary{said(edited, 3)}, after(3*time.Minute))
	since(s, "let go and read again", after(-time.Hour))
	s.Merge([]client.Summary{said(after(10*time.Minute), 3)}, after(11*time.Minute))
	since(s, "after an edit of somebody else's", after(-time.Hour))
	s.Merge([]client.Summary{said(after(20*time.Minute), 4)}, after(21*time.Minute))
	since(s, "after another message", after(20*time.Minute))
	s.Drop([]string{"a"})
	s.Merge([]client.Summary{said(after(30*time.Minute), 5)}, after(31*time.Minute))
	since(s, "let go and read after another message", after(30*time.Minute))

	s.Edit([]string{"a"}, client.UpdateSession{Messages: []byte(oneTurn)}, EditOptions{Session: talk(t, twoTurns, after(30*time.Minute))})
	w = next(t, s, noon, Patch)
	theirs = talk(t, oneTurn, after(40*time.Minute))
	s.Finish(w.ID, []Outcome{{ID: "a", Kind: Done, Session: theirs}}, after(40*time.Minute))
	s.Drop([]string{"a"})
	s.Merge([]client.Summary{said(after(40*time.Minute), 1)}, after(41*time.Minute))
	since(s, "after an edit of what was said", after(40*time.Minute))
}
