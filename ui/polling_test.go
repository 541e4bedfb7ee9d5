package ui

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
)

func TestPollsGrowRareWhileNothingHappens(t *testing.T) {
	const set = 30 * time.Second
	var p polling
	for i, want := range []float64{30, 45, 67.5, 101.25, 120, 120} {
		if got := p.every(set).Seconds(); got != want {
			t.Errorf("after %d looks that found nothing: %v s, want %v", i, got, want)
		}
		p.looked(time.Time{})
	}
	p.found = true
	if p.looked(time.Time{}); p.every(set) != set {
		t.Errorf("after one that found something: %v", p.every(set))
	}
	for took, want := range map[time.Duration]time.Duration{time.Second: set, 3 * time.Second: 60 * time.Second, time.Minute: 120 * time.Second} {
		if p.answered(took, false, nil); p.every(set) != want {
			t.Errorf("where an answer takes %v: %v, want %v", took, p.every(set), want)
		}
	}
	if p.answered(time.Minute, false, errors.New("no answer")); p.every(set) != set {
		t.Errorf("after a failure: %v", p.every(set))
	}
}

// polled counts the looks at the list in a stretch of time.
func (s *stage) polled(d time.Duration) (n int) {
	for last := s.m.polls.at; d > 0; d -= time.Second {
		s.wait(time.Second)
		if s.m.polls.at != last {
			n++
			last = s.m.polls.at
		}
	}
	return n
}

// Nothing happens: the list is looked at more and more rarely, not at all
// without the focus, at once when that comes back, and often again after a key.
func TestTheListIsPolledWhileItIsWatched(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, func(o *Options, d *demo.Options) {
			o.Settings.Poll = 30 * time.Second
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
		before := s.m.polls.at
		s.send(tea.FocusMsg{})
		s.wait(time.Second)
		if s.m.polls.at.Equal(before) {
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
			o.Settings.Poll = 30 * time.Second
			d.Sessions = 400
			d.Now = func() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }
		})
		s.keys("/").typed("sort:size").keys("enter", "G").keys("j")
		oldest, at := "", 0
		for _, id := range s.m.shown.sorted.between(s.m.list.Window()) {
			if i, ok := s.m.shown.pager.Index(id); ok && i > at {
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
