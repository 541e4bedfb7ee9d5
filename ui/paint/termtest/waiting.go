//go:build unix

package termtest

import (
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// WaitUntil waits until cond is true of the screen (see Screen), and fails the
// test, showing the screen, if it is not after the timeout. A screen in the
// middle of a synchronised update is not looked at.
func (t *Terminal) WaitUntil(tb testing.TB, cond func(screen string) bool, timeout time.Duration) {
	tb.Helper()
	if !t.wait(cond, timeout) {
		tb.Fatalf("the screen is not as it should be after %v:\n%s", timeout, t.Screen())
	}
}

// WaitFor waits until the screen matches a regular expression, in which ^ and $
// are ends of lines. It fails the test as WaitUntil does.
func (t *Terminal) WaitFor(tb testing.TB, pattern string, timeout time.Duration) {
	tb.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	if !t.wait(re.MatchString, timeout) {
		tb.Fatalf("the screen does not match %q after %v:\n%s", pattern, timeout, t.Screen())
	}
}

// WaitGone waits until the screen no longer matches a regular expression.
func (t *Terminal) WaitGone(tb testing.TB, pattern string, timeout time.Duration) {
	tb.Helper()
	re := regexp.MustCompile("(?m)" + pattern)
	if !t.wait(func(s string) bool { return !re.MatchString(s) }, timeout) {
		tb.Fatalf("the screen still matches %q after %v:\n%s", pattern, timeout, t.Screen())
	}
}

func (t *Terminal) wait(cond func(string) bool, timeout time.Duration) bool {
	over := time.NewTimer(timeout)
	defer over.Stop()
	gone := t.drained
	for {
		t.mu.Lock()
		screen, whole, changed := t.text(), !t.state.modes[ansi.ModeSynchronizedOutput.Mode()], t.changed
		t.mu.Unlock()
		if whole && cond(screen) {
			return true
		}
		select {
		case <-changed:
		case <-gone:
			gone = nil // look once more at the last words, then wait in vain
		case <-over.C:
			return false
		}
	}
}

// WaitExit waits until the program has left and everything it wrote is on the
// screen, and gives its exit code: 128 and the signal's number if a signal
// ended it. It fails the test if the program is still there after the timeout.
func (t *Terminal) WaitExit(tb testing.TB, timeout time.Duration) int {
	tb.Helper()
	over := time.After(timeout)
	for _, done := range []chan struct{}{t.exited, t.drained} {
		select {
		case <-done:
		case <-over:
			tb.Fatalf("the program has not left after %v:\n%s", timeout, t.Screen())
		}
	}
	var status syscall.WaitStatus
	if s, ok := t.cmd.ProcessState.Sys().(syscall.WaitStatus); ok {
		status = s
	}
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return t.cmd.ProcessState.ExitCode()
}

// Exited reports whether the program has left.
func (t *Terminal) Exited() bool {
	select {
	case <-t.exited:
		return true
	default:
		return false
	}
}

// WaitGoneAway waits until the program has left, though the terminal does not
// read what it wrote.
func (t *Terminal) WaitGoneAway(tb testing.TB, timeout time.Duration) {
	tb.Helper()
	select {
	case <-t.exited:
	case <-time.After(timeout):
		tb.Fatalf("the program has not left after %v", timeout)
	}
}
