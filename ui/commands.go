package ui

import (
	"context"

	"vapi-sessions/client"
)

// API is what the program asks of the server: the five operations, the list in
// two shapes (rows for the screen, whole sessions for copies), and the chats of
// a session.
type API interface {
	Summaries(ctx context.Context, p client.ListParams, pick client.Pick) (*client.Page[client.Summary], error)
	List(ctx context.Context, p client.ListParams) (*client.Page[client.SessionRow], error)
	Get(ctx context.Context, id string) (*client.Session, error)
	Create(ctx context.Context, s client.CreateSession) (*client.Session, error)
	Update(ctx context.Context, id string, u client.UpdateSession) (*client.Session, error)
	Delete(ctx context.Context, id string) (*client.Session, error)
	Chats(ctx context.Context, sessionID string, limit int) (*client.Page[client.Chat], error)
}
