//go:build unix

package trash

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe in the directory, whatever it is called, does not hold up the start.
func TestAPipeInTheDirectoryHangsNothing(t *testing.T) {
	for _, name := range []string{"trash-2026-03-14.ndjson", "past-2020-01-01.ndjson", "run-1.ndjson", "other"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
				t.Fatal(err)
			}
			// A run that ended, without which nothing is read.
			must(t, os.WriteFile(filePath(dir, runFiles, "0"), nil, 0o600))
			must(t, os.WriteFile(filePath(dir, pastFiles, "2019-01-01"), []byte(`{"run":"0","n":1,"op":"plan","ids":["a"]}`+"\n"), 0o600))
			tr, report, err := Open(dir, Options{Now: newClock().now})
			if len(report.NotSent) != 1 {
				t.Errorf("report = %+v", report)
			}
			if err == nil {
				err = tr.MarkReported()
			}
			if strings.HasPrefix(name, dayFiles) {
				if err == nil || !strings.Contains(err.Error(), "not a regular file") {
					t.Fatalf("Told = %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := tr.List(); err != nil {
				t.Error(err)
			}
			if err := tr.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Nothing is written through a link that somebody laid.
func TestNoLinkIsFollowed(t *testing.T) {
	for _, name := range []string{filepath.Base(filePath("", dayFiles, day(newClock().now())))} {
		t.Run(name, func(t *testing.T) {
			dir, theirs := t.TempDir(), filepath.Join(t.TempDir(), "theirs")
			if err := os.WriteFile(theirs, []byte("theirs\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(theirs, filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			tr, _ := open(t, dir, Options{Now: newClock().now})
			err := tr.Put("demo", []Entry{{ID: "a", JSON: []byte("{}")}})
			if err == nil {
				err = tr.Receipt(Receipt{ID: "a", Op: OpDelete, Outcome: Done})
			}
			if err == nil {
				t.Error("written through the link")
			}
			text, _ := os.ReadFile(theirs)
			if info, err := os.Stat(theirs); err != nil || string(text) != "theirs\n" || info.Mode().Perm() != 0o644 {
				t.Errorf("it holds %q, mode %v, %v", text, info.Mode(), err)
			}
		})
	}
}
