package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Every dialog that writes shows what it would send, and sends nothing.
func TestADryRunStandsInEveryDialogThatWrites(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		says string
	}{
		"edit":      {[]string{"e", "x", "alt+c"}, "1 request would be sent"},
		"edit many": {[]string{"space", "space", "e", "right", "alt+c"}, "2 requests would be sent"},
		"create":    {[]string{"a", "x", "alt+c"}, `POST /session  {"name":"x","status":"active"}`},
		"clone":     {[]string{"C", "alt+c"}, "POST /session  {"},
		"complete":  {[]string{"t", "c"}, `{"status":"completed"}`},
		"delete":    {[]string{"d", "c"}, "DELETE /session/"},
		"bulk":      {[]string{"space", "space", "d", "tab", "enter"}, "DELETE /session/"},
		"clean-up":  {[]string{"D", "up", "up", "up", "enter"}, "would be sent"},
	} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.wait(5 * time.Second)
				for _, k := range c.keys {
					if k == "alt+c" {
						s.send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModAlt})
					} else {
						s.keys(k)
					}
				}
				s.shows("Dry run", "would be sent to ", c.says)
				if s.writes() != 0 {
					t.Error("something was sent")
				}
			})
		})
	}
}

// Of a choice between two changes, a dry run shows what of one's own is sent.
func TestADryRunOfAChoiceShowsOnesOwn(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine")
		if _, err := s.server.Touch(s.selected(), map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		dry := tea.KeyPressMsg{Code: 'c', Mod: tea.ModAlt}
		s.keys("enter", "e").shows("(●) theirs").send(dry)
		s.shows("dry run: nothing would be sent").keys("shift+tab", "left").shows("(●) mine").send(dry)
		s.shows("1 request would be sent to ", `{"name":"Mine"}`)
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	})
}
