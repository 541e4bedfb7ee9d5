package client

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"strings"
	"time"
)

// Summarize is the summary of a whole session, the same as Client.Summaries
// makes of its row. It looks at the fields, not at Raw, except for the size.
func Summarize(s *Session) Summary {
	sum := Summary{
		ID:            clean(s.ID),
		Status:        Status(clean(string(s.Status))),
		AssistantID:   clean(s.AssistantID),
		SquadID:       clean(s.SquadID),
		PhoneNumberID: clean(s.PhoneNumberID),
		CreatedAt:     s.CreatedAt,
		UpdatedAt:     s.UpdatedAt,
		Expiration:    lifetime(s.ExpirationSeconds),
		NoExpiration:  s.ExpirationSeconds <= 0,
		Cost:          math.NaN(),
		Bytes:         size(len(s.Raw)),
	}
	sum.SetName(s.Name)
	if s.Cost != nil {
		sum.Cost = *s.Cost
	}
	if p := s.Customer; p != nil {
		sum.Customer = clean(cmp.Or(p.Number, p.Name, p.Email, p.SIPURI, p.ExternalID))
	}
	if c := newCursor(s.Assistant); c.kind() == '{' {
		sum.AssistantName = nameIn(c, func(name []byte) string { return clean(strings.ToValidUTF8(string(name), "\uFFFD")) })
		sum.inline()
	}
	for i := range s.Messages {
		m := &s.Messages[i]
		sum.count(Role(clean(string(m.Role))), m.Time, m.Refusal != "", m.Filtered, len(m.Threats) > 0)
		if m.Failed() {
			sum.ToolErrors++
		}
	}
	sum.spoke()
	return sum
}

// Summary is what [Client.Summaries] makes of the row of a session with this
// pick.
func (p Pick) Summary(s *Session) Summary {
	sum, _ := newSummaryReader(p).read(s.Raw)
	return sum
}

// forgetMessages empties what messages fill in, for a row that has them twice.
func (s *Summary) forgetMessages() {
	s.Turns, s.Messages, s.ToolErrors, s.Flags = 0, 0, 0, 0
	s.LastRole, s.SpokeAt, s.Hit = "", time.Time{}, ""
}

// count adds a message.
func (s *Summary) count(role Role, at time.Time, refusal, filtered, threat bool) {
	s.Messages++
	switch role {
	case RoleUser:
		s.Turns++
		s.LastRole, s.SpokeAt = RoleUser, at
	case RoleAssistant, "bot": // what calls name the assistant
		s.Turns++
		s.LastRole, s.SpokeAt = RoleAssistant, at
		if refusal {
			s.Flags |= FlagRefusal
		}
	default: // others count as messages and nothing more
	}
	if filtered {
		s.Flags |= FlagFiltered
	}
	if threat {
		s.Flags |= FlagThreat
	}
}

// spoke gives SpokeAt where no message tells it.
func (s *Summary) spoke() {
	if s.SpokeAt.IsZero() {
		s.SpokeAt = s.UpdatedAt
	}
}

// inline notes an assistant that is carried along and not overruled by a reference.
func (s *Summary) inline() {
	if s.AssistantID == "" {
		s.Flags |= FlagInline
	}
}

// reportsError guesses whether a tool's answer is a failure: it begins with
// the word, or is an object with an error, errors, isError or success: false.
func reportsError(text []byte) bool {
	text = bytes.TrimSpace(text)
	if len(text) >= len("error") && bytes.EqualFold(text[:len("error")], []byte("error")) {
		return true
	}
	if !bytes.HasPrefix(text, []byte("{")) {
		return false
	}
	c := newCursor(text)
	failed := false
	c.members(func(name []byte) {
		switch string(name) {
		case "error", "errors", "isError", "is_error":
			if v := string(c.raw()); v != "null" && v != "false" && v != `""` && v != "[]" && v != "{}" && v != "0" {
				failed = true
			}
		case "success", "ok":
			if string(c.raw()) == "false" {
				failed = true
			}
		}
	})
	return failed && !errors.Is(c.end(), errMalformed)
}

// lifetime is a session's limit: expirationSeconds, or the server's default.
func lifetime(s int64) time.Duration {
	const longest = 100 * 365 * 24 * time.Hour
	if s <= 0 {
		s = DefaultExpirationSeconds
	}
	return time.Duration(min(s, int64(longest/time.Second))) * time.Second
}

func size(n int) int32 { return int32(min(n, math.MaxInt32)) }

// nameIn takes the name of an object, as a string that keep makes.
func nameIn(c *cursor, keep func([]byte) string) (name string) {
	c.members(func(member []byte) {
		if string(member) == "name" {
			name = keep(c.bytes())
		}
	})
	return name
}
