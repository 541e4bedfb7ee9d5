package ui

import (
	"regexp"
	"testing"
	"time"
)

// A caller waits since what was said last, in the list and beside it, whatever
// is edited meanwhile.
func TestAnEditEndsNoWaiting(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(120, 80).keys("j", "j", "enter", "2", "q").shows("user, about 8h ago")
		s.keys("i").typed(" x").keys("enter").wait(time.Minute)
		s.shows("user, 8h ago")
		if !regexp.MustCompile(`> ● null x +8h +\d+[sm]`).MatchString(s.text()) {
			t.Errorf("after the edit:\n%s", s.text())
		}
	}, configured(t, "columns = [\"name\", \"waiting\", \"idle\"]"))
}
