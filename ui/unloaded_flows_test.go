package ui

import (
	"strings"
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// loaded reports whether the row under the cursor is loaded, as the screen shows it.
func (s *stage) loaded() bool {
	screen := "\n" + s.text()
	return !strings.Contains(screen, "\n>   …") && !strings.Contains(screen, "\n> ! enter tries again")
}

// actsOnNothing fails unless the row under the cursor, which is not loaded, is
// shown by no pane and asked about by no dialog.
func (s *stage) actsOnNothing() {
	s.t.Helper()
	if id, ok := s.m.list.Selected(); ok || id != "" {
		s.t.Fatalf("%s is under the cursor, whose row is not loaded:\n%s", id, s.text())
	}
	if id := s.m.detail.ID(); id != "" {
		s.t.Fatalf("the pane shows %s beside a row that is not loaded:\n%s", id, s.text())
	}
	acting := [][]string{{"d"}, {"e"}, {"y", "y"}, {"t"}, {"i"}, {"C"}, {"E"}, {","}}
	if s.m.focus == focusList {
		acting = append(acting, []string{"v"}, []string{" "})
	}
	for _, keys := range acting {
		for _, k := range keys {
			s.give(keyPress(rune(k[0])))
		}
		if s.m.dialogs.Len() > 0 {
			s.t.Fatalf("%v opens a dialog on a row that is not loaded:\n%s", keys, s.text())
		}
		s.shows("no session under the cursor")
	}
	if s.m.list.Ranging() || len(s.m.store.Marked()) > 0 {
		s.t.Fatalf("something is marked on a row that is not loaded:\n%s", s.text())
	}
}

// On an empty list there is no session either.
func TestAnEmptyListHasNoSessionUnderTheCursor(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("nobodyiscalledthis").keys("enter").wait(time.Second)
		s.shows("No session matches").actsOnNothing()
	})
}

// Whatever is pressed on a row that is not loaded is about no session, least of
// all about the nearest one that is: while its page is on its way, and when it
// does not come. When it is here, the pane beside it follows.
func TestARowThatIsNotLoadedIsNoSession(t *testing.T) {
	t.Parallel()
	for _, fault := range []string{"latency=20s", "rate=1:500", "rate=1:hang"} {
		for _, moves := range [][]string{{"pgdown"}, {"pgdown", "down"}, {"end", "up"}, {"ctrl+d"}, {"enter", "J"}, {"pgup"}} {
			t.Run(fault+" "+moves[0]+moves[len(moves)-1], func(t *testing.T) {
				scene(t, func(s *stage) {
					met := 0
					if moves[0] == "pgup" {
						s.keys("end").wait(time.Minute)
					}
					s.faults(fault)
					for range 150 {
						for _, k := range moves {
							if msg, named := keyNames[k]; named {
								s.give(msg)
							} else {
								s.give(keyPress(rune(k[0])))
							}
						}
						s.wait(200 * time.Millisecond)
						if !s.loaded() {
							s.actsOnNothing()
							met++
						}
						if met < 5 {
							continue
						}
						s.faults("")
						s.keys("r").wait(2 * time.Minute)
						if id, ok := s.m.list.Selected(); !ok || s.m.detail.ID() != id {
							t.Errorf("the pane shows %s beside %s:\n%s", s.m.detail.ID(), id, s.text())
						}
						return
					}
					t.Fatalf("only %d rows that are not loaded:\n%s", met, s.text())
				}, func(_ *Options, d *demo.Options) { d.Sessions = 20_000 })
			})
		}
	}
}
