package writes

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/kballard/go-shellquote"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint"
)

// EditorResult is a text that was given to the editor, and what came back.
type EditorResult struct {
	ID       string
	Session  *client.Session // from which Original was made
	File     string          // kept until the server has its text
	Original []byte          // the text before it was edited
	Text     []byte
	Took     time.Duration // how long the editor ran
	Err      error

	queued bool // the edit was queued
}

// runEditor opens a text in the editor, in a new file unless it has one from before.
func runEditor(editor []string, e EditorResult) tea.Cmd {
	return func() tea.Msg {
		if e.File == "" {
			if e.File, e.Err = writeTempFile(e.Original); e.Err != nil {
				return e
			}
		}
		cmd := exec.Command(editor[0], append(editor[1:len(editor):len(editor)], e.File)...) //nolint:noctx // the person ends it, not a context
		began := time.Now()
		return paint.Exec(cmd, func(err error) tea.Msg {
			e.Took = time.Since(began)
			text, readErr := os.ReadFile(e.File)
			e.Text, e.Err = text, errors.Join(err, readErr)
			return e
		})()
	}
}

// writeTempFile writes a text to a new file.
func writeTempFile(text []byte) (name string, err error) {
	f, err := os.CreateTemp("", "session-*.json")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Close())
}

// removeFiles removes files.
func removeFiles(files []string) tea.Cmd {
	if len(files) == 0 {
		return nil
	}
	return func() tea.Msg {
		for _, f := range files {
			_ = os.Remove(f)
		}
		return nil
	}
}

// editorCommand is the editor's program and arguments. The setting is split as a shell
// does; ~ and $HOME are the person's home.
func editorCommand(setting string, env func(name string) string) ([]string, error) {
	line := cmp.Or(setting, env("VISUAL"), env("EDITOR"), "vi")
	words, err := shellquote.Split(line)
	if err != nil {
		return nil, fmt.Errorf("the editor's command %q: unfinished quote", line)
	}
	home := env("HOME")
	for i, w := range words {
		if rest, ok := strings.CutPrefix(w, "~"); ok && (rest == "" || rest[0] == '/') {
			w = home + rest
		}
		words[i] = os.Expand(w, func(name string) string {
			if name == "HOME" {
				return home
			}
			return "${" + name + "}"
		})
	}
	if len(words) == 0 || words[0] == "" {
		return nil, fmt.Errorf("the editor's command %q: it is empty", line)
	}
	return words, nil
}
