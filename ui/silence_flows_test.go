package ui

import (
	"testing"
	"time"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
)

// A server that has not answered for some seconds is not said to be well.
func TestTheHeaderSaysHowLongARequestHasHadNoAnswer(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("asking").wait(5 * time.Second)
		s.shows("waiting 5 s").wait(2 * time.Second)
		s.shows("waiting 7 s").wait(2 * time.Second)
		s.shows("120 sessions").wait(2 * time.Minute)
		s.shows("api ok")
	}, func(o *Options, d *demo.Options) {
		o.Events, o.Settings.PollInterval, d.Latency = client.NewEvents(), 0, 8500*time.Millisecond
	})
}
