package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client"
)

// The key that hides the detail pane hides it from within, too, and the list has
// the keyboard then.
func TestTheDetailPaneIsHiddenFromWithin(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("enter").shows(" Chats").keys("p").shows("AGE", "COST$").hides(" Chats").keys("j").shows("row 2")
		s.keys("enter").shows(" Chats").hides("AGE").keys("p").shows("AGE", " Chats")
	})
}

// heldUp is a server that reads whole sessions once it is asked no more.
type heldUp struct{ API }

func (heldUp) Get(ctx context.Context, _ string) (*client.Session, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// While a session is read again, which may take long, the heading of the pane has
// what its row has: what others changed, and what is being saved.
func TestTheHeadingFollowsTheRow(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.shows(" VPN trouble   ")
		s.m.detail.SetServer(heldUp{s.m.server.API})
		if _, err := s.server.Touch(id, map[string]any{"name": "Called anew"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r").wait(2 * time.Second)
		if n := strings.Count(s.text(), "Called anew"); n != 2 {
			t.Errorf("the new name stands there %d times:\n%s", n, s.text())
		}
		s.faults("latency=5s")
		s.keys("i", "ctrl+u").typed("Typed now").keys("enter").shows("saving")
		if n := strings.Count(s.text(), "Typed now"); n != 2 {
			t.Errorf("the typed name stands there %d times:\n%s", n, s.text())
		}
	})
}

// A name that is typed from the detail pane is typed in its row, and the pane has the
// keyboard again afterwards, as large as it was.
func TestARenameComesBackToTheDetailPane(t *testing.T) {
	for name, c := range map[string]struct {
		w, h int
		open []string
		back string
	}{
		"narrow":      {60, 20, []string{"j", "enter"}, "h back"},
		"full screen": {80, 24, []string{"j", "l", "f"}, "h back"},
		"beside":      {120, 36, []string{"j", "l"}, "h back"},
	} {
		for _, end := range []string{"esc", "enter"} {
			scene(t, func(s *stage) {
				s.size(c.w, c.h).keys(c.open...)
				full := s.m.fullScreen
				s.keys("i").shows("> ", "enter saves").typed("!").shows("!").keys(end).shows(c.back)
				if s.m.focus != focusDetail || s.m.fullScreen != full {
					t.Errorf("%s: after %s the focus is %v, full %v", name, end, s.m.focus, s.m.fullScreen)
				}
				if end == "enter" {
					s.wait(2 * time.Second)
					s.shows("renamed")
				}
			})
		}
	}
}

// A session that the list does not show has no row to type its name in: its form takes it.
func TestASessionThatIsNotListedIsRenamedInItsForm(t *testing.T) {
	scene(t, func(s *stage) {
		oldest := s.m.list.Loaded()[s.server.Count()-1]
		s.keys("/").typed("created:>-1d").keys("enter")
		s.keys(":").typed("open "+oldest).keys("enter", "i").shows("Edit session " + oldest[:8])
		s.keys("ctrl+u").typed("Seen").keys("ctrl+s")
		s.wait(2 * time.Second)
		s.shows(" to Seen")
		if name := s.held(oldest)["name"]; name != "Seen" {
			t.Errorf("its name is %v", name)
		}
	})
}

// A session that the pane shows can be changed, though no list holds it any more: the
// filter was changed twice since it was read.
func TestASessionThatOnlyThePaneHoldsCanBeChanged(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		for _, text := range []string{"somebody", "nobody"} {
			s.keys(":").typed("filter customer:" + text).keys("enter").wait(time.Second)
		}
		s.keys(":").typed("open "+id).keys("enter", "e").shows("Edit session " + id[:8]).keys("esc")
		s.keys("i").shows("Edit session " + id[:8]).keys("ctrl+u").typed("Seen").keys("ctrl+s").wait(2 * time.Second)
		s.shows(" to Seen").keys("t").shows("Complete?").keys("y").wait(2 * time.Second)
		s.keys("d").shows("Delete 1 session?")
		if got := s.held(id); got["name"] != "Seen" || got["status"] != "completed" {
			t.Errorf("the server holds %v, %v", got["name"], got["status"])
		}
	})
}

// A marked session can be changed as well when its row is not loaded any more: its mark
// knows what it is called.
func TestAMarkedSessionThatIsNotLoadedCanBeChanged(t *testing.T) {
	scene(t, func(s *stage) {
		s.give(keyNames["down"])
		s.keys("space") // before the pane has fetched it
		id := s.m.store.Marked()[0].ID
		for _, text := range []string{"somebody", "nobody"} {
			s.keys(":").typed("filter customer:" + text).keys("enter").wait(time.Second)
		}
		name := s.m.store.Marked()[0].Name
		s.keys("t").shows("Complete?", name).keys("esc")
		s.keys("d").shows("Delete 1 session?", name, "created ").hides("0 turns").keys("esc")
		s.keys("e").shows("Edit session "+id[:8], "["+name).keys("ctrl+u").typed("Seen").keys("ctrl+s").wait(2 * time.Second)
		s.keys("e").shows("[Seen ").keys("ctrl+u").typed("Again").keys("ctrl+s").wait(2 * time.Second)
		if got := s.held(id)["name"]; got != "Again" {
			t.Errorf("the server holds %v", got)
		}
	})
}

// Where nothing can be drawn, q and ctrl-c do not quit over what is typed or was not
// saved, which is said there; a letter that is meant for a field is none for the program.
func TestTooSmallDoesNotQuitOverWhatIsTyped(t *testing.T) {
	for name, c := range map[string]struct {
		open  []string
		shows string
	}{
		"a form":                   {[]string{"e", "x"}, "Name          [VPN troublex"},
		"a form beside its fields": {[]string{"e", "x", "tab", "tab", "tab"}, "Name          [VPN troublex"},
		"its question":             {[]string{"e", "x", "esc"}, "Throw away what you typed?"},
		"its help":                 {[]string{"e", "x", "tab", "tab", "tab", "?"}, "Keys for: this dialog"},
		"the filter":               {[]string{"/", "x"}, "/ x"},
		"a name":                   {[]string{"i", "x"}, "VPN troublex"},
		"a search":                 {[]string{"enter", "/", "x"}, "/x  "},
		"the palette":              {[]string{":", "x"}, "─ Command"},
	} {
		scene(t, func(s *stage) {
			s.keys(c.open...).shows(c.shows)
			s.size(30, 6).shows("Too small", "a form or a field is open", "enlarge to go on").hides("q quit").keys("q", "ctrl+c")
			if s.m.ended {
				t.Fatalf("%s is thrown away", name)
			}
			s.size(120, 36).shows(c.shows)
		})
	}
	scene(t, func(s *stage) {
		s.faults("rate=1:500,only=PATCH")
		s.keys("i").typed("!").keys("enter")
		s.wait(time.Minute)
		s.size(39, 24).shows("1 edit not saved", "enlarge to go on").hides("q quit").keys("q", "ctrl+c")
		if s.m.ended {
			t.Fatal("the edit is lost")
		}
	})
	scene(t, func(s *stage) { // what is only asked loses nothing
		s.keys("s").size(30, 6).shows("q quit").keys("q")
		if !s.m.ended {
			t.Error("it goes on")
		}
	})
}
