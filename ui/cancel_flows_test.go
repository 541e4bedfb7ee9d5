package ui

import (
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// While deletes wait, ctrl-c takes them back. It leaves the program only when
// nothing is left to stop.
func TestCtrlCIsAboutTheDeletes(t *testing.T) {
	for name, size := range map[string][2]int{"usual": {120, 36}, "too small": {20, 6}} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.keys("d", "y").size(size[0], size[1]).keys("ctrl+c")
				if n := s.m.store.Progress().InWindow; n != 0 || s.m.ended || s.m.dialogs.Len() > 0 {
					t.Fatalf("%d deletes wait, it quit: %v", n, s.m.ended)
				}
				s.wait(15 * time.Second)
				if n := s.writes(); n != 0 {
					t.Errorf("%d writes", n)
				}
				s.keys("ctrl+c")
				if !s.m.ended {
					t.Error("with nothing left to stop it does not quit")
				}
			})
		})
	}
}

// While a search runs, ctrl-c stops it, and the status line says how it goes on.
func TestCtrlCStopsASearch(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys("/").typed("turns:>100000").keys("enter")
		s.wait(1500 * time.Millisecond)
		s.shows("searching").keys("ctrl+c").shows("search stopped")
		asked := s.lists()
		s.wait(20 * time.Second)
		s.shows("search stopped, r goes on").hides("searching")
		if n := s.lists() - asked; n != 0 || s.m.ended || s.m.dialogs.Len() > 0 {
			t.Errorf("%d requests after it was stopped, it quit: %v", n, s.m.ended)
		}
		s.keys("r")
		s.wait(time.Minute)
		s.shows("No session matches this filter.")
	}, func(_ *Options, d *demo.Options) { d.Sessions = 900 })
}

// The same while the first page is asked for.
func TestCtrlCStopsTheFirstLoad(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("ctrl+c").shows("loading stopped, r goes on")
		s.wait(20 * time.Second)
		if n := s.m.list.Len(); n != 0 || s.m.ended {
			t.Errorf("%d rows, it quit: %v", n, s.m.ended)
		}
		s.keys("r")
		s.wait(20 * time.Second)
		s.shows("loaded 115 of 120").keys("ctrl+c")
		if !s.m.ended {
			t.Error("with nothing left to stop it does not quit")
		}
	}, func(_ *Options, d *demo.Options) { d.Latency = 5 * time.Second })
}

// A load that came to its end is nothing to stop.
func TestCtrlCStopsNoLoadThatIsDone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("*", "a").shows("900 sessions marked", "loaded 900 of 900").keys("ctrl+c").hides("loading stopped")
		if !s.m.ended {
			t.Error("with nothing left to stop it does not quit")
		}
	}, func(_ *Options, d *demo.Options) { d.Sessions = 900 })
}

// What is said to stop by ctrl-c stops by it under a dialog too, which stays.
func TestCtrlCStopsDeletesUnderADialog(t *testing.T) {
	for _, opens := range []string{"@", "?", "e"} {
		t.Run(opens, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.wait(10 * time.Second)
				s.keys("space", "space", "space", "space", "space", "space", "d").typed("delete 6").keys("enter")
				s.wait(12 * time.Second)
				s.shows("ctrl-c stops").keys(opens)
				if s.m.dialogs.Len() == 0 {
					t.Fatal("no dialog is open")
				}
				s.keys("ctrl+c")
				before := s.writes()
				s.wait(time.Minute)
				if n := s.writes(); n > before+1 || s.m.dialogs.Len() == 0 {
					t.Errorf("%d deletes, %d when it was stopped; %d dialogs", n, before, s.m.dialogs.Len())
				}
			}, func(o *Options, d *demo.Options) { d.Latency, o.Settings.Parallel = 2*time.Second, 1 })
		})
	}
}
