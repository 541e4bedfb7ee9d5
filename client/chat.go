package client

import (
	"bytes"
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// Chat is one exchange of a session: the input and the output. Its strings are
// as the server sent them; see [Clean].
type Chat struct {
	ID        string    `json:"id"`
	CreatedAt time.Time `json:"createdAt"`
	Input     []Message `json:"-"`    // input; a text becomes one message of the user
	Output    []Message `json:"-"`    // output
	Cost      *float64  `json:"cost"` // in US dollars; nil when absent
	Err       error     `json:"-"`    // why the row cannot be read; nil for a good row
}

// Chats asks for the first chats of a session, the oldest first: GET /chat with
// sessionId. Limit is at most 1000; the server's default when 0. When the
// answer breaks off, the page holds the chats before the break and the error is
// not nil.
func (c *Client) Chats(ctx context.Context, sessionID string, limit int) (*Page[Chat], error) {
	r := request{op: "listing a session's chats", path: "/chat"}
	if !isUsableID(sessionID) {
		return nil, r.invalidError("the ID is empty or cannot be part of a request")
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

// decodeChat decodes a chat as far as possible.
func decodeChat(raw jsontext.Value) Chat {
	var w struct {
		Chat
		Input  jsontext.Value `json:"input"`
		Output jsontext.Value `json:"output"`
	}
	err := decodeObject(raw, &w)
	chat := w.Chat
	chat.Err = err
	chat.Input, chat.Output = decodeMessages(w.Input, RoleUser), decodeMessages(w.Output, RoleAssistant)
	return chat
}

// decodeMessages decodes a list of messages, or a text as one message of the
// given role.
func decodeMessages(v jsontext.Value, role Role) []Message {
	if v.Kind() == '"' {
		return []Message{{Role: role, Text: text[string](v)}}
	}
	var list messageList
	_ = unmarshal(v, &list) // other values have no messages
	return list.all
}
