package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// The clock is the test's own, and so is the network: a busy machine makes no
// server slower than it is meant to be.
func TestSlowAnswers(t *testing.T) {
	for _, f := range []fault{
		{"no answer", func(_ http.ResponseWriter, r *http.Request) { hang(r) }, ErrTimeout, "no answer in time", ""},
		{"stalled body", func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprint(w, half())
			w.(http.Flusher).Flush()
			hang(r)
		}, ErrTimeout, "the answer stopped coming", idA + " " + idB},
		{"stalled before the body", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusOK)
			w.(http.Flusher).Flush()
			hang(r)
		}, ErrTimeout, "the answer stopped coming", ""},
		{"stalled error", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			w.(http.Flusher).Flush()
			hang(r)
		}, ErrServer, "500 internal server error", ""},
		{"trickle", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := fmt.Fprint(w, strings.Repeat(" ", minReported)); err != nil {
					return
				}
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
				case <-time.After(time.Millisecond):
				}
			}
		}, ErrTimeout, "the answer took too long", ""},
	} {
		t.Run(f.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := serveInMemory(t, f.h)
				c.timeouts.firstByte, c.timeouts.stall, c.timeouts.total = 60*time.Millisecond, 60*time.Millisecond, 150*time.Millisecond
				tries := maxTries
				if f.name == "trickle" {
					tries = 1 // it would take as long again
				}
				f.meet(t, c, tries)
			})
		})
	}
}

// A body that its server never ends costs a moment, not the patience that a
// silent server is given. The clock is the test's own.
func TestAnOpenBodyDoesNotHoldUpAPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
			open, end := io.Pipe()
			context.AfterFunc(r.Context(), func() { _ = end.CloseWithError(r.Context().Err()) })
			resp := reply(200, "")
			resp.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(strings.NewReader(pageOf(row(idA))+strings.Repeat(" ", 4096)), open), open}
			return resp, nil
		})
		start := time.Now()
		mustSummaries(t, c)
		if d := time.Since(start); d > time.Second {
			t.Errorf("took %v", d)
		}
	})
}

// An answer that comes byte by byte is waited for no longer than a silent one.
func TestADripCountsAsSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(_ int, r *http.Request) (*http.Response, error) {
			out, in := io.Pipe()
			context.AfterFunc(r.Context(), func() { _ = in.CloseWithError(r.Context().Err()) })
			go func() {
				for {
					if _, err := in.Write([]byte(" ")); err != nil {
						return
					}
					time.Sleep(10 * time.Second)
				}
			}()
			resp := reply(200, "")
			resp.Body = out
			return resp, nil
		})
		start := time.Now()
		_, err := c.Summaries(t.Context(), ListParams{}, Pick{})
		if d := time.Since(start); !errors.Is(err, errStalled) || d > 2*time.Minute {
			t.Errorf("%v after %v", err, d)
		}
		time.Sleep(time.Minute) // until the writers have seen the end
	})
}

// That a request has had no answer is told every second from the fifth on, and
// not once there is one or it has failed.
func TestSilenceIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := scripted(t, func(try int, _ *http.Request) (*http.Response, error) {
			if try > 1 {
				time.Sleep(6500 * time.Millisecond)
				return nil, io.EOF
			}
			time.Sleep(7500 * time.Millisecond)
			return reply(200, pageOf(row(idA))), nil
		})
		var told []string
		c.options.OnEvent = func(e Event) { told = append(told, fmt.Sprint(e.Op, ": ", e.Silent, e.Wait)) }
		check := func(want string) {
			t.Helper()
			time.Sleep(time.Minute)
			synctest.Wait()
			if strings.Join(told, ", ") != want {
				t.Errorf("told %q", told)
			}
			told = nil
		}
		mustSummaries(t, c)
		check("listing sessions: 5s 0s, listing sessions: 6s 0s, listing sessions: 7s 0s")
		_, err := c.Get(WithOneTry(t.Context()), idA)
		check("reading session " + idA + ": 5s 0s, reading session " + idA + ": 6s 0s")
		if err == nil {
			t.Error("it has not failed")
		}
	})
}
