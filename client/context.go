package client

import "context"

// Priority orders requests that wait for the rate limit.
type Priority uint8

// The priorities, the most urgent first. A request without WithPriority is
// Interactive.
const (
	Interactive Priority = iota // a person waits for this very request
	Prefetch                    // fetched ahead of need
	Poll                        // asks whether anything changed
)

type priorityKey struct{}

// WithPriority sets the priority of requests with the context in the queue for
// the rate limit.
func WithPriority(ctx context.Context, p Priority) context.Context {
	return context.WithValue(ctx, priorityKey{}, p)
}

type oneTryKey struct{}

// WithOneTry makes requests with the context be sent at most once: they are not
// repeated after a failure, and they are not sent during the pause after a 429,
// but fail as [ErrRateLimited]. It is for writes that are valid only for what
// was read just before; see [MayPass].
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
