package ui

import (
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// A load of the whole list that the server refuses ends, and says so. Asked for
// again, it tries again.
func TestALoadThatIsRefusedEnds(t *testing.T) {
	for _, fault := range []string{"401", "500"} { // at the first page, either ends it
		scene(t, func(s *stage) {
			s.wait(time.Minute)
			s.keys(":").typed("load-all").keys("enter")
			s.wait(time.Minute)
			s.shows("loading stopped: "+fault).hides("loading all", "ctrl-c stops")
			s.keys("D").shows("[x] expired ", "an unknown number of sessions", "No session is loaded yet: Count all").hides("expired 0", " 0 sessions").keys("esc")
			s.keys("*").hides("ctrl-c stops")
			s.server.SetFaults(demo.Faults{})
			s.keys(":").typed("load-all").keys("enter")
			s.wait(time.Minute)
			s.shows("loaded 120 of 120")
		}, func(_ *Options, d *demo.Options) { d.Faults = demotest.Faults("rate=1:" + fault) })
	}
}

// A refusal ends it in the middle of the list, too, with the marks that wait for
// it. What may pass does not.
func TestALoadThatIsRefusedInTheMiddleEnds(t *testing.T) {
	long := func(o *Options, d *demo.Options) { d.Sessions, o.Settings.PollInterval = 3000, 30*time.Second }
	scene(t, func(s *stage) {
		s.faults("rate=1:401")
		s.keys("*", "a")
		s.wait(time.Minute)
		s.shows("loading stopped: 401", "nothing is marked").hides("loading all")
	}, long)
	scene(t, func(s *stage) {
		s.faults("rate=1:500")
		s.keys("*", "a")
		s.wait(time.Minute)
		s.shows("loading all, ctrl-c stops")
		s.server.SetFaults(demo.Faults{})
		s.wait(5 * time.Minute)
		s.shows("loaded 3,000 of 3,000", "3,000 marked")
	}, long)
}

// Before the first page came, nobody knows how many sessions there are, nor how many a
// clean-up deletes. It counts them when they are there.
func TestBeforeTheFirstPageTheNumberIsUnknown(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("asking for the first page").keys("D")
		s.shows("[x] expired", "an unknown number of sessions", "No session is loaded yet: Count all").hides("expired 0", " 0 sessions", "Counted over")
		s.wait(time.Minute)
		s.shows("[x] expired 52").hides("unknown number", "No session")
	}, func(_ *Options, d *demo.Options) { d.Faults = demotest.Faults("latency=10s") })
}
