package output

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	tea "charm.land/bubbletea/v2"

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
	Err  error
}

// Edit lets a person edit text in their editor. The file is kept until
// what was written in it is safe elsewhere.
func Edit(editor []string, s *client.Session, text []byte) (tea.Cmd, error) {
	f, err := os.CreateTemp("", "session-*.json")
	if err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	return EditAgain(editor, Edited{ID: s.ID, From: s, File: f.Name(), Base: text}), nil
}

// EditAgain lets a person go on with a text that could not be used.
func EditAgain(editor []string, was Edited) tea.Cmd {
	argv := append(append([]string(nil), editor[1:]...), was.File)
	cmd := exec.Command(editor[0], argv...) //nolint:noctx // the person ends it, not a context
	return paint.Exec(cmd, func(err error) tea.Msg {
		after, readErr := os.ReadFile(was.File)
		was.Text, was.Err = after, errors.Join(err, readErr)
		return was
	})
}

// RemoveFiles removes what is not needed any more.
func RemoveFiles(files []string) tea.Cmd {
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

// EditorCommand is the person's editor as a program with its arguments.
func EditorCommand(setting string, env func(name string) string) ([]string, error) {
	line := setting
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if line == "" {
			line = env(name)
		}
	}
	if line == "" {
		line = "vi"
	}
	words, err := splitWords(line)
	if err != nil {
		return nil, fmt.Errorf("reading the editor's command: %w", err)
	}
	return words, nil
}

// splitWords splits a command line at blanks, honouring quotes and backslashes
// as a shell does, and nothing else of a shell.
func splitWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	var quote rune
	started, escaped := false, false
	for _, r := range line {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'':
			escaped, started = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, started = r, true
		case r == ' ' || r == '\t':
			if started {
				words = append(words, word.String())
				word.Reset()
				started = false
			}
		default:
			word.WriteRune(r)
			started = true
		}
	}
	if quote != 0 || escaped {
		return nil, fmt.Errorf("unfinished quote in %q", line)
	}
	if started {
		words = append(words, word.String())
	}
	if len(words) == 0 {
		return nil, errors.New("it is empty")
	}
	return words, nil
}
