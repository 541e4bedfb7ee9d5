package config

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
)

// wide encodes text as UTF-16, as editors on Windows save it.
func wide(order binary.AppendByteOrder, text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// A file that is damaged in one place, or saved in another encoding, keeps
// everything else that it says.
func TestADamagedFileKeepsWhatCanBeRead(t *testing.T) {
	const good = "theme = \"dark\"\nmouse = false\n[pane]\nside = \"below\"\n"
	for _, c := range []struct {
		name string
		file []byte
		want []string // the beginning of each problem
	}{
		{"byte-order mark", []byte("\ufeff" + good), nil},
		{"UTF-16, little end first", wide(binary.LittleEndian, "\ufeff"+good), nil},
		{"UTF-16, big end first", wide(binary.BigEndian, "\ufeff"+good), nil},
		{"UTF-16 without a mark", wide(binary.LittleEndian, good), nil},
		{"CRLF", []byte(strings.ReplaceAll(good, "\n", "\r\n")), nil},
		{"wrong keyword", []byte("rate = ture\n" + good), []string{"c:1:"}},
		{"wrong keyword at the end", []byte(good + "right = =\n"), []string{"c:5:9: "}},
		{"two faults", []byte("rate = ture\n" + good + "right = =\n"), []string{"c:1:", "c:6:9: "}},
		{"list that is not closed", []byte("columns = [\"name\",\n  \"age\"\n" + good), []string{"c:3:"}},
		{"list without a comma", []byte("columns = [\n  \"name\"\n  \"age\"\n]\n" + good), []string{"c:3:"}},
		{"text that is not closed", []byte("editor = \"vi\n" + good), []string{"c:1:"}},
		{"long text that is not closed", []byte("editor = \"\"\"vi\n" + good), []string{"c:5:"}},
		{"not UTF-8", []byte("editor = \"caf\xe9\"\n" + good), []string{"c:1:"}},
		{"the same key again", []byte("mouse = false\n" + good), []string{"c:3:1: "}},
		{"table that is not closed", []byte(good + "[trash\noff = true\n[keys]\npreset = \"default\"\n"), []string{"c:5:"}},
		{"no TOML at all", []byte(good + "[trash]\nkeep these for me please\n"), []string{"c:6:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, problems := Read("c", c.file)
			if s.Theme != "dark" || s.Mouse || s.Pane.Side != "below" || s.Trash.Off {
				t.Errorf("theme %q, mouse %t, pane %q, trash off %t: %v", s.Theme, s.Mouse, s.Pane.Side, s.Trash.Off, problems)
			}
			if len(problems) != len(c.want) {
				t.Fatalf("problems %v", problems)
			}
			for i, want := range c.want {
				if !strings.HasPrefix(problems[i].Error(), want) {
					t.Errorf("problem %q is not at %s", problems[i], want)
				}
			}
			if s.Private || s.ReadOnly {
				t.Error("read-only or private, which nothing in the file asks for")
			}
		})
	}
}

// What protects the person is on where the file cannot tell that it is off.
func TestWhatProtectsIsOnWhereItCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		name, file        string
		private, readOnly bool
	}{
		{"wrong keyword", "private = ture\n", true, false},
		{"wrong type", "read_only = \"yes\"\n", false, true},
		{"other spelling", "read-only = true\n", false, true},
		{"behind what is not closed", "editor = \"\"\"vi\nread_only = true\n", false, true},
		{"off, and other faults", "private = false\nrate = \"much\"\ncolumns = 3 4\n", false, false},
		{"more faults than are told", strings.Repeat("x = = 1\n", 200), true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, problems := Read("c", []byte(c.file))
			if s.Private != c.private || s.ReadOnly != c.readOnly || len(problems) == 0 {
				t.Errorf("private %t, read-only %t: %v", s.Private, s.ReadOnly, problems)
			}
		})
	}
}

// A file that cannot be read may have asked for protection.
func TestAFileThatCannotBeReadStartsReadOnlyAndPrivate(t *testing.T) {
	large := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(large, bytes.Repeat([]byte("# nothing\n"), 100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{t.TempDir(), large} {
		s, problems := Load(file)
		if !s.Private || !s.ReadOnly || len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), file+": ") ||
			!strings.Contains(problems[0].Text, "read-only and private") {
			t.Errorf("%s: private %t, read-only %t: %v", file, s.Private, s.ReadOnly, problems)
		}
	}
}

// One binding, colour or view that is wrong costs no other.
func TestOneWrongEntryCostsNoOther(t *testing.T) {
	s, problems := Read("c", []byte(`
[keys.bindings]
delete = ["e"]
open = 3
[colours]
bad = 7
good = "green"
[[views]]
number = 7
[[views]]
number = 8
name = "kept"
`))
	if fmt.Sprint(s.Bindings) != "map[delete:[e]]" || fmt.Sprint(s.Colours) != "map[good:green]" || len(s.Views) != 1 || s.Views[0].Name != "kept" {
		t.Errorf("bindings %v, colours %v, views %v", s.Bindings, s.Colours, s.Views)
	}
	var places []string
	for _, p := range problems {
		places = append(places, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Key))
	}
	if want := "[4:1 keys.bindings.open 6:1 colours.bad 8:3 views[0]]"; fmt.Sprint(places) != want {
		t.Errorf("problems %v, want at %s", problems, want)
	}
}

func TestADashboardIsAPageOfTheWeb(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "file:///etc/passwd", "dashboard.vapi.ai", "https://", "https://user:secret@host/", "http s://x"} {
		s, problems := Read("c", []byte(fmt.Sprintf("dashboard_url = %q\n", address)))
		if len(problems) != 1 || s.Dashboard != Default().Dashboard {
			t.Errorf("%s is taken: %q %v", address, s.Dashboard, problems)
		}
	}
	if s, problems := Read("c", []byte("dashboard_url = \"http://vapi.example.test/sessions?a=b\"\n")); len(problems) > 0 || s.Dashboard != "http://vapi.example.test/sessions?a=b" {
		t.Errorf("%q %v", s.Dashboard, problems)
	}
}

// Two programs that run side by side keep what each of them changed.
func TestTwoProgramsKeepWhatEachChanged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.toml")
	begin := State{Side: "right", Split: 40, History: []string{"a"}, Views: []View{{Number: 6, Name: "old"}, {Number: 7, Name: "seven"}}}
	if err := SaveState(file, begin, State{}); err != nil {
		t.Fatal(err)
	}
	one, two := begin, begin
	one.Views, one.History, one.Side = []View{{Number: 6, Name: "of one"}, {Number: 7, Name: "seven"}, {Number: 8, Name: "eight"}}, []string{"a", "b"}, "below"
	two.Split, two.History = 60, []string{"a", "c"}
	if err := SaveState(file, one, begin); err != nil {
		t.Fatal(err)
	}
	if err := SaveState(file, two, begin); err != nil {
		t.Fatal(err)
	}
	got, problems := LoadState(file)
	want := State{Side: "below", Split: 60, History: []string{"a", "b", "c"}, Views: one.Views}
	got.file, got.places = "", nil
	if len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v\n%v", got, want, problems)
	}
}

// A damaged state file keeps what can be read, and is itself kept for the rest.
func TestADamagedStateIsKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "state.toml")
	damaged := "view = \"mine\"\nsplit = = 3\n[[views]]\nnumber = 7\nname = \"mine\"\n"
	if err := os.WriteFile(file, []byte(damaged), 0o600); err != nil {
		t.Fatal(err)
	}
	s, problems := LoadState(file)
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), file+":2:") || s.View != "mine" || len(s.Views) != 1 {
		t.Errorf("%+v: %v", s, problems)
	}
	if err := SaveState(file, s, s); err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(file + ".damaged"); err != nil || string(kept) != damaged {
		t.Errorf("what was damaged is %q: %v", kept, err)
	}
	if _, problems := LoadState(file); len(problems) > 0 {
		t.Errorf("the next time: %v", problems)
	}
}
