package ui

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"vapi-sessions/ui/writes"
)

// edited gives the session under the cursor back from the editor, with a text
// and after a time.
func (s *stage) edited(text string, took time.Duration) (id, file string) {
	s.t.Helper()
	id = s.selected()
	s.keys("enter")
	from := s.m.detail.Body(id)
	if from == nil {
		s.t.Fatal("the session was not read")
	}
	base := s.m.writes.EditText(from)
	if text == "" {
		text = string(base)
	}
	file = filepath.Join(shortTempDir(s.t), "x.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	s.send(writes.EditorResult{ID: id, Session: from, File: file, Original: base, Text: []byte(text), Took: took})
	return id, file
}

func TestATextOfTheEditorThatIsWrongIsRefusedWithItsPlace(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"{\n  \"nickname\": \"x\"\n}", `line 2, column 3: "nickname" cannot be edited`},
		{"{\n  \"colour\": \"x\"\n}", `line 2, column 3: "colour" cannot be edited`},
		{"{\n  \"name\": \"x\"\n  \"status\": \"active\"\n}", "line 3, column 3: "},
		{"{\n  \"name\": 7\n}", "line 2, column 11: name must be a string"},
		{"{\n  \"expirationSeconds\": \"x\"\n}", "line 2, column 24: expirationSeconds must be a whole number"},
		{"{\n  \"name\": \"x\",\n  \"name\": \"y\"\n}", "line 3, column 3: "},
		{"[]", "line 1, column 1: the text must be one JSON object"},
		{`{"name":"x"} y`, "line 1, column 14: "},
		{"{", "line 1, column 2: "},
	} {
		scene(t, func(s *stage) {
			_, file := s.edited(c.text, time.Minute)
			s.says("E goes on with "+file+": not saved, "+c.says).hides("json:", "jsontext:")
			if s.writes() != 0 {
				t.Errorf("%s: something was sent", c.text)
			}
			if kept, err := os.ReadFile(file); err != nil || string(kept) != c.text {
				t.Errorf("%s: the file holds %q, %v", c.text, kept, err)
			}
		})
	}
}

func TestATextOfTheEditorMayBeginWithAByteOrderMark(t *testing.T) {
	scene(t, func(s *stage) {
		id, _ := s.edited("\ufeff{\"name\":\"Mine\"}\r\n", time.Minute)
		if got := s.held(id)["name"]; got != "Mine" {
			t.Errorf("the server holds %q", got)
		}
	})
}

func TestAnEditorThatEndsAtOnceKeepsTheFile(t *testing.T) {
	scene(t, func(s *stage) {
		_, file := s.edited("", 300*time.Millisecond)
		s.shows("E goes on with "+file[:10]).size(400, 36).shows(file+": the editor ended at once", `"code --wait"`)
		if _, err := os.Stat(file); err != nil || !strings.Contains(strings.Join(s.m.writes.KeptFiles(), "\n"), file) {
			t.Errorf("the file is not kept: %v", err)
		}
	})
	scene(t, func(s *stage) {
		_, file := s.edited("", 3*time.Second)
		s.shows("nothing changed, nothing sent")
		if _, err := os.Stat(file); err == nil {
			t.Error("the file is kept")
		}
	})
}

func TestTheEditorSendsNothingThatIsThereByDefault(t *testing.T) {
	scene(t, func(s *stage) {
		if _, err := s.server.Touch(s.selected(), map[string]any{"expirationSeconds": nil, "status": nil}); err != nil {
			t.Fatal(err)
		}
		s.keys("r", "enter")
		text := string(s.m.writes.EditText(s.m.detail.Body(s.selected())))
		id, _ := s.edited(strings.Replace(text, `"name": "`, `"name": "x`, 1), time.Minute)
		if got := s.held(id); got["expirationSeconds"] != nil || got["status"] != nil || s.writes() != 1 {
			t.Errorf("the server holds %v, %v after %d writes", got["expirationSeconds"], got["status"], s.writes())
		}
	})
}

func TestCompletingWarnsOfItsCostHoweverItIsDone(t *testing.T) {
	const warning = "Completing can start analysis that is paid for"
	for way, do := range map[string]func(s *stage){
		"t":      func(s *stage) { s.keys("t") },
		"e":      func(s *stage) { s.keys("e", "tab", "right") },
		"e many": func(s *stage) { s.keys("space", "space", "e", "right", "right") },
		"E":      func(s *stage) { s.edited(`{"status":"completed"}`, time.Minute) },
	} {
		t.Run(way, func(t *testing.T) {
			scene(t, func(s *stage) {
				do(s)
				s.shows(warning)
				if s.writes() != 0 {
					t.Error("something was sent before")
				}
				if way == "E" {
					s.shows("E goes on with it").keys("esc")
					if s.writes() != 0 || len(s.m.writes.KeptFiles()) != 1 {
						t.Errorf("%d writes, %d texts are kept", s.writes(), len(s.m.writes.KeptFiles()))
					}
				}
			})
		})
	}
	scene(t, func(s *stage) {
		id, _ := s.edited(`{"status":"completed"}`, time.Minute)
		s.keys("y")
		if got := s.held(id)["status"]; got != "completed" {
			t.Errorf("the server holds %v", got)
		}
	})
}

// What was edited and is refused stays to be gone on with: the text of the editor
// by E, and what was typed by e, whatever is marked.
func TestWhatWasRefusedIsGoneOnWith(t *testing.T) {
	scene(t, func(s *stage) {
		s.faults("latency=5s,rate=1:422,only=PATCH")
		_, file := s.edited(`{"name":"By the editor"}`, time.Minute)
		s.size(400, 36).shows("saving "+file).size(120, 36).keys("E").shows("the text that you edited before is being saved")
		s.wait(15 * time.Second)
		s.size(400, 36).shows("E goes on with "+file+": not saved, ").size(120, 36)
		if kept := s.m.writes.KeptFiles(); len(kept) != 1 {
			t.Errorf("kept: %q", kept)
		}
	})
	scene(t, func(s *stage) {
		s.keys("space", "space")
		s.faults("rate=1:422,only=PATCH")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(time.Second)
		s.shows("not saved, e has what you typed").keys("e").shows("Edit session", "Mine").hides("Edit 2 sessions")
		s.keys("esc", "d", "j", "e").shows("Edit 2 sessions")
	})
	scene(t, func(s *stage) {
		s.faults("latency=2s,rate=1:422,only=PATCH")
		s.keys("i", "ctrl+u").typed("Mine").keys("enter", "j")
		s.wait(10 * time.Second)
		s.shows("VPN trouble not saved, e has what you typed: ")
	})
}

// What was typed in a form that was left for the editor gives way to any later edit of the
// session, by the name in the row or by another key; until then e and E have it.
func TestALaterEditReplacesWhatWasTypedInAFormThatWasLeft(t *testing.T) {
	for way, c := range map[string]struct {
		edit func(s *stage)
		name string
	}{
		"nothing else": {func(*stage) {}, "FromForm"},
		"the name":     {func(s *stage) { s.keys("i", "ctrl+u").typed("Renamed").keys("enter").shows("renamed") }, "Renamed"},
		"a refused name": {func(s *stage) {
			s.faults("rate=1:422,only=PATCH")
			s.keys("i", "ctrl+u").typed("Renamed").keys("enter").shows("not saved")
		}, "Renamed"},
		"the status":        {func(s *stage) { s.keys("t", "y") }, "VPN trouble"},
		"the editor's text": {func(s *stage) { s.edited(`{"name":"Edited"}`, time.Minute) }, "Edited"},
	} {
		scene(t, func(s *stage) {
			s.keys("e", "ctrl+u").typed("FromForm").send(tea.KeyPressMsg{Code: 'o', Mod: tea.ModCtrl})
			s.edited("", time.Minute)
			s.says("e has what you typed in the form")
			c.edit(s)
			text := string(s.m.writes.EditText(s.m.detail.Body(s.selected())))
			if refused := way == "a refused name"; strings.Contains(text, "FromForm") != (way == "nothing else") || !refused && !strings.Contains(text, c.name) {
				t.Errorf("%s: E has %.60s", way, text)
			}
			s.keys("e").shows("Edit session", "["+c.name)
		})
	}
}

// Only the name was edited, so only that is sent, and only that is taken back,
// whatever the messages hold: half of a letter of two code units, and numbers of
// any length.
func TestUndoOfATextOfTheEditorNamesOnlyWhatItChangesBack(t *testing.T) {
	scene(t, func(s *stage) {
		messages := json.RawMessage(`[{"role":"user","message":"cut off \ud83d","time":1694000000000.123456789,"n":1e400}]`)
		if _, err := s.server.Touch(s.selected(), map[string]any{"name": "Old name", "messages": messages}); err != nil {
			t.Fatal(err)
		}
		s.keys("r")
		s.keys("enter")
		text := string(s.m.writes.EditText(s.m.detail.Body(s.selected())))
		s.keys("esc")
		s.edited(strings.Replace(text, "Old name", "New name", 1), time.Minute)
		s.shows("renamed Old name to New name")
		s.keys("u").shows("undone: rename of New name, now Old name; saved")
		if got := s.writes(); got != 2 {
			t.Errorf("%d writes", got)
		}
	})
}
