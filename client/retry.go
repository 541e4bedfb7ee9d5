package client

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// When and how often a request is sent again.
const (
	maxTries      = 4
	retryWindow   = 30 * time.Second // after the first failure; later failures are final
	maxRetryAfter = 60 * time.Second // the longest wait a server may ask for
	firstBackoff  = 500 * time.Millisecond
	aDay          = 86400 // seconds; a larger X-RateLimit-Reset is a Unix time
)

// timeouts are the time limits of a try.
type timeouts struct {
	connect   time.Duration // to open a connection
	firstByte time.Duration // until the first byte of the answer
	notice    time.Duration // until an Event reports that there is none yet
	stall     time.Duration // between two reads of the body
	total     time.Duration // for the whole body
	backoff   time.Duration // the longest first wait between tries
}

func defaultTimeouts() timeouts {
	return timeouts{
		connect:   10 * time.Second,
		firstByte: 30 * time.Second,
		notice:    5 * time.Second,
		stall:     30 * time.Second,
		total:     5 * time.Minute,
		backoff:   firstBackoff,
	}
}

// retryWait decides whether r is sent again after a try failed with e, and
// after which wait. Since is the time since the first failure, base the longest
// first wait.
func (r *request) retryWait(e *Error, base time.Duration, try int, since time.Duration) (time.Duration, bool) {
	if try >= maxTries || since > retryWindow || !r.repeatable(e) || !transient(e) {
		return 0, false
	}
	if e.RetryAfter > 0 {
		return e.RetryAfter, true
	}
	most := base << (try - 1)
	return time.Duration(rand.Int64N(int64(most) + 1)), true
}

// repeatable reports whether sending r again after e cannot change the outcome.
func (r *request) repeatable(e *Error) bool {
	switch r.method {
	case http.MethodGet, http.MethodDelete:
		return true
	case http.MethodPatch:
		return !e.Arrived
	}
	return false
}

// transient reports whether the next try may succeed. An answer that took too
// long would take as long again.
func transient(e *Error) bool {
	plain, ok := errors.AsType[*plainError](e)
	return MayPass(e) && !errors.Is(e, errTrickle) && (!ok || !plain.permanent)
}

// retryAfter reads how long an answer asks to wait: from Retry-After, in
// seconds or as a date, or from X-RateLimit-Reset, as a Unix time or as seconds
// from now.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		return seconds(s)
	}
	if t, err := http.ParseTime(v); err == nil {
		return seconds(t.Sub(now).Seconds())
	}
	s, _ := strconv.ParseFloat(strings.TrimSpace(h.Get("X-Ratelimit-Reset")), 64) // 0 where it is none
	if s > aDay {
		s -= float64(now.UnixMilli()) / 1000
	}
	return seconds(s)
}

// seconds is s as a wait, at most maxRetryAfter. NaN is no wait.
func seconds(s float64) time.Duration {
	if !(s > 0) {
		return 0
	}
	return time.Duration(min(s, maxRetryAfter.Seconds()) * float64(time.Second))
}
