package client

import (
	"bytes"
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

// try sends r once and reads the answer. Nothing of it outlives the call but a
// timer that finds it over.
func (c *Client) try(ctx context.Context, r *request, try int) *Error {
	start := time.Now()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	t := &attempt{c: c, r: r, cancel: cancel}
	e := t.run(ctx)
	switch {
	case e == nil:
		c.limit.succeeded()
	case e.Status == http.StatusTooManyRequests:
		c.limit.limited(e.RetryAfter)
	}
	c.log(ctx, t, e, try, time.Since(start))
	return e
}

// attempt is the state of one try.
type attempt struct {
	c      *Client
	r      *request
	cancel context.CancelCauseFunc

	traced, sent atomic.Bool               // whether the transport reports, and whether it had a connection to write to
	watch        *time.Timer               // ends it when it takes too long
	end          atomic.Pointer[time.Time] // when the answer takes too long; nil before it begins

	status    int
	requestID string
	bytes     int64 // of the body, after decompression
}

// run does the exchange.
func (t *attempt) run(ctx context.Context) *Error {
	t.watch = time.AfterFunc(t.c.wait.first, t.expire)
	defer t.watch.Stop()
	start := time.Now()
	defer time.AfterFunc(t.c.wait.quiet, func() { t.tellSilence(ctx, start) }).Stop()
	req, err := t.c.newRequest(t.trace(ctx), t.r)
	if err != nil {
		return t.r.invalid(t.c.safe(err.Error()))
	}
	resp, err := t.c.http.Do(req) //nolint:bodyclose // body.close does, below
	if err != nil {
		return t.broken(ctx, err)
	}
	end := time.Now().Add(t.c.wait.total)
	t.end.Store(&end)
	t.wait(t.c.wait.stall)
	t.status, t.requestID = resp.StatusCode, requestID(resp.Header)
	b := newBody(resp, t.c.opt.MaxBody, t.c.wait.stall, t.wait)
	defer b.close()
	defer func() { t.bytes = b.n }()
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return t.refused(ctx, resp, b)
	}
	return t.read(ctx, b)
}

// tellSilence tells every second that the answer has not begun.
func (t *attempt) tellSilence(ctx context.Context, since time.Time) {
	if ctx.Err() == nil && t.end.Load() == nil {
		t.c.opt.OnEvent(Event{Op: t.r.op, Reason: "no answer yet", Silent: time.Since(since)})
		time.AfterFunc(time.Second, func() { t.tellSilence(ctx, since) })
	}
}

// wait lets the network be silent for so long, as far as the answer has time.
func (t *attempt) wait(silence time.Duration) {
	t.watch.Reset(min(silence, time.Until(*t.end.Load())))
}

// expire ends the exchange and says why.
func (t *attempt) expire() {
	switch end := t.end.Load(); {
	case end == nil:
		t.cancel(errNoAnswer)
	case time.Now().Before(*end):
		t.cancel(errStalled)
	default:
		t.cancel(errTrickle)
	}
}

// trace watches the connection: when there is one, the wait for the first byte
// begins, and the request may have arrived. Over HTTP/2 it is reported to be written
// only after it was, when its caller may be gone.
func (t *attempt) trace(ctx context.Context) context.Context {
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { t.traced.Store(true) },
		GotConn: func(httptrace.GotConnInfo) {
			t.sent.Store(true)
			t.watch.Reset(t.c.wait.first)
		},
	})
}

// newRequest makes the HTTP request.
func (c *Client) newRequest(ctx context.Context, r *request) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, c.base.String()+r.target(), bytes.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	req.Header = maps.Clone(c.header)
	if r.body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	return req, nil
}

// fail is an error of this try with what is known so far.
func (t *attempt) fail(kind, err error) *Error {
	e := t.r.failed(kind, err)
	e.Status, e.RequestID = t.status, t.requestID
	return e
}

// broken is the error of an exchange that the network or a deadline ended.
func (t *attempt) broken(ctx context.Context, err error) *Error {
	e := t.fail(nil, nil)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	e.setCause(err)
	e.Arrived = t.status > 0 || t.sent.Load() || !t.traced.Load() && !neverSent(err)
	return e
}

// read takes the value out of a good answer.
func (t *attempt) read(ctx context.Context, b *body) *Error {
	err := b.open()
	if err == nil && b.empty() {
		if t.r.emptyOK {
			return nil
		}
		err = errors.New("the answer is empty")
	}
	if err == nil {
		err = t.r.read(b)
	}
	if err == nil {
		return nil
	}
	if b.err != nil && !errors.Is(b.err, errTooBig) && !errors.Is(b.err, errCorrupt) {
		return t.broken(ctx, b.err)
	}
	kind := ErrDecode
	if b.err != nil {
		err = b.err
	}
	if errors.Is(err, errTooBig) {
		kind = ErrTooLarge
	}
	e := t.fail(kind, err)
	e.Arrived = true
	return e
}

// refused is the error of an answer whose status is not a success.
func (t *attempt) refused(ctx context.Context, resp *http.Response, b *body) *Error {
	e := t.fail(kindOf(resp.StatusCode), nil)
	e.RetryAfter = retryAfter(resp.Header, time.Now())
	e.Arrived = resp.StatusCode >= http.StatusInternalServerError || resp.StatusCode == http.StatusRequestTimeout
	if errors.Is(e.Kind, ErrRedirect) {
		e.Err = errors.New("the server points elsewhere, which is not followed; check the base URL")
		return e
	}
	if b.open() == nil {
		raw, _ := io.ReadAll(io.LimitReader(b, maxErrorBody)) // what came is enough for a message
		e.Messages = t.c.messages(raw)
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errStalled) && !errors.Is(cause, errTrickle) {
		return t.broken(ctx, cause) // the caller ended it
	}
	return e
}

// requestID is the server's name for the exchange, in the usual headers.
func requestID(h http.Header) string {
	const longest = 100
	for _, key := range []string{"X-Request-Id", "X-Vapi-Request-Id", "X-Correlation-Id", "Cf-Ray"} {
		if v := h.Get(key); v != "" {
			return safeText(v, longest)
		}
	}
	return ""
}

// log writes one record for a try. The query is in it, the key and the bodies are not.
func (c *Client) log(ctx context.Context, t *attempt, e *Error, try int, took time.Duration) {
	if c.opt.Log == nil {
		return
	}
	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("method", t.r.method),
		slog.String("path", c.safe(t.r.target())),
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
	c.opt.Log.LogAttrs(context.WithoutCancel(ctx), level, t.r.op, attrs...)
}
