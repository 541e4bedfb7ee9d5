package ui

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
)

// hold gives a key as a keyboard repeats it, in the time of the bubble. What
// commands bring waits meanwhile.
func (s *stage) hold(k string, times int, every time.Duration) {
	msg, ok := keyNames[k]
	if !ok {
		msg = tea.KeyPressMsg{Code: rune(k[0]), Text: k}
	}
	for range times {
		time.Sleep(every)
		s.give(msg)
	}
}

func TestAHeldKeyFindsItsFrameDrawn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		for _, c := range []struct {
			what, key string
			times     int
			drawn     int
		}{
			{"with the pane beside", "j", 10, 9},
			{"another key", "k", 5, 4},
			{"the first row is reached", "k", 9, 4}, // of 5 that move, the first is not foreseen
			{"a page", "pgdown", 3, 2},
			{"marking is more than moving", "space", 4, 0},
			{"while a range is marked", "V", 1, 0},
			{"while a range is marked", "j", 5, 4},
		} {
			s.foreseen = 0
			s.hold(c.key, c.times, time.Millisecond)
			if s.foreseen != c.drawn {
				t.Errorf("%s: %d of %d frames for %s were drawn before, want %d", c.what, s.foreseen, c.times, c.key, c.drawn)
			}
			s.rest(time.Second)
		}
	})
}

func TestAFrameIsForeseenOnlyForTheNextMessage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		for _, c := range []struct {
			what    string
			happens func()
			drawn   int
		}{
			{"nothing happens", func() {}, 1},
			{"another second begins", func() { time.Sleep(time.Second) }, 0},
			{"another key", func() { s.hold("j", 1, 0) }, 0},
			{"a key that does nothing", func() { s.hold("esc", 1, 0) }, 0},
			{"another size", func() { s.give(tea.WindowSizeMsg{Width: 100, Height: 30}) }, 0},
			{"the pane is closed", func() { s.hold("p", 1, 0) }, 0},
			{"a delete waits", func() { s.keys("d", "y").hold("k", 1, 0) }, 0},
		} {
			s.wait(20 * time.Second)
			s.keys("G").hold("k", 2, time.Millisecond)
			c.happens()
			s.foreseen = 0
			if s.hold("k", 1, time.Millisecond); s.foreseen != c.drawn {
				t.Errorf("%s, and %d frames of 1 were drawn before, want %d", c.what, s.foreseen, c.drawn)
			}
		}
	})
}

// What changes by itself is foreseen by nobody: the stage compares.
func TestNothingIsForeseenOfARestlessScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.keys("G")
		for _, wait := range []time.Duration{500 * time.Millisecond, 3 * time.Second} {
			s.wait(5 * time.Second)
			time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(1300 * time.Millisecond)))
			s.give(client.Event{Op: "listing sessions", Reason: "rate limited", Wait: wait, Try: 2})
			s.foreseen = 0
			s.hold("k", 60, 7*time.Millisecond)
			s.hold("j", 100, 7*time.Millisecond)
			if wait > 2*time.Second && s.foreseen > 0 {
				t.Errorf("%d frames were drawn before although the header counts down", s.foreseen)
			}
		}
	})
}

func TestASecretIsHiddenByItself(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("tab", "3").hides("demo-fake").keys("/").typed("apiKey").keys("enter", "x").shows("demo-fake").keys("esc", "esc")
		s.foreseen = 0
		s.hold("j", 4, time.Millisecond)
		if s.foreseen > 0 {
			t.Errorf("%d frames were drawn before that show a secret", s.foreseen)
		}
		s.hold("k", 4, time.Millisecond)
		s.wait(11 * time.Second)
		s.hides("demo-fake")
	})
}

// TestWhatWasForeseenIsWhatComes lets keys fall at random on a list that
// changes; the stage compares every frame that was foreseen with one drawn anew.
func TestWhatWasForeseenIsWhatComes(t *testing.T) {
	keys := []string{"j", "j", "j", "k", "down", "pgdown", "pgup", "ctrl+u", "G", "g", "space", "V", "esc", "tab", "p", "P", "d", "y", "u", "r", ".", "enter", "h", "l", "/", "?", "X", "J", "K"}
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a run must be repeatable
				s := newStage(t, func(_ *Options, d *demo.Options) { d.Arrivals = time.Second })
				for range 250 {
					key := keys[r.IntN(len(keys))]
					s.hold(key, 1+r.IntN(4), time.Duration(r.IntN(200))*time.Millisecond)
					switch r.IntN(8) {
					case 0:
						s.rest(300 * time.Millisecond)
					case 1, 2, 3:
						s.keys("esc", "esc", "esc", "tab", "esc")
					case 4:
						s.size(60+r.IntN(80), 20+r.IntN(20))
					}
					if t.Failed() {
						t.Fatalf("after %s", key)
					}
				}
				if s.foreseen < 20 {
					t.Errorf("only %d frames were foreseen", s.foreseen)
				}
			})
		})
	}
}
