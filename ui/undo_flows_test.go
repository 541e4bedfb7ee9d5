package ui

import (
	"net/http"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

// was is a field of a session as the server held it before anything was done.
func (s *stage) was(id, field string) any {
	s.t.Helper()
	return s.held(id)[field]
}

func TestARenameThatWasSentIsUndoneAndDoneAgain(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		before := s.was(id, "name").(string)
		s.keys("i", "ctrl+u").typed("Mine").keys("enter").keys("u")
		s.shows("undone: rename of Mine, now " + before + "; saved")
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
		s.wait(writes.KeyHoldTime)
		s.keys("U").shows("done again: rename of " + before + ", now Mine; saved")
		if name := s.held(id)["name"]; name != "Mine" {
			t.Errorf("the server holds %q", name)
		}
		if n := s.writes(); n != 3 {
			t.Errorf("%d requests changed something, 3 were wanted", n)
		}
		receipts := 0
		for _, r := range s.server.Requests() {
			if r.Method == http.MethodPatch {
				receipts++
			}
		}
		if receipts != 3 {
			t.Errorf("%d patches", receipts)
		}
	})
}

func TestUndoSendsOnlyTheFieldsThatWereChanged(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("e", "tab", "tab", "ctrl+u").typed("36h").keys("ctrl+s")
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("u").shows("undone: expiration of ", "; saved")
		if got := s.held(id); got["name"] != "Theirs" || got["expirationSeconds"] == 129600.0 {
			t.Errorf("the server holds %v, %v", got["name"], got["expirationSeconds"])
		}
	})
}

func TestUndoOfAnEditThatOthersChangedSince(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("u").shows("not undone, others changed it meanwhile, e shows the choice")
		if name := s.held(id)["name"]; name != "Theirs" {
			t.Errorf("the server holds %q", name)
		}
		s.keys("e").shows("mine ", "theirs ", "before ", "What was to be undone").hides("While you typed")
	})
}

func TestARefusedUndoSaysSoAndCanBeTriedAgain(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		before := s.was(id, "name").(string)
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.server.FailNext("", "422")
		s.keys("u").shows("not undone, u tries again", "Mine", "api ok") // a refusal says nothing of the server
		s.wait(writes.KeyHoldTime)
		s.keys("u").shows("undone: rename of Mine, now ", "; saved")
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
	})
}

// A redo that is refused, or that others were quicker than, is not called an undo.
func TestARefusedRedoSaysSoAndCanBeTriedAgain(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "u").shows("undone: rename of Mine")
		s.server.FailNext("", "422")
		s.keys("U").shows("not done again, U tries again").wait(writes.KeyHoldTime)
		s.keys("U").shows("done again: rename of ", ", now Mine; saved")
		s.keys("u").shows("undone: rename of Mine")
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("U").shows("not done again, others changed it meanwhile, e shows the choice")
		s.keys("e").shows("What was to be done again").hides("undone")
	})
}

// An undo that is redone before the server refuses it leaves the edit as it is, of
// which nothing is left to try again.
func TestARefusedUndoThatWasRedoneIsDone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.server.FailNext("", "422")
		s.keys("u", "U").shows("done again: rename of ", ", now Mine; being saved")
		s.wait(20 * time.Second)
		s.shows("done again: rename of ", ", now Mine; saved").hides("not undone", "being saved")
	})
}

// A name that was typed over before it was refused is found again once the one over it
// is undone.
func TestUndoFindsTheNameThatWasRefusedBefore(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.server.FailNext("", "422")
		s.keys("i", "ctrl+u").typed("One").keys("enter", "i", "ctrl+u").typed("Two").keys("enter").wait(time.Minute)
		s.shows("1 saved, 1 failed").keys("u").shows("undone: rename of Two, now ", "; being saved; e has what was not saved").wait(20 * time.Second)
		s.shows("undone: rename of Two, now ", "; saved; e has what was not saved")
		s.keys("e").shows("[One ", `Will send: {"name":"One"}`)
	})
}

func TestManyEditsAreUndoneThroughTheQueue(t *testing.T) {
	scene(t, func(s *stage) {
		ids := s.server.IDs()[:0:0]
		for range 3 {
			ids = append(ids, s.selected())
			s.keys("space")
		}
		before := map[string]any{}
		for _, id := range ids {
			before[id] = s.was(id, "status")
		}
		s.keys("e", "right", "right", "ctrl+s")
		s.rest(time.Second)
		s.keys("u")
		s.rest(time.Second)
		for _, id := range ids {
			if got := s.held(id)["status"]; got != before[id] {
				t.Errorf("%s is %v, it was %v", id, got, before[id])
			}
		}
	})
}

func TestADeleteThatWasSentIsNotUndone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y")
		s.wait(11 * time.Second)
		s.keys("u").shows("too late to undo, sent already or just now: delete 1 session; :trash has the copy")
	})
}

func TestFilterSortAndViewAreUndoneInOrder(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("2").shows("[2 stale]")
		s.keys("/", "ctrl+u").typed("status:completed").keys("enter").shows("status:completed here")
		s.keys("space")
		s.keys("S").shows("oldest first")
		s.keys("u").shows("sorted by created again, newest first", "status:completed here").hides("oldest first")
		s.keys("u").shows("undone: mark 1 session")
		s.keys("u").shows("back to view stale", "status:expired").hides("status:completed here")
		s.keys("u").shows("back to all", "[0 all")
		s.keys("u").shows("nothing to undo")
		s.keys("U").shows("again view stale", "[2 stale]")
		s.keys("U", "U").shows("done again: mark 1 session", "status:completed here")
	})
}

// A step to or from a list that could not be read, or that nobody waited for, is still
// to be undone or done again.
func TestAStepToWhatWasNotListedIsStillToBeMade(t *testing.T) {
	const left = 6 * time.Minute // after it a list that was left is read anew
	scene(t, func(s *stage) {
		failing := func(key, says string) {
			s.wait(left)
			s.faults("rate=1:500")
			s.keys(key).wait(time.Minute)
			s.shows(says + " could not be read, the list is as before").faults("")
		}
		s.keys("2").shows("[2 stale").keys("3").shows("[3 today")
		failing("u", "view stale")
		s.shows("[3 today").keys("u").shows("back to view stale", "[2 stale")
		failing("U", "view today")
		s.shows("[2 stale").keys("U").shows("again view today", "[3 today")
		s.wait(left)
		s.faults("latency=5s")
		s.keys("u", "u").keys("ctrl+c").shows("loading cancelled", "[3 today")
		s.keys("u", "U").shows("again view today", "[3 today").keys("u").wait(time.Minute)
		s.shows("[2 stale").faults("")
		s.keys("u").shows("back to all", "[0 all").keys("u").shows("nothing to undo")
	})
}

// Where a step changed the order alone, it is said how the list is sorted.
func TestASortThatIsUndoneAndDoneAgain(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("5", "S").shows("[5 costly", "lowest")
		s.keys("u").shows("sorted by cost again, highest first")
		s.keys("U").shows("sorted by cost again, lowest first").hides("again filter")
		s.keys("s", "l").shows("sort last")
		s.keys("u", "U").shows("sorted by who spoke last again, A to Z")
		s.keys("u", "u", "u").shows("back to all").keys("U").shows("again view costly")
	})
}

func TestWhatIsNoStepOfThePersons(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "r", "j", "k", "p", "p")
		s.keys("/").typed("status:completed").shows("status:completed").keys("esc") // tried out, and left
		s.keys("u").shows("undone: mark 1 session")
	})
}

func TestAFilterThatWasTriedOutIsOneStep(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("cost:>0.01 ")
		s.wait(time.Second)
		s.typed("turns:>3").keys("enter").shows("turns:>3 here")
		s.keys("u").shows("filter: none").keys("U").shows("cost:>0.01 here", "turns:>3 here")
	})
}

func TestPrivateModeHidesTheNameThatIsUndone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Secret caller").keys("enter", ":").typed("private").keys("enter")
		s.keys("u").shows("undone: rename of session ", "; saved").hides("Secret caller")
	})
}

func TestUndoBeforeTheAnswer(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		before := s.was(id, "name")
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "u").shows("undone: rename of Mine, now ", "; being saved")
		s.wait(20 * time.Second)
		s.shows("undone: rename of Mine, now ", "; saved")
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
	})
}

// An edit that others made the same before it was sent leaves nothing to undo, and
// nothing to be said of but that.
func TestUndoInFlightOfWhatOthersMadeTheSame(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		if _, err := s.server.Touch(id, map[string]any{"name": "Mine"}); err != nil {
			t.Fatal(err)
		}
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "u").wait(20 * time.Second)
		s.hides("deleted").shows("nothing was to be changed in Mine")
		if name := s.held(id)["name"]; name != "Mine" {
			t.Errorf("the server holds %q", name)
		}
	})
}

func TestUndoDoesNotReachPastACreatedSessionUnawares(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "a").typed("New one").keys("ctrl+s").shows("created ", "+New one")
		n := s.server.Count()
		s.keys("u").shows("undo deletes nothing, d does: New one was created")
		s.wait(20 * time.Second)
		if s.writes() != 2 || s.server.Count() != n {
			t.Errorf("%d requests changed something, 2 were wanted", s.writes())
		}
		s.keys("u").shows("undone: rename of Mine, now ", "; saved")
	})
}

// Of a session that was created and deleted since, undo and redo do not speak as if it
// were there.
func TestUndoAndRedoOfACreatedSessionThatIsDeleted(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("a").typed("New one").keys("ctrl+s").shows("created ", "+New one")
		s.keys("d", "y").wait(12 * time.Second)
		s.keys("u").shows(":trash has the copy").wait(writes.KeyHoldTime)
		s.keys("u").shows("undo deletes nothing: New one was deleted").wait(writes.KeyHoldTime)
		s.keys("U").shows("redo creates nothing: New one was deleted")
	})
}

func TestAFilterThatIsLeftCanBeHadAgain(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("cost:>0.01 turns:>3 ").keys("esc", "esc").shows("filter: none", "/ and ctrl-r have what you typed")
		s.keys("/").send(tea.KeyPressMsg{Code: 'r', Mod: tea.ModCtrl})
		s.shows("cost:>0.01 turns:>3").keys("enter", "enter").shows("cost:>0.01 here", "turns:>3 here")
	})
}

func TestAHeldUndoWritesOnce(t *testing.T) {
	scene(t, func(s *stage) {
		for _, name := range []string{"One", "Two", "Three"} {
			s.keys("i", "ctrl+u").typed(name).keys("enter")
		}
		s.keys("space")
		for range 40 {
			s.give(tea.KeyPressMsg{Code: 'u', Text: "u"})
			s.wait(30 * time.Millisecond)
		}
		s.shows("the next step writes")
		if n := s.writes(); n != 3 {
			t.Errorf("%d requests changed something, 3 were wanted", n)
		}
		s.wait(time.Second)
		s.keys("u").shows("undone: rename of Three, now Two; saved")
	})
}

func TestUndoWhereThereWasNoValueBeforeSendsTheDefault(t *testing.T) {
	for field, c := range map[string]struct {
		keys []string
		text string
		want any
		says string
	}{
		"expirationSeconds": {[]string{"e", "tab", "tab", "ctrl+u"}, "36h", 86400.0, ", now 86400 s; saved"},
		"status":            {[]string{"e", "tab", "right"}, "", "active", ", now active; saved"},
		"name":              {[]string{"i"}, "Mine", "", "undone: rename of Mine, now without a name; saved"},
	} {
		t.Run(field, func(t *testing.T) {
			scene(t, func(s *stage) {
				id := s.selected()
				if _, err := s.server.Touch(id, map[string]any{field: nil}); err != nil {
					t.Fatal(err)
				}
				s.keys("r").keys(c.keys...).typed(c.text)
				if field == "name" {
					s.keys("enter")
				} else {
					s.keys("ctrl+s")
				}
				if n := s.writes(); n != 1 {
					t.Fatalf("%d requests changed something, 1 was wanted", n)
				}
				s.keys("u").shows(c.says)
				if got := s.held(id)[field]; got != c.want {
					t.Errorf("the server holds %v, want %v", got, c.want)
				}
			})
		})
	}
}

// An order that is chosen and left again leaves nothing behind in the filter: the
// view is listed as it was, and is the current one.
func TestTheOrderThatWasBeforeBringsTheViewBack(t *testing.T) {
	for _, keys := range [][]string{{"S", "S"}, {"s", "n", "s", "c"}, {"s", "c"}, {"s", "n", "S", "s", "c"}} {
		scene(t, func(s *stage) {
			s.keys(keys...).shows("[0 all 120]", "/ filter: none").keys("esc").shows("nothing to leave")
		})
	}
	scene(t, func(s *stage) {
		s.keys("5").shows("/ sort:cost server  order:desc server", "[5 costly 120]").keys("S").hides("[5 costly 120]")
		s.keys("S").shows("/ sort:cost server  order:desc server", "[5 costly 120]")
		s.keys("0", "s", "n", "S").shows("/ sort:name here  order:desc here").keys("S").shows("/ sort:name here").hides("order:")
		s.keys("/").typed(" status:completed").keys("enter", "S", "S").shows("/ status:completed here  sort:name here").hides("order:")
	})
	scene(t, func(s *stage) { // where the settings say another one
		s.shows("/ sort:cost server", " 0 all 120 ").keys("S").shows("order:asc").hides(" 0 all 120 ")
		s.keys("S").shows("/ sort:cost server", " 0 all 120 ").keys("s", "c").shows("/ sort:created server")
	}, configured(t, "sort = \"cost\"\n"))
}
