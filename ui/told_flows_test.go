package ui

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
)

// large is a server with more sessions than are read at first.
func large(_ *Options, d *demo.Options) { d.Sessions = 3000 }

// asks fails unless the dialog on top says a text, perhaps over several lines.
func (s *stage) asks(text string) *stage {
	s.t.Helper()
	var all []string
	for _, line := range s.m.dialogs.Box(s.m.w, s.m.h) {
		all = append(all, strings.Fields(strings.Trim(ansi.Strip(line), "│|"))...)
	}
	if said := strings.Join(all, " "); !strings.Contains(said, text) {
		s.t.Fatalf("the dialog does not say %q: %s", text, said)
	}
	return s
}

// A clean-up says of which part of the list its counts are, also where a filter
// runs here, and offers to count all.
func TestACleanUpSaysThatItsCountsAreOfAPart(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("2")
		s.wait(2 * time.Second)
		so, _ := s.m.list.ReadSoFar()
		if _, matching, _ := s.m.list.Count(); so == "" || !matching {
			t.Fatalf("all of the list is read:\n%s", s.text())
		}
		s.keys("D").asks("Counted over "+so).shows("Count all").keys("shift+tab", "shift+tab", "enter")
		so, _ = s.m.list.ReadSoFar()
		s.asks("match expired, counted over " + so).keys("esc")
		s.keys("D").shows("Count all").keys("shift+tab", "enter")
		s.wait(time.Minute)
		s.shows("Clean up").hides("Counted over")
	}, large)
}

// The check boxes of a clean-up count what is old enough.
func TestTheBoxesOfACleanUpCountWhatIsOldEnough(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("D").asks("[x] expired 52")
		s.keys("tab", "tab", "tab", "tab").typed("3000d")
		s.asks("[x] expired 0").asks("0 sessions").hides("oldest", "cost $", "cost not")
	})
}

// What many marked sessions are is said by every question about them.
func TestQuestionsAboutManySayWhichTheyAre(t *testing.T) {
	for _, key := range []string{"d", "e", "t"} {
		scene(t, func(s *stage) {
			var names []string
			for range 4 {
				row, _ := s.m.store.Row(s.selected())
				names = append(names, cmp.Or(row.Name, row.Customer))
				s.keys("space")
			}
			s.keys("G", key).shows("in view 0   not in view 4", "... and 1 more").hides("marked by hand")
			for _, name := range names[:3] {
				s.shows(name)
			}
		})
	}
}

// costless is a server that tells the cost of only the first sessions.
type costless struct {
	API
	told int
}

func (a costless) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	page, err := a.API.Summaries(ctx, p, pick)
	if err == nil {
		for i := range page.Rows {
			if page.Rows[i].Cost = 0.5; i >= a.told {
				page.Rows[i].Cost = math.NaN()
			}
		}
	}
	return page, err
}

// A cost that is not known is told as such by whatever sums, and is not nothing.
func TestACostThatIsNotKnownIsNotNothing(t *testing.T) {
	const each = " in all, $0.500 each, at most $0.500"
	for told, want := range []struct{ asked, sum string }{
		{"cost not known", "Cost: not known Turns"},
		{"cost $0.500, of 1 whose cost is known", "Cost: $0.500" + each + ", of 1 whose cost is known"},
		{"cost $1.00, of 2 whose cost is known", "Cost: $1.00" + each + ", of 2 whose cost is known"},
		{"cost $1.50 oldest", "Cost: $1.50" + each + " Turns"},
	} {
		scene(t, func(s *stage) {
			s.m.showsDetail = false // which reads sessions whole, with their costs
			s.m.list.Start(costless{s.m.server.API, told})
			s.keys("/").typed("order:asc").keys("enter")
			s.rest(time.Second)
			s.keys("g", "space", "space", "space", "d").asks(want.asked).keys("esc", "#").asks(want.sum)
		})
	}
	scene(t, func(s *stage) {
		s.m.list.Start(costless{API: s.m.server.API})
		s.keys("/").typed("order:asc").keys("enter")
		s.rest(time.Second)
		s.keys("D").asks("sessions cost not known oldest")
	})
}

// How long many deletes take is said by a rate that is set or was seen, and not
// by a guess.
func TestHowLongDeletesTakeIsNoGuess(t *testing.T) {
	mark := func(s *stage) {
		s.keys("space", "space", "d").asks("Each is read again, then deleted; what changed is left out.")
	}
	scene(t, func(s *stage) {
		mark(s)
		s.hides("It takes", "/s.")
	}, func(o *Options, _ *demo.Options) { o.Server.Live = true })
	scene(t, func(s *stage) {
		mark(s)
		s.asks("It takes about 1 s at 5/s.")
	}, func(o *Options, _ *demo.Options) { o.Settings.Rate = 5 })
}

// What an edit changed besides the name is told with it, and so is what undo
// takes back.
func TestEveryFieldThatIsSentIsTold(t *testing.T) {
	scene(t, func(s *stage) {
		s.edited("{\n \"name\": \"Mine\",\n \"messages\": [{\"role\": \"user\", \"message\": \"hi\"}]\n}", time.Minute)
		s.wait(2 * time.Second)
		s.shows("saved the name and messages of Mine").keys("u")
		s.wait(2 * time.Second)
		s.shows("undone: name and messages of Mine, now VPN trouble, ", "; saved")
	})
	scene(t, func(s *stage) {
		s.keys("e", "tab", "right", "tab", "ctrl+u").typed("2d").keys("ctrl+s")
		s.wait(2 * time.Second)
		s.shows("saved the status and expiration of VPN trouble")
	})
}

// A session that an edit found to be gone looks as one that a page showed to be,
// and is counted as such.
func TestWhatAnEditFindsGoneIsShownAsGone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "space", "g", "e")
		id := s.selected()
		s.server.Remove(id)
		s.keys("right", "right", "ctrl+s")
		s.wait(3 * time.Second)
		s.shows("2 saved, 1 gone", "gone, as last read").hides("failed", "not saved")
		s.keys("g").shows(">*●-VPN")

		const further = 6 // which was not read whole
		s.server.Remove(s.m.list.Loaded()[further])
		s.keys(slices.Repeat([]string{"j"}, further)...).wait(time.Second)
		s.shows("gone, as last read", "This session could not be read.")
	})
}
