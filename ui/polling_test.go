package ui

import (
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
)

// polled counts the seconds of a stretch of time in which the server was asked for
// rows of the list.
func (s *stage) polled(d time.Duration) (n int) {
	for last := s.lists(); d > 0; d -= time.Second {
		s.wait(time.Second)
		if now := s.lists(); now != last {
			n, last = n+1, now
		}
	}
	return n
}

// Nothing happens: the list is looked at more and more rarely, not at all
// without the focus, at once when that comes back, and often again after a key.
func TestTheListIsPolledWhileItIsWatched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *Options, d *demo.Options) {
			o.Settings.PollInterval = 30 * time.Second
			d.Sessions = 20
			d.Now = func() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) } // nothing is used meanwhile
		})
		if n := s.polled(10 * time.Minute); n < 5 || n > 8 {
			t.Errorf("%d looks in ten calm minutes", n)
		}
		s.send(tea.BlurMsg{})
		if n := s.polled(10 * time.Minute); n != 0 {
			t.Errorf("%d looks without the focus", n)
		}
		before := s.lists()
		s.send(tea.FocusMsg{})
		s.wait(time.Second)
		if s.lists() == before {
			t.Error("no look when the focus came back")
		}
		s.keys("j")
		s.polled(time.Second)
		if n := s.polled(60 * time.Second); n < 1 {
			t.Errorf("%d looks in the minute after a key", n)
		}
	})
}

// In a list that is put in order here the polls look at what is on the screen,
// wherever the server has it.
func TestAPollReadsWhatIsShownInAnOrderOfOurOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *Options, d *demo.Options) {
			o.Settings.PollInterval = 30 * time.Second
			d.Sessions = 400
			d.Now = func() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }
		})
		s.keys("/").typed("sort:size").keys("enter", "G").keys("j")
		oldest, at := "", 0
		for i, id := range s.server.IDs() {
			if s.m.list.Visible(id) {
				oldest, at = id, i
			}
		}
		if at < 60 {
			t.Fatalf("all on the screen are among the server's first %d", at)
		}
		if _, err := s.server.Touch(oldest, map[string]any{"name": "Called again"}); err != nil {
			t.Fatal(err)
		}
		s.wait(3 * time.Minute)
		if row, ok := s.m.store.Row(oldest); !ok || row.Name != "Called again" || !row.Changed {
			t.Errorf("after some polls it is shown as %q", row.Name)
		}
		s.shows("Called again")
	})
}
