package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

const sessionPath = "/session"

// request is one call of an operation, however many tries it takes.
type request struct {
	op      string // what is done, for errors: "listing sessions"
	method  string
	path    string
	query   string
	body    []byte
	emptyOK bool                  // an answer without a body is a success
	read    func(io.Reader) error // reads the value from the JSON of a good answer
}

func (r *request) pathAndQuery() string {
	if r.query == "" {
		return r.path
	}
	return r.path + "?" + r.query
}

// newError is an error of the request with what is known before it is sent.
func (r *request) newError(kind, err error) *Error {
	return &Error{Op: r.op, Kind: kind, Err: err}
}

// invalidError is the error of a request that is refused before it is sent.
func (r *request) invalidError(why string) *Error { return r.newError(ErrInvalid, errors.New(why)) }

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// IsUUID reports whether s has the form of a UUID, of any version, as all IDs of
// the API have.
func IsUUID(s string) bool { return uuid.MatchString(s) }

// isUsableID reports whether an ID can be part of a path and leads nowhere
// else. An ID with a replacement character was damaged on its way.
func isUsableID(id string) bool {
	const longest = 256
	if id == "" || id == "." || id == ".." || len(id) > longest || strings.ContainsRune(id, utf8.RuneError) {
		return false
	}
	_, n := Clean(id)
	return n == 0
}

// sendToResource sends r to the path of one resource of a collection, unless
// the ID cannot be part of a path.
func sendToResource[T any](ctx context.Context, c *Client, r *request, collection, id string, read func(io.Reader) (T, error)) (v T, err error) {
	r.path = collection
	if !isUsableID(id) {
		return v, r.invalidError("the ID is empty or cannot be part of a path")
	}
	r.path += "/" + url.PathEscape(id)
	return send(ctx, c, r, read)
}

// send sends r and returns what read takes from a good answer. Beside an error
// the value holds what was read before it.
func send[T any](ctx context.Context, c *Client, r *request, read func(io.Reader) (T, error)) (v T, err error) {
	r.read = func(in io.Reader) (err error) {
		v, err = read(in)
		return err
	}
	err = c.call(ctx, r)
	return v, err
}

// call sends r until it succeeds, fails for good, or ctx ends.
func (c *Client) call(ctx context.Context, r *request) error {
	var firstFailure time.Time // when the first try failed
	arrived := false           // whether an earlier try may have taken effect
	for try := 1; ; try++ {
		if err := c.waitForLimiter(ctx, r, try); err != nil {
			if paused, ok := errors.AsType[*pausedError](err); ok {
				e := r.newError(ErrRateLimited, paused)
				e.Status, e.RetryAfter = http.StatusTooManyRequests, paused.wait
				return e
			}
			return r.endedError(err, try-1, arrived)
		}
		e := c.try(ctx, r, try)
		if e == nil {
			return nil
		}
		if r.method == http.MethodDelete && arrived && errors.Is(e, ErrNotFound) {
			return nil
		}
		if firstFailure.IsZero() {
			firstFailure = time.Now()
		}
		wait, again := r.retryWait(e, c.timeouts.backoff, try, time.Since(firstFailure))
		again = again && !oneTry(ctx)
		arrived = arrived || e.Arrived
		e.Tries, e.Arrived = try, arrived
		if deadline, ok := ctx.Deadline(); !again || ok && time.Now().Add(wait).After(deadline) {
			return e
		}
		c.options.OnEvent(Event{Op: r.op, Wait: wait, Reason: e.Brief(), Try: try + 1})
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return r.endedError(ctx.Err(), try, arrived)
		}
	}
}

// waitForLimiter waits until the rate limit allows a request, and reports the
// wait.
func (c *Client) waitForLimiter(ctx context.Context, r *request, try int) error {
	return c.limiter.acquire(ctx, priorityOf(ctx), func(d time.Duration, paused bool) {
		ev := Event{Op: r.op, Wait: d, Reason: "holding to the rate limit", Try: try}
		if paused {
			ev.Reason = "rate limited"
		}
		c.options.OnEvent(ev)
	})
}

// endedError is the error of a call whose context ended between tries.
func (r *request) endedError(cause error, tries int, arrived bool) *Error {
	e := r.newError(nil, nil)
	e.Tries, e.Arrived = tries, arrived
	e.setCause(cause)
	return e
}
