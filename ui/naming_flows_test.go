package ui

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/client/trash"
	"vapi-sessions/ui/filter"
	"vapi-sessions/ui/writes"
)

// The activity, the dry run and the trash call a session what the list calls it,
// and say what became of what was sent, and how long it took.
func TestSessionsAreNamedAsInTheList(t *testing.T) {
	scene(t, func(s *stage) {
		if _, err := s.server.Touch(s.selected(), map[string]any{"name": "", "customer": map[string]any{"number": "+15550100"}}); err != nil {
			t.Fatal(err)
		}
		id := s.selected()
		s.keys("r").shows("+15550100")
		s.faults("latency=70ms")
		s.keys("d", "y")
		s.wait(11 * time.Second)
		s.keys("@").shows("DELETE done                    70 ms +15550100  /session/" + id[:8] + " ").keys("esc")
		s.keys(":").typed("trash").keys("enter").shows("> +15550100").keys("esc")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(time.Second)
		s.faults("rate=1:422,only=PATCH")
		s.keys("i", "ctrl+u").typed("Other").keys("enter")
		s.wait(time.Second)
		s.keys("@").shows("PATCH  done                    70 ms Mine  /session/", "PATCH  failed                        422 Unprocessable Entity").keys("esc")
		s.keys(":").typed("private").keys("enter", "@").hides("Mine", "+15550100").shows("PATCH  done                    70 ms a session  /session/")
	})
}

// Requests stand in columns, the same fate in the same words whatever was sent,
// and of a list's parameters those that differ come first.
func TestTheActivityLinesUp(t *testing.T) {
	t.Parallel()
	scene(t, func(s *stage) {
		s.keys("/").typed("assistant:c0d1fd5f-1b0f-4d0a-9c0d-000000000000").keys("enter")
		s.wait(time.Second)
		s.keys("/", "ctrl+u", "enter")
		s.wait(time.Second)
		s.keys("@").shows("GET    0 rows          159B     0 ms /session?assistantId=c0d1fd5f ", "GET    47 rows      588.0kB     0 ms /session  ", "/session?createdAtLe=1999-12-25T22:38:06.200Z ").keys("esc")
		s.size(80, 24).keys("@").shows("GET    0 rows           0 ms /session?assistan", "GET    47 rows          0 ms /session  ").keys("esc")
		s.size(60, 20).keys("@").shows("GET    0 rows       /session?ass", "GET    47 rows      /session  ").keys("esc").size(120, 36)

		moved := s.selected()
		s.keys("d")
		if _, err := s.server.Touch(moved, map[string]any{"name": "Theirs"}); err != nil {
			t.Fatal(err)
		}
		s.keys("y")
		s.wait(11 * time.Second)
		s.shows("1 changed meanwhile and left out").keys("@").shows("DELETE left out ", " changed meanwhile  VPN t", "  /session/"+moved[:8])
	})
}

// One row leaves a batch of deletes that was not sent by the key that put it there.
func TestOneRowLeavesABatchOfDeletes(t *testing.T) {
	scene(t, func(s *stage) {
		kept := s.selected()
		n := s.server.Count()
		s.keys("space", "space", "space", "d").typed("delete 3").keys("enter", "g")
		s.shows("3 deletes in ", "u takes it back, d keeps this one")
		s.keys("d").shows("kept: ", "2 deletes in ").hides("Delete 1 session?", "1 marked")
		s.keys("j", "d").shows("1 delete in ")
		s.wait(12 * time.Second)
		if s.held(kept) == nil || s.server.Count() != n-1 {
			t.Errorf("the server holds %d sessions of %d, this one: %v", s.server.Count(), n, s.held(kept) != nil)
		}
		if r := s.left(); !r.Empty() {
			t.Errorf("the next start would say %+v", r)
		}
	})
}

// What became of one session is told with its name, and everything that is
// written has its receipt.
func TestWhatWasDoneToOneSessionIsToldWithItsName(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(time.Second)
		s.shows("renamed VPN trouble to Mine").keys("t", "y")
		s.wait(time.Second)
		s.shows("completed Mine").keys("t", "y")
		s.wait(time.Second)
		s.shows("reopened Mine").keys("e", "tab", "tab", "ctrl+u").typed("2d").keys("ctrl+s")
		s.wait(time.Second)
		s.shows("saved the expiration of Mine").keys("a").typed("New one").keys("ctrl+s")
		s.wait(time.Second)
		s.shows("created New one").keys("g", "d", "y")
		s.wait(12 * time.Second)
		s.shows("deleted New one")
		receipts := receiptsIn(t, s.bin)
		if len(receipts) != 6 || receipts[1].Op != trash.OpCreate || receipts[1].ID != receipts[0].ID ||
			receipts[1].Outcome != trash.Done || receipts[1].Changes[0].To != "New one" {
			t.Errorf("the receipts are %+v", receipts)
		}
	})
}

// An ID takes no more of the pane than its beginning, where a session cannot be
// read.
func TestAFailedReadFitsItsLine(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("rate=1:503")
		s.keys("j")
		s.wait(3 * time.Minute)
		s.shows("This session could not be read.", "reading session "+s.selected()[:8]+": 503 Service")
	}, func(o *Options, _ *demo.Options) { o.Settings.PollInterval = 0 })
}

// What can be typed in place of an ID is offered in the same order in every run:
// by its name.
func TestKnownNamesAreOfferedByName(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(10 * time.Second)
		known := s.m.list.Known().Assistants
		if !slices.IsSortedFunc(known, func(a, b filter.Named) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) }) || len(known) < 4 {
			t.Errorf("offered are %v", known)
		}
	})
}

// While a name is typed the help lists what works there, and a key that means
// nothing there leaves what was typed.
func TestOnlyWhatLeavesThrowsAwayANameThatIsTyped(t *testing.T) {
	f1 := tea.KeyPressMsg{Code: tea.KeyF1}
	scene(t, func(s *stage) {
		s.keys("i", "ctrl+u").typed("Mi").send(f1)
		s.shows("Keys for: rename", "accept", "save", "cancel", "ctrl-c", "F1", "ctrl-z", "ctrl-l")
		s.hides("session list", "dry run", "$EDITOR", "page down", "pane or field", "alt-<", "discard").keys("esc")
		for _, k := range []tea.KeyPressMsg{
			{Code: 'c', Mod: tea.ModAlt}, {Code: 'o', Mod: tea.ModCtrl}, {Code: '<', Mod: tea.ModAlt}, {Code: 'v', Mod: tea.ModAlt},
			{Code: tea.KeyPgDown}, {Code: tea.KeyPgUp}, {Code: tea.KeyTab}, {Code: tea.KeyTab, Mod: tea.ModShift}, {Code: tea.KeyDown}, {Code: 'n', Mod: tea.ModCtrl},
		} {
			s.send(k)
			if _, on := s.m.list.Renaming(); !on {
				t.Fatalf("%s threw away what was typed:\n%s", k, s.text())
			}
		}
		s.shows("2/40  enter saves").typed(strings.Repeat("x", 39)).keys("enter").shows("41/40: 1 character too long: at most 40")
		for range 39 {
			s.keys("backspace")
		}
		s.typed("ne").keys("enter")
		s.wait(time.Second)
		s.shows("renamed VPN trouble to Mine")
		for _, k := range []tea.KeyPressMsg{{Code: tea.KeyEscape}, {Code: 'c', Mod: tea.ModCtrl}, {Code: 'g', Mod: tea.ModCtrl}} {
			s.keys("i", "x").send(k)
			s.shows("the name stays as it was").hides("Minex")
		}
	})
}

// While a name is typed, a click or the wheel neither takes the field off the screen nor
// what was typed, and says what ends it; the keyboard goes back to where it was.
func TestTheMouseLeavesANameThatIsTyped(t *testing.T) {
	for name, c := range map[string]struct {
		w, h int
		open []string
	}{
		"beside": {120, 36, nil}, "from the detail pane": {120, 36, []string{"l"}}, "below": {80, 24, []string{"l"}}, "narrow": {60, 20, []string{"enter"}},
	} {
		scene(t, func(s *stage) {
			s.size(c.w, c.h).keys(c.open...)
			id, focus := s.selected(), s.m.focus
			s.keys("i", "ctrl+u").typed("ABC")
			l, press := s.m.layout, func(x, y int) tea.Msg { return tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft} }
			mice := map[string]tea.Msg{
				"a heading": press(l.list.x+9, l.list.y), "a row": press(l.list.x+9, l.list.y+4), "the marks": press(l.list.x, l.list.y+4),
				"the scroll bar": press(l.list.x+l.list.w-1, l.list.y+l.list.h-1), "the wheel": tea.MouseWheelMsg{X: l.list.x + 9, Y: l.list.y + 4, Button: tea.MouseWheelDown},
			}
			if l.views >= 0 {
				mice["a view"] = press(25, l.views)
			}
			if l.detail.h > 0 {
				mice["the detail pane"], mice["the divider"] = press(l.detail.x+3, l.detail.y+3), press(l.divider.x, l.divider.y)
			}
			for where, msg := range mice {
				s.send(msg)
				s.send(tea.MouseReleaseMsg{Button: tea.MouseLeft})
				if _, on := s.m.list.Renaming(); !on || s.selected() != id || s.m.focus != focus || len(s.m.store.Marked()) > 0 {
					t.Fatalf("%s: %s changed something:\n%s", name, where, s.text())
				}
				s.shows("> ", "ABC", "the name is still being typed: enter saves, esc leaves it")
				s.keys("x", "backspace").shows("3/40")
			}
			s.keys("enter")
			s.wait(2 * time.Second)
			if got := s.held(id)["name"]; got != "ABC" || s.m.focus != focus {
				t.Errorf("%s: its name is %v, the focus %v", name, got, s.m.focus)
			}
		})
	}
}

// A list that arrives while a name is typed is shown when the name is done with: its field
// would be gone, and the rest of the name would be keys of the list.
func TestAListThatArrivesWaitsForTheNameThatIsTyped(t *testing.T) {
	for _, end := range []string{"esc", "enter"} {
		scene(t, func(s *stage) {
			s.wait(5 * time.Second)
			id := s.selected()
			s.keys("2", "i", "x")
			s.wait(5 * time.Second)
			s.shows("0 all", "enter saves").typed("d").shows("VPN troublexd")
			if n := s.m.list.Len(); n != 120 {
				t.Errorf("%d sessions are listed under the field", n)
			}
			s.keys(end)
			if n := s.m.list.Len(); n == 120 {
				t.Errorf("%s: the list that arrived is not shown:\n%s", end, s.text())
			}
			s.wait(10 * time.Second)
			if got := s.held(id)["name"]; (got == "VPN troublexd") != (end == "enter") {
				t.Errorf("after %s its name is %v", end, got)
			}
		}, func(_ *Options, d *demo.Options) { d.Latency = time.Second })
	}
}

// Such a list is shown although a later page of it failed meanwhile: what was read of it is
// there.
func TestAListThatWaitsForANameOutlivesAFailedPage(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.keys("2", "i", "x")
		s.wait(1500 * time.Millisecond)
		s.faults("rate=1:401")
		s.wait(time.Minute)
		s.shows("0 all", "enter saves", "401").keys("esc").shows("[2 stale", "/ status:expired", "401")
		if n := len(s.m.list.Loaded()); n == 0 {
			t.Errorf("nothing of what was read is listed:\n%s", s.text())
		}
	}, func(_ *Options, d *demo.Options) { d.Sessions, d.Latency = 3000, time.Second })
	scene(t, func(s *stage) { // that of which nothing could be read is given up, where it is seen
		s.wait(5 * time.Second)
		s.faults("rate=1:401")
		s.keys("2", "i", "x").wait(time.Minute)
		s.shows("enter saves").keys("esc").shows("view stale could not be read, the list is as before", "[0 all")
	}, func(_ *Options, d *demo.Options) { d.Latency = time.Second })
}

// A drag of the scroll bar ends where a name begins to be typed.
func TestARenameEndsADragOfTheList(t *testing.T) {
	scene(t, func(s *stage) {
		l := s.m.layout.list
		s.send(tea.MouseClickMsg{X: l.x + l.w - 1, Y: l.y + 1, Button: tea.MouseLeft})
		id := s.selected()
		s.keys("i").send(tea.MouseMotionMsg{X: l.x + l.w - 1, Y: l.y + l.h - 1, Button: tea.MouseLeft})
		if s.shows("enter saves"); s.selected() != id {
			t.Errorf("the cursor left the name that is typed:\n%s", s.text())
		}
	})
}

// receiptsIn are the receipts of writes in a directory of the trash, newest first.
func receiptsIn(t *testing.T, dir string) (all []trash.Receipt) {
	t.Helper()
	days, err := fs.Glob(os.DirFS(dir), "trash-*.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range days {
		text, err := os.ReadFile(filepath.Join(dir, day))
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var r trash.Receipt
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatal(err)
			}
			if r.Outcome != "" {
				all = append(all, r)
			}
		}
	}
	slices.Reverse(all)
	return all
}

// A session without a name is called by what the list shows for it, in all that is
// said of a rename, its undo and its redo.
func TestARenameOfAnUnnamedSessionCallsItAsTheListDoes(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		if _, err := s.server.Touch(id, map[string]any{"name": nil, "customer": map[string]any{"number": "+442079460316"}}); err != nil {
			t.Fatal(err)
		}
		s.keys("r", "i", "ctrl+u").typed("Q").keys("enter")
		s.wait(time.Second)
		s.shows("renamed +442079460316 to Q").keys("u")
		s.wait(time.Second)
		s.shows("undone: rename of Q, now without a name; saved")
		s.wait(writes.KeyHoldTime)
		s.keys("U")
		s.wait(time.Second)
		s.shows("done again: rename of +442079460316, now Q; saved").keys("i", "ctrl+u", "enter")
		s.wait(time.Second)
		s.shows("removed the name Q of +442079460316").keys("u")
		s.wait(time.Second)
		s.shows("undone: rename of +442079460316, now Q; saved")
	})
}
