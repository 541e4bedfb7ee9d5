package ui

import (
	"testing"
	"time"
)

// Commands of the palette take what they are about, and complete it.
func TestCommandsTakeArguments(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("sort cost").keys("enter").shows("sort cost, highest first")
		s.keys(":").typed("sort +cost").keys("enter").shows("sort cost, not known first, then lowest")
		s.keys(":").typed("sort -na").keys("enter").shows("there is no sort -na; did you mean -name?")
		s.keys(":").typed("sort xyzzy").keys("enter").shows("there is no sort xyzzy: the sort menu lists them")
		s.keys(":").typed("sort -name").keys("enter").shows("sort name, Z to A")
		s.keys(":").typed("sort tur").keys("tab").shows(": sort turns").keys("enter").shows("sort turns")
		s.keys(":").typed("view sta").keys("enter").shows("[2 stale")
		s.keys(":").typed("view 0").keys("enter").shows("[0 all")
		s.keys(":").typed("view nonsense").keys("enter").shows("there is no view nonsense")
	})
}

// What the palette calls an action is what the help and the README call it, and no
// command is listed beside the action that it is called as.
func TestThePaletteAndTheHelpAgree(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").typed("expo").shows("1 match", "export [FILE]").keys("enter").shows("Export").keys("esc")
		s.keys(":").typed("load all").shows("load-all").keys("enter").shows("sessions loaded already")
		s.keys("?").typed("account").shows(":account [NAME]").keys("enter").shows("Command", ": account").keys("esc")
		s.keys("?").typed("next match").shows("No action matches").keys("esc", "esc")
		s.keys("enter", "?").typed("next match").shows("> n ").keys("enter").hides("Keys for")
	})
}

// A place that is typed is shown as it was typed.
func TestThePaletteShowsThePlaceThatIsTyped(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys(":").shows("50%", "go to a place or a row")
		s.typed("9999").shows("> 9999 ", "go to row 9,999").keys("esc")
		s.keys(":").typed("0").shows("> 0 ", "go to row 1").keys("esc")
		s.keys(":").typed("30%").shows("> 30% ", "go to 30% of the list").keys("enter").shows("row 36")
	})
}

func TestOpenTakesTheBeginningOfAnID(t *testing.T) {
	scene(t, func(s *stage) {
		ids := s.m.list.Loaded()
		s.keys(":").typed("open " + ids[3][:8]).keys("enter")
		if got, _ := s.m.currentSession(); got != ids[3] {
			t.Errorf("%s is open, want %s", got, ids[3])
		}
		s.keys(":").typed("open zz").keys("enter").shows("no loaded session's ID begins with zz")
	})
}

// A new session's assistant is typed by its name, and sent by its ID.
func TestANewSessionTakesAnAssistantByItsName(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.keys("a", "tab").typed("clinic").keys("right").shows("Clinic Reception", "= ").keys("ctrl+s").wait(2 * time.Second)
		s.keys("g").shows("untitled")
		id, _ := s.m.list.Selected()
		row, _ := s.m.store.Row(id)
		if shown := s.m.list.AssistantOf(&row.Summary); shown != "Clinic Reception" {
			t.Errorf("the new session has %q", shown)
		}
	})
}
