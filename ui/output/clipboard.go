package output

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// maxTerminalClip is how many bytes of base64 every terminal accepts for its
// clipboard. A longer text goes to a file.
const maxTerminalClip = 74994

// clipTimeout bounds how long a clipboard program may take.
const clipTimeout = 2 * time.Second

// Copied is the result of Put.
type Copied struct {
	note   string
	escape string
	err    error
}

// Clipboard says where copied text goes besides the terminal's own clipboard.
type Clipboard struct {
	Program []string // command that writes this machine's clipboard; nil for none
	Tmux    bool     // copy to tmux's buffer, too
}

// ClipboardOf finds the clipboard of an environment. Over SSH only the terminal's
// clipboard is on the person's machine.
func ClipboardOf(env func(name string) string) Clipboard {
	c := Clipboard{Tmux: env("TMUX") != ""}
	var candidates [][]string
	switch {
	case env("SSH_TTY") != "", env("SSH_CONNECTION") != "":
	case runtime.GOOS == "darwin":
		candidates = append(candidates, []string{"pbcopy"})
	case env("WAYLAND_DISPLAY") != "":
		candidates = append(candidates, []string{"wl-copy"})
	case env("DISPLAY") != "":
		candidates = append(candidates, []string{"xclip", "-selection", "clipboard"}, []string{"xsel", "--clipboard", "--input"})
	}
	for _, argv := range candidates {
		if _, err := exec.LookPath(argv[0]); err == nil {
			c.Program = argv
			break
		}
	}
	return c
}

// putByProgram copies text by programs and returns a note with %s for what was copied;
// an empty one if none of them succeeded.
func (c Clipboard) putByProgram(ctx context.Context, text string) (note string) {
	if c.Program != nil && pipeTo(ctx, text, c.Program) == nil {
		note = "copied %s"
	}
	if c.Tmux && pipeTo(ctx, text, []string{"tmux", "load-buffer", "-w", "-"}) == nil && note == "" {
		note = "copied %s to tmux's buffer, and sent it to the terminal's clipboard"
	}
	return note
}

// pipeTo runs a program with text as its input.
func pipeTo(ctx context.Context, text string, argv []string) error {
	ctx, cancel := context.WithTimeout(ctx, clipTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Stdin = strings.NewReader(text)
	cmd.WaitDelay = clipTimeout
	return cmd.Run()
}

// copyText calls Put in a command.
func copyText(ctx context.Context, what, text string, c Clipboard) tea.Cmd {
	return func() tea.Msg {
		note, escape, err := c.Put(ctx, what, text)
		return Copied{note, escape, err}
	}
}

// Put copies text and returns a note that says where it went. what names the text.
// Without a program the caller must write escape to the terminal, which copies the
// text to its clipboard, but never confirms that.
func (c Clipboard) Put(ctx context.Context, what, text string) (note, escape string, err error) {
	if format := c.putByProgram(ctx, text); format != "" {
		return strings.TrimSuffix(fmt.Sprintf(format, what), ","), "", nil
	}
	n := base64.StdEncoding.EncodedLen(len(text))
	if n > maxTerminalClip {
		note, err = saveClip(what, text)
		return note, "", err
	}
	return fmt.Sprintf("sent %s to the terminal's clipboard (OSC 52, %.1f kB)", what, float64(n)/1000), ansi.SetSystemClipboard(text), nil
}

// saveClip writes a text that is too large for a terminal's clipboard to a file.
func saveClip(what, text string) (note string, err error) {
	f, err := os.CreateTemp("", "vapi-sessions-*.txt")
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return "", fmt.Errorf("copying %s: %w", what, err)
	}
	return what + " is too large for the terminal's clipboard: written to " + f.Name(), nil
}
