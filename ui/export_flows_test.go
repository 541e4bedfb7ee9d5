package ui

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"vapi-sessions/client/demo"
	"vapi-sessions/ui/writes"
)

// An export takes what its title says: the marked sessions, the one that is read,
// or else what the list holds.
func TestAnExportSaysWhatItTakes(t *testing.T) {
	export := func(s *stage) *stage {
		s.keys(":").typed("export").keys("enter").wait(writes.KeyHoldTime)
		return s
	}
	scene(t, func(s *stage) {
		s.keys(":").typed("export").keys("enter", "enter").shows("Export all 120 sessions").keys("esc") // a held key exports nothing
		export(s).shows("Export all 120 sessions").keys("enter").shows("exported 120 sessions")
		s.keys("/").typed("status:completed turns:>40").keys("enter")
		n := s.m.list.Len()
		export(s).shows("Export " + strconv.Itoa(n) + " sessions of ").keys("enter").shows("exported " + strconv.Itoa(n) + " sessions")
		s.keys("space")
		export(s).shows("Export 1 marked session").keys("esc")
		s.keys("enter")
		export(s).shows("Export this session").keys("esc")
	})
}

// Where only a part of the list is loaded, an export says how much of it that is:
// before, and when it is written, with the words of the sums.
func TestAnExportSaysHowMuchOfTheListItIs(t *testing.T) {
	many := func(_ *Options, d *demo.Options) { d.Sessions = 2500 }
	scene(t, func(s *stage) {
		n := strconv.Itoa(s.m.list.State(true).Loaded)
		s.keys(":").typed("export").keys("enter").wait(writes.KeyHoldTime)
		s.shows("Export " + n + " sessions loaded of 2,500").keys("enter").shows("exported " + n + " sessions loaded of 2,500 to")
		s.keys(":").typed("export part.csv").keys("enter").shows("exported " + n + " sessions loaded of 2,500 to")
	}, many)
	scene(t, func(s *stage) {
		s.keys("/").typed("last:user").keys("enter")
		n := strconv.Itoa(len(s.m.list.Loaded()))
		s.keys(":").typed("export part.csv").keys("enter").shows("exported "+n+" sessions found in ", " searched of 2,500")
	}, many)
}

// What is exported stands in the order of the screen, one that is made here too.
func TestAnExportHasTheOrderOfTheScreen(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("/").typed("sort:turns").keys("enter", "g", ":").typed("export turns.csv").keys("enter").shows("exported 120 sessions")
		file, err := os.Open(filepath.Join(s.m.options.ExportDir, "turns.csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		lines, err := csv.NewReader(file).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(lines[0], "id")
		for i, line := range lines[1:] {
			if want := s.m.list.Loaded()[i]; line[at] != want {
				t.Fatalf("line %d has %s, and the screen %s", i, line[at], want)
			}
		}
		if lines[1][at] != s.selected() {
			t.Errorf("the first one is %s, under the cursor %s", lines[1][at], s.selected())
		}
	})
}
