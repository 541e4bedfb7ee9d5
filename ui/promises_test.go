package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/ui/writes"
)

// deleteThenRename leaves a delete in its window, and a saved name after it.
func deleteThenRename(s *stage) {
	s.keys("d", "y")
	s.wait(writes.KeyHoldTime)
	s.keys("j", "i", "ctrl+u").typed("X").keys("enter")
}

// The screen says that u takes a delete back only while it would.
func TestUIsOfferedForTheDeleteThatItTakesBack(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y").shows("1 delete in 10 s, u takes it back")
		s.wait(writes.KeyHoldTime)
		s.keys("j", "i", "ctrl+u").typed("X").keys("enter")
		s.shows("1 delete in ", ":stop takes it back").hides("u takes it back")
		s.keys("u").shows("undone: rename of ", "; being saved")
		s.wait(writes.KeyHoldTime)
		s.keys("u").shows("undone: delete of ")
	})
}

// Where u is text, or a dialog has the keyboard, the screen does not name it.
func TestUIsNotOfferedWhereItDoesSomethingElse(t *testing.T) {
	for name, keys := range map[string][]string{"filter": {"/"}, "rename": {"i"}, "find": {"enter", "/"}, "help": {"?"}, "palette": {":"}, "menu": {"s"}} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.keys("d", "y")
				s.wait(writes.KeyHoldTime)
				s.keys("j").shows("u takes it back").keys(keys...).hides("takes it back").keys("esc")
				s.wait(20 * time.Second)
				if s.server.Count() != 119 {
					t.Errorf("%d sessions are left", s.server.Count())
				}
			})
		})
	}
}

func TestStopTakesBackWhatItIsOfferedFor(t *testing.T) {
	scene(t, func(s *stage) {
		deleteThenRename(s)
		s.shows(":stop takes it back").keys(":").typed("stop").keys("enter")
		if n := s.m.store.Progress().InWindow; n != 0 {
			t.Errorf("%d deletes still wait", n)
		}
	})
}

// What the panel of the activity stops is no delete that a next start could offer to
// resume.
func TestStopOfTheActivityIsRecorded(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y", "@", "tab", "tab", "tab").shows("[>Stop<]").keys("enter").shows("stopped: ")
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start tells of %+v", r)
		}
	})
}

// Where only that line can be read, u does nothing that it does not say.
func TestUWritesNothingWhereNothingCanBeRead(t *testing.T) {
	scene(t, func(s *stage) {
		deleteThenRename(s)
		before := s.writes()
		s.size(20, 6).hides("u undo").keys("u")
		s.wait(time.Second)
		if n := s.writes() - before; n != 0 || s.m.store.Progress().InWindow != 1 {
			t.Errorf("%d writes, %d deletes wait", n, s.m.store.Progress().InWindow)
		}
	})
	scene(t, func(s *stage) {
		s.keys("d", "y").size(20, 6).shows("u undo").keys("u")
		if s.m.store.Progress().InWindow != 0 {
			t.Error("the delete still waits")
		}
	})
}

// A key that is held repeats first after half a second or more.
func TestAnUndoThatIsHeldWritesOnce(t *testing.T) {
	for _, first := range []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, 660 * time.Millisecond} {
		scene(t, func(s *stage) {
			s.keys("i", "ctrl+u").typed("One").keys("enter", "j", "i", "ctrl+u").typed("Two").keys("enter")
			s.wait(2 * time.Second)
			before := s.writes()
			u := keyPress('u')
			s.give(u)
			s.wait(first)
			for range 10 {
				s.give(u)
				s.wait(33 * time.Millisecond)
			}
			s.wait(time.Second)
			if n := s.writes() - before; n != 1 {
				t.Errorf("%d writes by a key whose first repeat comes after %v", n, first)
			}
		})
	}
}

// Two presses half a second apart are two presses, of u as of U.
func TestTwoPressesAreTwoPresses(t *testing.T) {
	scene(t, func(s *stage) {
		first := s.selected()
		s.keys("i", "ctrl+u").typed("One").keys("enter", "j", "i", "ctrl+u").typed("Two").keys("enter")
		s.wait(2 * time.Second)
		before := s.writes()
		for i, key := range "uU" {
			s.give(keyPress(key))
			s.wait(500 * time.Millisecond)
			s.give(keyPress(key))
			s.wait(2 * time.Second)
			if n := s.writes() - before; n != 2*(i+1) {
				t.Errorf("%d writes by %c", n, key)
			}
			if name := s.was(first, "name"); (name == "One") != (key == 'U') {
				t.Errorf("after %c the server holds %q", key, name)
			}
		}
	})
}

// So are u and U one after the other, however fast.
func TestUndoAndRedoAreNoHeldKey(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("One").keys("enter")
		s.wait(2 * time.Second)
		before := s.writes()
		s.give(keyPress('u'))
		s.wait(50 * time.Millisecond)
		s.give(keyPress('U'))
		s.wait(2 * time.Second)
		if n := s.writes() - before; n != 2 {
			t.Errorf("%d writes", n)
		}
	})
}

// What is typed is applied although something else is handled just before the
// tick that was to apply it.
func TestTypingIsAppliedWhateverComesFirst(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/")
		before := s.lists()
		s.give(keyPress('a'))
		time.Sleep(250 * time.Millisecond)
		s.give(tea.MouseMotionMsg{X: 3, Y: 3}) // the tick is due, and has not come
		s.wait(time.Second)
		if s.lists() == before {
			t.Error("what was typed is not applied")
		}
	})
}

// lateNames is a server that tells names once it is let to.
type lateNames struct {
	*client.Client
	let chan struct{}
}

// Name waits, and makes a name of the ID.
func (l lateNames) Name(ctx context.Context, _ client.NameKind, id string) (string, error) {
	select {
	case <-l.let:
		return "Z" + id[:6], nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// A name that arrives is on the next frame, in the list and beside it, also where
// nothing else has changed.
func TestANameIsShownWhenItArrives(t *testing.T) {
	var let chan struct{}
	late := func(o *Options, d *demo.Options) {
		c, err := client.New(client.Options{BaseURL: "http://127.0.0.1", Token: d.Token, HTTP: demotest.New(*d).Transport()})
		if err != nil {
			t.Fatal(err)
		}
		let = make(chan struct{})
		o.Server = Server{API: lateNames{c, let}, Account: "demo", BaseURL: "http://127.0.0.1"}
	}
	scene(t, func(s *stage) {
		row, _ := s.m.store.Row(s.selected())
		for row.AssistantID == "" || row.AssistantName != "" { // an inline name goes first
			s.keys("j")
			row, _ = s.m.store.Row(s.selected())
		}
		name, n := "Z"+row.AssistantID[:6], 0
		s.keys("l", "2").hides(name).shows("assistant    " + row.AssistantID[:8])
		close(let)
		for start := time.Now(); n == 0 && time.Since(start) < time.Minute; n = strings.Count(s.text(), name) {
			s.give(<-s.msgs)
		}
		if n < 2 {
			t.Errorf("the name is shown %d times:\n%s", n, s.text())
		}
		s.shows("assistant    " + name)
	}, late)
}

func TestASecretIsHiddenByItself(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("tab", "3").hides("demo-fake").keys("/").typed("apiKey").keys("enter", "x").shows("demo-fake").keys("esc", "esc")
		s.wait(11 * time.Second)
		s.hides("demo-fake")
	})
}
