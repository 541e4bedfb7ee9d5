package client

import (
	"bytes"
	"context"
	"net/http"
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
	r := request{op: "listing a session's chats", method: http.MethodGet, path: "/chat"}
	if !goodID(sessionID) {
		return nil, r.invalid("the ID is empty or cannot be part of a request")
	}
	q := url.Values{"sessionId": {sessionID}, "sortOrder": {string(Ascending)}}
	if limit > 0 {
		q.Set("limit", strconv.Itoa(limit))
	}
	r.query = q.Encode()
	var page *Page[Chat]
	r.read = func(b *body) error {
		var err error
		page, err = readPage(b, new(chatRows))
		return err
	}
	err := c.call(ctx, &r)
	return page, err
}

// chatRows keeps chats.
type chatRows struct{ list []Chat }

func (r *chatRows) rows() []Chat { return r.list }

func (r *chatRows) add(raw jsontext.Value) bool {
	chat := decodeChat(bytes.Clone(raw))
	r.list = append(r.list, chat)
	return chat.ID != ""
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
