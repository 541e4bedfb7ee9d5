package ui

import (
	"path/filepath"
	"testing"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

// A refused change of the status names the key that made it: nothing was typed.
func TestARefusedToggleNamesItsKey(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("i", "ctrl+u").typed("Mine").keys("enter") // typed before, and saved
		s.server.SetFaults(demo.Faults{Rates: []demo.Rate{{Share: 1, Kind: "422"}}})
		said := map[any]string{"active": "not completed, t tries again: ", "completed": "not reopened, t tries again: "}[s.held(id)["status"]]
		s.keys("t", "y").shows(said).hides("e has what you typed")
	})
}

// While it is asked whether a session is completed, nothing says that it is not.
func TestCompletingInTheEditorIsAsked(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		if _, err := s.server.Touch(id, map[string]any{"status": "active"}); err != nil {
			t.Fatal(err)
		}
		s.keys("r", "enter")
		file := filepath.Join(t.TempDir(), "x.json")
		s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte(`{"status":"completed"}`)})
		s.shows("Complete?").hides("not saved").keys("y")
		if got := s.held(id)["status"]; got != "completed" {
			t.Errorf("the server holds %v", got)
		}
	})
}

// The form has what was refused last, and not what was saved by it before.
func TestTheFormHasWhatWasRefusedLast(t *testing.T) {
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("enter", "e", "ctrl+u").typed("Mine").keys("ctrl+s").shows("renamed")
		file := filepath.Join(shortTempDir(t), "x.json")
		s.faults("rate=1:422,only=PATCH")
		s.send(writes.EditorResult{ID: id, Session: s.m.detail.Body(id), File: file, Text: []byte(`{"name":"Edited"}`)})
		s.shows("E goes on with ").keys("e").shows("! Not saved: 422", "[Edited ")
	})
}
