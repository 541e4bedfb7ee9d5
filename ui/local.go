package ui

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/cli/browser"

	"vapi-sessions/client"
	"vapi-sessions/ui/paint"
)

// terminalClip is how many bytes of base64 a terminal is sure to take for its
// clipboard; more goes to a file.
const terminalClip = 74994

// clipTimeout bounds how long a clipboard program may take.
const clipTimeout = 2 * time.Second

// copied answers copyText: how the text left, said truthfully.
type copied struct {
	note string
	text string // for the terminal to put on its clipboard, when no program did
	err  error
}

// clipProgram finds a program that owns this machine's clipboard.
func clipProgram(vars []string, overSSH bool) []string {
	env := func(name string) string { return environ(vars, name) }
	var all [][]string
	switch {
	case overSSH:
	case runtime.GOOS == "darwin":
		all = append(all, []string{"pbcopy"})
	case env("WAYLAND_DISPLAY") != "":
		all = append(all, []string{"wl-copy"})
	case env("DISPLAY") != "":
		all = append(all, []string{"xclip", "-selection", "clipboard"}, []string{"xsel", "--clipboard", "--input"})
	}
	for _, argv := range all {
		if _, err := exec.LookPath(argv[0]); err == nil {
			return argv
		}
	}
	return nil
}

// copyText puts text on the clipboard: by a program of this machine where there
// is one, otherwise by the terminal, which does not say whether it did.
func copyText(ctx context.Context, what, text string, argv []string) tea.Cmd {
	return func() tea.Msg {
		if len(argv) > 0 {
			ctx, cancel := context.WithTimeout(ctx, clipTimeout)
			defer cancel()
			cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
			cmd.Stdin = strings.NewReader(text)
			cmd.WaitDelay = clipTimeout
			if err := cmd.Run(); err == nil {
				return copied{note: "copied " + what}
			}
		}
		n := base64.StdEncoding.EncodedLen(len(text))
		if n > terminalClip {
			return saveClip(what, text)
		}
		return copied{note: fmt.Sprintf("sent %s to the terminal's clipboard (OSC 52, %.1f kB)", what, float64(n)/1000), text: text}
	}
}

// saveClip keeps what is too large for a terminal's clipboard in a file.
func saveClip(what, text string) tea.Msg {
	f, err := os.CreateTemp("", "vapi-sessions-*.txt")
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return copied{err: fmt.Errorf("copying %s: %w", what, err)}
	}
	return copied{note: what + " is too large for the terminal's clipboard: written to " + f.Name()}
}

// opened answers openURL.
type opened struct {
	url string
	err error
}

// openURL shows a page in the browser.
func openURL(url string) tea.Cmd {
	return func() tea.Msg {
		browser.Stdout, browser.Stderr = io.Discard, io.Discard
		return opened{url: url, err: browser.OpenURL(url)}
	}
}

// edited answers editFile.
type edited struct {
	id   string
	from *client.Session // what the text was made of, and is compared with
	file string
	base []byte // what was written for editing
	text []byte
	err  error
}

// editFile lets a person edit text in their editor. The file is kept until
// what was written in it is safe elsewhere.
func editFile(editor []string, s *client.Session, text []byte) (tea.Cmd, error) {
	f, err := os.CreateTemp("", "session-*.json")
	if err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("editing the session: %w", err)
	}
	return editAgain(editor, edited{id: s.ID, from: s, file: f.Name(), base: text}), nil
}

// editAgain lets a person go on with a text that could not be used.
func editAgain(editor []string, was edited) tea.Cmd {
	argv := append(append([]string(nil), editor[1:]...), was.file)
	cmd := exec.Command(editor[0], argv...) //nolint:noctx // the person ends it, not a context
	return paint.Exec(cmd, func(err error) tea.Msg {
		after, readErr := os.ReadFile(was.file)
		was.text, was.err = after, errors.Join(err, readErr)
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

// editorCommand is the person's editor as a program with its arguments.
func editorCommand(setting string, vars []string) ([]string, error) {
	line := setting
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if line == "" {
			line = environ(vars, name)
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

// inHome writes a path as a person would type it: ~ for their home.
func inHome(path string) string {
	if home, err := os.UserHomeDir(); err == nil && home != "/" {
		if rest, err := filepath.Rel(home, path); err == nil && !strings.HasPrefix(rest, "..") {
			return filepath.Join("~", rest)
		}
	}
	return path
}
