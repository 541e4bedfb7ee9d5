package client

import (
	"context"
	"slices"
	"sync"
	"time"
)

// How the limiter learns. The API's limit is per organization and not
// published, so it is approached from below.
const (
	startRate  = 5.0  // requests per second
	startBurst = 10.0 // requests at once after a rest
	lowestRate = 0.2
	topRate    = 50.0
	rise       = 1.1              // after every riseAfter good answers
	riseAfter  = 20               // good answers
	nearLimit  = 0.9              // how near to a rate that was refused it goes again
	forget     = 10 * time.Minute // how long a refused rate is remembered
	oneRefusal = time.Second      // 429s this close together are one finding
)

// limiter is a token bucket for the whole client with a queue by priority.
type limiter struct {
	mu     sync.Mutex
	off    bool
	fixed  bool
	rate   float64 // tokens per second
	burst  float64
	tokens float64
	at     time.Time // when tokens was true
	pause  time.Time // nothing goes before this

	good      int       // good answers since the last change of rate
	refused   float64   // the rate at which a 429 came; 0 when none is remembered
	refusedAt time.Time // when it came

	queue [priorities][]*waiter
	timer *time.Timer // runs dispatch; armed while anything is queued
}

// waiter is a request that waits for leave to send.
type waiter struct {
	turn   chan struct{} // closed when the wait is over
	once   bool          // it does not wait for the end of a pause
	paused *pausedError  // why it is not to be sent; nil when it may be
}

// pausedError is why a request with one try was not sent.
type pausedError struct{ wait time.Duration }

func (*pausedError) Error() string { return "not sent, the server asked to wait" }

// newLimiter follows Options.Rate.
func newLimiter(rate float64, loopback bool) *limiter {
	l := &limiter{rate: startRate, burst: startBurst, at: time.Now()}
	switch {
	case rate > 0:
		l.fixed, l.rate, l.burst = true, rate, max(1, rate)
	case rate < 0, loopback:
		l.off = true
	}
	l.tokens = l.burst
	return l
}

// acquire waits for leave to send. When it has to wait it calls waiting first,
// with how long that will be if nobody overtakes, and whether a 429 is why. Its
// error is that of ctx, or pausedError for one try during a pause.
func (l *limiter) acquire(ctx context.Context, p Priority, waiting func(time.Duration, bool)) error {
	if err := ctx.Err(); err != nil || l.off {
		return err
	}
	l.mu.Lock()
	now := time.Now()
	l.refill(now)
	if l.ahead(p) == 0 && l.may(p, now) {
		l.tokens--
		l.mu.Unlock()
		return nil
	}
	w := &waiter{turn: make(chan struct{}), once: oneTry(ctx)}
	if rest := l.pause.Sub(now); w.once && rest > 0 {
		l.mu.Unlock()
		return &pausedError{rest}
	}
	l.queue[p] = append(l.queue[p], w)
	ahead := l.ahead(p) - 1
	wait := l.until(p, now) + time.Duration(float64(ahead)/l.rate*float64(time.Second))
	paused := now.Before(l.pause)
	l.arm(now)
	l.mu.Unlock()

	waiting(wait, paused)
	select {
	case <-w.turn:
		if w.paused != nil {
			return w.paused
		}
		return nil
	case <-ctx.Done():
		l.leave(p, w)
		return ctx.Err()
	}
}

// leave takes a waiter out of the queue, or hands back what it was just given.
func (l *limiter) leave(p Priority, w *waiter) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if i := slices.Index(l.queue[p], w); i >= 0 {
		l.queue[p] = slices.Delete(l.queue[p], i, i+1)
		return
	}
	if w.paused != nil {
		return
	}
	l.tokens = min(l.tokens+1, l.burst)
	l.arm(time.Now())
}

// dispatch lets as many go as may.
func (l *limiter) dispatch() {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.refill(now)
	for p := range l.queue {
		for len(l.queue[p]) > 0 && l.may(Priority(p), now) {
			close(l.queue[p][0].turn)
			l.queue[p] = l.queue[p][1:]
			l.tokens--
		}
		if len(l.queue[p]) > 0 {
			break
		}
	}
	l.arm(now)
}

// arm sets the timer for the first of the queue.
func (l *limiter) arm(now time.Time) {
	for p := range l.queue {
		if len(l.queue[p]) == 0 {
			continue
		}
		wait := l.until(Priority(p), now)
		if l.timer == nil {
			l.timer = time.AfterFunc(wait, l.dispatch)
		} else {
			l.timer.Reset(wait)
		}
		return
	}
}

// ahead counts the waiters that are served before a new one of priority p.
func (l *limiter) ahead(p Priority) int {
	n := 0
	for q := range l.queue[:p+1] {
		n += len(l.queue[q])
	}
	return n
}

// need is the level at which p may take a token. What is not urgent leaves
// something in the bucket, so that the person's own action finds it there.
func (l *limiter) need(p Priority) float64 {
	return min(1+float64(p), l.burst)
}

func (l *limiter) may(p Priority, now time.Time) bool {
	const rounding = 1e-6
	return !now.Before(l.pause) && l.tokens+rounding >= l.need(p)
}

// until is how long p waits when nobody is ahead. The extra microsecond keeps
// a timer from firing a rounding error too early.
func (l *limiter) until(p Priority, now time.Time) time.Duration {
	d := time.Duration(max(0, l.need(p)-l.tokens)/l.rate*float64(time.Second)) + time.Microsecond
	return max(d, l.pause.Sub(now))
}

func (l *limiter) refill(now time.Time) {
	l.tokens = min(l.burst, l.tokens+now.Sub(l.at).Seconds()*l.rate)
	l.at = now
}

// succeeded notes a good answer.
func (l *limiter) succeeded() {
	if l.off || l.fixed {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.good++; l.good < riseAfter {
		return
	}
	now := time.Now()
	l.refill(now)
	l.good = 0
	next := min(l.rate*rise, topRate)
	if l.refused > 0 && now.Sub(l.refusedAt) < forget {
		next = min(next, max(l.rate, l.refused*nearLimit))
	}
	l.rate = next
}

// refuseOneTries ends the wait of those that do not wait for the end of a pause.
func (l *limiter) refuseOneTries(d time.Duration) {
	for p := range l.queue {
		l.queue[p] = slices.DeleteFunc(l.queue[p], func(w *waiter) bool {
			if w.once {
				w.paused = &pausedError{d}
				close(w.turn)
			}
			return w.once
		})
	}
}

// limited notes a 429 that asks to wait for d.
func (l *limiter) limited(d time.Duration) {
	if l.off {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.refill(now)
	if until := now.Add(d); until.After(l.pause) {
		l.pause = until
		l.refuseOneTries(d)
	}
	if l.fixed || (l.refused > 0 && now.Sub(l.refusedAt) < oneRefusal) {
		return
	}
	l.refused, l.refusedAt, l.good = l.rate, now, 0
	l.rate = max(l.rate/2, lowestRate)
	l.tokens = min(l.tokens, 1)
}
