package ui

import (
	"testing"
)

// rawNames are names that are drawn otherwise than they are.
var rawNames = []string{
	"\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f44d\U0001f3fd \u2764\ufe0f", "soft\u00adhyphen", "two\nlines\tand a tab", "\u202eback",
}

func TestAnEditOfANameKeepsItByteForByte(t *testing.T) {
	for way, write := range map[string]func(s *stage){
		"rename": func(s *stage) { s.keys("i").typed("x").keys("enter") },
		"form":   func(s *stage) { s.keys("e").typed("x").keys("ctrl+s") },
		"undone": func(s *stage) { s.keys("i").typed("x").keys("enter", "u") },
	} {
		for _, name := range rawNames {
			t.Run(way, func(t *testing.T) {
				scene(t, func(s *stage) {
					id := s.selected()
					if _, err := s.server.Touch(id, map[string]any{"name": name}); err != nil {
						t.Fatal(err)
					}
					write(s.keys("r"))
					want := name + "x"
					if way == "undone" {
						want = name
					}
					if got := s.held(id)["name"]; got != want {
						t.Errorf("the server holds %q, want %q", got, want)
					}
				})
			})
		}
	}
}

func TestACloneKeepsItsNameByteForByte(t *testing.T) {
	for _, name := range rawNames {
		scene(t, func(s *stage) {
			if _, err := s.server.Touch(s.selected(), map[string]any{"name": name}); err != nil {
				t.Fatal(err)
			}
			s.keys("r", "C", "ctrl+s")
			if got := s.held(s.selected())["name"]; got != name {
				t.Errorf("the clone's name is %q, want %q", got, name)
			}
		})
	}
}
