package client

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

// try sends r once and reads the answer. When it returns, all that may remain
// is a timer that then does nothing.
func (c *Client) try(ctx context.Context, r *request, try int) *Error {
	start := time.Now()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t := &attempt{c: c, r: r, cancel: cancel}
	e := t.run(ctx)
	switch {
	case e == nil:
		c.limiter.noteSuccess()
	case e.Status == http.StatusTooManyRequests:
		c.limiter.noteRateLimit(e.RetryAfter)
	}
	c.log(ctx, t, e, try, time.Since(start))
	return e
}

// attempt is the state of one try.
type attempt struct {
	c      *Client
	r      *request
	cancel context.CancelCauseFunc

	traced, connected atomic.Bool               // whether the transport reports its connections, and whether it had one
	watchdog          *time.Timer               // cancels the try when it takes too long
	deadline          atomic.Pointer[time.Time] // for the whole answer; nil before the answer begins

	status    int
	requestID string
	bytes     int64 // of the body, after decompression
}

// run sends the request and reads the answer.
func (t *attempt) run(ctx context.Context) *Error {
	t.watchdog = time.AfterFunc(t.c.timeouts.firstByte, t.expire)
	defer t.watchdog.Stop()
	start := time.Now()
	defer time.AfterFunc(t.c.timeouts.notice, func() { t.reportSilence(ctx, start) }).Stop()
	req, err := t.c.newRequest(t.trace(ctx), t.r)
	if err != nil {
		return t.r.invalidError(t.c.safe(err.Error()))
	}
	resp, err := t.c.http.Do(req) //nolint:bodyclose // body.close does, below
	if err != nil {
		return t.networkError(ctx, err)
	}
	end := time.Now().Add(t.c.timeouts.total)
	t.deadline.Store(&end)
	t.allowSilence(t.c.timeouts.stall)
	t.status, t.requestID = resp.StatusCode, requestID(resp.Header)
	b := newBody(resp, t.c.options.MaxBody, t.c.timeouts.stall, t.allowSilence)
	defer b.close()
	defer func() { t.bytes = b.size }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return t.statusError(ctx, resp, b)
	}
	return t.read(ctx, b)
}

// reportSilence reports every second that the answer has not begun.
func (t *attempt) reportSilence(ctx context.Context, since time.Time) {
	if ctx.Err() == nil && t.deadline.Load() == nil {
		t.c.options.OnEvent(Event{Op: t.r.op, Reason: "no answer yet", Silent: time.Since(since)})
		time.AfterFunc(time.Second, func() { t.reportSilence(ctx, since) })
	}
}

// allowSilence sets how long the network may now be silent, within the
// deadline.
func (t *attempt) allowSilence(silence time.Duration) {
	t.watchdog.Reset(min(silence, time.Until(*t.deadline.Load())))
}

// expire cancels the try with the reason why.
func (t *attempt) expire() {
	switch end := t.deadline.Load(); {
	case end == nil:
		t.cancel(errNoAnswer)
	case time.Now().Before(*end):
		t.cancel(errStalled)
	default:
		t.cancel(errTrickle)
	}
}

// trace watches the connection: once there is one, the wait for the first byte
// begins, and the request may have arrived. HTTP/2 reports that a request was
// written only afterwards, when the caller may be gone.
func (t *attempt) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { t.traced.Store(true) },
		GotConn: func(httptrace.GotConnInfo) {
			t.connected.Store(true)
			t.watchdog.Reset(t.c.timeouts.firstByte)
		},
	})
}

// newRequest makes the HTTP request.
func (c *Client) newRequest(ctx context.Context, r *request) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, c.base.String()+r.pathAndQuery(), bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.Header = maps.Clone(c.header)
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// newError is an error of this try with what is known so far.
func (t *attempt) newError(kind, err error) *Error {
	e := t.r.newError(kind, err)
	e.Status, e.RequestID = t.status, t.requestID
	return e
}

// networkError is the error of a try that the network or a deadline ended.
func (t *attempt) networkError(ctx context.Context, err error) *Error {
	e := t.newError(nil, nil)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	e.setCause(err)
	e.Arrived = t.status > 0 || t.connected.Load() || !t.traced.Load() && !failedToConnect(err)
	return e
}

// read reads the value from a good answer.
func (t *attempt) read(ctx context.Context, b *body) *Error {
	in, err := b.content()
	if err == nil {
		err = t.r.read(in)
	}
	kind := ErrDecode
	switch {
	case err == nil, errors.Is(err, errEmpty) && t.r.emptyOK:
		return nil
	case errors.Is(b.err, errTooBig):
		kind = ErrTooLarge
	case b.wire.err != nil:
		return t.networkError(ctx, b.wire.err)
	}
	e := t.newError(kind, cmp.Or(b.err, err))
	e.Arrived = true
	return e
}

// statusError is the error of an answer whose status is not a success.
func (t *attempt) statusError(ctx context.Context, resp *http.Response, b *body) *Error {
	e := t.newError(kindOfStatus(resp.StatusCode), nil)
	e.RetryAfter = retryAfter(resp.Header, time.Now())
	e.Arrived = resp.StatusCode >= http.StatusInternalServerError || resp.StatusCode == http.StatusRequestTimeout
	if errors.Is(e.Kind, ErrRedirect) {
		e.Err = errors.New("the server points elsewhere, which is not followed; check the base URL")
		return e
	}
	raw, _ := io.ReadAll(io.LimitReader(b, maxErrorBody)) // a part is enough for a message
	e.Messages = t.c.messages(raw)
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errStalled) && !errors.Is(cause, errTrickle) {
		return t.networkError(ctx, cause) // the caller ended it
	}
	return e
}

// requestID is the server's ID of the request, from the usual headers.
func requestID(h http.Header) string {
	const longest = 100
	for _, key := range []string{"X-Request-Id", "X-Vapi-Request-Id", "X-Correlation-Id", "Cf-Ray"} {
		if v := h.Get(key); v != "" {
			return safeText(v, longest)
		}
	}
	return ""
}

// log writes one record for a try. It contains the query, but neither the key
// nor bodies.
func (c *Client) log(ctx context.Context, t *attempt, e *Error, try int, took time.Duration) {
	if c.options.Log == nil {
		return
	}
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("method", t.r.method),
		slog.String("path", c.safe(t.r.pathAndQuery())),
		slog.Int("status", t.status),
		slog.Duration("duration", took),
		slog.Int64("bytes", t.bytes),
		slog.Int("try", try),
		slog.String("request_id", c.safe(t.requestID)),
	}
	if e != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("error", strings.TrimPrefix(e.Error(), e.Op+": ")))
	}
	c.options.Log.LogAttrs(context.WithoutCancel(ctx), level, t.r.op, attrs...)
}
