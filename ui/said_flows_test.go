package ui

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/config"
)

// Where there is no room for the line of views, the status line names the one
// that is listed.
func TestTheViewIsNamedWhereTheLineOfViewsHasNoRoom(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(60, 20).keys("2").shows("[stale]", "status:expired here")
		s.size(40, 10).shows("[stale]")
		s.keys("/").typed("a").keys("enter").shows("[stale]", "/ status:expired")
		s.size(120, 36).shows("[2 stale]").hides("[stale]")
	})
}

// The name of a view that is long is cut, and never left out.
func TestALongNameOfAViewIsCut(t *testing.T) {
	scene(t, func(s *stage) {
		s.shows("7 refunds that were p…").keys("7").shows("7 refunds that were p…")
		s.size(60, 20).shows("refunds that were p…").size(40, 10).shows("refunds th", "row 1")
		s.keys("/").typed("turns:>0").keys("enter").shows("refunds that were p…", "/ status:completed here  turns:>0 here", "row 1/")
	}, configured(t, "[[views]]\nnumber = 7\nname = \"refunds that were promised and not paid out by anybody in the company\"\nfilter = \"status:completed\"\n"))
}

// A view is named where its own terms are in force, with others or not, and its
// order or another that was chosen.
func TestAViewIsNamedWhereItsTermsAreInForce(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("5").shows("[5 costly").keys("/").typed("age:>1d ").keys("enter").shows("[5 costly")
		s.keys("/", "ctrl+u").typed("age:>1d status:expired").keys("enter").hides("[5 costly").shows("  5 costly")
		s.size(60, 20).hides("costly").size(120, 36)
		s.keys("esc").shows("back to view costly", "[5 costly", "sort cost")
		s.keys("2", "s", "n").shows("[2 stale]", "sort name").keys("/", "ctrl+u").typed("a").keys("enter").hides("[2 stale]")
		s.keys("0").shows("[0 all")
	})
	scene(t, func(s *stage) {
		s.hides("[2 stale]").size(60, 20).hides("[stale]").shows("status:completed").keys("esc").shows("back to view stale", "[stale]")
	}, with(config.State{View: "stale"}), func(o *Options, _ *demo.Options) { o.Filter = "status:completed" })
}

// The keys of a narrow footer are those that a person needs first.
func TestANarrowFooterKeepsDeleteAndThePalette(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(60, 20).shows("? help", "d delete", ": command")
		s.keys("/").shows("enter apply", "esc close")
	})
}

// What a row is filtered by is said where the list does not show it.
func TestFilteringByARowSaysByWhat(t *testing.T) {
	scene(t, func(s *stage) {
		for {
			row, ok := s.m.store.Row(s.selected())
			if !ok {
				t.Fatal("every row has an assistant")
			}
			if row.AssistantID == "" && row.AssistantName == "" && row.SquadID == "" && row.PhoneNumberID != "" {
				break
			}
			s.keys("j")
		}
		s.keys(",").shows("filtered by phone number (the row has no assistant), u goes back")
	})
}

// A message that one line has no room for is shown whole, over the rows.
func TestALongMessageIsShownWhole(t *testing.T) {
	for _, size := range sizes {
		scene(t, func(s *stage) {
			s.size(size[0], size[1]).keys("esc", ":").typed("filter sort:nonsense").keys("enter")
			s.says("filter: sort is one of created, cost, duration, updated, name, assistant, customer, status, expires, turns, last, waiting, errors, outputs, size")
			s.keys("j").hides("sort is one of")
		})
	}
}

// No dialog covers it, nor is it written through one.
func TestAMessageUnderADialogIsShownWhole(t *testing.T) {
	for _, size := range sizes {
		scene(t, func(s *stage) {
			s.size(size[0], size[1]).keys(":").typed("columns").keys("enter", "end", "space")
			s.says("id is on, but does not fit at this width").shows("╭─ Columns", "> U", "╰─")
		})
		scene(t, func(s *stage) { // the same over what completes a filter
			s.size(size[0], size[1]).faults("rate=1:401")
			s.keys("/").typed("status:expired n")
			s.says("filter status:expired n could not be read, the list is as before").shows("╭─ keys", "> name:", "╰─")
		})
	}
}

// What the list is filtered by is on the screen, whatever else there is to say.
func TestTheFilterIsAlwaysSeen(t *testing.T) {
	for _, size := range sizes {
		scene(t, func(s *stage) {
			s.size(size[0], size[1]).keys("2").shows("/ status:expired here").keys("space").keys("d", "y").shows("/ status:expired here", "1 delete in 10 s")
			s.keys(":").typed("filter sort:nonsense").keys("enter").says("filter: sort is one of created, cost").shows("/ status:expired here")
		})
	}
}

// Where one is in the list, and in which order it stands, is on the screen
// whatever is said.
func TestAMessageLeavesThePlaceInTheListAlone(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}, {40, 10}} {
		scene(t, func(s *stage) {
			place := regexp.MustCompile(`row 119(/120|   loaded 120 of 120)`)
			at := func(texts ...string) {
				if !place.MatchString(s.shows(texts...).text()) {
					t.Errorf("it is not said where one is:\n%s", s.text())
				}
			}
			s.size(size[0], size[1]).keys("G", "k", "k", "space")
			at("1 marked")
			s.keys(":").typed("filter sort:nonsense").keys("enter").says("filter: sort is one of created, cost,")
			at("1 marked")
			s.keys(":").typed("column customer").keys("enter").says("customer is on, but does not fit at this width")
			at("1 marked")
		}, configured(t, "[pane]\nside = \"off\"\n"))
	}
	scene(t, func(s *stage) {
		s.size(40, 10).keys("/").typed("order:asc").keys("enter", "esc").shows("back to view all, u goes back", "row 1 ")
	})
	scene(t, func(s *stage) {
		s.size(60, 20).shows("sort created ↓").keys("S").shows("sort created ↑")
		s.keys("s", "u").shows("sort updated ↓ here")
		s.size(120, 20).shows("sort updated, newest first, over what is loaded")
	})
}

// The order by cost says where the server puts what has no cost.
func TestTheOrderByCostSaysWhereUnknownOnesAre(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("5").shows("sort cost, highest first")
		s.keys("S").shows("sort cost, not known first, then lowest")
	})
}

// The column that is always shown keeps its mark in the menu.
func TestTheNameColumnIsNotHidden(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("columns").keys("enter").shows("> A   [x] name").keys("space").says("name is always shown").shows("[x] name").hides("[ ] name")
	})
}

// A column that is chosen and has no room is not silent.
func TestAColumnThatDoesNotFitSaysSo(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(60, 20).keys(":").typed("column id").keys("enter").shows("id is on, but does not fit at this width")
		s.size(200, 36).keys(":").typed("column size").keys("enter").shows("SIZE").hides("does not fit")
		n := len(s.m.list.Columns())
		s.keys(":").typed("column size").keys("enter").shows("size is on")
		if len(s.m.list.Columns()) != n {
			t.Errorf("the column stands twice: %v", s.m.list.Columns())
		}
	}, configured(t, "[pane]\nside = \"off\"\n"))
}

// Columns give way to what was said, which the filter asked for, where there is
// room for it. The words that were searched for are seen.
func TestColumnsGiveWayToWhatWasSaid(t *testing.T) {
	scene(t, func(s *stage) {
		s.size(80, 24).shows("IDLE", "TRN", "COST$", "ASSISTANT").keys("/").typed("text:minutes").keys("enter")
		said := regexp.MustCompile(`(?im)^.. ?[●✓○◐].*minutes.*[│┃]$`)
		s.shows("SAID", "ASSISTANT", "AGE", "EXPIRES", "COST$").hides("IDLE", "TRN")
		s.size(60, 20).shows("SAID", "NAME", "AGE", "EXPIRES").hides("COST$", "ASSISTANT")
		for _, line := range strings.Split(s.text(), "\n")[3:6] {
			if !said.MatchString(line) {
				t.Errorf("what was searched for is not seen in %q", line)
			}
		}
		s.size(40, 10).shows("NAME", "AGE", "EXPIRES").hides("SAID")
		s.size(160, 24).shows("SAID", "IDLE", "TRN", "COST$", "ASSISTANT")
	}, configured(t, "[pane]\nside = \"off\"\n"))
}

// The key that begins a range ends it.
func TestTheKeyOfARangeEndsIt(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("v", "j", "j").shows("3 marked, a range: space ends it")
		s.keys("v").shows("3 sessions marked").hides("a range")
		s.keys("j").hides("a range").shows("3 marked")
	})
}

// Where there is no room to say that a search is not over, its count says so.
func TestACountThatMayGrowSaysSo(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("cost:>0.05").keys("enter")
		s.wait(20 * time.Second)
		s.shows(" match so far")
		n := strconv.Itoa(s.m.list.Len())
		s.m.server.Live, s.m.server.Account = true, "127.0.0.1:18182"
		s.size(40, 10).shows(" "+n+"+ ", "row 1/"+n+"+").keys("space").size(44, 20).shows("row 2/" + n + "+")
		s.keys("*", "a").wait(5 * time.Minute)
		n = strconv.Itoa(s.m.list.Len())
		s.size(120, 36).shows(" "+n+" match ").size(40, 10).shows("row 2/" + n).hides(n + "+")
	}, func(_ *Options, d *demo.Options) { d.Sessions, d.Latency = 1500, 5*time.Second })
}
