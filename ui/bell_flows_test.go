package ui

import (
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
)

// The end of what took long rings once, for who looks elsewhere.
func TestTheEndOfALongQueueRings(t *testing.T) {
	for name, c := range map[string]struct {
		latency time.Duration
		away    bool
		rings   int
	}{
		"long, away":      {4 * time.Second, true, 1},
		"long, looked at": {4 * time.Second, false, 0},
		"short, away":     {time.Second, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.server.SetFaults(demo.Faults{Latency: c.latency})
				s.keys("space", "space", "d").typed("delete 2").keys("enter")
				if c.away {
					s.send(tea.BlurMsg{})
				}
				s.wait(time.Minute)
				s.shows("2 deleted")
				rings := len(slices.DeleteFunc(slices.Clone(s.raw), func(raw string) bool { return raw != "\a" }))
				if rings != c.rings {
					t.Errorf("it rang %d times", rings)
				}
			})
		})
	}
}

// A terminal that is known to show progress is told of it, and of its end.
func TestProgressIsTold(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		for range 12 {
			s.keys("space")
		}
		s.keys("t", "tab", "enter")
		told := -1
		for range 300 {
			s.wait(100 * time.Millisecond)
			if bar := s.m.View().ProgressBar; bar != nil {
				told = bar.Value
			}
		}
		if told <= 0 || s.m.View().ProgressBar != nil {
			t.Errorf("it was told up to %d percent, at the end %v", told, s.m.View().ProgressBar)
		}
	}, func(o *Options, _ *demo.Options) { o.Environ = []string{"TERM_PROGRAM=ghostty"} })
}
