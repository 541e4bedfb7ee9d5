package ui

import (
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/dialog"
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
		s.shows("undone: name was Mine; sent back", before)
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
		s.keys("U").shows("done again: name was " + before + "; sent again")
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
		s.keys("u").shows("undone: expiration was 129600 s; sent back")
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
		s.keys("e").shows("MINE", "THEIRS", "BEFORE", "What was to be undone").hides("While you typed")
	})
}

func TestARefusedUndoSaysSoAndCanBeTriedAgain(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		before := s.was(id, "name").(string)
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.server.FailNext("", "422")
		s.keys("u").shows("not undone, u tries again", "Mine")
		s.keys("u").shows("undone: name was Mine; sent back")
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
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
		s.keys("u").shows("too late to undo, already sent: delete 1 session; :trash has the copy")
	})
}

func TestFilterSortAndViewAreUndoneInOrder(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("2").shows("[2 stale]")
		s.keys("/", "ctrl+u").typed("status:completed").keys("enter").shows("status:completed here")
		s.keys("space")
		s.keys("S").shows("oldest first")
		s.keys("u").shows("undone: filter status:completed", "newest first").hides("oldest first")
		s.keys("u").shows("undone: mark 1 session")
		s.keys("u").shows("undone: filter ", "status:expired").hides("status:completed here")
		s.keys("u").shows("undone: view all", "[0 all")
		s.keys("u").shows("nothing to undo")
		s.keys("U").shows("done again: view stale", "[2 stale]")
		s.keys("U", "U").shows("done again: mark 1 session", "status:completed here")
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
		s.keys("u").shows("undone: name; sent back").hides("Secret caller")
	})
}

func TestUndoBeforeTheAnswer(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		before := s.was(id, "name")
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "u").shows("undone: name was Mine; being sent back")
		s.wait(20 * time.Second)
		s.shows("undone: name was Mine; sent back")
		if name := s.held(id)["name"]; name != before {
			t.Errorf("the server holds %q", name)
		}
	})
}

func TestUndoDoesNotReachPastACreatedSessionUnawares(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "a").typed("New one").keys("ctrl+s").shows("created ")
		n := s.server.Count()
		s.keys("u").shows("undo deletes nothing, d does: New one was created")
		s.wait(20 * time.Second)
		if s.writes() != 2 || s.server.Count() != n {
			t.Errorf("%d requests changed something, 2 were wanted", s.writes())
		}
		s.keys("u").shows("undone: name was Mine; sent back")
	})
}

func TestCompletingOneSessionTakesY(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("t").shows("[>Cancel<]", "[ Yes  y ]").keys("y")
		if got := s.held(id)["status"]; got != "completed" {
			t.Errorf("the server holds %v", got)
		}
		s.keys("u").shows("undone: status was completed; sent back")
		s.keys("space", "space", "t").hides("Yes  y").keys("y").shows("[>Cancel<]").keys("esc")
		if n := s.writes(); n != 2 {
			t.Errorf("%d requests changed something, 2 were wanted", n)
		}
	})
}

func TestCurlOfADelete(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "c").shows(`curl -sS -X DELETE -H "Authorization: Bearer $VAPI_API_KEY"`, id[:8])
		s.keys("esc").shows("Delete 1 session?", "[>Cancel<]").keys("esc")
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	})
}

func TestASavingEditIsSaidOnce(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter").shows(" saving").hides("saving   saving")
	})
}

func TestACleanUpCountsAll(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("D").shows("Counted over").keys("shift+tab").shows("[>Count all<]").keys("enter")
		s.wait(20 * time.Second)
		s.shows("Clean up", "( Count all )").hides("Counted over")
		p := s.m.plan(dialog.PlanChoice{Expired: true})
		if p.Searched != 700 || p.Expired < 50 {
			t.Errorf("%+v", p)
		}
		s.shows(fmt.Sprintf("expired %d", p.Expired))
		s.keys("tab", "tab", "tab", "tab", "tab").send(tea.PasteMsg{Content: "3000d"})
		s.shows("0 sessions")
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	}, func(_ *Options, d *demo.Options) { d.Sessions = 700 })
}

func TestThePhraseTypedIntoTheListDeletesNothing(t *testing.T) {
	scene(t, func(s *stage) {
		s.typed("delete 2").keys("enter")
		s.wait(20 * time.Second)
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	})
}

func TestPlanWords(t *testing.T) {
	c := dialog.PlanChoice{Expired: true, Completed: true, Older: 30 * 24 * time.Hour}
	if got := planWords(c); got != "expired or completed, older than 30d" {
		t.Error(got)
	}
}

func TestACloneThatWasWaitedForDoesNotComeUpLater(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("j", "j", "C").shows("reading the session to clone it")
		s.wait(5 * time.Second)
		s.shows("Clone session").keys("esc")
		s.keys("j", "C", "j")
		s.wait(5 * time.Second)
		s.hides("Clone session")
	})
}

func TestTooSmallOffersUndoOnlyOfDeletes(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine").keys("enter").size(30, 6).hides("u undo").keys("u").size(80, 24)
		if n := s.writes(); n != 1 {
			t.Errorf("%d requests changed something, 1 was wanted", n)
		}
		s.keys("d", "y").size(30, 6).shows("u undo").keys("u").size(80, 24).hides("del ")
	})
}

func TestATextOfTheEditorIsComparedWithWhatItWasMadeOf(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("enter")
		from := s.m.reading.body(id)
		if from == nil {
			t.Fatal("the session was not read")
		}
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.rest(time.Second)
		text := fmt.Sprintf(`{"name":%q,"expirationSeconds":7200}`, from.Name)
		s.send(edited{id: id, from: from, file: filepath.Join(t.TempDir(), "x.json"), text: []byte(text)})
		if got := s.held(id); got["name"] != "Theirs" || got["expirationSeconds"] != 7200.0 {
			t.Errorf("the server holds %v, %v", got["name"], got["expirationSeconds"])
		}
	})
}

func TestATextThatCannotBeReadIsGoneOnWith(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("enter")
		file := filepath.Join(t.TempDir(), "x.json")
		s.send(edited{id: id, from: s.m.reading.body(id), file: file, text: []byte("{")})
		s.shows("not saved, E goes on with the text")
		if s.m.writing.again[id].file != file {
			t.Error("it is not kept")
		}
		s.send(edited{id: id, from: s.m.reading.body(id), file: file, text: []byte(`{"name":"Mended"}`)})
		if got := s.held(id)["name"]; got != "Mended" || len(s.m.writing.again) > 0 {
			t.Errorf("the server holds %v, %d texts are kept", got, len(s.m.writing.again))
		}
	})
}

func TestAListThatCannotBeReadLeavesTheOneBeforeWithItsOwnFilter(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Rates: []demo.Rate{{Share: 1, Kind: "422"}}})
		s.keys("2").shows("422", "[0 all", "filter: none").hides("[2 stale")
		s.keys("/").typed("cost:>1").keys("enter").shows("filter: none")
		s.server.SetFaults(demo.Faults{Latency: 5 * time.Second})
		s.keys("2").shows("[2 stale").keys("ctrl+c").shows("loading cancelled, the list before stays", "[0 all", "filter: none")
		s.server.SetFaults(demo.Faults{})
		s.keys("/", "ctrl+u").typed("cost:>0.01").keys("enter").shows("cost:>0.01 here")
	})
}

func TestFailedWritesAreRetriedFromThePanel(t *testing.T) {
	scene(t, func(s *stage) {
		ids := []string{s.selected()}
		s.keys("space")
		ids = append(ids, s.selected())
		s.keys("space")
		s.server.SetFaults(demo.Faults{Rates: []demo.Rate{{Share: 1, Kind: "422"}}})
		s.keys("e", "tab", "ctrl+u").typed("2d").keys("ctrl+s")
		s.rest(time.Second)
		s.shows("2 failed").keys("@").shows("failed: ", "[ Retry failed ]")
		s.server.SetFaults(demo.Faults{})
		s.keys("shift+tab").shows("[>Retry failed<]").keys("enter")
		s.rest(time.Second)
		s.shows("( Retry failed )", "PATCH", "done").hides("failed: ")
		for _, id := range ids {
			if got := s.held(id)["expirationSeconds"]; got != 172800.0 {
				t.Errorf("the server holds %v", got)
			}
		}
	})
}
