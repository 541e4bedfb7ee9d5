package ui

import (
	"slices"
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// unpolled lets nothing but the clock and keys change what is shown.
func unpolled(o *Options, _ *demo.Options) { o.Settings.PollInterval = 0 }

// touchOldest writes to the oldest sessions, so that each expires so long from now. It
// returns a wait until so many seconds from now.
func (s *stage) touchOldest(n, seconds int) (until func(seconds int)) {
	s.t.Helper()
	now := time.Now()
	for _, id := range s.server.IDs()[s.server.Count()-n:] {
		if _, err := s.server.Touch(id, map[string]any{"name": "tock tick", "status": "active", "expirationSeconds": seconds}); err != nil {
			s.t.Fatal(err)
		}
	}
	return func(seconds int) { s.wait(time.Until(now.Add(time.Duration(seconds) * time.Second))) }
}

// A row leaves what its state left it in when its second comes; header, status line
// and sum count it out at once, and r lets it stay out.
func TestAFilterIsJudgedAgainWhenARowExpires(t *testing.T) {
	t.Parallel()
	for _, sort := range []string{"", " sort:turns", " sort:cost"} {
		scene(t, func(s *stage) {
			until := s.touchOldest(8, 75)
			s.keys("/").typed("name:tock status:maybe"+sort).keys("enter").shows("[demo] 8 match ", "searched 120 of 120, 8 match", " maybe ")
			until(74)
			s.shows("[demo] 8 match ")
			until(76)
			s.shows("[demo] 0 match ", "searched 120 of 120, 0 match", "-tock tick").hides(" maybe ")
			s.keys("#").shows("no sessions to sum").keys("r").shows("[demo] 0 match ", "searched 120 of 120, 0 match", "-tock tick")
			s.keys("*").shows("nothing to mark").keys("home", "v", "down", "down").shows("0 marked, a range").hides("*○").keys("v").shows("0 sessions marked")
			s.keys(":").typed("open " + s.server.IDs()[s.server.Count()-1][:8]).keys("enter").hides("no loaded session's ID")
		}, unpolled)
	}
}

// A row that comes to match when its second comes waits to be shown, as any new row,
// unless there is none that it could move.
func TestARowThatExpiresComesToWhatIsExpired(t *testing.T) {
	scene(t, func(s *stage) {
		until := s.touchOldest(8, 75)
		s.keys("/").typed("name:tock status:expired").keys("enter").shows("[demo] 0 match ", "No session matches")
		until(76)
		s.shows("[demo] 8 match ", "searched 120 of 120, 8 match", "+tock tick").hides("new, press")
		s.keys("#").shows("8 sessions").keys("esc", "r").shows("[demo] 8 match ")
	}, unpolled)
	scene(t, func(s *stage) {
		until := s.touchOldest(8, 75)
		s.keys("/").typed("created:<-12d status:expired").keys("enter").shows("[demo] 15 match ")
		until(76)
		s.shows("[demo] 23 match ", "28 of 28, 23 match", "^ 8 new").keys(".").shows("8 new sessions", "+tock tick").hides("^ 8 new")
		s.keys("#").shows("23 sessions").keys("esc", "r").shows("[demo] 23 match ")
	}, unpolled)
}

// What waits for its second, or to be shown, is not lost when another list ends.
func TestWhatWaitsInAListOutlivesOtherLists(t *testing.T) {
	scene(t, func(s *stage) { // its second comes after lists ended
		until := s.touchOldest(8, 75)
		s.keys("2").shows("[demo] 49 match ").keys("3", "2", "3", "u").shows("[demo] 49 match ")
		until(76)
		s.shows("[demo] 57 match ", "^ 8 new")
	}, unpolled)
	scene(t, func(s *stage) { // it came before
		until := s.touchOldest(8, 75)
		s.keys("2").shows("[demo] 49 match ")
		until(76)
		s.shows("^ 8 new").keys("3", "u", ".").shows("8 new sessions").keys("end").shows("+tock tick", "row 57 ")
	}, unpolled)
}

// Rows that a search here looked at and left out are not kept, but for those of
// sessions that the pane keeps.
func TestRowsThatASearchLeftOutAreForgotten(t *testing.T) {
	t.Parallel()
	scene(t, func(s *stage) {
		s.keys("/").typed("name:zzzz").keys("enter").shows("searched 600 of 600")
		if n := s.m.store.Len(); n > 300 {
			t.Errorf("%d rows are kept", n)
		}
	}, unpolled, func(_ *Options, d *demo.Options) { d.Sessions = 600 })
	forgotten := func(s *stage) {
		for _, id := range s.server.IDs() {
			if _, kept := s.m.store.Row(id); kept && !s.m.detail.Keeps(id) {
				s.t.Errorf("the row of %s is kept", id)
			}
		}
	}
	scene(t, func(s *stage) { // those that wait for their second go with their list
		s.touchOldest(8, 75)
		s.keys("/").typed("name:tock status:expired").keys("enter").shows("[demo] 0 match ").keys("/", "ctrl+u").typed("created:<-30d").keys("enter", "/", "ctrl+u").typed("created:<-31d").keys("enter")
		forgotten(s)
	}, unpolled)
	scene(t, func(s *stage) { // those that the pane kept go once it keeps others
		for _, text := range []string{"created:>-3d", "created:<-30d", "created:<-31d", "created:<-12d", "created:<-32d", "created:<-33d"} {
			s.keys(":").typed("filter " + text).keys("enter").wait(time.Second)
			s.keys(slices.Repeat([]string{"down"}, 10)...)
		}
		forgotten(s)
	}, unpolled)
}

// What the person sets is judged when it is saved, and at the second that comes of it.
func TestAnEditIsJudgedAtItsSecond(t *testing.T) {
	scene(t, func(s *stage) {
		expire := func(after string) *stage {
			return s.keys("e", "tab", "tab", "ctrl+u").typed(after).keys("ctrl+s").shows("saved")
		}
		s.keys("/").typed("status:active,maybe").keys("enter").shows("[demo] 14 match ")
		expire("60s").shows("[demo] 14 match ")
		s.wait(58 * time.Second)
		s.shows("[demo] 14 match ").hides(" expired ")
		s.wait(4 * time.Second)
		s.shows("[demo] 13 match ", "13 match", "-VPN trouble")
		expire("2d").shows("[demo] 14 match ").hides("-VPN trouble")
	}, unpolled)
	scene(t, func(s *stage) { // an edit of anything that the filter reads
		s.keys("/").typed("name:\"vpn trouble\" turns:6").keys("enter").shows("[demo] 1 match ")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter").shows("[demo] 0 match ", "-Mine").keys("u").shows("[demo] 1 match ", " VPN trouble")
	}, unpolled)
}

// In a search by cost what comes to match has no place until the list is read again.
func TestARowThatExpiresComesToASearchByCost(t *testing.T) {
	scene(t, func(s *stage) {
		until := s.touchOldest(8, 75)
		s.keys("/").typed("created:<-12d status:expired sort:cost").keys("enter").shows("[demo] 15 match ")
		until(76)
		s.shows("[demo] 23 match ", "^ 8 new").keys(".").shows("[demo] 23 match ", "tock tick").hides("^ 8 new")
		s.keys("r").shows("[demo] 23 match ").hides("^ 8 new")
	}, unpolled)
}

// Where a session is shown to the second, seconds run, and its state turns in time,
// in the list and beside it.
func TestSecondsRun(t *testing.T) {
	scene(t, func(s *stage) {
		until := s.touchOldest(1, 60)
		id := s.server.IDs()[s.server.Count()-1]
		s.keys("/").typed("id:"+id).keys("enter").shows("tock tick", " maybe ")
		until(45)
		s.shows("idle 44s", " 44s ", " maybe ")
		until(64)
		s.shows("idle 1m", "expired 3s ago", " expired ").hides("maybe")
		until(67)
		s.shows("expired 6s ago")
	}, unpolled)
}

// Nothing wakes the program where no text that is shown changes soon, nor for a time that
// is not known.
func TestNothingWakesWhereNoTextChanges(t *testing.T) {
	scene(t, func(s *stage) {
		if _, err := s.server.Insert(map[string]any{"createdAt": "1700-01-01T00:00:00Z", "updatedAt": "", "expirationSeconds": 3600}); err != nil {
			s.t.Fatal(err)
		}
		s.keys("/").typed("age:>12d idle:>12d status:expired order:asc").keys("enter").shows("     ?      ? expired")
		s.wait(5 * time.Minute)
		now := time.Now()
		if want := now.Truncate(time.Minute).Add(time.Minute); !s.m.ticks.at.Equal(want) {
			t.Errorf("at %s the next moment is %s, want the clock's of the header", now, s.m.ticks.at)
		}
	}, unpolled)
}

// Each time that the clock wakes the program, a text on the screen changes: in the list at
// several widths, and in the tabs of the pane that show ages.
func TestEachWakeChangesAText(t *testing.T) {
	for _, view := range []struct {
		w, h int
		keys []string
	}{{120, 36, nil}, {80, 24, nil}, {200, 50, []string{"down", "down", "enter"}}, {200, 50, []string{"end", "enter", "2"}}} {
		scene(t, func(s *stage) {
			s.size(view.w, view.h).keys(view.keys...)
			s.wait(2 * time.Second) // until the rows that came into view were scanned for their next change
			before, wakes := s.text(), 0
			for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); wakes++ {
				at := s.m.ticks.at
				s.wait(time.Until(at) + time.Millisecond)
				if now := s.text(); now == before {
					s.t.Fatalf("%dx%d %v: nothing changed at %s", view.w, view.h, view.keys, at)
				} else {
					before = now
				}
			}
			if wakes < 10 {
				s.t.Errorf("%dx%d %v: %d wakes in 10 minutes", view.w, view.h, view.keys, wakes)
			}
		}, unpolled)
	}
}

// No text is late: at every second, the screen is that of a program which draws itself anew
// each second.
func TestEachTextChangesAtItsSecond(t *testing.T) {
	waiting := func(o *Options, _ *demo.Options) { o.Settings.Columns = append(o.Settings.Columns, "waiting") }
	screens := func(tab string, eachSecond bool) (all []string) {
		scene(t, func(s *stage) {
			messages := []any{map[string]any{"role": "assistant", "content": "Hello."}, map[string]any{"role": "user", "content": "Hello?"}}
			if _, err := s.server.Touch(s.selected(), map[string]any{"name": "Waits", "status": "active", "messages": messages}); err != nil {
				s.t.Fatal(err)
			}
			s.size(200, 50).keys("r").keys("enter", tab).shows("Waits", "<-", "WAITING")
			for range 400 {
				s.wait(time.Second)
				if eachSecond {
					s.give(struct{}{}) // any message brings the time along
				}
				all = append(all, s.text())
			}
		}, unpolled, waiting)
		return all
	}
	for _, tab := range []string{"1", "2", "6"} {
		woken, drawn := screens(tab, false), screens(tab, true)
		for i := range woken {
			if woken[i] != drawn[i] {
				t.Fatalf("tab %s, second %d:\n%s\nis drawn anew as\n%s", tab, i, woken[i], drawn[i])
			}
		}
	}
}

// The clean-up counts a session as expired from the second on in which it is.
func TestTheCleanUpCountsWhatExpiresWhileItIsOpen(t *testing.T) {
	scene(t, func(s *stage) {
		until := s.touchOldest(8, 75)
		s.keys("/").typed("created:<-12d").keys("enter", "D").shows("[x] expired 15", "[ ] maybe expired 8")
		until(76)
		s.shows("[x] expired 23", "[ ] maybe expired 0")
	}, unpolled)
}

// The seconds before a delete is sent end when the delete's own seconds do.
func TestACountdownIsNotLate(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(time.Until(time.Now().Truncate(time.Second).Add(1500 * time.Millisecond)))
		s.keys("d", "y")
		left := func(d time.Duration) { s.wait(time.Until(s.m.store.Progress().WindowEnds.Add(-d))) }
		left(8*time.Second + 10*time.Millisecond)
		s.shows("1 delete in 9 s", "del 9s")
		left(8*time.Second - 10*time.Millisecond)
		s.shows("1 delete in 8 s", "del 8s")
	}, unpolled)
}
