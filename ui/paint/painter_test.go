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

func frame(text string) Frame { return Frame{Lines: []string{text}, Width: 20, Height: 2} }

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
		p := New(out, Options{Gap: 4 * time.Millisecond})
		p.Paint(frame("one"))
		synctest.Wait()
		shown(t, out.take(), "one")
		if p.Ready() != 4*time.Millisecond {
			t.Errorf("ready in %v, want the gap", p.Ready())
		}
		p.Paint(frame("two"))
		p.Paint(frame("xyz"))
		synctest.Wait()
		if s := out.take(); s != "" {
			t.Errorf("written within the gap: %q", s)
		}
		time.Sleep(4 * time.Millisecond)
		synctest.Wait()
		shown(t, out.take(), "xyz", "two")
		if p.Ready() != 4*time.Millisecond {
			t.Error("the second frame has no gap after it")
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestASlowTerminalGetsTheNewestFrameAndHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := New(out, Options{})
		unblock := out.block()
		for i := range 50 {
			p.Paint(frame(fmt.Sprintf("number %d.", i))) // does not block
			time.Sleep(5 * time.Millisecond)
		}
		unblock()
		synctest.Wait()
		s := out.take()
		shown(t, s, "number 0.", "number 1.", "number 25.")
		shown(t, s, "49") // the digits that differ
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestATerminalThatNeverReadsDoesNotKeepTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := New(out, Options{})
		unblock := out.block()
		p.Paint(frame("one"))
		synctest.Wait()
		begin := time.Now()
		if err := p.Hold([]byte("bye")); !errors.Is(err, ErrStuck) {
			t.Errorf("hold: %v", err)
		}
		if err := p.Close(); !errors.Is(err, ErrStuck) {
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
		p := New(out, Options{})
		p.Paint(frame("one"))
		synctest.Wait()
		out.take()
		_, _ = p.Write([]byte("queued"))
		if err := p.Hold([]byte("leave")); err != nil {
			t.Error(err)
		}
		if s := out.take(); s != "queuedleave" {
			t.Errorf("%q", s)
		}
		p.Paint(frame("two"))
		p.Invalidate()
		time.Sleep(time.Minute)
		synctest.Wait()
		if s := out.take(); s != "" {
			t.Errorf("written while held: %q", s)
		}
		p.Release([]byte("enter"))
		synctest.Wait()
		s := out.take()
		shown(t, s, "two")
		if !strings.HasPrefix(s, "enter") {
			t.Errorf("not entered first: %q", s)
		}
		_, _ = p.Output().Write([]byte("drawn"))
		time.Sleep(time.Second)
		synctest.Wait()
		shown(t, out.take(), "two", "one")
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A write that was given up on ends at last: what was asked for meanwhile comes.
func TestAStuckTerminalIsPaintedWhenItReadsAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		p := New(out, Options{})
		p.Paint(frame("one"))
		synctest.Wait()
		unblock := out.block()
		if err := p.Hold([]byte("leave")); !errors.Is(err, ErrStuck) {
			t.Errorf("hold: %v", err)
		}
		p.Release([]byte("enter"))
		p.Paint(frame("two"))
		synctest.Wait()
		unblock()
		time.Sleep(time.Second)
		synctest.Wait()
		shown(t, out.take(), "enter")
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

// Nobody need compose frames for a terminal that does not read.
func TestATerminalThatIsFullIsNotReady(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		unblock := out.block()
		p := New(out, Options{Try: func([]byte) (int, error) { return 0, nil }})
		p.Paint(frame("one"))
		time.Sleep(time.Minute)
		if p.Ready() == 0 {
			t.Error("ready while a frame is stuck")
		}
		unblock()
		synctest.Wait()
		if p.Ready() != 0 {
			t.Errorf("ready in %v when it is not", p.Ready())
		}
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

func TestAFailureIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []error
		cause := errors.New("gone")
		p := New(&tty{err: cause}, Options{Failed: func(err error) { got = append(got, err) }})
		p.Paint(frame("one"))
		synctest.Wait()
		p.Paint(frame("two"))
		synctest.Wait()
		if len(got) != 1 || !errors.Is(got[0], cause) {
			t.Errorf("told %v", got)
		}
		_ = p.Close()
	})
}

func TestAPanicWhilePaintingIsToldAndLetsTheTerminalBeRestored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got error
		out := &tty{panics: true}
		p := New(out, Options{Failed: func(err error) { got = err }})
		p.Paint(frame("one"))
		synctest.Wait()
		var panicked *Panic
		if !errors.As(got, &panicked) || len(panicked.Stack) == 0 {
			t.Errorf("told %v", got)
		}
		out.panics = false
		if err := p.Hold([]byte("leave")); err != nil {
			t.Error(err)
		}
		shown(t, out.take(), "leave")
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

// A terminal that is full takes part of a frame, the rest follows, and the next
// frame waits for neither of them.
func TestWhatIsNotTakenAtOnceFollows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &tty{}
		room := 1 << 20
		try := func(b []byte) (int, error) {
			n := min(room, len(b))
			if n == 0 {
				return 0, nil
			}
			return out.Write(b[:n])
		}
		p := New(out, Options{Try: try})
		p.Paint(frame("one"))
		shown(t, out.take(), "one") // before anybody else could have written it
		time.Sleep(time.Second)
		room = 2
		p.Paint(frame("two"))
		if s := out.take(); len(s) != room {
			t.Errorf("%q was written to a terminal with room for %d bytes", s, room)
		}
		synctest.Wait()
		shown(t, out.take(), "two")
		time.Sleep(time.Second)
		room = 0
		unblock := out.block()
		p.Paint(frame("stuck"))
		synctest.Wait()
		p.Paint(frame("never"))
		p.Paint(frame("last."))
		unblock()
		time.Sleep(time.Second)
		synctest.Wait()
		shown(t, out.take(), "stuck", "never")
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
}

// tries is a terminal that takes as much at once as it happens to, or cannot be
// asked.
func tries(rt *rapid.T, e io.Writer) func([]byte) (int, error) {
	if rapid.Bool().Draw(rt, "waits") {
		return nil
	}
	return func(b []byte) (int, error) {
		if rapid.IntRange(0, 9).Draw(rt, "fails") == 0 {
			return 0, errors.New("no")
		}
		return e.Write(b[:rapid.IntRange(0, len(b)).Draw(rt, "taken")])
	}
}

// TestTheLastFrameIsShownWhateverCameBefore drives a painter, with its
// goroutine and its timing, through frames, other writers and pauses.
func TestTheLastFrameIsShownWhateverCameBefore(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := Frame{Width: rapid.IntRange(1, 30).Draw(rt, "w"), Height: rapid.IntRange(1, 8).Draw(rt, "h")}
		e := emulator(f.Width, f.Height)
		out := &tty{}
		synctest.Test(t, func(*testing.T) {
			p := New(out, Options{Try: tries(rt, out)})
			defer func() { _ = p.Close() }()
			for range rapid.IntRange(1, 10).Draw(rt, "steps") {
				f.Lines = nil
				for range f.Height {
					f.Lines = append(f.Lines, line(rt, f.Width))
				}
				p.Paint(f)
				switch rapid.IntRange(0, 6).Draw(rt, "then") {
				case 0:
					p.Invalidate()
				case 1:
					_, _ = p.Output().Write([]byte("\x1b[2J\x1b[Hjunk\x1b[3;4r"))
				case 2:
					_ = p.Hold([]byte("\x1b[Hother program\x1b[?25h"))
					p.Release(nil)
				case 3:
					p.SetSync(true)
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
