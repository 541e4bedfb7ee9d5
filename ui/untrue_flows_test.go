package ui

import (
	"testing"
	"time"
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
		s.shows("1 saved", "Mine")
	})
	scene(t, func(s *stage) {
		s.faults("rate=1:empty,only=POST")
		s.keys("a").typed("Brand new").keys("ctrl+s")
		s.wait(time.Second)
		s.shows("it is not known whether the session was created").hides("created; r")
		s.keys("a").shows("Brand new")
	})
}
