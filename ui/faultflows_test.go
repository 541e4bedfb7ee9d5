package ui

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// TestListsAndReadsUnderFaults is the table of faults for what is read: the
// person is told what happened, keeps what was there, and r brings the rest.
func TestListsAndReadsUnderFaults(t *testing.T) {
	t.Parallel()
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			hostileScene(t, &k.fault, func(s *stage, h *hostile) {
				s.wait(3 * time.Minute)
				s.shows("no sessions could be read", "listing sessions: "+k.says, k.net).hides("asking", "canary", " of 0")
				s.heals(h)

				h.meet(&k.fault, false, isList)
				s.keys("r")
				s.wait(3 * time.Minute)
				s.shows("listing sessions: "+k.says, k.net, "loaded 12 of 12").hides("asking", "reading again", "canary")
				s.heals(h)

				h.meet(&k.fault, false, isGet)
				s.keys("j")
				s.wait(3 * time.Minute)
				s.shows("This session could not be read.", "r: try again").hides("canary")
				if !strings.HasPrefix(k.net, "api: 4") { // which can be about the session alone
					s.shows(k.net)
				}
				s.heals(h)
			}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 0 })
		})
	}
}

// heals ends the fault and reads again.
func (s *stage) heals(h *hostile) {
	s.t.Helper()
	h.meet(nil, false, nil)
	s.keys("r")
	s.wait(time.Second)
	s.shows("loaded 12 of 12", "api ok").hides("listing sessions", "could not be", "reading again")
}

// told is what the person is told of a rename, a delete and a new session that
// meet a fault instead of the server, and after it did what was asked.
var told = map[class][2][3]string{
	refused: {{"not saved", "not deleted", "not created"}, {"not saved", "not deleted", "not created"}},
	gone:    {{"not saved", "1 session is still on the server", "not created"}, {"not saved", "0 deleted, 1 already gone", "not created"}},
	limited: {{"saving", "writing 0/2", "not created"}, {" to Mine", "0 deleted, 1 already gone", "not created"}},
	silent:  {{"not saved", "1 session is still on the server", "perhaps created"}, {" to Mine", "deleted ", "perhaps created"}},
	unsure:  {{"not saved", "not deleted", "perhaps created"}, {" to Mine", "deleted ", "perhaps created"}},
}

// TestWritesUnderFaults is the table of faults for what is written: nothing is
// called done that is not, and what is read later is believed.
func TestWritesUnderFaults(t *testing.T) {
	t.Parallel()
	for _, k := range kinds() {
		for i, when := range []string{"instead", "after"} {
			after := when == "after"
			if after && k.dial != nil {
				continue // nothing reaches the server
			}
			t.Run(k.name+"/"+when, func(t *testing.T) {
				hostileScene(t, nil, func(s *stage, h *hostile) {
					h.meet(&k.fault, after, func(r *http.Request) bool { return r.Method != http.MethodGet })
					want := told[k.class][i]
					renamed := s.selected()
					s.keys("i", "ctrl+u").typed("Mine").keys("enter")
					s.wait(3 * time.Minute)
					s.shows(want[0]).hides("canary")
					s.keys("j")
					deleted := s.selected()
					s.keys("d", "y")
					s.wait(4 * time.Minute)
					s.shows(want[1]).hides("canary")
					s.keys("a").typed("Brand new").keys("ctrl+s")
					s.wait(2 * time.Minute)
					s.shows(want[2]).hides("canary")

					h.meet(nil, false, nil)
					s.keys("r")
					s.wait(4 * time.Minute)
					s.holdsTheSame(renamed, deleted)
				})
			})
		}
	}
}

// holdsTheSame fails unless the screen shows what the server holds.
func (s *stage) holdsTheSame(renamed, deleted string) {
	s.t.Helper()
	s.shows("api ok").hides("saving", "deleting")
	if row, ok := s.m.store.Row(renamed); !ok || row.Name != s.held(renamed)["name"] {
		s.t.Errorf("the row is called %q, at the server it is %q", row.Name, s.held(renamed)["name"])
	}
	listed := slices.Contains(s.m.list.Loaded(), deleted)
	row, _ := s.m.store.Row(deleted)
	if there := s.held(deleted) != nil; there != (listed && !row.Gone) {
		s.t.Errorf("listed %v, gone %v, and at the server %v", listed, row.Gone, there)
	}
	if n := s.m.list.State(true).NewRows; s.server.Count() < 12 && n > 0 || s.server.Count() > 12 && n == 0 {
		s.t.Errorf("the server holds %d sessions, and %d are new", s.server.Count(), n)
	}
}
