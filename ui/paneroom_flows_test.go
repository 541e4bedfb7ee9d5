package ui

import (
	"fmt"
	"testing"

	"vapi-sessions/ui/config"
)

// Where the pane has no room, its keys say so, change nothing for a larger screen, and
// are not in the help.
func TestThePaneKeysSayThatThereIsNoRoom(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {40, 10}} {
		scene(t, func(s *stage) {
			s.size(size[0], size[1])
			before := fmt.Sprint(s.m.state(), s.m.fullScreen)
			for _, k := range []string{"P", "p", "P", "+", "-", "f", "f", "f"} {
				s.keys(k).says("no room for the pane: enter opens it").hides("detail at the right", "detail below")
			}
			if after := fmt.Sprint(s.m.state(), s.m.fullScreen); after != before {
				t.Errorf("at %v: %s, before %s", size, after, before)
			}
			s.keys("?").typed("pane ").hides("pane right or below", "larger pane", "smaller pane", "detail pane").keys("esc", "esc")
			s.keys("enter", "p").says("no room for the list beside it: h goes back").keys("h")
			s.size(120, 36).shows(" Chats", "COST$").keys("?").shows("pane right or below", "larger pane", "full screen")
		})
	}
}

// The pane goes only to a side that has room for it, and what cannot be seen is not
// changed.
func TestThePaneKeysChangeOnlyWhatIsSeen(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(120, 20).keys("P").shows("no room for the pane below", " Chats").hides("detail below")
		s.size(120, 36).keys("P").shows("detail below").keys("P").shows("detail at the right")
		s.size(70, 30).keys("P").shows("detail below", " JSON ").keys("P").shows("no room for the pane at the right")
		s.size(120, 36).keys("p", "+").shows("the pane is hidden: p shows it").keys("f").shows("the pane is hidden: p shows it").keys("enter", "f").shows("p shows the list beside it").hides("hidden").keys("+").shows("p shows the list beside it").keys("h", "p").shows(" Chats", "COST$")
		s.keys("f", "-").shows("full screen: f ends it").keys("f").shows(" Chats", "COST$")
	})
	scene(t, func(s *stage) { s.size(70, 30).keys("P").shows("detail below") }, with(config.State{Side: "right"}))
}
