package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEverySettingIsRead(t *testing.T) {
	s, problems := Read("config.toml", []byte(`
theme = "light"
ascii = "on"
undo_window = "2m30s"
poll = 90
rate = 1.5
parallel = 2
page_size = 250
columns = ["name", ".customer.number"]
sort = "cost"
mouse = false
private = true
read_only = true
time = "utc"
editor = "code --wait"
dashboard_url = "https://example.test/"
renderer = "stock"

[colours]
bad = "bold red"

[keys]
preset = "emacs"
[keys.bindings]
delete = ["X"]
undo = "u"

[pane]
side = "below"
right = 120
below = 70
rows = 30
percent = 60

[trash]
off = true
keep = "30d"
secrets = true

[[views]]
number = 7
name = "not mine"
[[views]]
number = 2
name = "old"
filter = "age:>30d"
sort = "created"
columns = ["name"]
[[views]]
number = 7
name = "mine"

[[accounts]]
name = "prod"
base_url = "https://api.eu.vapi.ai"
key_command = ["pass", "vapi/prod"]
read_only = true
colour = "red"
dashboard_url = "https://dashboard.eu.vapi.ai/sessions"
[[accounts]]
name = "test"
key_env = "TEST_KEY"
[[accounts]]
name = "ring"
key_ring = true
[[accounts]]
name = "acme"
vapi_cli = "acme"
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := Settings{
		Theme: "light", ASCII: "on", Colours: map[string]string{"bad": "bold red"}, KeyPreset: "emacs",
		Bindings:   map[string][]string{"delete": {"X"}, "undo": {"u"}},
		UndoWindow: 150 * time.Second, PollInterval: 90 * time.Second, Rate: 1.5, Parallel: 2, PageSize: 250,
		Columns: []string{"name", ".customer.number"}, Sort: "cost",
		Pane:  Pane{"below", 120, 70, 30, 60},
		Trash: Trash{true, 30 * 24 * time.Hour, true}, Private: true, ReadOnly: true, TimeZone: "utc",
		Editor: "code --wait", Dashboard: "https://example.test/", Renderer: "stock",
	}
	want.Views = []View{{2, "old", "age:>30d", "created", []string{"name"}}, {Number: 7, Name: "mine"}}
	want.Accounts = []Account{
		{Name: "prod", BaseURL: "https://api.eu.vapi.ai", KeyCommand: []string{"pass", "vapi/prod"}, ReadOnly: true, Colour: "red", Dashboard: "https://dashboard.eu.vapi.ai/sessions"},
		{Name: "test", KeyEnv: "TEST_KEY"}, {Name: "ring", KeyRing: true}, {Name: "acme", VapiCLI: "acme"},
	}
	if p, ok := s.Where("keys.bindings.undo"); !ok || p != (Place{26, 1}) {
		t.Errorf("keys.bindings.undo is at %v", p)
	}
	want.file, want.places, want.viewTableKeys = s.file, s.places, s.viewTableKeys
	if !reflect.DeepEqual(s, want) {
		t.Errorf("got  %+v\nwant %+v", s, want)
	}
}

func TestEverySettingHasADefaultThatItAccepts(t *testing.T) {
	for _, x := range Registry() {
		if x.Doc == "" || x.Unit == "" {
			t.Errorf("%s lacks words", x.Key)
		}
		if x.Entries != nil || x.Default == "{}" {
			continue
		}
		s, problems := Read("c", []byte(x.Key+" = "+x.Default+"\n"))
		if s.file, s.places = "", nil; len(problems) > 0 || !reflect.DeepEqual(s, Default()) {
			t.Errorf("%s = %s changes the defaults: %v", x.Key, x.Default, problems)
		}
	}
}

// TestEveryFieldHasASetting holds that no field of Settings can be forgotten in
// the registry: some value of some setting must change it.
func TestEveryFieldHasASetting(t *testing.T) {
	s, problems := Read("c", []byte("theme='dark'\nascii='on'\nundo_window=1\npoll=1\nrate=1\nparallel=1\npage_size=25\ncolumns=[]\nsort='x'\nmouse=false\nprivate=true\nread_only=true\ntime='utc'\neditor='x'\ndashboard_url='https://x'\nrenderer='stock'\n[colours]\na='b'\n[keys]\npreset='k9s'\n[keys.bindings]\na=[]\n[pane]\nside='off'\nright=99\nbelow=99\nrows=99\npercent=33\n[trash]\noff=true\nkeep='1h'\nsecrets=true\n[[views]]\nnumber=9\nname='x'\n[[accounts]]\nname='x'\nkey_ring=true\n[[commands]]\nname='x'\nrun=['x']\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var same func(path string, a, b reflect.Value)
	same = func(path string, a, b reflect.Value) {
		for i := range a.NumField() {
			f := a.Type().Field(i)
			switch {
			case !f.IsExported():
			case f.Type.Kind() == reflect.Struct:
				same(path+f.Name+".", a.Field(i), b.Field(i))
			case reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()):
				t.Errorf("no setting changes %s%s", path, f.Name)
			}
		}
	}
	same("", reflect.ValueOf(s), reflect.ValueOf(Default()))
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown key", "theme = \"dark\"\nundo_windw = 5\n", `c.toml:2:1: no setting is called "undo_windw"; the nearest is "undo_window"`},
		{"unknown key in a table", "[pane]\nsid = \"off\"\n", `c.toml:2:1: no setting is called "pane.sid"; the nearest is "pane.side"`},
		{"unknown table", "[trsh]\nkeep = 1\n", `c.toml:1:2: no setting is called "trsh"; the nearest is "trash"`},
		{"unknown key of a view", "[[views]]\nnumber = 7\nname = \"x\"\nfiltre = \"y\"\n", `c.toml:4:1: no setting is called "views[0].filtre"; the nearest is "views[0].filter"`},
		{"unknown key of the second view", "[[views]]\nnumber = 7\nname = \"x\"\n[[views]]\nnumber = 8\nname = \"y\"\ntitel = \"z\"\n", `c.toml:7:1: no setting is called "views[1].titel"; the nearest is "views[1].filter"`},
		{"not one of the words", "theme = \"drak\"\n", `c.toml:1:1: theme must be one of auto, dark, light, none; it stays at "auto"`},
		{"too large", "page_size = 5000\n", `c.toml:1:1: page_size must be a whole number from 25 to 1000; it stays at 100`},
		{"wrong type", "\n  mouse = \"yes\"\n", `c.toml:2:3: mouse must be true or false; it stays at true`},
		{"bad duration", "undo_window = \"soon\"\n", `c.toml:1:1: undo_window must be a duration in quotes such as 36h, 2d, 1d12h, 90m or a number of seconds; it stays at "10s"`},
		{"negative duration", "poll = -3\n", `c.toml:1:1: poll must be a duration in quotes such as 36h, 2d, 1d12h, 90m or a number of seconds; it stays at "30s"`},
		{"duration out of bounds", "undo_window = \"2h\"\n", `c.toml:1:1: undo_window must be from 0s to 1h; it stays at "10s"`},
		{"rate that is no number", "rate = nan\n", `c.toml:1:1: rate must be a number from 0 to 100; it stays at 0`},
		{"view without a name", "[[views]]\nnumber = 3\n", `c.toml:1:3: views[0] name is missing; it is left out`},
		{"binding that is no list", "[keys.bindings]\ndelete = 3\n", `c.toml:2:1: keys.bindings.delete must be a list of text; it is left out`},
		{"syntax", "theme = \"dark\"\nmouse = = true\n", `c.toml:2:9: cannot be read and is left out: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Read("c.toml", []byte(c.file))
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), c.want) {
				t.Errorf("got  %v\nwant %s", problems, c.want)
			}
		})
	}
}

func TestOneWrongSettingCostsNoOther(t *testing.T) {
	s, problems := Read("c", []byte("theme = 3\nrate = 2\nnonsense = 1\nmouse = false\n"))
	if len(problems) != 2 || problems[0].Line != 1 || problems[1].Line != 3 {
		t.Errorf("problems %v", problems)
	}
	if s.Rate != 2 || s.Mouse || s.Theme != "auto" {
		t.Errorf("rate %v, mouse %t, theme %q", s.Rate, s.Mouse, s.Theme)
	}
}

func TestLoadWithoutAFileIsTheDefault(t *testing.T) {
	s, problems := Load(filepath.Join(t.TempDir(), "none.toml"))
	if len(problems) > 0 || !reflect.DeepEqual(s, Default()) {
		t.Error(problems)
	}
	if _, problems := Load(t.TempDir()); len(problems) != 1 {
		t.Errorf("a directory gives %v", problems)
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct {
		name string
		env  map[string]string
		want Paths
		fail bool
	}{
		{"home", map[string]string{"HOME": "/h"}, Paths{"/h/.config/vapi-sessions", "/h/.local/state/vapi-sessions", "/h/.local/share/vapi-sessions"}, false},
		{"xdg", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s", "XDG_DATA_HOME": "/d"}, Paths{"/c/vapi-sessions", "/s/vapi-sessions", "/d/vapi-sessions"}, false},
		{"relative paths are ignored", map[string]string{"HOME": "/h", "XDG_CONFIG_HOME": "c", "XDG_STATE_HOME": "./s"}, Paths{"/h/.config/vapi-sessions", "/h/.local/state/vapi-sessions", "/h/.local/share/vapi-sessions"}, false},
		{"nothing", nil, Paths{}, true},
	} {
		got, err := FindPaths(func(k string) string { return c.env[k] })
		if got != c.want || (err != nil) != c.fail {
			t.Errorf("%s: %+v %v", c.name, got, err)
		}
	}
	p := Paths{Config: "/c", State: "/s"}
	if p.SettingsFile() != filepath.FromSlash("/c/config.toml") || p.StateFile() != filepath.FromSlash("/s/state.toml") {
		t.Errorf("%s %s", p.SettingsFile(), p.StateFile())
	}
}

func TestStateGoesRound(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deep", "state.toml")
	if s, err := LoadState(file); len(err) > 0 || !reflect.DeepEqual(s, State{}) {
		t.Fatalf("without a file: %+v %v", s, err)
	}
	want := State{Sort: "-cost", Columns: []string{"name", ".a.b"}, Widths: []int{0, 9}, Side: "right", Split: 55, Mouse: "off", View: "stale", History: []string{`name:"a b"`, "age:>7d"},
		Views: []View{{2, "old", "age:>30d", "created", []string{"name"}}, {Number: 7, Name: "mine"}}}
	for range 2 {
		if err := SaveState(file, want, State{}); err != nil {
			t.Fatal(err)
		}
	}
	got, problems := LoadState(file)
	if p := got.Problem("views[0].filter", "wrong"); p.File != file || p.Place != (Place{13, 1}) {
		t.Errorf("a problem of a view is at %+v", p)
	}
	got.file, got.places = "", nil
	if len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v %v", got, problems)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v %v", info.Mode(), err)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("the directory holds %v %v", left, err)
	}
	if err := os.WriteFile(file, []byte("split = \"much\""), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, problems := LoadState(file); len(problems) != 1 || !reflect.DeepEqual(s, State{}) {
		t.Errorf("a broken file gives %+v %v", s, problems)
	}
}

// What the last run left counts where the file says nothing, and where it is a
// value of the setting.
func TestAfterTheLastRun(t *testing.T) {
	pane := func(text string, last State) string {
		s, _ := Read("config.toml", []byte(text))
		s = s.WithState(last)
		return fmt.Sprint(s.Pane.Side, " ", s.Pane.Percent)
	}
	for _, c := range []struct {
		text string
		last State
		want string
	}{
		{"", State{}, "auto 40"},
		{"", State{Side: "below", Split: 80}, "below 80"},
		{"", State{Side: "above", Split: 81}, "auto 40"},
		{"pane.side = \"off\"\npane.percent = 25", State{Side: "below", Split: 80}, "off 25"},
	} {
		if got := pane(c.text, c.last); got != c.want {
			t.Errorf("%q after %+v: %s, want %s", c.text, c.last, got, c.want)
		}
	}
}

func TestRemember(t *testing.T) {
	var history []string
	for _, f := range []string{"a", "b", "", "a"} {
		history = AddToHistory(history, f)
	}
	if !slices.Equal(history, []string{"b", "a"}) {
		t.Errorf("history %q", history)
	}
	for i := range 3 * MaxHistory {
		history = AddToHistory(history, strings.Repeat("x", i+1))
	}
	if len(history) != MaxHistory || len(history[MaxHistory-1]) != 3*MaxHistory {
		t.Errorf("%d filters are kept", len(history))
	}
}

func FuzzRead(f *testing.F) {
	f.Add("theme = 3\n[[views]]\nnumber = 1\n[keys]\nbindings.x = [1]\n")
	f.Fuzz(func(t *testing.T, file string) {
		_, problems := Read("c", []byte(file))
		for _, p := range problems {
			if p.Text == "" || p.Line < 0 {
				t.Errorf("%+v", p)
			}
		}
	})
}
