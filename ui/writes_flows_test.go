package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/dialog"
	"vapi-sessions/ui/writes"
)

func TestCompletingOneSessionTakesY(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("t").shows("[>Cancel<]", "[ Complete  y ]").keys("y")
		if got := s.held(id)["status"]; got != "completed" {
			t.Errorf("the server holds %v", got)
		}
		s.keys("u").shows("undone: status of ", ", now active; saved")
		s.keys("space", "space", "t").shows("[ Complete ]").hides("Complete  y").keys("y").shows("[>Cancel<]").keys("esc")
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

// What is under way is called what it is.
func TestADeleteUnderWayIsNotCalledASave(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 2 * time.Second})
		s.keys("d", "y")
		s.wait(11 * time.Second)
		s.shows(" deleting").hides("saving", "writing")
		s.wait(10 * time.Second)
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		s.wait(11 * time.Second)
		s.shows("deleting 0/2", "   0%").hides("saving", "writing")
	})
}

func TestACleanUpCountsAll(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("D").shows("Counted over").keys("shift+tab").shows("[>Count all<]").keys("enter")
		s.wait(20 * time.Second)
		s.shows("Clean up", "- Count all -").hides("Counted over")
		p := s.m.writes.Plan(dialog.PlanChoice{Parts: []string{writes.Expired}})
		if n := len(s.m.list.Loaded()); n != 700 || p.CountedPart != "" || p.Parts[0].Sessions < 50 {
			t.Errorf("of %d: %+v", n, p)
		}
		s.shows(fmt.Sprintf("expired %d", p.Parts[0].Sessions))
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
		from := s.m.detail.Body(id)
		if from == nil {
			t.Fatal("the session was not read")
		}
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.rest(time.Second)
		text := fmt.Sprintf(`{"name":%q,"expirationSeconds":7200}`, from.Name)
		s.send(writes.EditorResult{ID: id, Session: from, File: filepath.Join(t.TempDir(), "x.json"), Text: []byte(text)})
		if got := s.held(id); got["name"] != "Theirs" || got["expirationSeconds"] != 7200.0 {
			t.Errorf("the server holds %v, %v", got["name"], got["expirationSeconds"])
		}
	})
}

func TestATextThatCannotBeReadIsGoneOnWith(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("enter")
		file := filepath.Join(shortTempDir(t), "x.json")
		s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte("{")})
		s.shows("E goes on with " + file[:10])
		if !strings.Contains(strings.Join(s.m.writes.KeptFiles(), "\n"), file) {
			t.Error("it is not kept")
		}
		s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte(`{"name":"Mended"}`)})
		if got := s.held(id)["name"]; got != "Mended" || len(s.m.writes.KeptFiles()) > 0 {
			t.Errorf("the server holds %v, %d texts are kept", got, len(s.m.writes.KeptFiles()))
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
		s.shows("2 failed").keys("@").shows("│ failed: ", "[ Retry failed ]")
		s.server.SetFaults(demo.Faults{})
		s.keys("shift+tab").shows("[>Retry failed<]").keys("enter")
		s.rest(time.Second)
		s.shows("- Retry failed -", "PATCH", "done").hides("│ failed: ")
		for _, id := range ids {
			if got := s.held(id)["expirationSeconds"]; got != 172800.0 {
				t.Errorf("the server holds %v", got)
			}
		}
	})
}

func TestQuittingWithAWriteOnItsWay(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 20 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "q")
		s.shows("1 write on the way", "Wait for it, then quit", "Quit at once").hides("Send now", "without sending")
		s.keys("x")
		if !s.m.ended {
			t.Error("it did not quit at once")
		}
	})
	scene(t, func(s *stage) {
		id := s.selected()
		s.server.SetFaults(demo.Faults{Latency: 5 * time.Second})
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "q", "s").shows("sending, then quitting")
		s.wait(15 * time.Second)
		if got := s.held(id)["name"]; !s.m.ended || got != "Mine" {
			t.Errorf("quit: %v, the server holds %v", s.m.ended, got)
		}
	})
}

func TestWhatHasNothingToSendSaysSo(t *testing.T) {
	scene(t, func(s *stage) {
		for command, says := range map[string]string{"send-now": "nothing waits to be sent", "stop": "nothing is being sent", "pause-or-resume": "nothing waits to be sent"} {
			s.keys(":").typed(command).keys("enter").shows(says)
		}
		s.keys("d", "y", ":").typed("send-now").keys("enter")
		s.rest(time.Second)
		s.shows(" deleted ")
	})
}

func TestMarkingAllEndsWithTheListItWasAskedOf(t *testing.T) {
	many := func(_ *Options, d *demo.Options) { d.Sessions = 900 }
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys("*", "a", "/").typed("created:>-3d").keys("enter")
		s.wait(30 * time.Second)
		s.keys("G")
		s.wait(30 * time.Second)
		if n := len(s.m.store.Marked()); n != 0 {
			t.Errorf("%d sessions of another list are marked", n)
		}
	}, many)
	scene(t, func(s *stage) { // which ends when the next list is shown, and not before
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys("*", "a", "2").wait(1500 * time.Millisecond)
		s.shows("loading stopped, nothing is marked", "[2 stale")
	}, many)
	scene(t, func(s *stage) { // the next list is never shown
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys("*", "a", "2", "ctrl+c").shows("loading cancelled, the list before stays", "%")
		s.wait(30 * time.Second)
		s.shows("900 sessions marked, u takes it back")
	}, many)
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys("*", "a", "ctrl+c").shows("loading stopped")
		s.server.SetFaults(demo.Faults{})
		s.keys(":").typed("load-all").keys("enter")
		s.wait(30 * time.Second)
		if n := len(s.m.store.Marked()); n != 0 {
			t.Errorf("%d sessions were marked after that was stopped", n)
		}
	}, many)
	scene(t, func(s *stage) {
		s.keys("*", "a")
		s.wait(30 * time.Second)
		s.shows("900 sessions marked, u takes it back").keys("u").hides("marked,")
	}, many)
}

func TestHelpOverAQuestionLeavesItsAnswerAsItWas(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("t", "?", "esc").shows("Complete?", "It will be completed.").keys("tab").shows("[>Complete  y<]").keys("enter")
		if got := s.held(id)["status"]; got != "completed" {
			t.Errorf("the server holds %v", got)
		}
	})
	scene(t, func(s *stage) {
		s.keys("D", "tab", "tab", "tab", "tab", "tab", "tab", "tab").shows("[>Export first<]").keys("enter")
		s.send(tea.KeyPressMsg{Code: tea.KeyF1})
		s.keys("esc")
		want := len(s.m.writes.PlanIDs(dialog.PlanChoice{Parts: []string{writes.Expired}}))
		s.keys("enter").shows(fmt.Sprintf("exported %d sessions", want))
	})
}

func TestTheTrashNamesNobodyInPrivateMode(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "y")
		s.wait(11 * time.Second)
		s.keys(":").typed("trash").keys("enter").shows("> VPN trouble").keys("esc")
		s.keys(":").typed("private").keys("enter").keys(":").typed("trash").keys("enter")
		s.shows("Trash: 1 copy", "(private)").hides("VPN trouble").keys("enter").shows("private mode is on")
		s.keys("tab", "tab", "enter").shows("session " + id).hides("VPN trouble")
	})
}

func TestAChangeThatCameWhileOneTypedIsNotOverwritten(t *testing.T) {
	for name, open := range map[string]func(*stage){
		"rename": func(s *stage) { s.keys("i", "ctrl+u").typed("Mine") },
		"form":   func(s *stage) { s.keys("e", "ctrl+u").typed("Mine") },
	} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				id := s.selected()
				open(s)
				if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
					t.Fatal(err)
				}
				s.keys("r")
				s.rest(time.Second)
				s.wait(2 * time.Minute) // the list is looked at again by itself
				if row, _ := s.m.store.Row(id); row.Name != "Theirs" {
					t.Fatalf("the list still has %q", row.Name)
				}
				if name == "form" {
					s.shows("Changed on the server: name")
				}
				s.keys(map[string]string{"rename": "enter", "form": "ctrl+s"}[name]).shows("both sides changed it")
				if got := s.held(id)["name"]; got != "Theirs" {
					t.Errorf("the server holds %v", got)
				}
			})
		})
	}
}

func TestLoadingAllTellsHowFarItIsUntilItIsDone(t *testing.T) {
	many := func(_ *Options, d *demo.Options) { d.Sessions = 900 }
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: time.Second})
		s.keys(":").typed("load-all").keys("enter").shows("of 900, loading all, ctrl-c stops", "%")
		s.server.SetFaults(demo.Faults{})
		s.wait(30 * time.Second)
		s.shows("loaded 900 of 900").hides("loading all", "%")
		s.keys(":").typed("load-all").keys("enter").shows("900 sessions loaded already")
	}, many)
	scene(t, func(s *stage) {
		s.keys("*").shows("load the rest first")
		s.m.list.LoadAll()
		s.wait(30 * time.Second)
		s.keys("a")
		if n := len(s.m.store.Marked()); n != 900 {
			t.Errorf("%d sessions are marked, want all 900", n)
		}
	}, many)
}

// The question before leaving keeps to what is still to be lost.
func TestTheQuitQuestionKeepsUp(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 5 * time.Second})
		s.keys("d", "y", "q").shows("Quit?", "1 write on the way")
		s.wait(15 * time.Second)
		s.hides("Quit?", "on the way").shows(" deleted ")
		if s.m.ended {
			t.Error("it left by itself")
		}
	}, func(o *Options, _ *demo.Options) { o.Settings.UndoWindow = 0 })
}

// The undo window stands still while the quit question keeps the person from u.
func TestTheUndoWindowWaitsForTheQuitQuestion(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y", "q").shows("Quit?", "1 delete not sent yet", "Keep the sessions")
		s.wait(time.Minute)
		s.shows("1 delete not sent yet", " 1 delete in 10 s, paused until you answer ").hides("takes it back")
		s.keys("esc").shows("1 delete in 10 s, u takes it back")
		s.wait(8 * time.Second)
		s.keys("u").shows("undone: delete of ")
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	})
}

// Nor does it run while the program is stopped, or an editor has the terminal:
// no message is handled then.
func TestTheUndoWindowWaitsWhileTheProgramIsAway(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y")
		time.Sleep(time.Minute)
		s.rest(300 * time.Millisecond)
		s.shows("1 delete in ")
		s.keys("u").shows("undone: delete of ")
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	})
}

// An edit that was not saved is not lost without a word, and neither is what was
// typed for a session that could not be created.
func TestWhatWasNotSavedIsAskedAbout(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("rate=1:400,only=PATCH,only=POST")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(time.Second)
		s.keys("q").shows("Quit?", "1 edit not saved").keys("esc")
		s.keys("a").typed("Brand new").keys("ctrl+s")
		s.wait(time.Second)
		s.shows("not created").keys("a").shows("Brand new", "│ ! Not created: 400 ").keys("esc")
		s.faults("")
		s.keys("a", "ctrl+s").shows("created Brand new").keys("a").shows("New session").hides("Not created")
	})
}

// Where nobody typed for a session that could not be created, no form is said to
// have that.
func TestAReCreationThatIsRefusedPromisesNoText(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y")
		s.wait(time.Minute)
		s.faults("rate=1:400,only=POST")
		s.keys(":").typed("trash").keys("enter", "tab", "tab", "enter", "y")
		s.wait(time.Second)
		s.shows("not created").hides("what you typed").keys("esc", "a").shows("New session").hides("Not created")
	})
}

// A new session is listed where the filter would list it.
func TestANewSessionIsListedOnlyWhereItBelongs(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("status:completed").keys("enter")
		s.wait(time.Second)
		n := s.m.list.Len()
		s.keys("a").typed("Brand new").keys("ctrl+s")
		s.wait(time.Second)
		if got := s.m.list.Len(); got != n {
			t.Errorf("%d match, %d did before", got, n)
		}
		s.shows("created ")
	})
}

// A pause ends with the queue that it held.
func TestAPauseEndsWithItsQueue(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		s.m.store.Pause()
		s.keys("u").shows("undone: delete 2 sessions").keys("d").typed("delete 2").keys("enter")
		s.wait(15 * time.Second)
		s.shows("2 deleted").hides("paused")
	})
}

// Deletes that were paused and undone are paused again when they are redone.
func TestRedoneDeletesArePausedAsTheyWere(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter", ":").typed("pause").keys("enter")
		s.keys("u").shows("undone: delete 2 sessions").hides("paused")
		s.keys("U").shows("done again: delete 2 sessions", "deleting 0/2  ok 0  paused, @ resumes")
		s.wait(15 * time.Second)
		s.shows("deleting 0/2  ok 0  paused")
		if n := s.writes(); n != 0 {
			t.Errorf("%d requests changed something during the pause", n)
		}
	})
}

// While what is in flight goes on, the status line counts what was given up.
func TestWhatIsStoppedIsCountedAsNotSent(t *testing.T) {
	scene(t, func(s *stage) {
		s.server.SetFaults(demo.Faults{Latency: 5 * time.Second})
		s.keys("space", "space", "e", "right", "right", "ctrl+s")
		s.wait(time.Second)
		s.shows("writing 0/2").hides("not sent")
		s.m.store.Stop()
		s.wait(time.Second)
		s.shows("writing 1/2  ok 0  not sent 1")
	}, func(o *Options, _ *demo.Options) { o.Settings.Parallel = 1 })
}

// A pause holds deletes, so their countdown ends.
func TestAPauseCountsNothingDown(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter").shows("2 deletes in 10 s", "del 10s")
		s.keys(":").typed("pause").keys("enter", "g")
		s.wait(2 * time.Second)
		s.shows("deleting 0/2  ok 0  paused", "leaving").hides("2 deletes in", " del ")
		s.keys(":").typed("pause").keys("enter", "g").shows("2 deletes in ", " del ").hides("paused", "leaving")
	})
}

// The delete of one session counts down behind deletes of many, paused or not, for they do
// not hold it.
func TestADeleteBehindManyCountsDown(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("delete 2").keys("enter", ":").typed("pause").keys("enter", "j", "d", "y")
		s.shows("deleting 0/3  ok 0  1 delete in 10 s  paused, @ resumes", "del 10s")
		s.wait(6 * time.Second) // the undo windows of the paused ones are over
		s.shows("deleting 0/3  ok 0  1 delete in 4 s  paused, @ resumes", "del 4s").keys("k", "d", "y")
		s.shows("deleting 0/4  ok 0  2 deletes in ").wait(5 * time.Second)
		s.shows("deleting 1/4  ok 1  1 delete in ").wait(6 * time.Second)
		s.shows("deleting 2/4  ok 2  paused, @ resumes").hides("delete in")
	}, unpolled)
	scene(t, func(s *stage) {
		s.faults("latency=5s")
		s.keys("space", "space", "d").typed("delete 2").keys("enter", ":").typed("send-now").keys("enter", "j", "d", "y")
		s.shows("deleting 0/3  ok 0  1 delete in 10 s, ctrl-c stops")
	})
}

// What is about to be deleted is edited by no way.
func TestWhatIsBeingDeletedIsNotEdited(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "y", "k")
		for _, key := range []string{"e", "t", "E", "i"} {
			s.keys(key).shows("this session cannot be edited now").keys("f", "f").hides("cannot be edited")
		}
	})
}

// Of those that are marked only the ones that change are counted as changing.
func TestCompletingCountsWhatChanges(t *testing.T) {
	scene(t, func(s *stage) {
		for s.held(s.selected())["status"] != "active" {
			s.keys("j")
		}
		s.keys("space")
		for s.held(s.selected())["status"] != "completed" {
			s.keys("j")
		}
		s.keys("space", "t").shows("1 of 2 sessions will be completed, the rest already is.").keys("esc")
	})
}

// A write that does not get through is seen in the header.
func TestAWriteThatDoesNotGetThroughShows(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("api ok")
		s.faults("rate=1:reset")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(40 * time.Second)
		s.shows("api: connection broken")
	}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 0 })
}

// Of marked sessions some of which have the value already, all are accounted for.
func TestAnEditOfManyCountsThoseThatHadTheValue(t *testing.T) {
	for _, keys := range [][]string{{"e", "right", "right", "ctrl+s"}, {"t", "tab", "enter"}} {
		scene(t, func(s *stage) {
			s.keys("space", "space", "j", "space", "g")
			s.faults("latency=2s")
			s.keys(keys...).shows("2 sessions being s").says("1 had it already")
			s.faults("")
			s.wait(10 * time.Second)
			s.shows("2 saved, 1 had it already").keys("u")
			s.wait(3 * time.Second)
			s.hides("had it already")
		})
	}
}
