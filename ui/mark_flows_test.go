package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/words"
)

// Marking compares what the rows carry; what the list has not read marks
// nothing, negated or not.
func TestMarkingByAFieldThatWasNotRead(t *testing.T) {
	scene(t, func(s *stage) {
		for _, filter := range []string{"-meta.campaign:spring", "-email:example", "text:refund"} {
			s.keys(":").typed("mark " + filter).keys("enter").shows("nothing marked: the list has not read")
			if n := len(s.m.store.Marked()); n != 0 {
				t.Fatalf("%s marks %d sessions", filter, n)
			}
		}
		s.keys(":").typed("column .customer.number").keys("enter")
		s.wait(time.Second)
		s.keys(":").typed("mark email:+1").keys("enter").shows("nothing marked: the list has not read")
		s.keys(":").typed("column meta.campaign").keys("enter")
		s.wait(time.Second)
		s.keys(":").typed("mark meta.campaign:spring").keys("enter").shows(" marked, of ")
		marked := s.m.store.Marked()
		if len(marked) == 0 {
			t.Error("nothing is marked")
		}
		for _, k := range marked {
			meta, _ := s.held(k.ID)["metadata"].(map[string]any)
			if campaign, _ := meta["campaign"].(string); !strings.HasPrefix(campaign, "spring") {
				t.Errorf("%s is marked, with metadata %v", k.ID, meta)
			}
		}
	})
}

// While a search goes on, the question what to mark counts along, and the bar
// shows how much is searched.
func TestMarkingAllCountsWhileTheSearchGoesOn(t *testing.T) {
	scene(t, func(s *stage) {
		s.wait(5 * time.Second)
		s.keys("/").typed("cost:>0.02").keys("enter")
		s.wait(500 * time.Millisecond)
		s.keys("*").shows("25 so far, 2,953 not searched.")
		s.wait(5 * time.Second)
		s.shows("114 so far, 2,782 not searched.").keys("a")
		s.wait(2 * time.Second)
		s.shows("searched 347 of 3,000", " 12%")
	}, func(_ *Options, d *demo.Options) { d.Sessions, d.Latency = 3000, time.Second })
}

// What is marked and gone keeps its mark, and the question says that it is not
// among what is deleted.
func TestDeletingMarksTellsOfThoseThatAreGone(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("space", "space", "space", "g")
		s.server.Remove(s.selected())
		s.keys("r").wait(3 * time.Second)
		s.shows(">*●-VPN", "3 marked").keys("d")
		s.shows("Delete 2 sessions", "1 session gone or unreadable, left out:", "  VPN trouble").typed("delete 2").keys("enter")
		s.wait(20 * time.Second)
		s.shows("2 deleted", "1 marked").keys("d").shows("nothing here to delete: 1 session gone or unreadable")
	})
}

// What is said of marks is how many there are more than before.
func TestMarkingSaysWhatChanged(t *testing.T) {
	scene(t, func(s *stage) {
		down, up := tea.KeyPressMsg{Code: tea.KeyDown, Mod: tea.ModShift}, tea.KeyPressMsg{Code: tea.KeyUp, Mod: tea.ModShift}
		s.send(down)
		s.shows(" 2 sessions marked ", " 2 marked ")
		s.send(down)
		s.shows(" 1 session marked ", " 3 marked ")
		s.send(up)
		s.shows(" nothing more to mark ", " 3 marked ").keys("g", "v", "j", "j", "j", "space")
		s.shows(" 1 session marked ", " 4 marked ").keys("*").shows(" 116 sessions marked, u takes it back ")
		s.keys("*").shows(" nothing more to mark ").hides("u takes it back").keys(":").typed("mark cost:>=0").keys("enter")
		s.shows(" nothing more to mark, of 120 loaded ").keys("u").shows(" undone: mark 116 sessions ")
	})
}

// A range over rows that are not loaded says so while it is open, and when an
// action takes it.
func TestARangeTellsWhatOfItIsNotLoaded(t *testing.T) {
	for _, size := range [][2]int{{120, 36}, {80, 24}, {60, 20}} {
		scene(t, func(s *stage) {
			s.size(size[0], size[1]).keys("v", "G")
			s.wait(time.Second)
			n := len(s.m.list.Loaded())
			s.says(fmt.Sprintf("%d marked, a range, %s not loaded", n, words.Count(3000-n))).keys("d")
			s.says(fmt.Sprintf("%d sessions marked, %s in between are not loaded and not marked", n, words.Count(3000-n)))
		}, func(_ *Options, d *demo.Options) { d.Sessions = 3000 })
	}
}
