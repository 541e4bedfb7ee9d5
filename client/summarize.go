package client

import (
	"bytes"
	"cmp"
	"math"
	"strings"
	"time"
	"unique"

	"github.com/go-json-experiment/json/jsontext"
)

// Summarize is the summary of a whole session, the same that Client.Summaries
// makes of its row. It uses the fields and not Raw, except for the size.
func Summarize(s *Session) Summary {
	sum := Summary{
		ID:            clean(s.ID),
		Status:        Status(intern(string(s.Status))),
		AssistantID:   intern(s.AssistantID),
		AssistantName: intern(s.AssistantName),
		SquadID:       intern(s.SquadID),
		PhoneNumberID: intern(s.PhoneNumberID),
		CreatedAt:     s.CreatedAt,
		UpdatedAt:     s.UpdatedAt,
		Expiration:    expiration(s.ExpirationSeconds),
		NoExpiration:  s.ExpirationSeconds <= 0,
		Cost:          math.NaN(),
		Bytes:         clampSize(len(s.Raw)),
	}
	sum.SetName(s.Name)
	if s.Cost != nil {
		sum.Cost = *s.Cost
	}
	if p := s.Customer; p != nil {
		sum.Customer = intern(cmp.Or(p.Number, p.Name, p.Email, p.SIPURI, p.ExternalID))
	}
	if s.Assistant.Kind() == '{' && sum.AssistantID == "" {
		sum.Flags |= FlagInline
	}
	for i := range s.Messages {
		sum.addMessage(&s.Messages[i])
	}
	if sum.LastSpokeAt.IsZero() {
		sum.LastSpokeAt = sum.UpdatedAt
	}
	return sum
}

// intern cleans a text that many sessions share, and keeps it in memory once.
func intern(s string) string { return unique.Make(clean(s)).Value() }

// addMessage counts a message.
func (s *Summary) addMessage(m *Message) {
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

// summary is Summarize with the picked parts.
func (k *picker) summary(s *Session) Summary {
	sum := Summarize(s)
	for _, path := range k.paths {
		sum.Extra = append(sum.Extra, intern(lookup(s.Raw, path)))
	}
	for i := 0; i < len(s.Messages) && k.pattern != nil && sum.Hit == ""; i++ {
		if m := &s.Messages[i]; k.countsRole(m.Role) {
			sum.Hit = k.excerpt(m.Text)
		}
	}
	return sum
}

// summaryRow is the rowReader for summaries.
func (k *picker) summaryRow(raw jsontext.Value) (Summary, bool) {
	s := &k.session
	err := s.decode(raw, k.wantsText)
	if err == nil {
		k.noteMetadata(s.Metadata, "")
		return k.summary(s), true
	}
	if !isUsableID(s.ID) {
		s.ID = ""
	}
	bad := &BadRow{Err: err, Raw: bytes.Clone(raw)}
	return Summary{ID: s.ID, Cost: math.NaN(), Bytes: clampSize(len(raw)), Bad: bad}, s.ID != ""
}

// wantsText reports whether a summary needs the texts of messages of a role.
func (k *picker) wantsText(r Role) bool {
	return r.IsTool() || k.pattern != nil && k.countsRole(r)
}

// countsRole reports whether messages of a role are searched for Pick.Text.
func (k *picker) countsRole(r Role) bool {
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

// noteMetadata keeps the paths of values. A name with a dot is skipped, because
// no path can name it.
func (k *picker) noteMetadata(object jsontext.Value, above string) {
	const most = 200
	if object.Kind() != '{' {
		return
	}
	for name, v := range Members(object) {
		switch {
		case strings.Contains(name, "."):
		case v.Kind() == '{':
			k.noteMetadata(v, above+name+".")
		case len(k.metadataKeys) < most:
			k.metadataKeys[above+name] = true
		}
	}
}

// reportsError guesses whether a tool's answer reports an error: it begins with
// that word, or is an object with an error, errors, isError or success: false.
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

// expiration is expirationSeconds as a duration, or the server's default.
func expiration(s int64) time.Duration {
	const longest = 100 * 365 * 24 * time.Hour
	if s <= 0 {
		s = DefaultExpirationSeconds
	}
	return time.Duration(min(s, int64(longest/time.Second))) * time.Second
}

func clampSize(n int) int32 { return int32(min(n, math.MaxInt32)) }
