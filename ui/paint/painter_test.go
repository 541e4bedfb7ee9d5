package paint

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// tty is a terminal that keeps what was written, and reads only while it is
// not blocked.
type tty struct {
	mu      sync.Mutex
	writes  []string
	blocked chan struct{} // nil, or closed to go on
	err     error
	panics  bool
}

func (t *tty) Write(b []byte) (int, error) {
	t.mu.Lock()
	blocked := t.blocked
	t.mu.Unlock()
	if blocked != nil {
		<-blocked
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.panics {
		panic("writing")
	}
	if t.err != nil {
		return 0, t.err
	}
	t.writes = append(t.writes, string(b))
	return len(b), nil
}

func (t *tty) block() (unblock func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := make(chan struct{})
	t.blocked = c
	return func() {
		t.mu.Lock()
		t.blocked = nil
		t.mu.Unlock()
		close(c)
	}
}

// take gives what was written since the last take.
func (t *tty) take() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := strings.Join(t.writes, "")
	t.writes = nil
	return s
}

func showing(text string) frame { return frame{content: text, w: 20, h: 2} }

func shown(t *testing.T, what, want string, not ...string) {
	t.Helper()
	if !strings.Contains(what, want) {
		t.Errorf("%q is not written: %q", want, what)
	}
	for _, n := range not {
		if strings.Contains(what, n) {
			t.Errorf("%q is written: %q", n, what)
		}
	}
}

func TestAFrameIsWrittenAtOnceAndTheNextAfterTheGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := newPainter(out, nil)
		p.paint(showing("one"))
		synctest.Wait()
		shown(t, out.take(), "one")
		if p.untilReady() != 4*time.Millisecond {
			t.Errorf("ready in %v, want the gap", p.untilReady())
		}
		p.paint(showing("two"))
		p.paint(showing("xyz"))
		synctest.Wait()
		if s := out.take(); s != "" {
			t.Errorf("written within the gap: %q", s)
		}
		time.Sleep(4 * time.Millisecond)
		synctest.Wait()
		shown(t, out.take(), "xyz", "two")
		if p.untilReady() != 4*time.Millisecond {
			t.Error("the second frame has no gap after it")
		}
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

func TestASlowTerminalGetsTheNewestFrameAndHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := newPainter(out, nil)
		unblock := out.block()
		for i := range 50 {
			p.paint(showing(fmt.Sprintf("number %d.", i))) // does not block
			time.Sleep(5 * time.Millisecond)
		}
		unblock()
		synctest.Wait()
		s := out.take()
		shown(t, s, "number 0.", "number 1.", "number 25.")
		shown(t, s, "49") // the digits that differ
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

func TestATerminalThatNeverReadsDoesNotKeepTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := newPainter(out, nil)
		unblock := out.block()
		p.paint(showing("one"))
		synctest.Wait()
		begin := time.Now()
		if err := p.pause([]byte("bye")); !errors.Is(err, ErrStuck) {
			t.Errorf("hold: %v", err)
		}
		if err := p.close(nil); !errors.Is(err, ErrStuck) {
			t.Errorf("close: %v", err)
		}
		if d := time.Since(begin); d > time.Second {
			t.Errorf("took %v", d)
		}
		unblock()
	})
}

func TestHoldWritesLastAndReleasePaintsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := newPainter(out, nil)
		p.paint(showing("one"))
		synctest.Wait()
		out.take()
		p.write([]byte("queued"))
		if err := p.pause([]byte("leave")); err != nil {
			t.Error(err)
		}
		if s := out.take(); s != "queuedleave" {
			t.Errorf("%q", s)
		}
		p.paint(showing("two"))
		p.invalidate()
		time.Sleep(time.Minute)
		synctest.Wait()
		if s := out.take(); s != "" {
			t.Errorf("written while held: %q", s)
		}
		p.resume([]byte("enter"))
		synctest.Wait()
		s := out.take()
		shown(t, s, "two")
		if !strings.HasPrefix(s, "enter") {
			t.Errorf("not entered first: %q", s)
		}
		_, _ = repaintingWriter{p}.Write([]byte("drawn"))
		time.Sleep(time.Second)
		synctest.Wait()
		shown(t, out.take(), "two", "one")
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

// A write that was given up on ends at last: what was asked for meanwhile comes.
func TestAStuckTerminalIsPaintedWhenItReadsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := newPainter(out, nil)
		p.paint(showing("one"))
		synctest.Wait()
		unblock := out.block()
		if err := p.pause([]byte("leave")); !errors.Is(err, ErrStuck) {
			t.Errorf("hold: %v", err)
		}
		p.resume([]byte("enter"))
		p.paint(showing("two"))
		synctest.Wait()
		unblock()
		time.Sleep(time.Second)
		synctest.Wait()
		shown(t, out.take(), "enter")
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

// Nobody need compose frames for a terminal that does not read.
func TestATerminalThatIsFullIsNotReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		unblock := out.block()
		p := newPainter(out, nil)
		p.paint(showing("one"))
		time.Sleep(time.Minute)
		if p.untilReady() == 0 {
			t.Error("ready while a frame is stuck")
		}
		unblock()
		synctest.Wait()
		if p.untilReady() != 0 {
			t.Errorf("ready in %v when it is not", p.untilReady())
		}
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

func TestAFailureIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []error
		cause := errors.New("gone")
		p := newPainter(&tty{err: cause}, func(err error) { got = append(got, err) })
		p.paint(showing("one"))
		synctest.Wait()
		p.paint(showing("two"))
		synctest.Wait()
		if len(got) != 1 || !errors.Is(got[0], cause) {
			t.Errorf("told %v", got)
		}
		_ = p.close(nil)
	})
}

func TestAPanicWhilePaintingIsToldAndLetsTheTerminalBeRestored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got error
		out := &tty{panics: true}
		p := newPainter(out, func(err error) { got = err })
		p.paint(showing("one"))
		synctest.Wait()
		var panicked *Panic
		if !errors.As(got, &panicked) || len(panicked.Stack) == 0 {
			t.Errorf("told %v", got)
		}
		out.panics = false
		if err := p.pause([]byte("leave")); err != nil {
			t.Error(err)
		}
		shown(t, out.take(), "leave")
		if err := p.close(nil); err != nil {
			t.Error(err)
		}
	})
}

// TestTheLastFrameIsShownWhateverCameBefore drives a painter, with its
// goroutine and its timing, through frames, other writers and pauses.
func TestTheLastFrameIsShownWhateverCameBefore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := frame{w: rapid.IntRange(1, 30).Draw(rt, "w"), h: rapid.IntRange(1, 8).Draw(rt, "h")}
		e := emulator(f.w, f.h)
		out := &tty{}
		synctest.Test(t, func(*testing.T) {
			p := newPainter(out, nil)
			defer func() { _ = p.close(nil) }()
			for range rapid.IntRange(1, 10).Draw(rt, "steps") {
				var lines []string
				for range f.h {
					lines = append(lines, line(rt, f.w))
				}
				f.content = strings.Join(lines, "\n")
				p.paint(f)
				switch rapid.IntRange(0, 6).Draw(rt, "then") {
				case 0:
					p.invalidate()
				case 1:
					_, _ = repaintingWriter{p}.Write([]byte("\x1b[2J\x1b[Hjunk\x1b[3;4r"))
				case 2:
					_ = p.pause([]byte("\x1b[Hother program\x1b[?25h"))
					p.resume(nil)
				case 3:
					p.setSync(true)
				case 4:
					time.Sleep(3 * time.Millisecond)
				}
			}
			time.Sleep(time.Second)
			synctest.Wait()
		})
		_, _ = io.WriteString(e, out.take()) // whole: the emulator combines no marks across writes
		if d := differ(e, plainly(f)); d != "" {
			rt.Fatal(d)
		}
	})
}
