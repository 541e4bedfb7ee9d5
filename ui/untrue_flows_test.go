package ui

import (
	"net/http"
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// What a server says was deleted, and lists again afterwards, is listed again.
func TestALaterListIsBelievedAboutADelete(t *testing.T) {
	for _, fault := range []string{"404", "empty"} {
		t.Run(fault, func(t *testing.T) {
			scene(t, func(s *stage) {
				id := s.selected()
				s.faults("rate=1:" + fault + ",only=DELETE")
				s.keys("d", "y")
				s.wait(11 * time.Second)
				if s.selected() == id || s.held(id) == nil {
					t.Fatalf("it is listed: %v, the server has it: %v", s.selected() == id, s.held(id) != nil)
				}
				s.faults("")
				s.keys("r")
				s.wait(time.Second)
				s.shows("1 session is still on the server although it was answered as deleted").keys("g")
				if s.selected() != id {
					t.Errorf("it does not come back:\n%s", s.text())
				}
				s.keys("d", "y")
				s.wait(11 * time.Second)
				if s.held(id) != nil {
					t.Error("it is not deleted the second time")
				}
			})
		})
	}
}

// An answer that says nothing is no proof: what was written is read.
func TestAnEmptyAnswerIsNoProofOfAWrite(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		name := s.was(id, "name")
		s.faults("rate=1:empty,only=PATCH")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(2 * time.Second)
		s.shows("not saved")
		if got := s.was(id, "name"); got != name {
			t.Errorf("the server holds %q", got)
		}
		s.faults("rate=1:nobody,only=PATCH") // it is written, and not answered with the session
		s.keys("i", "enter")
		s.wait(2 * time.Second)
		s.shows(" to Mine")
	})
	scene(t, func(s *stage) {
		s.faults("rate=1:empty,only=POST")
		s.keys("a").typed("Brand new").keys("ctrl+s")
		s.wait(time.Second)
		s.shows("perhaps created:").hides("created; r")
		s.keys("a").shows("Brand new")
	})
}

// After a session of which nobody knows whether it was created, what is new is
// asked for at once, where the list can have it.
func TestWhatIsNewIsReadAfterACreateOfWhichNobodyKnows(t *testing.T) {
	for _, fault := range []string{"nobody", "lost", "empty"} {
		for _, filtered := range []bool{false, true} {
			scene(t, func(s *stage) {
				if filtered {
					s.keys("/").typed("status:completed").keys("enter")
					s.wait(time.Second)
				}
				s.faults("rate=1:" + fault + ",only=POST")
				lists := s.lists()
				s.keys("a").typed("Brand new").keys("ctrl+s")
				s.wait(2 * time.Second)
				asked := s.lists() - lists
				if filtered {
					s.shows("perhaps created: without a filter, r shows it")
					if asked != 0 {
						t.Errorf("%s: asked for the list %d times", fault, asked)
					}
					return
				}
				s.shows("perhaps created: if so, it is listed as new")
				if n := s.m.list.State(true).NewRows; asked == 0 || (n == 1) != (fault != "empty") {
					t.Errorf("%s: asked for the list %d times, %d new", fault, asked, n)
				}
			}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 0 })
		}
	}
}

// A delete that is answered by something else, and not done, is read back.
func TestADeleteAnsweredByAnErrorAsASuccessIsReadBack(t *testing.T) {
	for _, k := range kinds() {
		if k.name != "an error as a success" {
			continue
		}
		hostileScene(t, nil, func(s *stage, h *hostile) {
			id := s.selected()
			h.meet(&k.fault, false, func(r *http.Request) bool { return r.Method == http.MethodDelete })
			s.keys("d", "y")
			s.wait(12 * time.Second)
			s.shows("not deleted").hides(" deleted ", "canary")
			if s.selected() != id || s.held(id) == nil {
				t.Errorf("it is listed: %v, the server has it: %v", s.selected() == id, s.held(id) != nil)
			}
			h.meet(nil, false, nil)
			s.keys("d", "y")
			s.wait(12 * time.Second)
			s.shows(" deleted ")
			if s.held(id) != nil {
				t.Error("it is not deleted the second time")
			}
		})
	}
}
