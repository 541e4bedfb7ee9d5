package ui

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"vapi-sessions/client/demo"
)

// clipboard is the text that the terminal's clipboard was given last.
func (s *stage) clipboard() string {
	s.t.Helper()
	if len(s.raw) == 0 {
		s.t.Fatalf("nothing was copied:\n%s", s.text())
	}
	encoded := strings.Trim(strings.TrimPrefix(s.raw[len(s.raw)-1], "\x1b]52;c;"), "\x07\x1b\\")
	text, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		s.t.Fatalf("%q: %v", s.raw, err)
	}
	return string(text)
}

// What copies takes the marked sessions, wherever the cursor is.
func TestCopiesTakeTheMarks(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "j", "space")
		ids := s.m.targetSessions()
		if len(ids) != 2 {
			t.Fatalf("%d are marked", len(ids))
		}
		s.keys("G", "y", "y").shows("2 IDs")
		if got := s.clipboard(); got != strings.Join(ids, "\n") {
			t.Errorf("copied %q", got)
		}
		s.keys("Y").shows("2 sessions as JSON, secrets hidden")
		var all []struct{ ID string }
		if err := json.Unmarshal([]byte(s.clipboard()), &all); err != nil || len(all) != 2 || all[0].ID != ids[0] || all[1].ID != ids[1] {
			t.Errorf("copied %+v: %v", all, err)
		}
		s.keys("y", "n").shows("2 names").keys("y", "t").shows("2 transcripts").keys("y", "m").shows("2 sessions as Markdown").keys("y", "c").shows("2 curl commands")
		s.server.Remove(ids[0])
		s.keys("Y").shows("1 gone meanwhile")
	}, func(_ *Options, d *demo.Options) { d.Sessions = 40 })
}

func TestACopyTakesTheOneThatIsMarked(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("space", "G", "y", "y")
		if got := s.clipboard(); got != id {
			t.Errorf("copied %q, not %s", got, id)
		}
	})
}

// Esc is never taken for a key that is held down.
func TestEscTwiceLeavesTheHelp(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("?").typed("undo").shows("undo")
		s.keys("esc").shows("down").keys("esc")
		if n := s.m.dialogs.Len(); n != 0 {
			t.Errorf("%d dialogs are open:\n%s", n, s.text())
		}
	})
}
