package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"vapi-sessions/client/demo"
	"vapi-sessions/client/demo/demotest"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

// configured begins the program with a settings file.
func configured(t *testing.T, file string) setting {
	return func(o *Options, _ *demo.Options) {
		t.Helper()
		o.Settings, o.Problems = config.Read("config.toml", []byte(file))
		o.Environ = []string{"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "EDITOR=vi"}
		o.Zone, o.Accounts = nil, o.Settings.Accounts
		o.setDefaults()
	}
}

// settingCase sets one setting, and sees on the screen or on the server that it is set.
type settingCase struct {
	file string
	with setting // of the server; may be nil
	see  func(s *stage)
}

// settingCases has a case for every setting of the registry, but for those that
// only the whole program shows.
var settingCases = map[string]settingCase{
	"theme": {`theme = "none"`, nil, func(s *stage) {
		if all := strings.Join(s.lines(), ""); strings.Contains(all, "\x1b[38") || strings.Contains(all, "\x1b[3") && !strings.Contains(all, "\x1b[m") {
			s.t.Errorf("there are colours:\n%q", all)
		}
	}},
	"ascii": {`ascii = "on"`, nil, func(s *stage) {
		s.hides("●", "○", "✓", "│", "┃", "▸").shows("|")
	}},
	"colours": {"[colours]\nbad = \"#123456\"", nil, func(s *stage) {
		if all := strings.Join(s.lines(), ""); !strings.Contains(all, "38;2;18;52;86") {
			s.t.Errorf("the colour is not on the screen:\n%q", all)
		}
	}},
	"keys.preset":   {`keys.preset = "k9s"`, nil, func(s *stage) { s.keys("W").shows("Columns") }},
	"keys.bindings": {"[keys.bindings]\ndelete = [\"X\"]", nil, func(s *stage) { s.keys("X").shows("Delete 1 session?") }},
	"undo_window":   {`undo_window = "3s"`, nil, func(s *stage) { s.keys("d", "y").shows("1 delete in 3 s") }},
	"poll": {`poll = "2s"`, nil, func(s *stage) {
		if _, err := s.server.Insert(map[string]any{"name": "just made"}); err != nil {
			s.t.Fatal(err)
		}
		s.wait(4 * time.Second)
		s.shows("1 new")
	}},
	"rate": {`rate = 1`, nil, func(s *stage) {
		s.keys("R", "R", "R")
		s.wait(10 * time.Second)
		all := s.server.Requests()
		for i := 1; i < len(all); i++ {
			if d := all[i].Time.Sub(all[i-1].Time); d < time.Second-time.Millisecond {
				s.t.Errorf("request %d came %v after the one before", i+1, d)
			}
		}
		if len(all) < 5 {
			s.t.Errorf("only %d requests", len(all))
		}
	}},
	"parallel": {`parallel = 1`, func(_ *Options, d *demo.Options) { d.Latency = time.Second }, func(s *stage) {
		s.wait(5 * time.Second)
		s.keys("space", "space", "space", "t", "tab", "enter")
		most := 0
		for range 40 {
			most = max(most, s.m.store.Progress().InFlight)
			s.wait(100 * time.Millisecond)
		}
		if most != 1 {
			s.t.Errorf("%d writes at a time", most)
		}
	}},
	"page_size": {`page_size = 30`, nil, func(s *stage) {
		if !slices.ContainsFunc(s.server.Requests(), func(r demotest.Request) bool { return r.Query.Get("limit") == "30" }) {
			s.t.Errorf("no page of 30 was asked for: %v", s.server.Requests())
		}
	}},
	"columns": {`columns = ["name", "size", ".customer.number"]`, nil, func(s *stage) { s.shows("SIZE", "NUMBER").hides("ASSISTANT") }},
	"sort": {`sort = "cost"`, nil, func(s *stage) {
		if r := s.server.Requests()[0]; r.Query.Get("sortBy") != "cost" {
			s.t.Errorf("the first page was asked for by %v", r.Query)
		}
		s.shows("cost, highest first").keys("/").typed("status:completed").keys("enter").shows("cost, highest first")
	}},
	"views": {"[[views]]\nnumber = 7\nname = \"mine\"\nfilter = \"status:completed\"\nsort = \"-turns\"\ncolumns = [\"name\", \"size\"]", nil, func(s *stage) {
		s.keys("7").shows("status:completed here", "turns, most first", "SIZE")
	}},
	"accounts": {"[[accounts]]\nname = \"prod\"\nkey_ring = true\n[[accounts]]\nname = \"test\"\nkey_env = \"TEST_KEY\"", nil, func(s *stage) {
		s.keys(":").typed("account").keys("enter").shows("Go on to another account", "1   prod", "the keyring", "2   test", "$TEST_KEY")
	}},
	"commands": {"[[commands]]\nname = \"look-up\"\nkey = \"X\"\nrun = [\"true\", \"{id}\"]", nil, func(s *stage) {
		s.keys(":").typed("look-up").shows("look-up", "run true")
	}},
	"pane.side":  {`pane.side = "below"`, nil, func(s *stage) { s.standsBelow() }},
	"pane.right": {`pane.right = 130`, nil, func(s *stage) { s.standsBelow() }},
	"pane.below": {"pane.right = 140\npane.below = 130", nil, func(s *stage) { s.standsNowhere().size(132, 36).standsBelow() }},
	"pane.rows":  {"pane.right = 140\npane.rows = 38", nil, func(s *stage) { s.standsNowhere().size(120, 38).standsBelow() }},
	"pane.percent": {`pane.percent = 70`, nil, func(s *stage) {
		if l := s.m.layout; l.detail.w < 80 || l.list.w > 40 {
			s.t.Errorf("list %d wide, detail %d", l.list.w, l.detail.w)
		}
	}},
	"mouse": {`mouse = false`, nil, func(s *stage) {
		if mode := s.m.View().MouseMode; mode != tea.MouseModeNone {
			s.t.Errorf("mouse mode %v", mode)
		}
	}},
	"trash.off": {`trash.off = true`, nil, func(s *stage) {
		s.deleteOne()
		if n := s.copies(); n != 0 {
			s.t.Errorf("%d copies", n)
		}
	}},
	"trash.keep": {`trash.keep = "1h"`, nil, func(s *stage) {
		s.deleteOne()
		if n := s.copies(); n != 1 {
			s.t.Fatalf("%d copies at first", n)
		}
		s.wait(2 * time.Hour)
		if n := s.copies(); n != 0 {
			s.t.Errorf("%d copies after two hours", n)
		}
	}},
	"trash.secrets": {`trash.secrets = true`, nil, func(s *stage) {
		id, err := s.server.Insert(map[string]any{"name": "with a secret", "metadata": map[string]any{"apiKey": "sk-secret-of-a-session"}})
		if err != nil {
			s.t.Fatal(err)
		}
		s.keys("/").typed("id:" + id).keys("enter")
		s.deleteOne()
		if body, err := s.trash.Read(id); err != nil || !strings.Contains(string(body), "sk-secret-of-a-session") {
			s.t.Errorf("the copy is %s: %v", body, err)
		}
	}},
	"private":   {`private = true`, nil, func(s *stage) { s.shows("PRIVATE") }},
	"read_only": {`read_only = true`, nil, func(s *stage) { s.keys("d").hides("Delete 1 session?").shows("read-only") }},
	"time": {"time = \"utc\"\ncolumns = [\"name\", \"created\"]", nil, func(s *stage) {
		row, _ := s.m.store.Row(s.selected())
		s.shows(row.CreatedAt.UTC().Format("2006-01-02 15:04"))
	}},
	"editor": {`editor = "'unfinished"`, nil, func(s *stage) { s.keys("E").wait(time.Second); s.shows("unfinished quote") }},
	"dashboard_url": {`dashboard_url = "https://dashboard.example.test/x"`, nil, func(s *stage) {
		s.keys("y", "l")
		if want := ansi.SetSystemClipboard("https://dashboard.example.test/x"); !slices.Contains(s.raw, want) {
			s.t.Errorf("what was written to the terminal is %q", s.raw)
		}
	}},
}

// standsBelow fails unless the detail pane is below the list.
func (s *stage) standsBelow() *stage {
	s.t.Helper()
	if l := s.m.layout; l.detail.h == 0 || l.detail.y <= l.list.y {
		s.t.Errorf("list %+v, detail %+v", l.list, l.detail)
	}
	return s
}

// standsNowhere fails if the detail pane is beside the list.
func (s *stage) standsNowhere() *stage {
	s.t.Helper()
	if l := s.m.layout; l.detail.h != 0 {
		s.t.Errorf("detail %+v", l.detail)
	}
	return s
}

// deleteOne deletes the session under the cursor, past its undo window.
func (s *stage) deleteOne() {
	s.t.Helper()
	id := s.selected()
	s.keys("d", "y").wait(20 * time.Second)
	if s.held(id) != nil {
		s.t.Fatalf("%s was not deleted:\n%s", id, s.text())
	}
}

// copies counts what the trash holds.
func (s *stage) copies() int {
	s.t.Helper()
	all, err := s.trash.List()
	if err != nil {
		s.t.Fatal(err)
	}
	return len(all)
}

// Every setting does what it says.
func TestEverySettingIsSeen(t *testing.T) {
	local := time.Local
	time.Local = time.FixedZone("elsewhere", -7*3600)
	t.Cleanup(func() { time.Local = local })
	for key, c := range settingCases {
		t.Run(key, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				with := []setting{configured(t, c.file)}
				if c.with != nil {
					with = append(with, c.with)
				}
				s := newStage(t, with...)
				if len(s.m.options.Problems) > 0 {
					t.Fatal(s.m.options.Problems)
				}
				c.see(s)
			})
		})
	}
}

// The settings offer the presets that there are.
func TestEveryPresetThatCanBeSetIsThere(t *testing.T) {
	i := slices.IndexFunc(config.Registry(), func(x config.Setting) bool { return x.Key == "keys.preset" })
	for name := range strings.SplitSeq(config.Registry()[i].Unit, ", ") {
		if _, ok := keymap.Preset(name); !ok {
			t.Errorf("no preset is called %q", name)
		}
	}
}

// A key for an action that is not there says which one may be meant.
func TestAnActionThatIsMisspelledIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, configured(t, "[keys.bindings]\ndelet = [\"X\"]"))
		if got := fmt.Sprint(s.m.options.Problems); !strings.Contains(got, `no action is called "delet"; the nearest is "delete"`) {
			t.Error(got)
		}
	})
}

// A setting without a case is not known to do anything. The renderer is seen
// by TestTheRendererIsTheOneThatIsSet.
func TestEverySettingHasACase(t *testing.T) {
	for _, x := range config.Registry() {
		if _, ok := settingCases[x.Key]; !ok && x.Key != "renderer" {
			t.Errorf("nothing shows that %s does anything", x.Key)
		}
	}
}
