package ui

import (
	"net/http"
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// asked counts the requests of a kind so far.
func (s *stage) asked(is func(demotest.Request) bool) (n int) {
	for _, r := range s.server.Requests() {
		if is(r) {
			n++
		}
	}
	return n
}

func rereads(r demotest.Request) bool { return r.Query.Get("idAny") != "" }
func deletes(r demotest.Request) bool { return r.Method == http.MethodDelete }

// untouched fails unless sessions were read once more and nothing came of it.
func (s *stage) untouched() {
	s.t.Helper()
	if n := s.asked(rereads); n != 1 || s.writes() != 0 {
		s.t.Errorf("read %d times, %d writes", n, s.writes())
	}
	if copies, err := s.trash.List(); err != nil || len(copies) != 0 {
		s.t.Errorf("the trash holds %+v, %v", copies, err)
	}
	if r := s.left(); !r.Empty() {
		s.t.Errorf("the next start would say %+v", r)
	}
}

// What is deleted in bulk is read again once its undo window ends, many in one
// request, and deleted then.
func TestABulkIsReadAgain(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "space", "d").typed("delete 3").keys("enter")
		s.wait(9300 * time.Millisecond)
		s.shows("3 deletes in ", " s, u takes it back")
		if n := s.asked(rereads); n != 0 || s.writes() != 0 {
			t.Fatalf("read %d times, %d writes before the end of the undo window", n, s.writes())
		}
		s.wait(2 * time.Second)
		if n, sent := s.asked(rereads), s.asked(deletes); n != 1 || sent != 3 || s.server.Count() != 117 {
			t.Errorf("read %d times, %d deletes, the server holds %d", n, sent, s.server.Count())
		}
		copies, err := s.trash.List()
		if err != nil || len(copies) != 3 || !copies[0].Confirmed {
			t.Errorf("the trash holds %+v, %v", copies, err)
		}
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start would say %+v", r)
		}
	})
}

// Taking it back still works while it is read again, and leaves nothing to be seen.
func TestADeleteIsTakenBackWhileItIsRead(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.wait(10300 * time.Millisecond)
		s.keys("u").shows("undone: delete 2 sessions")
		s.wait(time.Minute)
		s.untouched()
	})
}

// What changed after it was marked, at once or in the last seconds of the window,
// is left out with a word, and is no business of the next start.
func TestWhatChangedIsLeftOutOfABulk(t *testing.T) {
	for _, after := range []time.Duration{0, 8 * time.Second} {
		scene(t, func(s *stage) {
			id := s.selected()
			s.keys("space", "space", "d").typed("delete 2").keys("enter")
			s.wait(after)
			if _, err := s.server.Touch(id, map[string]any{"name": "used again"}); err != nil {
				t.Fatal(err)
			}
			s.wait(13*time.Second - after)
			s.shows("1 deleted, 1 changed meanwhile and left out")
			if n := s.server.Count(); s.held(id) == nil || n != 119 {
				t.Errorf("the server holds %d sessions, and what changed: %v; 119 were wanted", n, s.held(id) != nil)
			}
			if r := s.left(); !r.Empty() {
				t.Errorf("the next start would say %+v", r)
			}
		})
	}
}

// A delete of one is read again too, and left out with a word.
func TestADeleteOfOneThatChangedIsLeftOut(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "y")
		if _, err := s.server.Touch(id, map[string]any{"name": "used again"}); err != nil {
			t.Fatal(err)
		}
		s.wait(11 * time.Second)
		s.shows("1 changed meanwhile and left out", "used again")
		if s.held(id) == nil || s.writes() != 0 {
			t.Errorf("%d writes", s.writes())
		}
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start would say %+v", r)
		}
	})
}

// What somebody else deleted first is no news for the next start.
func TestWhatWasGoneAlreadyIsNotToldLater(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "y")
		if !s.server.Remove(id) {
			t.Fatal("it was not there")
		}
		s.wait(15 * time.Second)
		s.shows("0 deleted, 1 already gone")
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start would say %+v", r)
		}
	})
}

// A delete that is to be sent again after a 429 is not forgotten by a crash.
func TestADeleteThatIsPutOffIsToldByTheNextStart(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		s.wait(9 * time.Second)
		s.faults("rate=1:429,only=DELETE")
		for s.asked(deletes) == 0 || s.m.store.Progress().InFlight > 0 { // none is on its way
			s.wait(100 * time.Millisecond)
		}
		if r := s.left(); len(r.NotSent) != 2 || len(r.Unsure) != 0 {
			t.Errorf("the next start would say %+v", r)
		}
	})
}
