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

// Edited is what came back from the editor.
type Edited struct {
	ID   string
	From *client.Session // what the text was made of, and is compared with
	File string
	Base []byte // what was written for editing
	Text []byte
	Took time.Duration // how long the editor ran
	Err  error
}

// startEditor lets a person edit text in their editor. The file is kept until
// what was written in it is safe elsewhere.
func startEditor(editor []string, s *client.Session, text []byte) (tea.Cmd, error) {
	f, err := os.CreateTemp("", "session-*.json")
	if err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	return runEditor(editor, Edited{ID: s.ID, From: s, File: f.Name(), Base: text}), nil
}

// runEditor lets a person edit what is in a file, or go on with it.
func runEditor(editor []string, was Edited) tea.Cmd {
	argv := append(append([]string(nil), editor[1:]...), was.File)
	cmd := exec.Command(editor[0], argv...) //nolint:noctx // the person ends it, not a context
	began := time.Now()
	return paint.Exec(cmd, func(err error) tea.Msg {
		was.Took = time.Since(began)
		after, readErr := os.ReadFile(was.File)
		was.Text, was.Err = after, errors.Join(err, readErr)
		return was
	})
}

// removeFiles removes what is not needed any more.
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

// editorCommand is the person's editor as a program with its arguments: words
// as a shell reads them, with ~ and $HOME for the person's home.
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
