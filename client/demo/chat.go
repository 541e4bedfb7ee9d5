package demo

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
)

// chat is an exchange of a session as GET /chat gives it.
type chat struct {
	ID        string            `json:"id"`
	OrgID     string            `json:"orgId"`
	SessionID string            `json:"sessionId"`
	Input     []json.RawMessage `json:"input"`
	Output    []json.RawMessage `json:"output"`
	CreatedAt string            `json:"createdAt"`
	UpdatedAt string            `json:"updatedAt"`
	Cost      *float64          `json:"cost,omitempty"`
}

// chats answers GET /chat: the exchanges of one session. No other filter of the
// endpoint is supported.
func (s *Server) chats(rawQuery string) response {
	params, problems := readParams(rawQuery, merged(pagingRules, map[string]rule{"sessionId": anyUUID}))
	if problems != nil {
		return invalid(problems)
	}
	q, id := paged(params), params.Get("sessionId")
	all := s.chatsOf(id)
	if !q.ascending {
		slices.Reverse(all)
	}
	from := min((q.page-1)*q.limit, len(all))
	body := object{"results": all[from:min(from+q.limit, len(all))], "metadata": metadata(&q, len(all))}
	return response{status: http.StatusOK, body: encode(body)}
}

// chatsOf divides a session's messages into exchanges, each from one message of
// the user to the next. Their times are spread over the session's, and its cost
// is divided equally. A session that does not exist has none.
func (s *Server) chatsOf(id string) []chat {
	chats := []chat{}
	r := s.lookup(id)
	if r == nil {
		return chats
	}
	var session struct {
		Messages []json.RawMessage
		Cost     *float64
	}
	_ = json.Unmarshal(s.appendJSON(nil, r), &session) // the JSON was made or checked by this package
	for _, raw := range session.Messages {
		var m struct{ Role string }
		_ = json.Unmarshal(raw, &m)
		switch {
		case m.Role == "user":
			n := uint64(len(chats))
			id := makeUUID(hash(s.options.Seed, saltChat, uint64(r.created)+n), hash(s.options.Seed, saltChat, uint64(r.updated)+n))
			chats = append(chats, chat{ID: id.String(), OrgID: s.gen.catalog.orgID, SessionID: r.id, Input: []json.RawMessage{raw}, Output: []json.RawMessage{}})
		case len(chats) > 0:
			last := &chats[len(chats)-1]
			last.Output = append(last.Output, raw)
		}
	}
	for i := range chats {
		at := r.created + (r.updated-r.created)*int64(i)/int64(len(chats))
		chats[i].CreatedAt = formatTime(at)
		chats[i].UpdatedAt = chats[i].CreatedAt
		if session.Cost != nil {
			share := math.Round(*session.Cost/float64(len(chats))*1e6) / 1e6
			chats[i].Cost = &share
		}
	}
	return chats
}
