package ui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/keymap"
	"vapi-sessions/ui/config"
)

// A program of the person's own runs by its key and by its name, is asked about
// once, and stands in the help and the palette.
func TestAProgramOfThePersonsOwn(t *testing.T) {
	took := filepath.Join(t.TempDir(), "took")
	own := config.Command{Name: "to-jira", Key: "X", Run: []string{"sh", "-c", `echo "$1" >> "$2"`, "sh", "{id}", took}, Background: true}
	scene(t, func(s *stage) {
		id := s.selected()
		s.keys("?").shows("run sh").keys("esc")
		s.keys("X").shows("Run to-jira?", "sh -c").keys("esc")
		s.keys("X").shows("Run to-jira?").keys("y")
		s.rest(time.Second)
		s.shows("to-jira is done")
		s.keys(":").typed("to-j").shows("to-jira").keys("enter").hides("Run to-jira?")
		s.rest(time.Second)
		if got, err := os.ReadFile(took); err != nil || string(got) != id+"\n"+id+"\n" {
			t.Errorf("it got %q, %v", got, err)
		}
	}, func(o *Options, _ *demo.Options) {
		o.Settings.Commands = []config.Command{own}
		o.Keys, _ = o.Keys.WithCustom([]keymap.CustomAction{{Name: own.Name, Help: "run sh", Key: own.Key}})
	})
}
