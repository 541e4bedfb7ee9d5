package ui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

var (
	paintedButton = regexp.MustCompile(`\[>(.*?)<\]`)
	paintedRow    = regexp.MustCompile(`│ [>❯›▸] (.*?) *│`)
)

// painted is what the frame shows as focused in the dialog on top: a button or
// a row, without a style to tell it by.
func (s *stage) painted() (label string, button bool) {
	s.t.Helper()
	screen := s.text()
	if all := paintedButton.FindAllStringSubmatch(screen, -1); len(all) == 1 {
		return strings.Split(all[0][1], "  ")[0], true
	} else if len(all) > 1 {
		s.t.Fatalf("two buttons are painted as focused:\n%s", screen)
	}
	if all := paintedRow.FindAllStringSubmatch(screen, -1); len(all) > 0 {
		return all[0][1], false
	}
	s.t.Fatalf("nothing is painted as focused:\n%s", screen)
	return "", false
}

// effects say by a button's label what must be on the screen, or no longer,
// once enter was pressed.
var effects = map[string]struct{ shows, hides string }{
	"Keep editing": {hides: "Throw away what you typed?"},
	"Discard":      {hides: "Throw away what you typed?"},
	"Delete":       {shows: "del "},
	"Dry run":      {shows: "would be sent"},
	"Export first": {shows: "File"},
	"Copy as curl": {hides: "would be sent"},
	"List all":     {shows: "4312d143-8625-4287-9d9d-e154556e2426  VPN trouble"},
	"Delete...":    {shows: "to confirm"},
	"Count all":    {hides: "Counted over"},
	"Complete":     {hides: "will be completed"},
	"Re-create":    {hides: "Re-create as a new session?"},
}

// TestTheFrameSaysWhatEnterDoes drives every dialog of the program from its
// painted frame, without colours: what is painted as focused is what the footer
// says of enter, and what enter does.
func TestTheFrameSaysWhatEnterDoes(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]struct {
		keys  []string
		title string
		stops int // of tab
	}{
		"delete":           {[]string{"d"}, "Delete 1 session?", 2},
		"bulk":             {[]string{"space", "space", "space", "space", "d"}, "Delete 4 sessions", 4},
		"bulk with phrase": {append([]string{"space", "space", "d"}, strings.Split("delete_2", "")...), "Delete 2 sessions", 4},
		"dry run":          {[]string{"space", "space", "d", "tab", "enter"}, "Dry run", 2},
		"as curl":          {[]string{"d", "c"}, "would be sent", 1},
		"clean-up":         {[]string{"D"}, "Clean up", 9},
		"complete":         {[]string{"t"}, "Complete?", 2},
		"edit":             {[]string{"e", "x", "esc"}, "Throw away", 2},
		"edit many":        {[]string{"space", "space", "e", "right", "esc"}, "Throw away", 2},
		"create":           {[]string{"a", "x", "esc"}, "Throw away", 2},
		"clone":            {[]string{"C", "x", "esc"}, "Throw away", 2},
		"trash":            {[]string{":", "t", "r", "a", "s", "h", "enter"}, "Trash", 2},
		"activity":         {[]string{"@"}, "Activity", 1},
		"quit":             {[]string{"d", "y", "q"}, "Quit?", 1},
		"copy":             {[]string{"y"}, "Copy", 1},
		"sort":             {[]string{"s"}, "Sort by", 1},
	} {
		for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 20}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				for stop := range open.stops {
					scene(t, func(s *stage) {
						s.size(size[0], size[1])
						for _, k := range open.keys {
							s.keys(map[string]string{"_": "space"}[k] + strings.ReplaceAll(k, "_", ""))
						}
						s.shows(open.title)
						for range stop {
							s.keys("tab")
						}
						s.pressPainted(open.title)
					}, func(_ *Options, d *demo.Options) { d.Sessions = 40 })
				}
			})
		}
	}
}

// pressPainted presses enter and holds what comes of it against the frame.
func (s *stage) pressPainted(title string) {
	s.t.Helper()
	label, button := s.painted()
	if !button {
		return
	}
	if !strings.Contains(s.text(), " enter "+label) {
		s.t.Errorf("%q is painted as focused, the footer says something else of enter:\n%s", label, s.text())
	}
	open := s.m.dialogs.Len()
	s.wait(writes.KeyHoldTime) // the key that opened it is let go
	s.keys("enter")
	if label == "Cancel" || label == "Close" {
		if s.m.dialogs.Len() != open-1 || s.writes() > 0 {
			s.t.Errorf("%s of %s: %d dialogs are open, %d were", label, title, s.m.dialogs.Len(), open)
		}
		return
	}
	want, known := effects[label]
	if !known {
		s.t.Fatalf("no effect of %q is known", label)
	}
	if want.shows != "" {
		s.shows(want.shows)
	}
	if want.hides != "" {
		s.hides(want.hides)
	}
}
