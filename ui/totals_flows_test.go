package ui

import (
	"context"
	"regexp"
	"testing"
	"time"

	"vapi-sessions/client"
)

// The header's total follows what others delete and create, also where nobody
// looks, and rows that are found gone are not counted.
func TestTheHeaderFollowsWhatOthersDo(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows(" 120 sessions").keys("G")
		s.rest(time.Second)
		s.keys("home")
		all := s.m.list.Loaded()
		for _, i := range []int{0, 2, 60, 100} {
			s.server.Remove(all[i])
		}
		if _, err := s.server.Insert(map[string]any{"name": "Brand new"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.rest(time.Second)
		s.shows(" 117 sessions", "1 new", "loaded 116 of 117")
	})
}

// anonymous is a server whose pages have some rows without an ID.
type anonymous struct{ API }

func (a anonymous) Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error) {
	page, err := a.API.Summaries(ctx, p, pick)
	if err == nil {
		for i := range page.Rows {
			if i%10 == 3 {
				page.Rows[i].ID = ""
			}
		}
	}
	return page, err
}

// Rows without a readable ID are left out, and it is said how many they are.
func TestRowsWithoutAnIDAreTold(t *testing.T) {
	scene(t, func(s *stage) {
		s.m.list.Start(anonymous{s.m.server.API})
		s.keys("/").typed("order:asc").keys("enter")
		s.rest(time.Second)
		s.shows(" sessions left out, without a readable ID").hides(" 0 sessions left out")
	})
}

// New rows have no place in a list by cost: asking for them reads it again, and
// so does r. What came before the screen does not move it.
func TestNewSessionsInAListByCost(t *testing.T) {
	for _, key := range []string{".", "r"} {
		scene(t, func(s *stage) {
			s.keys("/").typed("sort:cost").keys("enter")
			s.rest(time.Second)
			if _, err := s.server.Insert(map[string]any{"name": "Brand new", "cost": 99}); err != nil {
				t.Fatal(err)
			}
			s.keys(key)
			s.rest(time.Second)
			s.keys("home")
			s.shows(" 121 sessions", "Brand new")
		})
	}
}

// What few sessions cost is summed up as exactly as the list shows it of each.
func TestASmallSumHasTheDecimalsOfTheList(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "#").shows("0.015", "Cost: $0.015 in all, $0.015 each, at most $0.015").keys("esc")
		s.keys("space", "#").shows("Cost: $0.038 in all, $0.019 each, at most $0.023").keys("esc", "esc")
		if s.keys("#"); !regexp.MustCompile(`Cost: \$\d+\.\d\d in all`).MatchString(s.text()) {
			t.Errorf("the sum of the list has other decimals:\n%s", s.text())
		}
	})
}
