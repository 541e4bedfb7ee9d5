package ui

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
)

// Every dialog that writes shows what it would send, and sends nothing.
func TestADryRunStandsInEveryDialogThatWrites(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		says string
	}{
		"edit":      {[]string{"e", "x", "alt+c"}, "1 request would be sent"},
		"edit many": {[]string{"space", "space", "e", "right", "right", "alt+c"}, "2 requests would be sent"},
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

// The demo has no address that curl could ask, so no command is shown or copied.
func TestTheDemoShowsNoCurlCommand(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "c").shows("1 request would be sent to the demo (no network), ", "DELETE /session/").hides("curl", "127.0.0.1")
		s.keys("esc", "esc", "y", "c").shows("the demo has no address that curl could ask").hides("copied")
	}, func(o *Options, d *demo.Options) {
		c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: d.Token, HTTP: demotest.New(*d).Transport()})
		if err != nil {
			t.Fatal(err)
		}
		o.Server = Server{API: c, Account: "demo"}
	})
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

// A dry run names only the requests that are sent: not those of sessions that have the
// value already, and of an edited text only what was changed in it.
func TestADryRunLeavesOutWhatIsNotSent(t *testing.T) {
	scene(t, func(s *stage) {
		ids := s.m.list.Loaded()[:3]
		for i, status := range []string{"active", "completed", "active"} {
			if _, err := s.server.Touch(ids[i], map[string]any{"status": status}); err != nil {
				t.Fatal(err)
			}
		}
		s.keys("r", "g", "space", "space", "space", "t").shows("2 of 3 sessions will be completed").keys("c").shows("2 requests would be sent to ")
		s.keys("esc", "esc", "e", "right", "right").send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModAlt})
		s.shows("Dry run", "2 requests would be sent to ")
	})
	scene(t, func(s *stage) {
		if _, err := s.server.Touch(s.selected(), map[string]any{"name": "Same", "status": "active"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.edited(`{"name":"Same","status":"completed","expirationSeconds":86400}`, time.Minute)
		s.shows("Complete?").keys("c").shows("1 request would be sent to ", `{"status":"completed"}`)
	})
}
