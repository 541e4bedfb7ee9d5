package detail

import (
	"strings"
	"testing"

	"vapi-sessions/ui/store"
)

// A session that cannot be read is asked for once to be compared.
func TestWhatCannotBeReadIsNotCompared(t *testing.T) {
	s := &chatServer{}
	m := newChatRoom(t, s)
	m.CompareWith(s.session.ID, "gone")
	for range 3 {
		answer(t, m, m.Fetch())
	}
	if s.read != 2 || m.tab == TabDiff {
		t.Errorf("%d reads", s.read)
	}
}

// Until a session is read of which the list has no row, the words of no other stand
// in its place: what is done is done to the one that was asked for.
func TestNothingOfAnotherSessionIsShownWhileOneIsRead(t *testing.T) {
	m := newChatRoom(t, &chatServer{})
	if got := screen(m.Pane); !strings.Contains(got, "Acme") {
		t.Fatalf("before:\n%s", got)
	}
	m.Open("7d1e5a90-1111-4222-8333-444455556666")
	if got := screen(m.Pane); m.ID() != "7d1e5a90-1111-4222-8333-444455556666" || strings.Contains(got, "Acme") || !strings.Contains(got, "loading") || strings.Contains(got, "(no name)") {
		t.Errorf("%s is shown:\n%s", m.ID(), got)
	}
}

// Two sessions are compared when both are here: what was let go is read first.
func TestASessionThatWasLetGoIsReadToBeCompared(t *testing.T) {
	s := &chatServer{}
	m := newChatRoom(t, s)
	first := s.session.ID
	s.session = decode(t, bare())
	if s.session.ID == first {
		t.Fatal("one session is no two")
	}
	m.CompareWith(s.session.ID, first)
	answer(t, m, m.Fetch())
	if got := screen(m.Pane); m.ID() != s.session.ID || m.tab != TabDiff || !strings.Contains(got, "compared with Acme") {
		t.Errorf("%s:\n%s", m.ID(), got)
	}
}

// What is shown of a session stays while the same one is read again.
func TestASessionStaysWhileItIsReadAgain(t *testing.T) {
	for _, listed := range []bool{true, false} {
		m := newChatRoom(t, &chatServer{})
		if !listed {
			m.store = store.New(store.Options{})
		}
		m.Written([]string{m.ID()})
		m.FetchThen(m.ID(), false, nil)
		if got := screen(m.Pane); !strings.Contains(got, "Acme") || !strings.Contains(got, "refund") {
			t.Errorf("with a row of it in the list %v it is gone:\n%s", listed, got)
		}
	}
}
