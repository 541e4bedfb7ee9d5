package client

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"strings"
	"time"
	"unique"

	"github.com/go-json-experiment/json/jsontext"
)

// Summarize is the summary of a whole session, the same as Client.Summaries
// makes of its row. It looks at the fields, not at Raw, except for the size.
func Summarize(s *Session) Summary {
	sum := Summary{
		ID:            clean(s.ID),
		Status:        Status(shared(string(s.Status))),
		AssistantID:   shared(s.AssistantID),
		AssistantName: shared(s.AssistantName),
		SquadID:       shared(s.SquadID),
		PhoneNumberID: shared(s.PhoneNumberID),
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
		sum.Customer = shared(cmp.Or(p.Number, p.Name, p.Email, p.SIPURI, p.ExternalID))
	}
	if s.Assistant.Kind() == '{' && sum.AssistantID == "" {
		sum.Flags |= FlagInline
	}
	for i := range s.Messages {
		sum.count(&s.Messages[i])
	}
	if sum.LastSpokeAt.IsZero() {
		sum.LastSpokeAt = sum.UpdatedAt
	}
	return sum
}

// shared cleans what many sessions have in common, and keeps it in memory once.
func shared(s string) string { return unique.Make(clean(s)).Value() }

// count adds a message.
func (s *Summary) count(m *Message) {
	s.Messages++
	role := Role(clean(string(m.Role)))
	if role.IsAgent() {
		role = RoleAssistant
	}
	if role == RoleUser || role == RoleAssistant {
		s.Turns++
		s.LastRole, s.LastSpokeAt = role, m.Time
	}
	if role == RoleAssistant && m.Refusal != "" {
		s.Flags |= FlagRefusal
	}
	if m.Filtered {
		s.Flags |= FlagFiltered
	}
	if len(m.Threats) > 0 {
		s.Flags |= FlagThreat
	}
	if m.Failed() {
		s.ToolErrors++
	}
}

// Summary is what [Client.Summaries] makes of the row of a session with this
// pick.
func (p Pick) Summary(s *Session) Summary {
	return newPicker(p).summary(s)
}

// summary is Summarize with what was picked.
func (k *picker) summary(s *Session) Summary {
	sum := Summarize(s)
	for _, path := range k.paths {
		sum.Extra = append(sum.Extra, shared(lookup(s.Raw, path)))
	}
	for i := 0; i < len(s.Messages) && k.pattern != nil && sum.Hit == ""; i++ {
		if m := &s.Messages[i]; k.hears(m.Role) {
			sum.Hit = k.find(m.Text)
		}
	}
	return sum
}

// summaryRow implements rowReader for summaries.
func (k *picker) summaryRow(raw jsontext.Value) (Summary, bool) {
	s := &k.row
	err := s.decode(raw, k.wants)
	if err == nil {
		k.keys(s.Metadata, "")
		return k.summary(s), true
	}
	if errors.Is(err, errMalformed) || !goodID(s.ID) {
		s.ID = ""
	}
	bad := &BadRow{Err: err, Raw: bytes.Clone(raw)}
	return Summary{ID: s.ID, Cost: math.NaN(), Bytes: size(len(raw)), Bad: bad}, s.ID != ""
}

// wants reports whether a summary looks at the texts of messages of that role.
func (k *picker) wants(r Role) bool {
	return r.IsTool() || k.pattern != nil && k.hears(r)
}

// hears reports whether messages of that role count for the text that is looked
// for.
func (k *picker) hears(r Role) bool {
	switch {
	case k.role == "":
		return r != RoleSystem && r != RoleDeveloper
	case k.role.IsAgent():
		return r.IsAgent()
	case k.role.IsTool():
		return r.IsTool()
	}
	return r == k.role
}

// keys notes the paths of values. One whose name has a dot is none: no path
// reaches it.
func (k *picker) keys(object jsontext.Value, above string) {
	const most = 200
	if object.Kind() != '{' {
		return
	}
	for name, v := range Members(object) {
		switch {
		case strings.Contains(name, "."):
		case v.Kind() == '{':
			k.keys(v, above+name+".")
		case len(k.metadata) < most:
			k.metadata[above+name] = true
		}
	}
}

// reportsError guesses whether a tool's answer is a failure: it begins with
// the word, or is an object with an error, errors, isError or success: false.
func reportsError(text string) bool {
	const word = "error"
	text = strings.TrimSpace(text)
	if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) {
		return true
	}
	if !strings.HasPrefix(text, "{") || !wellFormed([]byte(text)) {
		return false
	}
	for name, v := range Members([]byte(text)) {
		v := string(v)
		switch name {
		case "error", "errors", "isError", "is_error":
			if v != "null" && v != "false" && v != `""` && v != "[]" && v != "{}" && v != "0" {
				return true
			}
		case "success", "ok":
			if v == "false" {
				return true
			}
		}
	}
	return false
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
