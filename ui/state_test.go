package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/config"
)

// with begins the program with what an earlier run left.
func with(last config.State) setting {
	return func(o *Options, _ *demo.Options) { o.State = last }
}

// What a person changes is written soon, whether they leave or not.
func TestTheStateIsWrittenWhenItChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		do   func(s *stage)
		kept func(config.State) bool
	}{
		{"pane", func(s *stage) { s.keys("p") }, func(k config.State) bool { return k.Side == "off" }},
		{"side", func(s *stage) { s.keys("P") }, func(k config.State) bool { return k.Side == "below" }},
		{"split", func(s *stage) { s.keys("+") }, func(k config.State) bool { return k.Split == 45 }},
		{"mouse", func(s *stage) { s.keys(":").typed("mouse").keys("enter") }, func(k config.State) bool { return k.Mouse == "off" }},
		{"sort", func(s *stage) { s.keys("s", "n") }, func(k config.State) bool { return k.Sort == "sort:name" }},
		{"view", func(s *stage) { s.keys("3") }, func(k config.State) bool { return k.View == "today" }},
		{"columns", func(s *stage) { s.keys(":").typed("column size 9").keys("enter") }, func(k config.State) bool {
			n := len(k.Columns) - 1
			return n > 0 && k.Columns[n] == "size" && k.Widths[n] == 9
		}},
		{"history", func(s *stage) { s.keys("/").typed("refund").keys("enter") }, func(k config.State) bool { return len(k.History) == 1 }},
		{"a saved view", func(s *stage) {
			s.keys("/").typed("refund").send(tea.KeyPressMsg{Code: 's', Mod: tea.ModCtrl})
			s.typed("mine").keys("enter")
		}, func(k config.State) bool { return len(k.Views) == 1 && k.Views[0].Name == "mine" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			scene(t, func(s *stage) {
				if s.wait(5 * time.Second); s.saved.View != "" {
					t.Errorf("written before anything changed: %+v", *s.saved)
				}
				c.do(s)
				s.wait(2 * time.Second)
				if !c.kept(*s.saved) {
					t.Fatalf("kept %+v", *s.saved)
				}
				next := *s.saved
				again := newStage(s.t, with(next))
				again.keys("J").wait(2 * time.Second)
				if again.saved.View != "" {
					t.Errorf("the next run begins otherwise: kept\n%+v, then\n%+v", next, *again.saved)
				}
			})
		})
	}
}

// What an earlier run left shows in the next one.
func TestTheNextRunBeginsWhereTheLastEnded(t *testing.T) {
	last := config.State{View: "costly", Sort: "sort:turns order:asc", Side: "below", Split: 70, Mouse: "off", Columns: []string{"name", "size"}, Widths: []int{0, 12}}
	scene(t, func(s *stage) {
		s.standsBelow().shows("[5 costly]", "sort:turns here", "turns, fewest first", "SIZE").hides("ASSISTANT")
		if l := s.m.layout; l.detail.h <= l.list.h {
			t.Errorf("list %+v, detail %+v", l.list, l.detail)
		}
		if s.m.View().MouseMode != tea.MouseModeNone {
			t.Error("the mouse is taken")
		}
	}, with(last))
	scene(t, func(s *stage) {
		s.shows(" 5 costly", "sort:cost server", "cost, not known first, then lowest", "ASSISTANT")
		if l := s.m.layout; l.detail.y > l.list.y {
			t.Errorf("list %+v, detail %+v", l.list, l.detail)
		}
	}, configured(t, "columns = [\"name\", \"assistant\"]\nmouse = true\n[pane]\nside = \"right\"\n"), with(config.State{
		View: "costly", Sort: "order:asc", Side: "below", Mouse: "off", Columns: []string{"name", "size"}}))
}

// A view that was saved in the program is there after any number of starts,
// whatever else is changed in them.
func TestASavedViewOutlivesManyStarts(t *testing.T) {
	last := config.State{Views: []config.View{{Number: 6, Name: "mine", Filter: "refund", Sort: "-cost"}}}
	for range 3 {
		scene(t, func(s *stage) {
			s.keys("6").shows("cost, highest first", "refund").keys("+").wait(2 * time.Second)
			last = *s.saved
		}, with(last))
		if len(last.Views) != 1 || last.Views[0].Name != "mine" || last.Views[0].Filter != "refund" {
			t.Fatalf("kept %+v", last)
		}
	}
}

// A note that waits for the list ends with its answer, and says what came of it.
func TestANoteThatWaitsEndsWithTheAnswer(t *testing.T) {
	slow := func(_ *Options, d *demo.Options) { d.Latency = 3 * time.Second }
	for key, note := range map[string]string{".": "none is known to be new: asking", "r": "reading again"} {
		scene(t, func(s *stage) {
			s.wait(20 * time.Second)
			s.keys(key).shows(note).wait(20 * time.Second)
			s.hides(note)
		}, slow)
		scene(t, func(s *stage) {
			s.wait(20 * time.Second)
			s.faults("rate=1:500")
			s.keys(key).shows(note).wait(20 * time.Second)
			s.hides(note)
		}, slow)
	}
	scene(t, func(s *stage) {
		s.wait(20 * time.Second)
		s.keys(".").wait(20 * time.Second)
		s.shows("none is new")
	}, slow)
}

func TestAStateThatCannotBeWrittenIsTold(t *testing.T) {
	scene(t, func(s *stage) {
		s.m.keeper = config.NewStateSaver(s.m.state(), func(_, _ config.State) error { return errors.New("writing the state: no space left") })
		s.keys("+").wait(2 * time.Second)
		s.shows("writing the state: no space left")
	})
}

// Everything that is wrong in a settings file is listed, with its place, and can
// be read on a small screen too.
func TestAllThatIsWrongIsListed(t *testing.T) {
	file := "theme = \"drak\"\nsort = \"colour\"\ncolumns = [\"name\", \"colour\"]\nrate = = 3\n[keys.bindings]\ndelete = [\"e\"]\nopen = 3\n" +
		"[colours]\nbda = \"red\"\n[[views]]\nnumber = 7\nname = \"mine\"\nsort = \"size desc\"\ncolumns = [\"shape\"]\n"
	scene(t, func(s *stage) {
		s.size(80, 30).shows("Problems found", "config.toml:1:1: theme must be one of", `config.toml:2:1: sort "colour"`,
			`config.toml:3:1: no column is called "colour"`, "config.toml:4:8: cannot be read", "config.toml:6:1: key \"e\": both delete and edit want it",
			"config.toml:7:1: keys.bindings.open")
		for range 20 {
			s.keys("j")
		}
		s.shows("config.toml:9:1: ", `config.toml:13:1: sort "size desc"`, `config.toml:14:1: no column is called "shape"`)
		s.size(60, 20)
		all := ""
		s.keys("g")
		for range 40 {
			all += s.text()
			s.keys("j")
		}
		for _, place := range []string{":1:1:", ":2:1:", ":3:1:", ":4:8:", ":6:1:", ":7:1:", ":9:1:", ":13:1:", ":14:1:"} {
			if !strings.Contains(all, "config.toml"+place) {
				t.Errorf("config.toml%s cannot be read", place)
			}
		}
		s.keys("esc").hides("Problems found").keys("e").shows("Delete 1 session?")
	}, configured(t, file))
}
