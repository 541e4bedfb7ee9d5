//go:build unix

package paint

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// ownModes says that terminals can be driven without the stock renderer here.
const ownModes = true

// terminal is the line discipline of a terminal.
type terminal struct {
	in, out *os.File

	mu       sync.Mutex
	state    *term.State // as it was before
	lent     bool        // somebody else has it
	returned time.Time   // when it was last taken back
}

// raw makes the terminal hand over every key as it is.
func (t *terminal) raw() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	state, err := term.MakeRaw(t.in.Fd())
	if t.state == nil {
		t.state = state
	}
	return err
}

// restore makes the terminal as it was before the first raw.
func (t *terminal) restore() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.state == nil {
		return nil
	}
	return term.Restore(t.in.Fd(), t.state)
}

func (t *terminal) setLent(is bool) {
	t.mu.Lock()
	t.lent = is
	t.returned = time.Now()
	t.mu.Unlock()
}

func (t *terminal) isLent() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lent
}

// signalDelay is how long a signal may take to arrive: one that ended the program that
// had the terminal reaches this one too, perhaps after the other has gone.
const signalDelay = 500 * time.Millisecond

// keyWasForOther reports whether a signal from the keyboard is meant for the program
// that has the terminal, or had it a moment ago.
func (t *terminal) keyWasForOther() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lent || time.Since(t.returned) < signalDelay
}

func (t *terminal) size() (w, h int, err error) { return term.GetSize(t.out.Fd()) }

// reopen opens a terminal once more for reading, so that reading need not
// block: that belongs to what is opened, and whoever shares the first opening
// does not notice it. It fails where there is no /proc.
func reopen(file *os.File) (*os.File, error) {
	return os.OpenFile("/proc/self/fd/"+strconv.Itoa(int(file.Fd())), os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
}

// stopTimeout is how long a stop that does not come is waited for.
const stopTimeout = 500 * time.Millisecond

// suspend stops the program, with all of its process group, until it is told
// to go on.
func (t *terminal) suspend() error { return stopProcess(0) }

// stopProcess stops a process, or the process group 0, to which this one belongs. Where
// no shell controls the job nobody would wake it up: then nothing happens. It is
// SIGSTOP that stops, since Go does not give SIGTSTP its meaning back once it was
// asked for.
func stopProcess(id int) error {
	group, err := syscall.Getpgid(0)
	session, sidErr := unix.Getsid(0)
	if err := errors.Join(err, sidErr); err != nil || group == session {
		return err
	}
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, syscall.SIGCONT)
	defer signal.Stop(continued)
	if err := syscall.Kill(id, syscall.SIGSTOP); err != nil {
		return err
	}
	timer := time.NewTimer(stopTimeout)
	defer timer.Stop()
	select {
	case <-continued:
	case <-timer.C:
	}
	return nil
}

// watchSignals follows signals until the function it returns is called.
func (p *program) watchSignals(stop context.CancelCauseFunc) (end func()) {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGWINCH, syscall.SIGCONT, syscall.SIGTSTP, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	go func() {
		for s := range signals {
			p.handleSignal(s, stop)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

func (p *program) handleSignal(s os.Signal, stop context.CancelCauseFunc) {
	held := p.tty.isLent()
	switch {
	case s == syscall.SIGWINCH:
		go p.send(resizedMsg{})
	case s == syscall.SIGTSTP && held:
		_ = stopProcess(os.Getpid()) // with whoever has the terminal
	case s == syscall.SIGTSTP:
		go p.send(tea.SuspendMsg{})
	case s == syscall.SIGCONT && held:
		// Whoever stopped the program takes the terminal back itself.
	case s == syscall.SIGCONT:
		go p.send(continuedMsg{})
		go p.send(resizedMsg{})
	case (s == syscall.SIGINT || s == syscall.SIGQUIT) && p.tty.keyWasForOther():
		// Pressed by someone who did not see this program.
	default:
		stop(Signal{s})
	}
}

// retakeTerminal makes the terminal ours again after someone changed it.
func (p *program) retakeTerminal() error {
	if p.tty.isLent() {
		return nil
	}
	err := p.tty.raw()
	p.painter.resume([]byte(p.modes.reenter()))
	return err
}
