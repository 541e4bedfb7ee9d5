package ui

import (
	"strings"
	"testing"
	"time"

	"vapi-sessions/client/demo"
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
