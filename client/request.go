package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

const sessionPath = "/session"

// request is one call of an operation, whatever number of tries it takes.
type request struct {
	op      string
	method  string
	path    string
	query   string
	body    []byte
	emptyOK bool              // an answer without a body is a success
	read    func(*body) error // takes the value out of a good answer
}

// target is the path and the query.
func (r *request) target() string {
	if r.query == "" {
		return r.path
	}
	return r.path + "?" + r.query
}

// failed is the error of a request, with what is known before it is sent.
func (r *request) failed(kind, err error) *Error {
	return &Error{Op: r.op, Method: r.method, Path: r.path, Kind: kind, Err: err}
}

// invalid is the error of a request that is refused before it is sent.
func (r *request) invalid(why string) *Error { return r.failed(ErrInvalid, errors.New(why)) }

// goodID reports whether an ID can be part of a path and leads nowhere else.
// One with a replacement character is not what the server meant.
func goodID(id string) bool {
	const longest = 256
	if id == "" || id == "." || id == ".." || len(id) > longest || strings.ContainsRune(id, utf8.RuneError) {
		return false
	}
	_, n := Clean(id)
	return n == 0
}

// sendTo sends r to the path of one thing, unless its ID would lead elsewhere.
func sendTo[T any](ctx context.Context, c *Client, r *request, under, id string, read func(*body) (T, error)) (v T, err error) {
	r.path = under
	if !goodID(id) {
		return v, r.invalid("the ID is empty or cannot be part of a path")
	}
	r.path += "/" + url.PathEscape(id)
	return send(ctx, c, r, read)
}

// send sends r and gives what read takes out of a good answer; also beside an
// error, as far as that came.
func send[T any](ctx context.Context, c *Client, r *request, read func(*body) (T, error)) (v T, err error) {
	r.read = func(b *body) (err error) {
		v, err = read(b)
		return err
	}
	err = c.call(ctx, r)
	return v, err
}

// call sends r until it succeeds, fails for good, or ctx ends.
func (c *Client) call(ctx context.Context, r *request) error {
	var failed time.Time // when the first try failed
	arrived := false     // whether an earlier try may have taken effect
	for try := 1; ; try++ {
		if err := c.admit(ctx, r, try); err != nil {
			if paused, ok := errors.AsType[*pausedError](err); ok {
				e := r.failed(ErrRateLimited, paused)
				e.Status, e.RetryAfter = http.StatusTooManyRequests, paused.wait
				return e
			}
			return r.ended(err, try-1, arrived)
		}
		e := c.try(ctx, r, try)
		if e == nil {
			return nil
		}
		if r.method == http.MethodDelete && arrived && errors.Is(e, ErrNotFound) {
			return nil
		}
		if failed.IsZero() {
			failed = time.Now()
		}
		wait, again := r.retry(e, c.wait.backoff, try, time.Since(failed))
		again = again && !oneTry(ctx)
		arrived = arrived || e.Arrived
		e.Tries, e.Arrived = try, arrived
		if deadline, ok := ctx.Deadline(); !again || ok && time.Now().Add(wait).After(deadline) {
			return e
		}
		c.opt.OnEvent(Event{Op: r.op, Wait: wait, Reason: e.Brief(), Try: try + 1, Status: e.Status})
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return r.ended(ctx.Err(), try, arrived)
		}
	}
}

// admit waits for the limiter, and tells.
func (c *Client) admit(ctx context.Context, r *request, try int) error {
	return c.limit.acquire(ctx, priorityOf(ctx), func(d time.Duration, paused bool) {
		ev := Event{Op: r.op, Wait: d, Reason: "holding to the rate limit", Try: try}
		if paused {
			ev.Reason, ev.Status = "rate limited", http.StatusTooManyRequests
		}
		c.opt.OnEvent(ev)
	})
}

// ended is the error of a call whose context ended between tries.
func (r *request) ended(cause error, tries int, arrived bool) *Error {
	e := r.failed(nil, nil)
	e.Tries, e.Arrived = tries, arrived
	e.setCause(cause)
	return e
}
