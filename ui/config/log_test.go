//go:build unix

package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func mode(t *testing.T, file string) os.FileMode {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func TestALogIsItsOwnersAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log")
	for _, was := range []string{"", "before\n"} {
		f, err := OpenLog(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("line\n"); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(file)
		if err != nil || string(got) != was+"line\n" || mode(t, file) != 0o600 {
			t.Errorf("the log holds %q with mode %o, %v", got, mode(t, file), err)
		}
		if err := os.WriteFile(file, []byte("before\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALogFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	for _, there := range []bool{false, true} {
		if there {
			if err := os.WriteFile(target, []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(target, 0o644); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenLog(link); err == nil || !strings.Contains(err.Error(), "it is a symbolic link") {
			t.Errorf("target there %v: %v", there, err)
		}
	}
	if m := mode(t, target); m != 0o644 {
		t.Errorf("the mode became %o", m)
	}
}

// A device keeps its mode, and so does what is no file of ours; neither holds up
// the start.
func TestALogElsewhereChangesNoMode(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(fifo, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{fifo, "/dev/null", "/dev/tty", t.TempDir()} {
		before, err := os.Stat(file)
		if err != nil {
			t.Skip(err)
		}
		if _, err := OpenLog(file); err == nil || !strings.Contains(err.Error(), "it is not a file") {
			t.Errorf("%s: %v", file, err)
		}
		if m := mode(t, file); m != before.Mode().Perm() {
			t.Errorf("%s: the mode became %o", file, m)
		}
	}
}

// Whose a file is decides on its mode: root may change any.
func TestALogOfSomebodyElseKeepsItsMode(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make such a file")
	}
	file := filepath.Join(t.TempDir(), "log")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(file, 12345, 12345); err != nil {
		t.Skip(err)
	}
	if _, err := OpenLog(file); err == nil || !strings.Contains(err.Error(), "it belongs to somebody else") {
		t.Errorf("%v", err)
	}
	if m := mode(t, file); m != 0o644 {
		t.Errorf("the mode became %o", m)
	}
}
