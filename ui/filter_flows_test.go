package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/config"
)

// A view whose filter cannot be read lists nothing, says why, and is told of at
// the start with its file and line.
func TestAViewThatCannotBeReadListsNothing(t *testing.T) {
	broken := config.View{Number: 7, Name: "mine", Filter: "statsu:expired"}
	scene(t, func(s *stage) {
		s.keys("7").shows("This filter cannot be read, so nothing is listed.", "there is no key statsu; did you mean status?", "/ statsu:expired  cannot be read").hides("asking", "not known yet")
		if n := s.m.list.Len(); n != 0 || len(s.m.list.Loaded()) != 0 {
			t.Errorf("%d rows", n)
		}
		s.keys("r").shows("there is no key statsu").keys(":").typed("load-all").keys("enter").shows("there is no key statsu")
		s.keys("u").shows("of 120").keys("U").shows("nothing is listed").keys("0").shows("of 120")
		s.keys("7", "/").shows("^ there is no key statsu").keys("ctrl+u").typed("status:expired").keys("enter").hides("nothing is listed").shows("match")
	}, func(o *Options, _ *demo.Options) { o.State.Views = []config.View{broken} })
	scene(t, func(s *stage) {
		s.shows("This filter cannot be read, so nothing is listed.")
		for _, r := range s.server.Requests() {
			if strings.HasSuffix(r.Path, "/session") {
				t.Errorf("sessions were asked for: %+v", r)
			}
		}
	}, func(o *Options, _ *demo.Options) { o.State.Views, o.State.View = []config.View{broken}, "mine" })
}

func TestViewsThatCannotBeReadAreToldAtTheStart(t *testing.T) {
	dir := t.TempDir()
	settings, state := filepath.Join(dir, "config.toml"), filepath.Join(dir, "state.toml")
	for file, text := range map[string]string{
		settings: "[[views]]\nnumber = 7\nname = \"mine\"\nfilter = \"statsu:expired\"\n",
		state:    "[[views]]\nnumber = 8\nname = \"saved\"\nfilter = \"created:>7d\"\n",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var o Options
	o.Settings, _ = config.Load(settings)
	o.State, _ = config.LoadState(state)
	o.setDefaults()
	var all []string
	for _, p := range o.Problems {
		all = append(all, p.Error())
	}
	told := strings.Join(all, "\n")
	for _, want := range []string{settings + `:4:1: view 7 "mine" lists nothing: there is no key statsu`, state + `:4:1: view 8 "saved" lists nothing: created takes a point in time`} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told:\n%s", want, told)
		}
	}
}

// Help over the filter lists its keys, and leaves it as it was.
func TestHelpOverTheFilter(t *testing.T) {
	for _, open := range []string{"/", "F"} {
		scene(t, func(s *stage) {
			s.keys(open).typed("refu").shows("F1 help")
			s.send(tea.KeyPressMsg{Code: tea.KeyF1})
			s.shows("Keys for: filter").hides("$EDITOR").keys("esc").typed("nd").keys("enter").shows("refund here")
		})
	}
}

// The footer says what the next esc does: it closes what is offered first.
func TestTheFooterSaysWhatEscDoesInTheFilter(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("status:").shows("esc close").keys("esc").shows("esc cancel").keys("esc").hides("esc c")
	})
}

// What is begun of a metadata term is none yet, and filters nothing; keys that rows
// have are offered, and values where rows carry them.
func TestMetadataIsCompleted(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("meta.ca").shows("meta.ca needs a colon and a value", "meta.campaign:", "of 120")
		s.keys("enter").shows("meta.ca needs a colon and a value").keys("ctrl+u").typed("meta.variableValues.t").keys("tab").shows("meta.variableValues.timezone:")
		s.keys("ctrl+u").typed("meta.campaign:s").keys("enter").shows("searched 120 of 120")
		s.keys("/").typed(" meta.campaign:").shows("spring-1")
		if n := strings.Count(s.text(), "spring-1"); n != 1 {
			t.Errorf("a value of many rows is offered %d times:\n%s", n, s.text())
		}
	})
}

// Backspace says why it drops nothing, and what it waits for.
func TestBackspaceSaysWhatItKnows(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("backspace").shows("there is no term to drop")
		s.keys("/").typed("status:expired").keys("enter", "backspace").shows("the filter matches")
		s.faults("latency=5s")
		s.keys("/", "ctrl+u").typed("created:>-30d created:<-40d").keys("enter")
		s.wait(6 * time.Second)
		s.shows("No session matches").keys("backspace").shows("not known yet which term to drop: asking")
		s.wait(6 * time.Second)
		s.hides("not known yet").shows("Loosest part to drop").keys("backspace").shows("dropped created:")
	})
	scene(t, func(s *stage) {
		s.keys("/").typed("turns:>900 cost:>900").keys("enter")
		s.wait(time.Second)
		s.keys("backspace").shows("dropping one term would not help")
	})
	scene(t, func(s *stage) { // what is left of either is the same
		s.keys("/").typed("created:<1990-01-01 created:<1990-01-01").keys("enter")
		s.wait(time.Second)
		s.keys("backspace").shows("dropping one term would not help")
	})
}

// What a session's metadata says is looked for in every page, and the status line
// says how much was searched.
func TestAFilterByMetadata(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("meta.campaign:spring").keys("enter").shows("meta.campaign:spring here", "searched 120 of 120")
		for _, id := range s.m.list.Loaded() {
			if body, ok := s.server.Lookup(id); !ok || !strings.Contains(string(body), `"campaign":"spring`) {
				t.Errorf("%s is listed", id)
			}
		}
		if len(s.m.list.Loaded()) == 0 {
			t.Error("nothing is listed")
		}
	})
}

// A view or a filter that cannot be read is named, and what was typed can be had
// again.
func TestWhatCannotBeListedIsNamed(t *testing.T) {
	for _, fault := range []string{"rate=1:500", "rate=1:401"} {
		scene(t, func(s *stage) {
			s.wait(10 * time.Second)
			s.keys("space")
			s.faults(fault)
			s.keys("2").wait(time.Minute)
			s.shows("view stale could not be read, the list is as before", "[0 all", "filter: none")
			s.keys("/").typed("refund").keys("enter").wait(time.Minute)
			s.shows("filter refund could not be read, the list is as before", "filter: none")
			s.keys("/").send(tea.KeyPressMsg{Code: 'r', Mod: tea.ModCtrl})
			s.shows("refund").keys("enter").shows("/ refund").keys("esc")
			s.faults("")
			s.keys("u").shows("undone: mark 1 session") // what was never listed is no step
			s.keys("U").shows("done again: mark 1 session").keys("U").shows("nothing to redo")
		})
	}
}
