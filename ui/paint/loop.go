package paint

import (
	"fmt"
	"runtime/debug"
	"time"
)

// run paints until the painter is closed.
func (p *painter) run() {
	defer close(p.done)
	defer func() {
		if v := recover(); v != nil {
			p.mu.Lock()
			p.failed = true
			p.mu.Unlock()
			p.fail(&Panic{Value: v, Stack: debug.Stack()})
		}
	}()
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
	if p.closed || p.failed {
		return 0, false
	}
	if p.held || p.busy {
		return time.Hour, true
	}
	b := p.pending
	p.pending = nil
	wait = time.Hour
	if p.fresh {
		if wait = p.o.gap - time.Since(p.painted); wait <= 0 || p.forget && len(b) > 0 {
			b = append(b, p.next()...)
			wait = time.Hour
		}
	}
	if len(b) == 0 {
		return wait, true
	}
	if err := p.send(b); err != nil {
		p.failed = true
		go p.fail(fmt.Errorf("painting the screen: %w", err))
		return 0, false
	}
	return wait, true
}

// send writes, with the lock given up meanwhile, even if the write panics.
func (p *painter) send(b []byte) error {
	p.busy, p.began = true, time.Now()
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		p.busy = false
		p.free.Broadcast()
	}()
	_, err := p.out.Write(b)
	return err
}

// next gives the bytes for the newest frame.
func (p *painter) next() []byte {
	if p.forget {
		p.screen.forget()
	}
	p.fresh, p.forget = false, false
	b := p.screen.paint(p.frame)
	if len(b) > 0 {
		p.painted = time.Now()
	}
	return b
}

func (p *painter) fail(err error) {
	if p.o.failed != nil {
		p.o.failed(err)
	}
}
