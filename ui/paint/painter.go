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
	// stuckTimeout is how long a terminal that does not read is waited for when it
	// is to be given back.
	stuckTimeout = 250 * time.Millisecond
)

// ErrStuck is what a terminal that does not read gives when it is to be
// restored.
var ErrStuck = errors.New("restoring the terminal: it does not read what is written")

// painter shows frames on a terminal, from a goroutine of its own. Only the
// newest frame counts: one that comes while another is being written replaces
// the one waiting. Its methods may be called from any goroutine and do not wait
// for the terminal, except hold and close.
type painter struct {
	out     io.Writer
	onError func(error)
	wake    chan struct{}
	done    chan struct{} // closed when the goroutine has left
	screen  *screen       // of the goroutine

	mu         sync.Mutex
	sync       bool          // the terminal shows an update as a whole
	idle       chan struct{} // closed when nothing is left to write; nil when nobody waits for that
	frame      frame
	frameIsNew bool   // frame is not on the screen yet
	repaintAll bool   // the screen is no longer known
	pending    []byte // what others write, before the next frame
	writing    bool   // a write is under way
	paused     bool   // somebody else has the terminal
	closed     bool
	err        error     // the first failure, after which no frame is painted
	lastPaint  time.Time // when the last frame was
	writeStart time.Time // when the write began that is under way
}

// newPainter gives a painter that writes to a terminal, and starts its goroutine. It
// must be closed. It calls failed once, from another goroutine, when a frame cannot
// be painted: the terminal is gone, or there was a panic.
func newPainter(out io.Writer, onError func(error)) *painter {
	p := &painter{out: out, onError: onError, screen: newScreen(), wake: make(chan struct{}, 1), done: make(chan struct{})}
	go p.run()
	return p
}

// update changes what there is to do and wakes the goroutine.
func (p *painter) update(f func()) {
	p.mu.Lock()
	f()
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// paint shows a frame: at once, or when the one before it was shown long
// enough. The frame's cursor must not change afterwards.
func (p *painter) paint(f frame) { p.update(func() { p.frame, p.frameIsNew = f, true }) }

// invalidate writes the whole screen anew: the terminal shows something else
// than what was painted.
func (p *painter) invalidate() { p.update(func() { p.repaintAll, p.frameIsNew = true, true }) }

// write sends bytes to the terminal between two frames. They are not expected
// to draw: a caller whose bytes do calls invalidate. An error of the terminal is
// told by the option failed.
func (p *painter) write(b []byte) { p.update(func() { p.pending = append(p.pending, b...) }) }

// setSync tells whether the terminal shows an update as a whole (mode 2026).
func (p *painter) setSync(on bool) { p.update(func() { p.sync = on }) }

// resume takes the terminal back after hold: first is written, then the
// newest frame as a whole.
func (p *painter) resume(first []byte) {
	p.update(func() {
		p.paused, p.repaintAll, p.frameIsNew = false, true, true
		p.pending = append(p.pending, first...)
	})
}

// repaintingWriter is a writer for Bubble Tea, which may draw: after each write
// everything is painted anew.
type repaintingWriter struct{ *painter }

func (d repaintingWriter) Write(b []byte) (int, error) {
	d.write(b)
	d.invalidate()
	return len(b), nil
}

// untilReady tells how long it takes until a frame would be shown at once: zero if
// it would be now. Whoever composes frames need not do so before. Of a terminal
// that does not read nobody knows; it is to be asked again after the gap.
func (p *painter) untilReady() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.writing && time.Since(p.writeStart) >= frameInterval {
		return frameInterval
	}
	return max(0, frameInterval-time.Since(p.lastPaint))
}

// pause stops painting, after what is under way, and writes last; somebody else
// may then use the terminal until release. It gives ErrStuck if the terminal
// does not read.
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

// close writes last and stops the painter for good. Frames that were not shown are
// dropped. It gives ErrStuck if a write to the terminal does not end.
func (p *painter) close(last []byte) error {
	err := p.pause(last)
	p.update(func() { p.closed = true })
	if err == nil {
		<-p.done
	}
	return err
}

// run paints until the painter is closed.
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

// step writes what there is to write and tells when to look again, or that the
// painter is closed.
func (p *painter) step() (wait time.Duration, more bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return 0, false
	}
	wait = time.Hour
	show := p.frameIsNew && !p.paused && p.err == nil
	if left := frameInterval - time.Since(p.lastPaint); show && left > 0 && (!p.repaintAll || len(p.pending) == 0) {
		wait, show = left, false
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

// writePending writes what others wrote, and then the newest frame if it is to be shown. The
// lock is given up meanwhile.
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

// catchPanic turns a panic into an error, so that the terminal can be restored.
func catchPanic(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &Panic{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
