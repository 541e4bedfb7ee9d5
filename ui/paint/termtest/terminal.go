//go:build unix

// Package termtest runs a program in a pseudo-terminal with an emulated screen
// behind it, so that a test can press keys, wait for what a person would see,
// and check that the terminal was given back as it was.
//
// It imports nothing of ours and knows nothing of any program. It is for tests
// only. Nothing in it sleeps: every wait wakes up when the program writes.
package termtest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Options say what terminal a program is given.
type Options struct {
	Width, Height int      // in cells; 120x40 when zero
	Env           []string // NAME=value added to a small clean environment; the last one of a name wins
	Dir           string   // the working directory; the test's own when empty
	Light         bool     // the background is light when the program asks
	// Deny names queries that are left unanswered: "da1", "osc", "kitty",
	// "2026", "2027", or "all".
	Deny []string
}

// Terminal is a pseudo-terminal with a program on it. Its methods may be
// called from any goroutine.
type Terminal struct {
	ptmx    *os.File
	cmd     *exec.Cmd
	gate    sync.Mutex // held while the terminal does not read
	exited  chan struct{}
	drained chan struct{} // the reader has left

	mu      sync.Mutex
	emu     *vt.Emulator
	state   state
	raw     bytes.Buffer
	changed chan struct{} // closed and replaced when the screen changed
}

// Start runs a command in a new pseudo-terminal and ends it, if it still runs,
// when the test is over. It fails the test if the command cannot be started.
func Start(t testing.TB, o Options, name string, args ...string) *Terminal {
	t.Helper()
	if o.Width == 0 || o.Height == 0 {
		o.Width, o.Height = 120, 40
	}
	cmd := exec.CommandContext(context.Background(), name, args...)
	cmd.Env = environment(t, o.Env)
	cmd.Dir = o.Dir
	ptmx, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: uint16(o.Width), Rows: uint16(o.Height)})
	if err != nil {
		t.Fatalf("starting %s in a terminal: %v", name, err)
	}
	if ptmx, err = pollable(ptmx); err != nil {
		t.Fatalf("opening a terminal for %s: %v", name, err)
	}
	term := &Terminal{
		ptmx: ptmx, cmd: cmd, emu: vt.NewEmulator(o.Width, o.Height), state: newState(o),
		exited: make(chan struct{}), drained: make(chan struct{}), changed: make(chan struct{}),
	}
	term.emu.SetScrollbackSize(1)
	term.answer()
	go term.read()
	go term.reply()
	go func() {
		_ = cmd.Wait()
		close(term.exited)
	}()
	t.Cleanup(term.end)
	return term
}

// pollable gives a file that can be closed while it is read: setting the size
// has made it a blocking one.
func pollable(f *os.File) (*os.File, error) {
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(syscall.SetNonblock(fd, true), f.Close()); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

// environment is what a program gets: little, and a home of its own.
func environment(t testing.TB, more []string) []string {
	env := []string{
		"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "TZ=UTC",
		"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"),
	}
	if dir := os.Getenv("GOCOVERDIR"); dir != "" {
		env = append(env, "GOCOVERDIR="+dir)
	}
	return append(env, more...)
}

// read feeds the emulator with what the program writes.
func (t *Terminal) read() {
	defer close(t.drained)
	buf := make([]byte, 1<<16)
	for {
		n, err := t.ptmx.Read(buf)
		if n > 0 {
			t.gate.Lock()
			t.feed(buf[:n])
			t.gate.Unlock()
		}
		if err != nil {
			return // the last process on the terminal has left
		}
	}
}

func (t *Terminal) feed(b []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.raw.Write(b)
	_, _ = t.emu.Write(b)
	close(t.changed)
	t.changed = make(chan struct{})
}

// reply hands the emulator's answers to the program.
func (t *Terminal) reply() {
	buf := make([]byte, 4096)
	for {
		n, err := t.emu.Read(buf)
		if n > 0 {
			_, _ = t.ptmx.Write(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// end hangs up, and kills what does not listen.
func (t *Terminal) end() {
	group := -t.cmd.Process.Pid
	select {
	case <-t.exited:
	default:
		_ = syscall.Kill(group, syscall.SIGHUP)
		select {
		case <-t.exited:
		case <-time.After(2 * time.Second):
		}
	}
	_ = syscall.Kill(group, syscall.SIGKILL) // and whatever it left behind
	_ = t.ptmx.Close()
	<-t.exited
	<-t.drained
	if c, ok := t.emu.InputPipe().(interface{ Close() error }); ok {
		_ = c.Close()
	}
}

// Resize gives the terminal another size, in cells; the program is told by
// SIGWINCH.
func (t *Terminal) Resize(w, h int) {
	t.mu.Lock()
	t.emu.Resize(w, h)
	t.mu.Unlock()
	size := &unix.Winsize{Col: uint16(w), Row: uint16(h)}
	if c, err := t.ptmx.SyscallConn(); err == nil {
		_ = c.Control(func(fd uintptr) { _ = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, size) })
	}
}

// Signal sends a signal to the program, not to its children.
func (t *Terminal) Signal(s os.Signal) { _ = t.cmd.Process.Signal(s) }

// Freeze stops the terminal from reading, as one that hangs does, until the
// function that it returns is called or the test is over. One read that is
// under way is kept back and shown after that.
func (t *Terminal) Freeze(tb testing.TB) (thaw func()) {
	t.gate.Lock()
	thaw = sync.OnceFunc(t.gate.Unlock)
	tb.Cleanup(thaw)
	return thaw
}

// Screen is the text of the screen: a line for every row, without the blanks
// at its end.
func (t *Terminal) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text()
}

func (t *Terminal) text() string {
	var sb strings.Builder
	w, h := t.emu.Width(), t.emu.Height()
	for y := range h {
		var line strings.Builder
		for x := 0; x < w; {
			c := t.emu.CellAt(x, y)
			if c == nil || c.Content == "" {
				line.WriteByte(' ')
				x++
				continue
			}
			line.WriteString(c.Content)
			x += max(1, c.Width)
		}
		sb.WriteString(strings.TrimRight(line.String(), " "))
		sb.WriteByte('\n')
	}
	return sb.String()
}

// Styled is the screen with its colours and attributes as escape sequences.
func (t *Terminal) Styled() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.emu.Render()
}

// Raw is a copy of everything that the program has written so far.
func (t *Terminal) Raw() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.raw.Bytes())
}

// Cursor tells where the cursor is, in cells from the top left, and whether it
// is shown.
func (t *Terminal) Cursor() (x, y int, shown bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.emu.CursorPosition()
	return p.X, p.Y, !t.state.hidden
}

// Look calls f with the emulator while nothing is written to it. The emulator
// must not be kept.
func (t *Terminal) Look(f func(*vt.Emulator)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(t.emu)
}

// errEnded is for a key pressed on a terminal that is gone.
var errEnded = errors.New("the terminal has ended")

// Write sends bytes to the program as they are, in one write.
func (t *Terminal) Write(b []byte) (int, error) {
	if t.Exited() {
		return 0, errEnded
	}
	return t.ptmx.Write(b)
}
