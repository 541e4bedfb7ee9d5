package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// trip answers requests without a network, so that time can be fake.
type trip func(try int, r *http.Request) (*http.Response, error)

type script struct {
	tries atomic.Int32
	f     trip
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	return s.f(int(s.tries.Add(1)), r)
}

// reply is a response with headers in pairs.
func reply(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

func scripted(t *testing.T, f trip, change ...func(*Options)) (*Client, *script) {
	t.Helper()
	s := &script{f: f}
	c := clientFor(t, "http://127.0.0.1:1", append(change, func(o *Options) { o.HTTP = s })...)
	c.timeouts = defaultTimeouts()
	return c, s
}

var (
	errRefused = &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	errReset   = &net.OpError{Op: "read", Err: syscall.ECONNRESET}
)

func TestWhatIsTriedAgain(t *testing.T) {
	name, messages := "n", jsontext.Value("[]")
	ops := map[string]func(context.Context, *Client) error{
		"get":    func(ctx context.Context, c *Client) error { _, err := c.Get(ctx, idA); return err },
		"create": func(ctx context.Context, c *Client) error { _, err := c.Create(ctx, CreateSession{}); return err },
		"delete": func(ctx context.Context, c *Client) error { _, err := c.Delete(ctx, idA); return err },
		"rename": func(ctx context.Context, c *Client) error {
			_, err := c.Update(ctx, idA, UpdateSession{Name: &name})
			return err
		},
		"messages": func(ctx context.Context, c *Client) error {
			_, err := c.Update(ctx, idA, UpdateSession{Messages: messages})
			return err
		},
	}
	faults := map[string]trip{
		"400":     func(int, *http.Request) (*http.Response, error) { return reply(400, ""), nil },
		"401":     func(int, *http.Request) (*http.Response, error) { return reply(401, ""), nil },
		"404":     func(int, *http.Request) (*http.Response, error) { return reply(404, ""), nil },
		"408":     func(int, *http.Request) (*http.Response, error) { return reply(408, ""), nil },
		"429":     func(int, *http.Request) (*http.Response, error) { return reply(429, ""), nil },
		"500":     func(int, *http.Request) (*http.Response, error) { return reply(500, ""), nil },
		"501":     func(int, *http.Request) (*http.Response, error) { return reply(501, ""), nil },
		"503":     func(int, *http.Request) (*http.Response, error) { return reply(503, ""), nil },
		"refused": func(int, *http.Request) (*http.Response, error) { return nil, errRefused },
		"broken":  func(int, *http.Request) (*http.Response, error) { return nil, errReset },
		"silent": func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
		"no host": func(int, *http.Request) (*http.Response, error) {
			return nil, &net.DNSError{Name: "x", IsNotFound: true}
		},
		"odd": func(int, *http.Request) (*http.Response, error) { return reply(200, "[}"), nil },
	}
	// How many tries each gets. A silent server uses up the window of 30 s
	// after the first failure with the second try.
	want := map[string]map[string]int32{
		"get":      {"408": 4, "429": 4, "500": 4, "503": 4, "refused": 4, "broken": 4, "silent": 2},
		"delete":   {"408": 4, "429": 4, "500": 4, "503": 4, "refused": 4, "broken": 4, "silent": 2},
		"rename":   {"429": 4, "refused": 4},
		"messages": {"429": 4, "refused": 4},
	}
	for op, do := range ops {
		for fault, f := range faults {
			t.Run(op+"/"+fault, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c, s := scripted(t, f)
					err := do(t.Context(), c)
					n := max(want[op][fault], 1)
					var e *Error
					if !errors.As(err, &e) || s.tries.Load() != n || e.Tries != int(n) {
						t.Errorf("%d tries, want %d: %v", s.tries.Load(), n, err)
					}
					arrived := map[string]bool{"408": true, "500": true, "501": true, "503": true, "broken": true, "silent": true, "odd": true}[fault]
					if MayHaveArrived(err) != arrived {
						t.Errorf("MayHaveArrived is %v", MayHaveArrived(err))
					}
				})
			})
		}
	}
}

func TestDeletedByAnEarlierTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return nil, errReset
			}
			return reply(404, ""), nil
		})
		session, err := c.Delete(t.Context(), idA)
		if session != nil || err != nil || s.tries.Load() != 2 {
			t.Errorf("%v %v", session, err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return nil, errRefused
			}
			return reply(404, ""), nil
		})
		if _, err := c.Delete(t.Context(), idA); !errors.Is(err, ErrNotFound) {
			t.Errorf("nothing had arrived, so it was gone before: %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return nil, errReset
			}
			return reply(404, ""), nil
		})
		if _, err := c.Get(t.Context(), idA); !errors.Is(err, ErrNotFound) {
			t.Errorf("what is read is not there: %v", err)
		}
	})
}

// A server that names a time is given it until half a minute after the first failure.
func TestRetriesEndWithTheWindow(t *testing.T) {
	for after, want := range map[string]int32{"15": 4, "20": 3, "40": 2} {
		synctest.Test(t, func(t *testing.T) {
			c, s := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(503, "", "Retry-After", after), nil })
			if _, err := c.Get(t.Context(), idA); !errors.Is(err, ErrServer) || s.tries.Load() != want {
				t.Errorf("%s s: %d tries, want %d: %v", after, s.tries.Load(), want, err)
			}
		})
	}
}

// A deadline that leaves room for the wait does not keep a request from being sent
// again.
func TestADeadlineLeavesRoomForARetry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return reply(503, ""), nil
			}
			return reply(200, row(idA)), nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := c.Get(ctx, idA); err != nil {
			t.Error(err)
		}
	})
}

// A context that has ended sends nothing.
func TestAnEndedContextSendsNothing(t *testing.T) {
	for _, rate := range []float64{-1, 1} {
		c, s := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(204, ""), nil }, func(o *Options) { o.Rate = rate })
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := c.Delete(ctx, idA)
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, context.Canceled) || e.Tries != 0 || e.Arrived || s.tries.Load() != 0 {
			t.Errorf("rate %v: %+v", rate, e)
		}
	}
}

func TestWaitsAreVisible(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var events []Event
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			switch try {
			case 1:
				return reply(429, "", "Retry-After", "3"), nil
			case 2:
				return reply(503, ""), nil
			case 3:
				return nil, errRefused
			}
			return reply(200, row(idA)), nil
		}, func(o *Options) { o.OnEvent = func(e Event) { events = append(events, e) } })
		start := time.Now()
		if _, err := c.Get(t.Context(), idA); err != nil {
			t.Fatal(err)
		}
		var total time.Duration
		got := ""
		for _, e := range events {
			total += e.Wait
			got += fmt.Sprintf("%s|%s|%d\n", e.Op, e.Reason, e.Try)
		}
		want := "reading session " + idA + "|rate limited|2\n" +
			"reading session " + idA + "|503 service unavailable|3\n" +
			"reading session " + idA + "|connection refused|4\n"
		if got != want || events[0].Wait != 3*time.Second {
			t.Errorf("events %+v", events)
		}
		if took := time.Since(start); took != total {
			t.Errorf("waited %v, told of %v", took, total)
		}
	})
}

func TestBackoffGrowsWithFullJitter(t *testing.T) {
	r := request{method: http.MethodGet}
	e := &Error{Kind: ErrServer, Status: 503}
	for try := 1; try < maxTries; try++ {
		most := firstBackoff << (try - 1)
		var low, high int
		for range 400 {
			d, again := r.retryWait(e, firstBackoff, try, 0)
			if !again || d < 0 || d > most {
				t.Fatalf("try %d: %v", try, d)
			}
			if d < most/2 {
				low++
			} else {
				high++
			}
		}
		if low < 100 || high < 100 {
			t.Errorf("try %d: %d waits in the lower half, %d in the upper", try, low, high)
		}
	}
}

func TestALongRetryAfterIsCapped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try == 1 {
				return reply(429, "", "Retry-After", "3600"), nil
			}
			return reply(200, row(idA)), nil
		})
		start := time.Now()
		if _, err := c.Get(t.Context(), idA); err != nil || time.Since(start) != time.Minute {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestAContextEndsAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) {
			return reply(503, "", "Retry-After", "20"), nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		start := time.Now()
		_, err := c.Get(ctx, idA)
		if !errors.Is(err, context.Canceled) || time.Since(start) != 5*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}

func TestAWaitBeyondTheDeadlineIsNotBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) {
			return reply(503, "", "Retry-After", "20"), nil
		})
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		start := time.Now()
		_, err := c.Get(ctx, idA)
		if !errors.Is(err, ErrServer) || time.Since(start) != 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if want := "reading session " + idA + ": 503 service unavailable, retry after 20s"; err.Error() != want {
			t.Errorf("%q", err)
		}
	})
}

// An earlier try may have arrived, however the last one, or the wait for it, ends.
func TestAnEarlierTryMayHaveArrived(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(n int, _ *http.Request) (*http.Response, error) {
			if n == 1 {
				return reply(503, "", "Retry-After", "1"), nil
			}
			return nil, errRefused
		})
		if _, err := c.Delete(t.Context(), idA); !errors.Is(err, ErrNetwork) || !MayHaveArrived(err) {
			t.Errorf("refused at last: %v, arrived %v", err, MayHaveArrived(err))
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(int, *http.Request) (*http.Response, error) { return reply(503, "", "Retry-After", "20"), nil })
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		if _, err := c.Delete(ctx, idA); !errors.Is(err, context.Canceled) || !MayHaveArrived(err) {
			t.Errorf("cancelled while it waits: %v, arrived %v", err, MayHaveArrived(err))
		}
	})
}

// A request with one try is not sent later than it was meant to be.
func TestOneTry(t *testing.T) {
	faults := map[string]trip{
		"429":     func(int, *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "9"), nil },
		"503":     func(int, *http.Request) (*http.Response, error) { return reply(503, ""), nil },
		"refused": func(int, *http.Request) (*http.Response, error) { return nil, errRefused },
		"broken":  func(int, *http.Request) (*http.Response, error) { return nil, errReset },
	}
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, s := scripted(t, f, func(o *Options) { o.Rate = 1 })
				start := time.Now()
				_, err := c.Delete(WithOneTry(t.Context()), idA)
				if s.tries.Load() != 1 || time.Since(start) != 0 || !MayPass(err) {
					t.Errorf("%d tries in %v: %v", s.tries.Load(), time.Since(start), err)
				}
			})
		})
	}
	if MayPass(&Error{Kind: ErrInvalid, Status: 400}) || MayPass(nil) || MayPass(&Error{Kind: ErrServer, Status: 501}) {
		t.Error("what the server refuses does not pass")
	}
}

// During the wait that a 429 asks for, one try is not sent at all, whether it
// came before the answer or after it.
func TestOneTryDoesNotWaitOutAPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := scripted(t, func(_ int, _ *http.Request) (*http.Response, error) {
			time.Sleep(500 * time.Millisecond)
			return reply(429, "", "Retry-After", "20"), nil
		}, func(o *Options) { o.Rate = 1 })
		start := time.Now()
		waited := func(err error) {
			t.Helper()
			var e *Error
			if !errors.As(err, &e) || !errors.Is(err, ErrRateLimited) || e.RetryAfter != 20*time.Second || e.Arrived || e.Tries != 0 || time.Since(start) != 500*time.Millisecond {
				t.Errorf("after %v: %+v", time.Since(start), err)
			}
		}
		first, second := make(chan error), make(chan error)
		go func() { _, err := c.Delete(WithOneTry(t.Context()), idA); first <- err }()
		synctest.Wait()
		go func() { _, err := c.Delete(WithOneTry(t.Context()), idB); second <- err }() // waits for its second
		waited(<-second)
		_, err := c.Delete(WithOneTry(t.Context()), idB)
		waited(err)
		if err := <-first; !errors.Is(err, ErrRateLimited) || s.tries.Load() != 1 {
			t.Errorf("%v, and %d were sent", err, s.tries.Load())
		}
	})
}
