package paint

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"
)

const (
	// frameInterval is the least time between two frames.
	frameInterval = 4 * time.Millisecond
	// stuckTimeout is how long pause waits for a terminal that does not read.
	stuckTimeout = 250 * time.Millisecond
)

// ErrStuck is the error of a terminal that does not read while it is to be restored.
var ErrStuck = errors.New("restoring the terminal: it does not read what is written")

// painter shows frames on a terminal, from a goroutine of its own. Only the newest
// frame counts: it replaces one that still waits for the write under way. Any
// goroutine may call its methods; only pause and close wait for the terminal.
type painter struct {
	out     io.Writer
	onError func(error)
	wake    chan struct{}
	done    chan struct{} // closed when the goroutine has ended
	screen  *screen       // used by the painter's goroutine alone

	mu         sync.Mutex
	sync       bool          // the terminal shows an update at once (mode 2026)
	idle       chan struct{} // closed when everything is written; nil when nobody waits for that
	frame      frame
	frameIsNew bool   // frame is not on the screen yet
	repaintAll bool   // the content of the screen is unknown
	pending    []byte // bytes to write before the next frame
	writing    bool   // a write is under way
	paused     bool   // another program has the terminal
	closed     bool
	err        error     // the first failure; no frame is painted after it
	lastPaint  time.Time // when the last frame was written
	writeStart time.Time // when the last write began
}

// newPainter starts a painter that writes to a terminal. It must be closed. onError is
// called once, from another goroutine, when a frame cannot be painted: because the
// terminal is gone, or after a panic.
func newPainter(out io.Writer, onError func(error)) *painter {
	p := &painter{out: out, onError: onError, screen: newScreen(), wake: make(chan struct{}, 1), done: make(chan struct{})}
	go p.run()
	return p
}

// update changes the painter's state and wakes its goroutine.
func (p *painter) update(f func()) {
	p.mu.Lock()
	f()
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// paint shows a frame at once, or after frameInterval since the last one. The frame's
// cursor must not be changed afterwards.
func (p *painter) paint(f frame) { p.update(func() { p.frame, p.frameIsNew = f, true }) }

// invalidate repaints the whole screen, after something else was shown on it.
func (p *painter) invalidate() { p.update(func() { p.repaintAll, p.frameIsNew = true, true }) }

// write sends bytes to the terminal between two frames. After bytes that draw, the
// caller must call invalidate. Errors go to onError.
func (p *painter) write(b []byte) { p.update(func() { p.pending = append(p.pending, b...) }) }

// setSync sets whether the terminal shows an update at once (mode 2026).
func (p *painter) setSync(on bool) { p.update(func() { p.sync = on }) }

// resume ends a pause: first is written, then the newest frame as a whole.
func (p *painter) resume(first []byte) {
	p.update(func() {
		p.paused, p.repaintAll, p.frameIsNew = false, true, true
		p.pending = append(p.pending, first...)
	})
}

// repaintingWriter is the output of Bubble Tea, which may draw: after each write
// everything is repainted.
type repaintingWriter struct{ *painter }

func (d repaintingWriter) Write(b []byte) (int, error) {
	d.write(b)
	d.invalidate()
	return len(b), nil
}

// untilReady returns how long a new frame would wait to be shown; 0 if it would be
// shown at once. While the terminal does not read, it returns frameInterval.
func (p *painter) untilReady() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.writing && time.Since(p.writeStart) >= frameInterval {
		return frameInterval
	}
	return max(0, frameInterval-time.Since(p.lastPaint))
}

// pause writes last after the write under way and stops painting: another program may
// then use the terminal until resume. It returns ErrStuck if the terminal does not
// read.
func (p *painter) pause(last []byte) error {
	idle := make(chan struct{})
	p.update(func() {
		p.paused, p.idle = true, idle
		p.pending = append(p.pending, last...)
	})
	select {
	case <-idle:
		return nil
	case <-time.After(stuckTimeout):
		return ErrStuck
	}
}

// close writes last and stops the painter for good; a waiting frame is dropped. It
// returns ErrStuck if the terminal does not read.
func (p *painter) close(last []byte) error {
	err := p.pause(last)
	p.update(func() { p.closed = true })
	if err == nil {
		<-p.done
	}
	return err
}

func (p *painter) run() {
	defer close(p.done)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		wait, more := p.step()
		if !more {
			return
		}
		timer.Reset(wait)
		select {
		case <-p.wake:
		case <-timer.C:
		}
	}
}

// step writes what is due, and returns after how long it must be called again; more is
// false when the painter is closed.
func (p *painter) step() (wait time.Duration, more bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, false
	}
	wait = time.Hour
	show := p.frameIsNew && !p.paused && p.err == nil
	if remaining := frameInterval - time.Since(p.lastPaint); show && remaining > 0 && (!p.repaintAll || len(p.pending) == 0) {
		wait, show = remaining, false
	}
	if show || len(p.pending) > 0 {
		p.writePending(show)
	}
	if p.idle != nil && len(p.pending) == 0 {
		close(p.idle)
		p.idle = nil
	}
	return wait, true
}

// writePending writes the pending bytes, and then the newest frame if show is set. It
// unlocks mu during the write.
func (p *painter) writePending(show bool) {
	b, f, forget, pendingLen := p.pending, p.frame, p.repaintAll, len(p.pending)
	p.pending, p.writing, p.writeStart = nil, true, time.Now()
	if show {
		p.frameIsNew, p.repaintAll = false, false
	}
	p.screen.sync = p.sync
	p.mu.Unlock()
	err := catchPanic(func() error {
		if show && forget {
			p.screen.invalidate()
		}
		if show {
			b = append(b, p.screen.paint(f)...)
		}
		if len(b) == 0 {
			return nil
		}
		_, err := p.out.Write(b)
		return err
	})
	p.mu.Lock()
	p.writing = false
	if len(b) > pendingLen {
		p.lastPaint = p.writeStart
	}
	if err == nil || p.err != nil {
		return
	}
	p.err = fmt.Errorf("painting the screen: %w", err)
	go p.onError(p.err)
}

// catchPanic calls f and returns a panic as an error.
func catchPanic(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Panic{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
