package client

import (
	"context"
	"math"
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
	refused   float64   // the rate at which a 429 came
	refusedAt time.Time // when it came; zero when none did

	queue   []*waiter     // by priority, then as they came
	changed chan struct{} // closed when the queue or the pause changes
}

// waiter is a request that waits for leave to send.
type waiter struct{ p Priority }

// pausedError is why a request with one try was not sent.
type pausedError struct{ wait time.Duration }

func (*pausedError) Error() string { return "not sent, the server asked to wait" }

// newLimiter follows Options.Rate.
func newLimiter(rate float64, loopback bool) *limiter {
	l := &limiter{rate: startRate, burst: startBurst, at: time.Now(), changed: make(chan struct{})}
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
	w := &waiter{p}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := 0
	for at < len(l.queue) && l.queue[at].p <= p {
		at++
	}
	l.queue = slices.Insert(l.queue, at, w)
	defer l.leave(w)
	for told := false; ; told = true {
		now := time.Now()
		l.refill(now)
		ahead, pause := slices.Index(l.queue, w), l.pause.Sub(now)
		if pause > 0 && oneTry(ctx) {
			return &pausedError{pause}
		}
		if ahead == 0 && l.may(p, now) {
			l.tokens--
			return nil
		}
		wait := l.until(p, now)
		whole := wait + time.Duration(float64(ahead)/l.rate*float64(time.Second))
		var turn <-chan time.Time // nobody but the first needs a clock
		if ahead == 0 {
			turn = time.After(wait)
		}
		changed := l.changed
		l.mu.Unlock()
		if !told {
			waiting(whole, pause > 0)
		}
		select {
		case <-turn:
		case <-changed:
		case <-ctx.Done():
		}
		l.mu.Lock()
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// leave takes a waiter out of the queue.
func (l *limiter) leave(w *waiter) {
	l.queue = slices.DeleteFunc(l.queue, func(other *waiter) bool { return other == w })
	l.wake()
}

// wake has everybody who waits look again.
func (l *limiter) wake() {
	close(l.changed)
	l.changed = make(chan struct{})
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

// until is how long p waits when nobody is ahead.
func (l *limiter) until(p Priority, now time.Time) time.Duration {
	d := time.Duration(math.Ceil(max(0, l.need(p)-l.tokens) / l.rate * float64(time.Second)))
	return max(d, l.pause.Sub(now))
}

func (l *limiter) refill(now time.Time) {
	l.tokens = min(l.burst, l.tokens+now.Sub(l.at).Seconds()*l.rate)
	l.at = now
}

// succeeded notes a good answer.
func (l *limiter) succeeded() {
	if l.fixed {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.good++; l.good < riseAfter {
		return
	}
	l.good = 0
	next := min(l.rate*rise, topRate)
	if time.Since(l.refusedAt) < forget {
		next = min(next, max(l.rate, l.refused*nearLimit))
	}
	l.rate = next
}

// limited notes a 429 that asks to wait for d.
func (l *limiter) limited(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.refill(now)
	if until := now.Add(d); until.After(l.pause) {
		l.pause = until
		l.wake()
	}
	if l.fixed || now.Sub(l.refusedAt) < oneRefusal {
		return
	}
	l.refused, l.refusedAt, l.good = l.rate, now, 0
	l.rate = max(l.rate/2, lowestRate)
	l.tokens = min(l.tokens, 1)
}
