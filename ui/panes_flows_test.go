package ui

import "testing"

// The key that hides the detail pane hides it from within, too, and the list has
// the keyboard then.
func TestTheDetailPaneIsHiddenFromWithin(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("enter").shows(" Chats").keys("p").shows("AGE", "COST$").hides(" Chats").keys("j").shows("row 2")
		s.keys("enter").shows(" Chats").hides("AGE").keys("p").shows("AGE", " Chats")
	})
}
