package ui

import (
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// The total of the header is how many sessions there are, whatever others make
// and delete meanwhile: rows that were found gone do not count while they are
// still shown, and new ones count while they wait to be shown.
func TestTheTotalFollowsWhatOthersDo(t *testing.T) {
	for _, c := range []struct {
		name string
		look func(s *stage)
	}{
		{"by r", func(s *stage) { s.keys("r").wait(5 * time.Second) }},
		{"by poll", func(s *stage) { s.wait(3 * time.Minute) }},
	} {
		for _, sort := range []string{"", "sort:name", "sort:cost"} {
			t.Run(c.name+" "+sort, func(t *testing.T) {
				scene(t, func(s *stage) {
					s.wait(10 * time.Second)
					s.shows("120 sessions")
					for _, i := range []int{1, 3, 5} {
						s.server.Remove(s.m.list.Loaded()[i])
					}
					c.look(s)
					s.shows("117 sessions")
					for range 2 {
						if _, err := s.server.Insert(map[string]any{"name": "just made"}); err != nil {
							t.Fatal(err)
						}
					}
					c.look(s)
					s.shows("119 sessions")
				}, func(o *Options, _ *demo.Options) { o.Filter = sort })
			})
		}
	}
}

// What was deleted here counts no more among what a search looked through.
func TestASearchCountsWithoutWhatWasDeleted(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.shows("searched 120 of 120, 64 match").keys("space", "space", "d").typed("delete 2").keys("enter")
		s.wait(time.Minute)
		s.shows("searched 118 of 118, 62 match").keys("r")
		s.wait(time.Minute)
		s.shows("searched 118 of 118, 62 match")
	}, func(o *Options, d *demo.Options) { o.Filter, d.Odd = "cost:>0.02", false })
}
