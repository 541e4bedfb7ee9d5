package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"vapi-sessions/client/demo"
)

// withoutTrash is a run whose trash could not be opened.
func withoutTrash(o *Options, _ *demo.Options) { o.TrashErr = errors.New("no space left on device") }

// Nothing is deleted of which no copy can be kept, and the reason is said.
func TestNothingIsDeletedWithoutACopy(t *testing.T) {
	const why = "nothing is deleted: no copy can be kept (no space left on device); trash.off = true allows it"
	scene(t, func(s *stage) {
		s.keys("d").shows(why).hides("Delete 1 session?")
		s.keys("space", "space", "d").shows(why).hides("Delete 2 sessions")
		s.run(s.m.writes.Delete([]string{s.selected()}))
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
		today := filepath.Join(s.bin, "trash-"+time.Now().UTC().Format(time.DateOnly)+".ndjson")
		if err := os.Mkdir(today, 0o700); err != nil {
			t.Fatal(err)
		}
		s.keys("d", "y").shows("keeping a record: ")
		s.wait(15 * time.Second)
		s.shows("not deleted: keeping a copy, so nothing was deleted")
		s.size(400, 36).shows("; offered again after a crash, @ says why")
		s.keys("@").shows("noting that deletes are off: taking back deletes: open ")
		if n := s.writes(); n != 0 {
			t.Errorf("%d writes", n)
		}
	})
}

// An edit is saved although it cannot be written down, and both are told.
func TestAReceiptThatCannotBeKeptIsTold(t *testing.T) {
	scene(t, func(s *stage) {
		today := filepath.Join(s.bin, "trash-"+time.Now().UTC().Format(time.DateOnly)+".ndjson")
		if err := os.Mkdir(today, 0o700); err != nil {
			t.Fatal(err)
		}
		s.keys("i", "ctrl+u").typed("Mine").keys("enter")
		s.wait(15 * time.Second)
		s.shows(" to Mine; the receipt was not kept: ").keys("@").shows("the receipt was not kept: ")
	})
}
