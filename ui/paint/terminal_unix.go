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

// ownModes is true: on this system Run drives the terminal itself.
const ownModes = true

// terminal is the line discipline of a terminal.
type terminal struct {
	in, out *os.File

	mu       sync.Mutex
	state    *term.State // state before the first raw
	lent     bool        // another program has the terminal
	returned time.Time   // when the terminal was last taken back
}

func (t *terminal) raw() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	state, err := term.MakeRaw(t.in.Fd())
	if t.state == nil {
		t.state = state
	}
	return err
}

// restore restores the state before the first raw.
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

// signalDelay is how late a signal may arrive: one that ended the program that had the
// terminal reaches this program, too, perhaps after the other has gone.
const signalDelay = 500 * time.Millisecond

// keyWasForOther reports whether a signal from the keyboard is meant for another
// program, which has the terminal or had it a moment ago.
func (t *terminal) keyWasForOther() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.lent || time.Since(t.returned) < signalDelay
}

func (t *terminal) size() (w, h int, err error) { return term.GetSize(t.out.Fd()) }

// reopen opens a terminal again for reading without blocking. O_NONBLOCK belongs to an
// open file description, so other users of the first one are not affected. It fails
// where there is no /proc.
func reopen(file *os.File) (*os.File, error) {
	return os.OpenFile("/proc/self/fd/"+strconv.Itoa(int(file.Fd())), os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOCTTY, 0)
}

// stopTimeout is how long stopProcess waits to be continued, in case the stop fails.
const stopTimeout = 500 * time.Millisecond

// suspend stops the process group of this program until it is continued.
func (t *terminal) suspend() error { return stopProcess(0) }

// stopProcess stops a process, or with 0 the process group of this one. Without a
// shell that controls the job nobody would continue it, so nothing happens then. It
// sends SIGSTOP, because Go does not restore the default action of SIGTSTP after
// signal.Notify.
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

// watchSignals handles signals until the returned function is called.
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
	lent := p.tty.isLent()
	switch {
	case s == syscall.SIGWINCH:
		go p.send(resizedMsg{})
	case s == syscall.SIGTSTP && lent:
		_ = stopProcess(os.Getpid()) // with whoever has the terminal
	case s == syscall.SIGTSTP:
		go p.send(tea.SuspendMsg{})
	case s == syscall.SIGCONT && lent:
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

// retakeTerminal restores raw mode and all modes after another program changed them.
func (p *program) retakeTerminal() error {
	if p.tty.isLent() {
		return nil
	}
	err := p.tty.raw()
	p.painter.resume([]byte(p.modes.reenter()))
	return err
}
