package client

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

// How the limiter learns the API's limit, which is per organization and not published:
// it approaches the limit from below.
const (
	startRate        = 5.0  // requests per second
	startBurst       = 10.0 // requests at once after a rest
	lowestRate       = 0.2
	topRate          = 50.0
	riseFactor       = 1.1              // of the rate, after riseAfterAnswers
	riseAfterAnswers = 20               // good answers in a row
	refusedShare     = 0.9              // of a refused rate is the highest rate until refusalMemory is over
	refusalMemory    = 10 * time.Minute // how long a refused rate counts
	refusalWindow    = time.Second      // 429s within this time count as one
)

// limiter is a token bucket for the whole client, with a queue by priority.
type limiter struct {
	mu          sync.Mutex
	off         bool
	fixed       bool
	rate        float64 // tokens per second
	burst       float64
	tokens      float64
	filledAt    time.Time // when tokens was computed
	pausedUntil time.Time // no request is sent before this

	goodAnswers int       // good answers since the last change of rate
	refusedRate float64   // the rate at the last 429
	refusedAt   time.Time // the time of the last 429; zero for never

	queue   []*waiter     // by priority, then by arrival
	changed chan struct{} // closed when the queue or pausedUntil changes
}

// waiter is a request that waits for its turn.
type waiter struct{ priority Priority }

// pausedError says that a request with one try was not sent because of a pause.
type pausedError struct{ wait time.Duration }

func (*pausedError) Error() string { return "not sent, the server asked to wait" }

// newLimiter makes a limiter for Options.Rate.
func newLimiter(rate float64, loopback bool) *limiter {
	l := &limiter{rate: startRate, burst: startBurst, filledAt: time.Now(), changed: make(chan struct{})}
	switch {
	case rate > 0:
		l.fixed, l.rate, l.burst = true, rate, max(1, rate)
	case rate < 0, loopback:
		l.off = true
	}
	l.tokens = l.burst
	return l
}

// acquire waits until a request may be sent. Before it waits it calls waiting,
// with how long that will take if no other request overtakes, and whether a 429
// is the reason. Its error is that of ctx, or a pausedError for a request with
// one try during a pause.
func (l *limiter) acquire(ctx context.Context, p Priority, waiting func(time.Duration, bool)) error {
	if err := ctx.Err(); err != nil || l.off {
		return err
	}
	w := &waiter{p}
	l.mu.Lock()
	defer l.mu.Unlock()
	at := 0
	for at < len(l.queue) && l.queue[at].priority <= p {
		at++
	}
	l.queue = slices.Insert(l.queue, at, w)
	defer l.removeWaiter(w)
	for reported := false; ; reported = true {
		now := time.Now()
		l.refill(now)
		ahead, pause := slices.Index(l.queue, w), l.pausedUntil.Sub(now)
		if pause > 0 && oneTry(ctx) {
			return &pausedError{pause}
		}
		wait := l.waitTime(p, now)
		if ahead == 0 && wait <= 0 {
			l.tokens--
			return nil
		}
		estimate := wait + time.Duration(float64(ahead)/l.rate*float64(time.Second))
		var timer <-chan time.Time // only the first in the queue needs a timer
		if ahead == 0 {
			timer = time.After(wait)
		}
		changed := l.changed
		l.mu.Unlock()
		if !reported {
			waiting(estimate, pause > 0)
		}
		select {
		case <-timer:
		case <-changed:
		case <-ctx.Done():
		}
		l.mu.Lock()
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

func (l *limiter) removeWaiter(w *waiter) {
	l.queue = slices.DeleteFunc(l.queue, func(other *waiter) bool { return other == w })
	l.wakeAll()
}

// wakeAll makes all waiters check again.
func (l *limiter) wakeAll() {
	close(l.changed)
	l.changed = make(chan struct{})
}

// tokensNeeded is how many tokens must be there for a request of a priority.
// Less urgent ones leave some in the bucket for the person's next action.
func (l *limiter) tokensNeeded(p Priority) float64 {
	return min(1+float64(p), l.burst)
}

// waitTime is how long a request waits when no other is ahead of it; 0 when it
// may be sent now.
func (l *limiter) waitTime(p Priority, now time.Time) time.Duration {
	const rounding = 1e-6
	d := time.Duration(math.Ceil(max(0, l.tokensNeeded(p)-l.tokens-rounding) / l.rate * float64(time.Second)))
	return max(d, l.pausedUntil.Sub(now))
}

func (l *limiter) refill(now time.Time) {
	l.tokens = min(l.burst, l.tokens+now.Sub(l.filledAt).Seconds()*l.rate)
	l.filledAt = now
}

// noteSuccess notes a good answer.
func (l *limiter) noteSuccess() {
	if l.fixed {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.goodAnswers++; l.goodAnswers < riseAfterAnswers {
		return
	}
	l.goodAnswers = 0
	next := min(l.rate*riseFactor, topRate)
	if time.Since(l.refusedAt) < refusalMemory {
		next = min(next, max(l.rate, l.refusedRate*refusedShare))
	}
	l.rate = next
}

// noteRateLimit notes a 429 that asks to wait for d.
func (l *limiter) noteRateLimit(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	l.refill(now)
	if until := now.Add(d); until.After(l.pausedUntil) {
		l.pausedUntil = until
		l.wakeAll()
	}
	if l.fixed || now.Sub(l.refusedAt) < refusalWindow {
		return
	}
	l.refusedRate, l.refusedAt, l.goodAnswers = l.rate, now, 0
	l.rate = max(l.rate/2, lowestRate)
	l.tokens = min(l.tokens, 1)
}
