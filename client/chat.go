package client

import (
	"bytes"
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Chat is one exchange of a session: what was put in and what came out. Its
// strings are as they came; see [Clean].
type Chat struct {
	ID        string
	CreatedAt time.Time
	Input     []Message // a text is one message of the user
	Output    []Message
	Cost      *float64 // in US dollars; nil when absent
	Raw       jsontext.Value
	Err       error // why the row cannot be read; Raw then holds it
}

// Chats asks for the first chats of a session, the oldest first: GET /chat with
// sessionId. Limit is at most 1000; the server's default when 0. When the answer
// breaks off, the page holds what came before and the error is not nil.
func (c *Client) Chats(ctx context.Context, sessionID string, limit int) (*Page[Chat], error) {
	r := request{op: "listing a session's chats", path: "/chat"}
	if !goodID(sessionID) {
		return nil, r.invalid("the ID is empty or cannot be part of a request")
	}
	q := url.Values{"sessionId": {sessionID}, "sortOrder": {string(Ascending)}}
	if limit > 0 {
		q.Set("limit", strconv.Itoa(limit))
	}
	r.query = q.Encode()
	return listPage(ctx, c, r, func(raw jsontext.Value) (Chat, bool) {
		chat := decodeChat(bytes.Clone(raw))
		return chat, chat.ID != ""
	})
}

// decodeChat takes what it can of a chat.
func decodeChat(raw jsontext.Value) Chat {
	c, chat := newCursor(raw), Chat{Raw: raw}
	c.members(func(name []byte) {
		switch string(name) {
		case "id":
			chat.ID = c.text()
		case "createdAt":
			chat.CreatedAt = c.instant()
		case "input":
			chat.Input = turn(c, RoleUser)
		case "output":
			chat.Output = turn(c, RoleAssistant)
		case "cost":
			chat.Cost = c.optional()
		}
	})
	chat.Err = c.end()
	return chat
}

// turn takes messages, or a text of the given role.
func turn(c *cursor, role Role) []Message {
	if c.kind() != '"' {
		return decodeMessages(c)
	}
	return []Message{{Role: role, Text: c.text()}}
}
