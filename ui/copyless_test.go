package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vapi-sessions/client/demo"
	"vapi-sessions/client/trash"
)

// withoutTrash is a run whose trash could not be opened.
func withoutTrash(o *Options, _ *demo.Options) { o.TrashErr = errors.New("no space left on device") }

// Nothing is deleted of which no copy can be kept, and the reason is said.
func TestNothingIsDeletedWithoutACopy(t *testing.T) {
	const why = "nothing is deleted: no copy can be kept (no space left on device); trash.off = true allows it"
	scene(t, func(s *stage) {
		s.keys("d").shows(why).hides("Delete 1 session?")
		s.keys("space", "space", "d").shows(why).hides("Delete 2 sessions")
		s.run(s.m.queueDeletes([]string{s.selected()}))
		s.wait(15 * time.Second)
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	}, withoutTrash)
}

// Where copies are switched off, sessions are deleted without a trash too.
func TestATrashThatIsOffDoesNotStopDeletes(t *testing.T) {
	scene(t, func(s *stage) {
		s.keys("d").shows("The trash is off: no copy is kept.").keys("y")
		s.wait(15 * time.Second)
		s.keys("space", "space", "d").typed("delete 2").keys("enter")
		s.wait(15 * time.Second)
		if n := s.server.Count(); n != 117 {
			t.Errorf("the server holds %d", n)
		}
	}, withoutTrash, func(o *Options, _ *demo.Options) { o.Settings.Trash.Off = true })
}

// A trash that can no longer be written while the program runs stops deletes.
func TestATrashThatCannotBeWrittenStopsDeletes(t *testing.T) {
	scene(t, func(s *stage) {
		today := filepath.Join(s.bin, "copies-"+time.Now().UTC().Format(time.DateOnly)+".ndjson")
		if err := os.Mkdir(today, 0o700); err != nil {
			t.Fatal(err)
		}
		s.keys("d", "y")
		s.wait(15 * time.Second)
		s.shows("not deleted: keeping a copy, so nothing was deleted")
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	})
}

// The ID of a session is the server's, and leads nowhere as a file's name.
func TestACopyIsExportedIntoItsFolder(t *testing.T) {
	bin, _, err := trash.Open(t.TempDir(), trash.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bin.Close() }()
	for id, want := range map[string]string{"../../x": "session-______x.json", "a\x1b[2J": "session-a__2J.json", "4f-2_B": "session-4f-2_B.json"} {
		if err := bin.Put("demo", []trash.Entry{{ID: id, JSON: []byte("{}")}}); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		msg, ok := readTrash(bin, id, toExport, dir)().(trashRead)
		if !ok || msg.err != nil || msg.file != filepath.Join(dir, want) {
			t.Errorf("%q is written to %s, %v", id, msg.file, msg.err)
		}
	}
}
