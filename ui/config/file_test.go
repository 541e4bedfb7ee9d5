package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A new file is its owner's alone, and never one that is there already.
func TestANewFileReplacesNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.json")
	if err := WriteNew(file, []byte("first")); err != nil {
		t.Fatal(err)
	}
	if err := WriteNew(file, []byte("second")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	info, err := os.Stat(file)
	if text, _ := os.ReadFile(file); err != nil || info.Mode().Perm() != 0o600 || string(text) != "first" {
		t.Errorf("%v, %q, %v", info, text, err)
	}
}
