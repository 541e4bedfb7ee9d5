package paint

import (
	"errors"
	"io"
	"sync"
	"time"
)

// Options say how a Painter paints.
type Options struct {
	// Gap is the least time between two frames; 4 ms when zero.
	Gap time.Duration
	// Sync says that the terminal is known to show an update as a whole (mode
	// 2026).
	Sync bool
	// BCE says that the terminal erases with the background of the style that
	// is on (what terminfo calls back_color_erase).
	BCE bool
	// Try writes as much as the terminal takes at once, which may be nothing; nil
	// if that cannot be had. A frame is then written by whoever calls Paint, and
	// only the rest of one that does not fit is left to the painter.
	Try func([]byte) (int, error)
	// Failed is called once, from a goroutine of the painter's own, when a
	// frame cannot be painted: the terminal is gone, or there was a panic.
	Failed func(error)
}

const (
	defaultGap = 4 * time.Millisecond
	// patience is how long a terminal that does not read is waited for when it
	// is to be given back.
	patience = 250 * time.Millisecond
)

// ErrStuck is what a terminal that does not read gives when it is to be
// restored.
var ErrStuck = errors.New("restoring the terminal: it does not read what is written")

// Painter shows frames on a terminal. Only the newest frame counts: one that
// comes while another is being written replaces the one waiting. Its methods
// may be called from any goroutine and do not wait for the terminal, except
// Hold and Close.
type Painter struct {
	out  io.Writer
	o    Options
	wake chan struct{}
	done chan struct{} // closed when the goroutine has left

	mu      sync.Mutex
	screen  *screen
	free    *sync.Cond // signalled when a write is over
	frame   Frame
	fresh   bool   // frame is not on the screen yet
	forget  bool   // the screen is no longer known
	pending []byte // what others write, before the next frame
	busy    bool   // a write is under way
	held    bool
	closed  bool
	failed  bool
	painted time.Time
	began   time.Time // when the write began that is under way
}

// New gives a painter that writes to a terminal, and starts its goroutine. It
// must be closed.
func New(out io.Writer, o Options) *Painter {
	if o.Gap <= 0 {
		o.Gap = defaultGap
	}
	p := &Painter{out: out, o: o, screen: newScreen(), wake: make(chan struct{}, 1), done: make(chan struct{})}
	p.screen.sync, p.screen.bce = o.Sync, o.BCE
	p.free = sync.NewCond(&p.mu)
	go p.run()
	return p
}

// Paint shows a frame: at once, or when the one before it was shown long
// enough. The lines are copied; the frame's cursor must not change afterwards.
func (p *Painter) Paint(f Frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	own := p.frame.Lines[:0]
	own = append(own, f.Lines...)
	p.frame = f
	p.frame.Lines = own
	p.fresh = true
	if !p.paintNow() {
		p.nudge()
	}
}

// Expect prepares for a frame that may be the next one: if it is, Paint has
// nothing to find out any more. The lines are copied.
func (p *Painter) Expect(f Frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed && !p.failed && !p.held && !p.fresh && !p.forget {
		p.screen.expect(f)
	}
}

// paintNow shows the frame without waiting for anybody, if nothing is in its
// way. What the terminal does not take at once is left to the painter.
func (p *Painter) paintNow() bool {
	if p.o.Try == nil || p.closed || p.failed || p.held || p.busy || len(p.pending) > 0 || time.Since(p.painted) < p.o.Gap {
		return false
	}
	b := p.next()
	n, err := p.o.Try(b)
	if err != nil {
		n = 0 // the painter will meet it again
	}
	p.pending = append(p.pending, b[n:]...)
	return n == len(b)
}

// Invalidate writes the whole screen anew: the terminal shows something else
// than what was painted.
func (p *Painter) Invalidate() {
	p.mu.Lock()
	p.forget = true
	p.fresh = true
	p.mu.Unlock()
	p.nudge()
}

// Write sends bytes to the terminal between two frames. They are not expected
// to draw: a caller whose bytes do calls Invalidate. It never fails and never
// waits; an error of the terminal goes to Options.Failed.
func (p *Painter) Write(b []byte) (int, error) {
	p.mu.Lock()
	p.pending = append(p.pending, b...)
	p.mu.Unlock()
	p.nudge()
	return len(b), nil
}

// Output is a writer for someone who draws on the same terminal: after each
// write everything is painted anew.
func (p *Painter) Output() io.Writer { return drawing{p} }

type drawing struct{ p *Painter }

func (d drawing) Write(b []byte) (int, error) {
	n, err := d.p.Write(b)
	d.p.Invalidate()
	return n, err
}

// SetSync tells whether the terminal shows an update as a whole (mode 2026).
func (p *Painter) SetSync(on bool) {
	p.mu.Lock()
	p.screen.setSync(on)
	p.mu.Unlock()
}

// Ready tells how long it takes until a frame would be shown at once: zero if
// it would be now. Whoever composes frames need not do so before. Of a terminal
// that does not read nobody knows; it is to be asked again after the gap.
func (p *Painter) Ready() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.busy && time.Since(p.began) >= p.o.Gap {
		return p.o.Gap
	}
	return max(0, p.o.Gap-time.Since(p.painted))
}

// Hold stops painting, after what is under way, and writes last; somebody else
// may then use the terminal until Release. It gives ErrStuck if the terminal
// does not read.
func (p *Painter) Hold(last []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = true
	over := false
	timer := time.AfterFunc(patience, func() {
		p.mu.Lock()
		over = true
		p.mu.Unlock()
		p.free.Broadcast()
	})
	defer timer.Stop()
	for p.busy && !over {
		p.free.Wait()
	}
	if p.busy {
		return ErrStuck
	}
	p.pending = append(p.pending, last...)
	b := p.pending
	p.pending = nil
	_, err := p.write(b)
	return err
}

// write writes with a limit to how long it may take. The lock is held by the
// caller, and given up meanwhile.
func (p *Painter) write(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	p.busy = true
	p.mu.Unlock()
	result := make(chan error, 1)
	go func() {
		_, err := p.out.Write(b)
		p.mu.Lock()
		p.busy = false
		p.mu.Unlock()
		p.free.Broadcast()
		p.nudge() // what came meanwhile may have been put off
		result <- err
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	defer p.mu.Lock()
	select {
	case err := <-result:
		return len(b), err
	case <-timer.C:
		return 0, ErrStuck
	}
}

// Release takes the terminal back after Hold: first is written, then the
// newest frame as a whole.
func (p *Painter) Release(first []byte) {
	p.mu.Lock()
	p.held = false
	p.forget = true
	p.fresh = true
	p.pending = append(p.pending, first...)
	p.mu.Unlock()
	p.nudge()
}

// Close stops the painter for good. Frames that were not shown are dropped. It
// gives ErrStuck if a write to the terminal does not end.
func (p *Painter) Close() error {
	err := p.Hold(nil)
	p.mu.Lock()
	closed := p.closed
	p.closed = true
	p.mu.Unlock()
	p.nudge()
	if err == nil && !closed {
		<-p.done
	}
	return err
}

// nudge wakes the goroutine.
func (p *Painter) nudge() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
