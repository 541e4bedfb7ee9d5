//go:build unix

package config

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A named pipe where a file belongs is told, and never waited for.
func TestANamedPipeIsNoFileOfOurs(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "config.toml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	s, problems := Load(pipe)
	if len(problems) != 1 || !strings.Contains(problems[0].Text, "not a regular file") || !s.ReadOnly {
		t.Errorf("read-only %t: %v", s.ReadOnly, problems)
	}
	if _, problems := LoadState(pipe); len(problems) != 1 || !strings.Contains(problems[0].Text, "not a regular file") {
		t.Errorf("the state: %v", problems)
	}
	if err := SaveState(pipe, State{}, State{}); err == nil {
		t.Error("the pipe is written to")
	}
}
