package ui

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A delete that failed for a while is sent again, but only after its session was
// read and compared once more: alone and in bulk.
func TestADeleteIsComparedBeforeEveryTry(t *testing.T) {
	t.Parallel()
	for _, k := range kinds() {
		switch k.name {
		case "429", "429 with Retry-After", "500", "503 with Retry-After", "a hang", "a reset", "refused":
		default:
			continue
		}
		for _, marked := range []bool{false, true} {
			for _, changed := range []bool{false, true} {
				name := k.name + map[bool]string{true: ", many"}[marked] + map[bool]string{true: ", changed"}[changed]
				t.Run(name, func(t *testing.T) {
					hostileScene(t, nil, func(s *stage, h *hostile) { s.failsOnce(h, &k.fault, marked, changed) })
				})
			}
		}
	}
}

// failsOnce deletes sessions while the first delete meets a fault, after which
// somebody else may change its session.
func (s *stage) failsOnce(h *hostile, f *fault, marked, changed bool) {
	s.t.Helper()
	var failed atomic.Pointer[string]
	h.meet(f, false, func(r *http.Request) bool {
		id := strings.TrimPrefix(r.URL.Path, "/session/")
		if r.Method != http.MethodDelete || !failed.CompareAndSwap(nil, &id) {
			return false
		}
		if changed {
			if _, err := s.server.Touch(id, map[string]any{"name": "used again"}); err != nil {
				s.t.Error(err)
			}
		}
		return true
	})
	want := map[bool]string{false: "deleted ", true: "1 changed meanwhile and left out"}[changed]
	left := map[bool]int{false: 11, true: 12}[changed]
	if marked {
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		want = map[bool]string{false: "2 deleted", true: "1 deleted, 1 changed meanwhile and left out"}[changed]
		left--
	} else {
		s.keys("d", "y")
	}
	s.wait(time.Minute)
	s.shows(want)
	if s.server.Count() != left || changed != (s.held(*failed.Load()) != nil) {
		s.t.Errorf("the server holds %d sessions, want %d, this one: %v", s.server.Count(), left, s.held(*failed.Load()) != nil)
	}
	if r := s.left(); !r.Empty() {
		s.t.Errorf("the next start would say %+v", r)
	}
}

// A change that a server failed at is read back first: it is sent again only if
// it has not taken effect, and never over what somebody else wrote meanwhile.
func TestAChangeIsReadBackBeforeItIsSentAgain(t *testing.T) {
	for _, k := range kinds() {
		if k.name != "500" && k.name != "a reset" && k.name != "503 with Retry-After" {
			continue
		}
		for _, when := range []string{"instead", "after", "and another writes"} {
			t.Run(k.name+"/"+when, func(t *testing.T) {
				hostileScene(t, nil, func(s *stage, h *hostile) {
					id := s.selected()
					var patches atomic.Int64
					h.meet(&k.fault, when == "after", func(r *http.Request) bool {
						return r.Method == http.MethodPatch && patches.Add(1) == 1
					})
					s.keys("i", "ctrl+u").typed("Mine").keys("enter")
					if when == "and another writes" {
						if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
							t.Fatal(err)
						}
					}
					s.wait(time.Minute)
					want, said, sent := "Mine", " to Mine", int64(2)
					switch when {
					case "after":
						sent = 1
					case "and another writes":
						want, said, sent = "Theirs", "both sides changed it", 1
					}
					s.shows(said)
					if name := s.held(id)["name"]; name != want || patches.Load() != sent {
						t.Errorf("the server holds %q after %d patches, want %q after %d", name, patches.Load(), want, sent)
					}
				})
			})
		}
	}
}

// A change that had arrived, though nobody could know that, can be undone after it was
// sent once more: by its button, or typed again over the row that shows it by now.
func TestAChangeThatHadArrivedUnknownIsUndone(t *testing.T) {
	for _, again := range [][]string{{"@", "shift+tab", "enter", "esc"}, {"i", "enter"}} {
		hostileScene(t, nil, func(s *stage, h *hostile) {
			id := s.selected()
			before := s.was(id, "name")
			var arrived atomic.Bool
			lost := statusFault(500, unsure)
			h.meet(&lost.fault, true, func(r *http.Request) bool {
				is := r.Method == http.MethodPatch
				arrived.Store(arrived.Load() || is)
				return is || arrived.Load() && r.URL.Path == "/session/"+id
			})
			s.keys("i", "ctrl+u").typed("Mine").keys("enter").wait(10 * time.Minute)
			s.shows("perhaps saved, e has what you typed: 500", "Mine ")
			h.meet(nil, false, nil)
			s.keys(again...).wait(time.Minute)
			if f, failed := s.m.store.Failed(id); failed {
				t.Errorf("%v: still %+v", again, f)
			}
			s.keys("u").wait(time.Minute)
			s.shows("undone: rename of Mine, now ", "; saved")
			if name := s.held(id)["name"]; name != before {
				t.Errorf("%v: the server holds %q", again, name)
			}
		})
	}
}

// A write of which nobody knows whether it arrived is not called undone.
func TestAWriteOfUnknownOutcomeIsPerhapsDone(t *testing.T) {
	hostileScene(t, nil, func(s *stage, h *hostile) {
		id := s.selected()
		lost := statusFault(500, unsure)
		down := func() { // from the next write on
			var wrote atomic.Bool
			h.meet(&lost.fault, false, func(r *http.Request) bool {
				wrote.Store(wrote.Load() || r.Method != http.MethodGet)
				return wrote.Load() && r.URL.Path == "/session/"+id
			})
		}
		down()
		s.keys("i", "ctrl+u").typed("Mine").keys("enter").wait(10 * time.Minute)
		s.shows("perhaps saved, e has what you typed: 500")
		s.keys("i").shows("perhaps saved before: 500").keys("esc")
		s.keys("e").shows("! Perhaps saved: 500").keys("esc", "tab", "enter").hides("Perhaps")
		down()
		s.keys("t", "y").wait(10 * time.Minute)
		s.shows("perhaps completed, t tries again: 500")
		down()
		s.keys("d", "y").wait(10 * time.Minute)
		s.shows("perhaps deleted: 500")
	})
}

// A program that is killed while a delete waits to be sent again offers that
// delete at the next start.
func TestADeleteThatIsToBeSentAgainSurvivesACrash(t *testing.T) {
	for _, k := range kinds() {
		if k.name != "500" && k.name != "a reset" && k.name != "refused" {
			continue
		}
		for _, marked := range []bool{false, true} {
			t.Run(k.name+map[bool]string{true: ", many"}[marked], func(t *testing.T) {
				hostileScene(t, nil, func(s *stage, h *hostile) {
					var tried atomic.Bool
					h.meet(&k.fault, false, func(r *http.Request) bool {
						is := r.Method == http.MethodDelete
						tried.Store(tried.Load() || is)
						return is
					})
					want := 1
					if marked {
						s.keys("space", "space", "d").typed("delete 2").keys("enter")
						want = 2
					} else {
						s.keys("d", "y")
					}
					for !tried.Load() {
						s.wait(10 * time.Millisecond)
					}
					s.wait(50 * time.Millisecond)
					if r := s.left(); len(r.NotSent) == 0 || len(r.NotSent)+len(r.Unsure) != want {
						t.Errorf("the next start would say %+v", r)
					}
				})
			})
		}
	}
}
