package paint

import (
	"errors"
	"io"
	"sync"
	"time"
)

// painterOptions say how a painter paints.
type painterOptions struct {
	gap  time.Duration // the least time between two frames; 4 ms when zero
	sync bool          // the terminal is known to show an update as a whole (mode 2026)
	bce  bool          // the terminal erases with the background of the style that is on
	// try writes as much as the terminal takes at once, which may be nothing; nil
	// if that cannot be had. A frame is then written by whoever calls paint, and
	// only the rest of one that does not fit is left to the painter.
	try func([]byte) (int, error)
	// failed is called once, from a goroutine of the painter's own, when a
	// frame cannot be painted: the terminal is gone, or there was a panic.
	failed func(error)
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

// painter shows frames on a terminal. Only the newest frame counts: one that
// comes while another is being written replaces the one waiting. Its methods
// may be called from any goroutine and do not wait for the terminal, except
// hold and close.
type painter struct {
	out  io.Writer
	o    painterOptions
	wake chan struct{}
	done chan struct{} // closed when the goroutine has left

	mu      sync.Mutex
	screen  *screen
	free    *sync.Cond // signalled when a write is over
	frame   frame
	fresh   bool   // frame is not on the screen yet
	forget  bool   // the screen is no longer known
	pending []byte // what others write, before the next frame
	busy    bool   // a write is under way
	held    bool
	closed  bool
	failed  bool
	stuck   bool // the terminal was waited for, and did not read
	painted time.Time
	began   time.Time // when the write began that is under way
}

// newPainter gives a painter that writes to a terminal, and starts its goroutine. It
// must be closed.
func newPainter(out io.Writer, o painterOptions) *painter {
	if o.gap <= 0 {
		o.gap = defaultGap
	}
	p := &painter{out: out, o: o, screen: newScreen(), wake: make(chan struct{}, 1), done: make(chan struct{})}
	p.screen.sync, p.screen.bce = o.sync, o.bce
	p.free = sync.NewCond(&p.mu)
	go p.run()
	return p
}

// paint shows a frame: at once, or when the one before it was shown long
// enough. The frame's cursor must not change afterwards.
func (p *painter) paint(f frame) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.frame = f
	p.fresh = true
	if !p.paintNow() {
		p.nudge()
	}
}

// paintNow shows the frame without waiting for anybody, if nothing is in its
// way. What the terminal does not take at once is left to the painter.
func (p *painter) paintNow() bool {
	if p.o.try == nil || p.closed || p.failed || p.held || p.busy || len(p.pending) > 0 || time.Since(p.painted) < p.o.gap {
		return false
	}
	b := p.next()
	n, err := p.o.try(b)
	if err != nil {
		n = 0 // the painter will meet it again
	}
	p.pending = append(p.pending, b[n:]...)
	return n == len(b)
}

// invalidate writes the whole screen anew: the terminal shows something else
// than what was painted.
func (p *painter) invalidate() {
	p.mu.Lock()
	p.forget = true
	p.fresh = true
	p.mu.Unlock()
	p.nudge()
}

// write sends bytes to the terminal between two frames. They are not expected
// to draw: a caller whose bytes do calls invalidate. It never waits; an error of
// the terminal is told by the option failed.
func (p *painter) write(b []byte) {
	p.mu.Lock()
	p.pending = append(p.pending, b...)
	p.mu.Unlock()
	p.nudge()
}

// drawing is a writer for Bubble Tea, which may draw: after each write
// everything is painted anew.
type drawing struct{ *painter }

func (d drawing) Write(b []byte) (int, error) {
	d.write(b)
	d.invalidate()
	return len(b), nil
}

// setSync tells whether the terminal shows an update as a whole (mode 2026).
func (p *painter) setSync(on bool) {
	p.mu.Lock()
	p.screen.sync = on
	p.mu.Unlock()
}

// ready tells how long it takes until a frame would be shown at once: zero if
// it would be now. Whoever composes frames need not do so before. Of a terminal
// that does not read nobody knows; it is to be asked again after the gap.
func (p *painter) ready() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.busy && time.Since(p.began) >= p.o.gap {
		return p.o.gap
	}
	return max(0, p.o.gap-time.Since(p.painted))
}

// hold stops painting, after what is under way, and writes last; somebody else
// may then use the terminal until release. It gives ErrStuck if the terminal
// does not read.
func (p *painter) hold(last []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held = true
	if p.busy && p.stuck {
		return ErrStuck // it was waited for before
	}
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
	if p.stuck = p.busy; p.stuck {
		return ErrStuck
	}
	p.pending = append(p.pending, last...)
	b := p.pending
	p.pending = nil
	return p.writeLast(b)
}

// writeLast writes with a limit to how long it may take. The lock is held by the
// caller, and given up meanwhile.
func (p *painter) writeLast(b []byte) error {
	if len(b) == 0 {
		return nil
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
	var err error
	select {
	case err = <-result:
	case <-timer.C:
		err = ErrStuck
	}
	p.mu.Lock()
	p.stuck = errors.Is(err, ErrStuck)
	return err
}

// release takes the terminal back after hold: first is written, then the
// newest frame as a whole.
func (p *painter) release(first []byte) {
	p.mu.Lock()
	p.held = false
	p.forget = true
	p.fresh = true
	p.pending = append(p.pending, first...)
	p.mu.Unlock()
	p.nudge()
}

// close stops the painter for good. Frames that were not shown are dropped. It
// gives ErrStuck if a write to the terminal does not end.
func (p *painter) close() error {
	err := p.hold(nil)
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
func (p *painter) nudge() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
