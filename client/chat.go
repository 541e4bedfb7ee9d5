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
	ID        string         `json:"id"`
	CreatedAt time.Time      `json:"createdAt"`
	Input     []Message      `json:"-"`    // input: a text is one message of the user
	Output    []Message      `json:"-"`    // output
	Cost      *float64       `json:"cost"` // in US dollars; nil when absent
	Raw       jsontext.Value `json:"-"`
	Err       error          `json:"-"` // why the row cannot be read; Raw then holds it
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

// decodeChat reads what it can of a chat.
func decodeChat(raw jsontext.Value) Chat {
	var w struct {
		Chat
		Input  jsontext.Value `json:"input"`
		Output jsontext.Value `json:"output"`
	}
	err := decodeObject(raw, &w)
	chat := w.Chat
	chat.Raw, chat.Err = raw, err
	chat.Input, chat.Output = turn(w.Input, RoleUser), turn(w.Output, RoleAssistant)
	return chat
}

// turn reads messages, or a text of the given role.
func turn(v jsontext.Value, role Role) []Message {
	if v.Kind() == '"' {
		return []Message{{Role: role, Text: text[string](v)}}
	}
	var list messageList
	_ = unmarshal(v, &list) // what is no list has none
	return list.all
}
