package ui

import (
	"testing"
	"time"
)

// A person who presses r does not wait for an answer that drips or hangs.
func TestRAsksAnewWhatIsLate(t *testing.T) {
	for _, k := range kinds() {
		if k.name != "a hang" && k.name != "a drip" && k.name != "a stall" {
			continue
		}
		t.Run(k.name, func(t *testing.T) {
			hostileScene(t, &k.fault, func(s *stage, h *hostile) {
				s.wait(5 * time.Second)
				s.shows("asking for the first page")
				h.meet(nil, false, nil)
				s.keys("r").shows("loaded 12 of 12", "api ok")
				h.meet(&k.fault, false, isList)
				s.keys("r")
				s.wait(5 * time.Second)
				h.meet(nil, false, nil)
				n := len(s.server.Requests())
				s.keys("r").hides("reading again", "none is new").shows("api ok")
				if len(s.server.Requests()) == n {
					t.Error("nothing was asked for")
				}
			})
		})
	}
}
