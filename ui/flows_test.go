package ui

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json"

	"vapi-sessions/client"
	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/ui/config"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/paint"
)

// scene runs a test of the program in a bubble.
func scene(t *testing.T, play func(s *stage), settings ...setting) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { play(newStage(t, settings...)) })
}

// held is what the server holds of a session.
func (s *stage) held(id string) map[string]any {
	s.t.Helper()
	raw, ok := s.server.Lookup(id)
	if !ok {
		return nil
	}
	var all map[string]any
	if err := json.Unmarshal(raw, &all); err != nil {
		s.t.Fatal(err)
	}
	return all
}

// selected is the session under the cursor.
func (s *stage) selected() string {
	s.t.Helper()
	id, ok := s.m.list.Selected()
	if !ok {
		s.t.Fatalf("no session under the cursor:\n%s", s.text())
	}
	return id
}

// writes counts the requests that change something.
func (s *stage) writes() int {
	n := 0
	for _, r := range s.server.Requests() {
		if r.Method != http.MethodGet {
			n++
		}
	}
	return n
}

// lists counts the requests for pages.
func (s *stage) lists() int {
	n := 0
	for _, r := range s.server.Requests() {
		if r.Method == http.MethodGet && r.Path == "/session" {
			n++
		}
	}
	return n
}

func TestRenameInTheRow(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("i", "ctrl+u").typed("Acme refund").keys("enter")
		s.shows("Acme refund")
		if name := s.held(id)["name"]; name != "Acme refund" {
			t.Errorf("the server holds %q", name)
		}
		if n := s.writes(); n != 1 {
			t.Errorf("%d requests changed something, 1 was wanted", n)
		}
	})
}

func TestANameThatIsTooLongIsNotSent(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("0123456789012345678901234567890123456789X").keys("enter")
		s.shows("41/40")
		if n := s.writes(); n != 0 {
			t.Errorf("%d requests changed something", n)
		}
		s.keys("backspace", "enter")
		if n := s.writes(); n != 1 {
			t.Errorf("%d requests changed something, 1 was wanted", n)
		}
	})
}

func TestRefusedNameComesBack(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		was := s.held(id)["name"]
		s.server.FailNext("", "422") // the reading passes, the writing does not
		s.keys("i", "ctrl+u").typed("Refused").keys("enter")
		s.shows("not saved").hides("● Refused")
		if name := s.held(id)["name"]; name != was {
			t.Errorf("the server holds %q", name)
		}
	})
}

func TestDeleteWaitsAndCanBeTakenBack(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d").shows("Delete 1 session?").keys("y").shows("del 10s", "u takes it back")
		s.wait(5 * time.Second)
		s.hides("del 10s").shows("del ").keys("u").hides("del ")
		s.wait(20 * time.Second)
		if s.held(id) == nil || s.writes() != 0 {
			t.Fatal("it was deleted although that was taken back")
		}
		s.keys("d", "y")
		s.wait(11 * time.Second)
		if s.held(id) != nil {
			t.Error("it was not deleted")
		}
		if copies, err := s.trash.List(); err != nil || len(copies) != 1 || copies[0].ID != id {
			t.Errorf("the trash holds %v, %v", copies, err)
		}
		if s.selected() == id {
			t.Error("the cursor is on a session that is gone")
		}
	})
}

func TestEnterInTheDeleteDialogCancels(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d", "enter").hides("Delete 1 session?", "del 10s")
		s.wait(20 * time.Second)
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	})
}

func TestMarkedSessionsAreDeletedByThePhrase(t *testing.T) {
	scene(t, func(s *stage) {
		ids := []string{s.selected()}
		s.keys("space")
		ids = append(ids, s.selected())
		s.keys("space", "j")
		ids = append(ids, s.selected())
		s.keys("space", "d").shows("Delete 3 sessions").typed("delete 3").keys("enter").shows("3 deletes in")
		s.wait(15 * time.Second)
		for _, id := range ids {
			if s.held(id) != nil {
				t.Errorf("%s was not deleted", id)
			}
		}
		if n := s.server.Count(); n != 117 {
			t.Errorf("the server holds %d sessions, 117 were wanted", n)
		}
	})
}

func TestQuittingWithUnsentDeletesAsks(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "y", "q").shows("Quit?").keys("esc").hides("Quit?").keys("q", "w")
		if !s.m.ended {
			t.Fatal("it did not quit")
		}
		if s.held(id) == nil {
			t.Error("it was deleted although the person chose not to send")
		}
	})
}

func TestQuittingCanSendFirst(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("d", "y", "q", "s")
		s.rest(time.Second)
		if s.held(id) != nil || !s.m.ended {
			t.Errorf("deleted: %v, quit: %v", s.held(id) == nil, s.m.ended)
		}
	})
}

func TestEditSendsOnlyWhatChanged(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("e", "tab", "tab", "ctrl+u").typed("36h").shows("129600").keys("ctrl+s")
		if seconds := s.held(id)["expirationSeconds"]; seconds != 129600.0 {
			t.Errorf("the server holds %v", seconds)
		}
		for _, r := range s.server.Requests() {
			if r.Method == http.MethodPatch && string(r.Body) != `{"expirationSeconds":129600}` {
				t.Errorf("sent %s", r.Body)
			}
		}
	})
}

func TestAChangeOnBothSidesIsAChoice(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("i", "ctrl+u").typed("Mine")
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("enter").shows("both sides changed it").keys("e").shows("mine ", "theirs Theirs", "before ", "Will send: nothing").
			keys("up", "left").shows(`Will send: {"name":"Mine"}`)
		if name := s.held(id)["name"]; name != "Theirs" {
			t.Errorf("the server holds %q", name)
		}
	})
}

// What only the person changed is sent whichever side of a conflict is chosen.
func TestAConflictShowsWhatIsSentWithEitherSide(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("e", "ctrl+u").typed("Mine").keys("down", "right").shows("Completing can start")
		if _, err := s.server.Touch(id, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("ctrl+s").shows("both sides changed it").keys("e").shows("Both changed", "Completing can start", `Will send: {"status":"completed"}`)
	})
}

func TestReadOnlyReachesNoWrite(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("READ-ONLY")
		for _, key := range []string{"d", "e", "i", "t", "E", "D", "a", "C"} {
			s.keys(key).shows("read-only: ").keys("esc")
		}
		s.wait(time.Minute)
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	}, func(o *Options, _ *demo.Options) { o.ReadOnly = true })
}

func TestFilterHereSaysHowMuchItSearched(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("status:completed").keys("enter").shows("searched 120 of 120", "here")
		s.keys("0").hides("searched")
	})
}

func TestFilterOfTheServerIsSent(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("created:>-3d").keys("enter").shows("created:>-3d server")
		last := s.server.Requests()[len(s.server.Requests())-1]
		if last.Query.Get("createdAtGt") == "" {
			t.Errorf("asked %v", last.Query)
		}
	})
}

func TestNewSessionsWaitAndComeInWithoutMovingTheRow(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("j", "j", "j")
		id, line := s.selected(), s.m.list.Cursor()
		if _, err := s.server.Insert(map[string]any{"name": "Brand new"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.rest(time.Second)
		s.shows("1 new").hides("Brand new").keys(".").keys("k", "k", "k", "k").shows("Brand new")
		s.keys("j", "j", "j", "j")
		if s.selected() != id {
			t.Errorf("the cursor was on %s, now on %s", id, s.selected())
		}
		if s.m.list.Cursor() != line+1 {
			t.Errorf("the row stands at %d, %d was wanted", s.m.list.Cursor(), line+1)
		}
	})
}

// What others deleted while it was off the screen is marked by the first poll
// after it came back on it, where it stands.
func TestAPollMarksWhatOthersDeletedMeanwhile(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("pgdown", "pgdown")
		s.server.Remove(id)
		s.keys("home")
		s.wait(time.Minute)
		if r, ok := s.m.store.Row(id); !ok || !r.Gone || s.selected() != id {
			t.Errorf("%s is not marked:\n%s", id, s.text())
		}
	}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 20 * time.Second })
}

func TestAFailedRefreshKeepsTheRows(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("VPN trouble")
		s.server.SetFaults(demo.Faults{Rates: []demo.Rate{{Share: 1, Kind: "401"}}})
		s.keys("r")
		s.wait(50 * time.Second)
		s.shows("VPN trouble", "the key was refused")
		s.server.SetFaults(demo.Faults{})
		s.keys("r")
		s.rest(time.Second)
		s.shows("VPN trouble").hides("the key was refused")
	})
}

func TestAPanicQuotesNoSession(t *testing.T) {
	err := printableError(&paint.Panic{Value: errors.New("session says: my card is 4417"), Stack: []byte("goroutine 1")})
	if text := err.Error(); strings.Contains(text, "4417") || !strings.Contains(text, "goroutine 1") {
		t.Errorf("printed %q", text)
	}
}

func TestCompletionFillsInAKeyAndAValue(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("stat").shows("status").keys("tab").typed("comp").shows("completed").keys("tab", "enter")
		s.shows("status:completed here").hides("expired ")
	})
}

func TestTheFormAndTheBarAreOneFilter(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("status:completed").keys("enter", "F").shows("Filter", "completed")
		s.typed("refund").shows("refund").keys("enter").shows("status:completed here", "refund here")
		s.keys("/").shows("/ ", "status:completed", "refund").keys("esc", "esc")
	})
}

func TestViewsAreNamedAndSaved(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("2").shows("[2 stale", "status:expired here").keys("3").shows("[3 today", "created:today server")
		s.keys("/").typed("-refund").keys("ctrl+s").shows("Save as a view").typed("mine").keys("enter").shows("[6 mine")
		s.keys("0").shows("[0 all").keys("6").shows("[6 mine", "created:today", "-refund")
		s.keys("q")
		if len(s.saved.Views) != 1 || s.saved.Views[0].Number != 6 || s.saved.Views[0].Name != "mine" {
			t.Errorf("kept %v", s.saved.Views)
		}
	})
}

func TestAnEmptyResultNamesWhatToDrop(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("created:>-30d created:<-40d").keys("enter").shows("No session matches", "Loosest part to drop: ")
		s.keys("backspace").hides("No session matches").shows("dropped created:")
	})
}

func TestAValueIsFollowedByTheNameThatIsShown(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.keys("j", ",").shows(`assistant:"Clinic Reception" here`, "filtered by assistant")
		for _, id := range s.m.list.Loaded() {
			row, _ := s.m.store.Row(id)
			if shown := s.m.list.AssistantOf(&row.Summary); shown != "Clinic Reception" {
				t.Errorf("%s is shown as %s", id, shown)
			}
		}
		s.keys("tab", ",").shows(`assistant:"Clinic Reception" here`)
	})
}

func TestAColumnOfAnyField(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("column .customer.number").keys("enter").shows("NUMBER", "+9715")
		s.keys(":").typed("column assistant 5").keys("enter").shows("ASSI…")
	}, func(o *Options, _ *demo.Options) { o.Settings.Pane.Side = "off" })
}

func TestPrivateModeHidesNames(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("VPN trouble").keys(":").typed("private").keys("enter").hides("VPN trouble", "Clinic").shows("PRIVATE")
		s.keys("d").shows("Delete 1 session?").hides("VPN").keys("esc", "e").shows("private mode is on")
	})
}

func TestNothingIsReachedThatCannotBeSeen(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "d").typed("dele").size(30, 6).shows("Too small").typed("te 2").keys("enter").size(120, 36)
		s.shows("Delete 2 sessions").keys("esc")
		s.wait(20 * time.Second)
		if s.writes() != 0 {
			t.Error("something was sent")
		}
	})
}

func TestARangeIsWhatAnActionIsAbout(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("v", "j", "j", "d").shows("Delete 3 sessions").keys("esc").shows("3 marked")
	})
	for name, take := range map[string]struct {
		do   func(s *stage)
		says string
	}{
		"y":      {func(s *stage) { s.keys("y", "y") }, "3 IDs"},
		"Y":      {func(s *stage) { s.keys("Y") }, "3 sessions as JSON"},
		"#":      {func(s *stage) { s.keys("#") }, "3 marked sessions"},
		"export": {func(s *stage) { s.keys(":").typed("export").keys("enter") }, "3 marked sessions"},
		"t":      {func(s *stage) { s.keys("t") }, "3 sessions"},
		"e":      {func(s *stage) { s.keys("e") }, "3 sessions"},
	} {
		t.Run(name, func(t *testing.T) {
			scene(t, func(s *stage) {
				s.keys("v", "j", "j")
				take.do(s)
				s.shows(take.says)
				if s.m.list.Ranging() || len(s.m.store.Marked()) != 3 {
					t.Errorf("%d are marked:\n%s", len(s.m.store.Marked()), s.text())
				}
			})
		})
	}
}

// The status line counts an open range as what it would come to, with what is
// marked already.
func TestAnOpenRangeIsCounted(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "g", "v").shows("2 marked, a range: space ends it")
		s.keys("j", "j", "j").shows("4 marked, a range")
		s.size(40, 10).shows("4 marked, a range").keys("esc").size(120, 36).keys("j").shows(" 2 marked ").hides("a range")
	})
}

func TestEscNeverQuits(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "enter", "/")
		for range 12 {
			s.keys("esc")
		}
		s.shows("q quits")
		if s.m.ended {
			t.Error("it quit")
		}
	})
}

// The pane beside the list follows what the list learns of its session.
func TestThePaneFollowsItsRow(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.shows("┃  VPN trouble")
		if _, err := s.server.Touch(id, map[string]any{"name": "Somebody else"}); err != nil {
			t.Fatal(err)
		}
		s.wait(3 * time.Minute) // the list is polled
		s.shows("┃  Somebody else")
		s.server.Remove(id)
		s.wait(3 * time.Minute)
		s.shows("┃  Somebody else", "gone, as last read")
		s.keys("j").rest(time.Second)
		s.hides("gone, as last read")
	}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 30 * time.Second })
}

// What could not be read into the pane is read when the list can be.
func TestThePaneIsReadAgainAfterAFailure(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("rate=1:500")
		s.keys("j")
		s.wait(time.Minute)
		s.shows("could not be read")
		s.server.SetFaults(demo.Faults{})
		s.wait(3 * time.Minute)
		s.hides("could not be read")
	}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 30 * time.Second })
}

// When the network comes back, what could not be read on the screen is read by
// itself: rows, and the session in the pane.
func TestWhatFailedOnTheScreenIsReadAgain(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("rate=1:500")
		s.keys(":").typed("50%").keys("enter")
		s.wait(2 * time.Minute)
		s.shows("enter tries again")
		s.server.SetFaults(demo.Faults{})
		s.wait(3 * time.Minute)
		s.hides("enter tries again", "  …", "could not be read")
	}, func(o *Options, d *demo.Options) { d.Sessions, o.Settings.PollInterval = 3000, 30*time.Second })
}

func TestPrivateModeHidesNamesWhileFiltering(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("assistant:").shows("Clinic Reception").keys("esc", "esc")
		s.keys(":").typed("private").keys("enter").keys("/").typed("assistant:").hides("Clinic Reception")
	})
}

// Leaving the filter, or undoing one, leads back to where one was, at no cost.
func TestGoingBackFindsTheListAsItWas(t *testing.T) {
	t.Parallel()
	scene(t, func(s *stage) {
		s.keys(":").typed("50%").keys("enter")
		s.wait(time.Second)
		id, screen := s.selected(), s.text()
		row := regexp.MustCompile(`row [\d,]+   loaded \d+`).FindString(screen)
		asked := func() int {
			return s.asked(func(r demotest.Request) bool { return r.Path == "/session" && r.Query.Get("idAny") == "" })
		}

		s.keys("/").typed("foo")
		s.wait(time.Second)
		s.keys("esc")
		if got := s.selected(); got != id {
			t.Errorf("the cursor is on %s, was on %s", got, id)
		}
		s.shows(row)
		s.keys("3").hides(row)
		before := asked()
		s.keys("u").shows("back to all")
		if got := s.selected(); got != id || asked() > before+3 { // a poll, and no more
			t.Errorf("undone, the cursor is on %s, was on %s; %d requests", got, id, asked()-before)
		}
		s.shows("loaded")
		s.wait(time.Minute)
		s.keys("U").keys("G", "u")
		if got := s.selected(); got != id {
			t.Errorf("undone again, the cursor is on %s, was on %s", got, id)
		}
		s.keys("u", "g").hides("  …")

		s.keys(":").typed("50%").keys("enter", "3")
		s.wait(10 * time.Minute) // it is not kept so long
		s.keys("u").shows("row 1 ")
	}, func(_ *Options, d *demo.Options) { d.Sessions = 3000 })
}

// A list that is let go takes no row with it that another one still shows.
func TestNoListForgetsTheRowsOfAnother(t *testing.T) {
	scene(t, func(s *stage) {
		first := s.m.list.Loaded()
		s.keys("1")
		s.wait(time.Second)
		recent := s.m.list.Loaded()
		s.keys("2") // the first list is let go
		s.wait(time.Second)
		shared := 0
		for _, id := range recent {
			if _, ok := s.m.store.Row(id); !ok {
				t.Fatalf("%s is listed and forgotten", id)
			}
			if slices.Contains(first, id) {
				shared++
			}
		}
		if shared == 0 {
			t.Error("the lists have no session in common")
		}
		s.keys("u").hides("  …")
	})
}

// Where there is no line for the filter, the status line says what leaves rows
// out; and while a list is asked for, it tells of the one on the screen.
func TestTheStatusLineTellsOfTheFilter(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(60, 12).hides("stale").keys("2")
		s.wait(time.Second)
		s.shows("[stale]  ").keys("/").typed("turns:>10").keys("enter")
		s.wait(time.Second)
		s.shows(" / status:expired").size(120, 36).keys("0")
		s.wait(time.Second)
		s.server.SetFaults(demo.Faults{Latency: 5 * time.Second})
		s.keys("3").shows("[3 today]").keys("s", "n").shows("sort created, newest first")
	})
}

// A sort made here goes by the names that the column shows, not by the IDs
// behind them.
func TestSortedByWhatIsShown(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("sort:assistant").keys("enter")
		s.wait(5 * time.Second)
		s.keys("R") // the names come again when the rows are in order already
		s.keys("j")
		s.wait(5 * time.Second)
		was, named := "", 0
		for _, id := range s.m.list.Loaded() {
			row, _ := s.m.store.Row(id)
			name := s.m.list.NameOf(filter.Ref{Kind: client.AssistantName, ID: row.AssistantID}).Text
			if name == "" || row.AssistantID == "" {
				continue // shown by its ID, or written into the session
			}
			if named++; strings.ToLower(name) < was {
				t.Errorf("%q comes after %q", name, was)
			}
			was = strings.ToLower(name)
		}
		if named < 20 {
			t.Errorf("%d rows with names", named)
		}
	})
}

// New sessions are said to be where they went.
func TestNewSessionsAreSaidToBeWhereTheyWent(t *testing.T) {
	for order, where := range map[string]string{"": "at the top", "order:asc": "at the end", "sort:turns": "among the others"} {
		scene(t, func(s *stage) {
			if order != "" {
				s.keys("/").typed(order).keys("enter")
			}
			s.wait(time.Second)
			if _, err := s.server.Insert(map[string]any{"name": "fresh"}); err != nil {
				t.Fatal(err)
			}
			s.keys("G", "r", ".").shows("1 new session " + where)
		})
	}
}

// At the top of the list new sessions come onto the screen; further down nothing moves.
func TestNewSessionsAreSeenAtTheTop(t *testing.T) {
	for _, c := range []struct {
		keys []string
		seen bool
	}{{nil, true}, {[]string{"j", "j"}, true}, {[]string{"pgdown", "k", "k"}, false}, {[]string{"pgdown", "pgdown"}, false}} {
		scene(t, func(s *stage) {
			s.keys(c.keys...)
			id, _ := s.m.list.Selected()
			if _, err := s.server.Insert(map[string]any{"name": "fresh"}); err != nil {
				t.Fatal(err)
			}
			s.keys("r", ".")
			if strings.Contains(s.text(), "+fresh") != c.seen {
				t.Errorf("after %q:\n%s", c.keys, s.text())
			}
			if now, _ := s.m.list.Selected(); now != id {
				t.Errorf("after %q the cursor is on %s, and was on %s", c.keys, now, id)
			}
		})
	}
}

func TestANumberGoesToItsRow(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("77").keys("enter").shows("row 77 ").keys(":").typed("goto 5").keys("enter").shows("row 5 ")
		s.keys(":").typed("999").keys("enter").shows("row 120 ")
	})
}

// What is typed exactly runs, before what only begins like it.
func TestAnExactActionRuns(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("export").keys("enter").hides("matches").shows("Export")
	})
}

// A list that is put in order here is as long as what is loaded, and moving in it
// loads no more.
func TestMovingInAnOrderOfOurOwnLoadsNothing(t *testing.T) {
	t.Parallel()
	scene(t, func(s *stage) {
		s.keys("/").typed("sort:turns").keys("enter")
		s.wait(5 * time.Second)
		n := s.m.list.Len()
		for range 3 {
			s.give(keyNames["pgdown"])
			s.give(keyNames["pgdown"])
			s.rest(time.Second)
		}
		s.keys(":").typed("50%").keys("enter").shows(fmt.Sprintf("row %d ", (n-1)/2+1))
		if got := s.m.list.Len(); got != n {
			t.Errorf("%d rows, %d before", got, n)
		}
	}, func(_ *Options, d *demo.Options) { d.Sessions = 5000 })
}

// The Info tab gives the pages that o and O open.
func TestLinksAreThePagesThatAreOpened(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(200, 60).keys("l", "2").shows("https://dashboard.vapi.ai/logs/session")
	})
}

// A server has the dashboard of the settings, and a region of Vapi without one its own.
func TestDashboardsOfServers(t *testing.T) {
	const usual = "https://dashboard.vapi.ai/logs/session"
	for _, c := range []struct{ server, account, settings, want string }{
		{"https://api.vapi.ai", "", usual, usual},
		{"https://api.eu.vapi.ai/", "", usual, "https://dashboard.eu.vapi.ai/logs/session"},
		{"http://127.0.0.1:8080", "", usual, ""},
		{"https://api.vapi.ai.example.test", "", usual, ""},
		{"https://api.notvapi.ai", "", usual, ""},
		{"http://127.0.0.1:8080", "", "https://mine.test/x", "https://mine.test/x"},
		{"https://api.eu.vapi.ai", "https://its.test/x", "https://mine.test/x", "https://its.test/x"},
	} {
		o := Options{Settings: config.Default(), Server: Server{BaseURL: c.server, Config: config.Account{Dashboard: c.account}}}
		o.Settings.Dashboard = c.settings
		if o.setDefaults(); o.Settings.Dashboard != c.want {
			t.Errorf("%+v: %q", c, o.Settings.Dashboard)
		}
	}
}
