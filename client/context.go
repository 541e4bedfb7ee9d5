package client

import "context"

// Priority orders requests that wait for the rate limit.
type Priority uint8

// The priorities, first served first. Interactive is what a request without
// WithPriority has.
const (
	Interactive Priority = iota // a person waits for this very request
	Prefetch                    // fetched ahead of need
	Poll                        // asks whether anything changed

	priorities = 3
)

type priorityKey struct{}

// WithPriority gives the requests made with the context a place in the queue
// for the rate limit.
func WithPriority(ctx context.Context, p Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, min(p, priorities-1))
}

type oneTryKey struct{}

// WithOneTry has the requests made with the context sent once, or not at all:
// none is repeated after a failure, and none waits for as long as a 429 asks
// for. Those are not sent, and fail as [ErrRateLimited]. It is for writes that
// hold only for what was read just before; see [MayPass].
func WithOneTry(ctx context.Context) context.Context {
	return context.WithValue(ctx, oneTryKey{}, true)
}

func oneTry(ctx context.Context) bool {
	once, _ := ctx.Value(oneTryKey{}).(bool)
	return once
}

func priorityOf(ctx context.Context) Priority {
	p, _ := ctx.Value(priorityKey{}).(Priority)
	return p
}
