package client

import (
	"context"
	"errors"
	"math"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func quiet(time.Duration, bool) {}

func TestLimiterBurstThenRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(0, false)
		start := time.Now()
		for range 20 {
			if err := l.acquire(t.Context(), Interactive, quiet); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(start).Round(10 * time.Millisecond); d != 2*time.Second {
			t.Errorf("ten at once and ten at 5 a second took %v", d)
		}
	})
}

func TestLimiterIsOffWhereItShouldBe(t *testing.T) {
	for name, l := range map[string]*limiter{"loopback": newLimiter(0, true), "lifted": newLimiter(-1, false)} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			for range 1000 {
				l.noteRateLimit(time.Minute)
				if err := l.acquire(t.Context(), Poll, quiet); err != nil {
					t.Fatal(err)
				}
			}
			if time.Since(start) != 0 {
				t.Errorf("%s: waited", name)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(2, true)
		start := time.Now()
		for range 6 {
			_ = l.acquire(t.Context(), Interactive, quiet)
		}
		if d := time.Since(start).Round(10 * time.Millisecond); d != 2*time.Second {
			t.Errorf("a fixed rate of 2 holds on loopback too: %v", d)
		}
	})
}

func TestLimiterServesThePersonFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, false)
		_ = l.acquire(t.Context(), Interactive, quiet)
		var mu sync.Mutex
		var order []Priority
		for _, p := range []Priority{Poll, Prefetch, Poll, Interactive, Prefetch, Interactive} {
			go func() {
				_ = l.acquire(t.Context(), p, quiet)
				mu.Lock()
				defer mu.Unlock()
				order = append(order, p)
			}()
			synctest.Wait()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		want := []Priority{Interactive, Interactive, Prefetch, Prefetch, Poll, Poll}
		if len(order) != len(want) {
			t.Fatal(order)
		}
		for i := range want {
			if order[i] != want[i] {
				t.Fatalf("served %v", order)
			}
		}
	})
}

// Of one priority, who came first is served first, and each is told once that it
// waits, however often others overtake it.
func TestLimiterServesInTheirOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, false)
		_ = l.acquire(t.Context(), Interactive, quiet)
		var mu sync.Mutex
		var order, told []int
		for i := range 6 {
			go func() {
				_ = l.acquire(t.Context(), Interactive, func(time.Duration, bool) {
					mu.Lock()
					defer mu.Unlock()
					told = append(told, i)
				})
				mu.Lock()
				defer mu.Unlock()
				order = append(order, i)
			}()
			synctest.Wait()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if want := []int{0, 1, 2, 3, 4, 5}; !slices.Equal(order, want) || !slices.Equal(told, want) {
			t.Errorf("served %v, told %v", order, told)
		}
	})
}

// A 429 takes what had gathered for a burst, and a shorter pause does not end a
// longer one.
func TestLimiterAfterA429(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(0, false)
		l.noteRateLimit(20 * time.Second)
		l.noteRateLimit(time.Second)
		l.pausedUntil = l.pausedUntil.Add(-20 * time.Second) // nothing gathers while this test looks
		start := time.Now()
		for range 3 {
			_ = l.acquire(t.Context(), Interactive, quiet)
		}
		if d := time.Since(start).Round(time.Millisecond); d != 800*time.Millisecond {
			t.Errorf("one at once and two at 2.5 a second took %v", d)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(0, false)
		for range int(startBurst) {
			_ = l.acquire(t.Context(), Interactive, quiet)
		}
		time.Sleep(4 * time.Second) // the 429 is slow, and meanwhile a burst gathers
		l.noteRateLimit(0)
		start := time.Now()
		for range 3 {
			_ = l.acquire(t.Context(), Interactive, quiet)
		}
		if d := time.Since(start).Round(time.Millisecond); d != 800*time.Millisecond {
			t.Errorf("after a slow 429, one at once and two at 2.5 a second took %v", d)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(5, false)
		l.noteRateLimit(20 * time.Second)
		l.noteRateLimit(time.Second)
		start := time.Now()
		_ = l.acquire(t.Context(), Interactive, quiet)
		if d := time.Since(start); d != 20*time.Second {
			t.Errorf("the pause took %v", d)
		}
	})
}

// A client learns from its answers: good ones raise its rate, a 429 halves it, and
// others leave it. One that is fixed stays.
func TestAClientLearnsItsRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for fixed, want := range map[float64][]float64{0: {5.5, 5.5, 2.75}, 2: {2, 2, 2}} {
			status := 200
			c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(status, row(idA)), nil },
				func(o *Options) { o.BaseURL, o.Rate = "https://api.example", fixed })
			for range riseAfterAnswers {
				_, _ = c.Get(t.Context(), idA)
			}
			rates := []float64{c.limiter.rate}
			for _, status = range []int{503, 429} {
				for range map[int]int{503: riseAfterAnswers, 429: 1}[status] {
					_, _ = c.Get(WithOneTry(t.Context()), idA)
				}
				rates = append(rates, c.limiter.rate)
			}
			if !slices.Equal(rates, want) {
				t.Errorf("fixed at %v: %v, want %v", fixed, rates, want)
			}
		}
	})
}

// Who waits out a pause is told that the server asked for it.
func TestWaitingForAPauseIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var events []Event
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return reply(429, "", "Retry-After", "9"), nil
			}
			return reply(200, row(idA)), nil
		}, func(o *Options) { o.Rate, o.OnEvent = 5, func(e Event) { events = append(events, e) } })
		_, _ = c.Get(WithOneTry(t.Context()), idA)
		if _, err := c.Get(t.Context(), idA); err != nil {
			t.Fatal(err)
		}
		if len(events) != 1 || events[0].Reason != "rate limited" || events[0].Wait != 9*time.Second {
			t.Errorf("%+v", events)
		}
	})
}

func TestLimiterKeepsRoomForThePerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(0, false)
		ctx, cancel := context.WithCancel(t.Context())
		for range 30 {
			go func() { _ = l.acquire(ctx, Prefetch, quiet) }()
		}
		synctest.Wait()
		start := time.Now()
		_ = l.acquire(t.Context(), Interactive, quiet)
		if time.Since(start) != 0 {
			t.Error("prefetch left nothing")
		}
		cancel()
		synctest.Wait()
	})
}

func TestLimiterLearns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(0, false)
		near := func(want float64) {
			t.Helper()
			if math.Abs(l.rate-want) > 1e-9 {
				t.Errorf("rate %v, want %v", l.rate, want)
			}
		}
		good := func(n int) {
			for range n {
				l.noteSuccess()
			}
		}
		good(19)
		near(5)
		good(1)
		near(5.5)
		good(20)
		near(6.05)
		l.noteRateLimit(0)
		near(3.025)
		l.noteRateLimit(0)
		near(3.025) // the same finding
		good(20 * 50)
		near(6.05 * refusedShare) // not past where it was refused
		time.Sleep(refusalMemory)
		good(20)
		near(6.05 * refusedShare * riseFactor)
		for range 20 {
			time.Sleep(2 * refusalWindow)
			l.noteRateLimit(0)
		}
		near(lowestRate)
		good(20 * 500)
		time.Sleep(refusalMemory)
		good(20 * 500)
		near(topRate)
	})
}

func TestLimiterPausesForA429(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(5, false)
		l.noteRateLimit(7 * time.Second)
		start := time.Now()
		var told time.Duration
		var paused bool
		_ = l.acquire(t.Context(), Interactive, func(d time.Duration, p bool) { told, paused = d, p })
		if d := time.Since(start); d != 7*time.Second || told != d || !paused {
			t.Errorf("waited %v, told %v, paused %v", d, told, paused)
		}
		if l.rate != 5 {
			t.Errorf("a fixed rate changed to %v", l.rate)
		}
	})
}

func TestLimiterForgetsWhoLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(1, false)
		_ = l.acquire(t.Context(), Interactive, quiet)
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if err := l.acquire(ctx, Interactive, quiet); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		start := time.Now()
		_ = l.acquire(t.Context(), Poll, quiet)
		if d := time.Since(start).Round(time.Millisecond); d != 900*time.Millisecond {
			t.Errorf("the one who left was served: %v", d)
		}
		if err := l.acquire(ctx, Interactive, quiet); err == nil {
			t.Error("an ended context was let through")
		}
	})
}

func TestWaitingForTheLimiterIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var events []Event
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(200, row(idA)), nil },
			func(o *Options) { o.Rate = 1; o.OnEvent = func(e Event) { events = append(events, e) } })
		for range 2 {
			if _, err := c.Get(WithPriority(t.Context(), Poll), idA); err != nil {
				t.Fatal(err)
			}
		}
		if len(events) != 1 || events[0].Reason != "holding to the rate limit" || events[0].Wait.Round(time.Millisecond) != time.Second || events[0].Try != 1 {
			t.Errorf("%+v", events)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		_, err := c.Create(ctx, CreateSession{})
		var e *Error
		if !errors.As(err, &e) || e.Tries != 0 || e.Arrived || !errors.Is(err, ErrTimeout) {
			t.Errorf("%+v", e)
		}
	})
}
