package store

import (
	"cmp"
	"encoding/json"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// Base is a session as it was when a person began to edit it.
type Base struct {
	UpdatedAt  time.Time
	Name       string // byte for byte, uncleaned
	Status     client.Status
	Expiration time.Duration
	Messages   jsontext.Value // the raw array; nil when it was not read

	yields bool // an edit of messages gives way to theirs: it takes another edit back
}

// BaseOf is the base for editing a session that was read whole.
func BaseOf(s *client.Session) Base {
	sum := client.Summarize(s)
	b := baseOf(&sum)
	b.Messages = rawMessages(s)
	return b
}

func baseOf(s *client.Summary) Base {
	return Base{UpdatedAt: s.UpdatedAt, Name: s.FullName(), Status: s.Status, Expiration: s.Expiration}
}

// rawMessages is the messages array of a whole session; "[]" when it has none,
// nil when the session was not kept as it came.
func rawMessages(s *client.Session) jsontext.Value {
	if len(s.Raw) == 0 {
		return nil
	}
	var whole struct {
		Messages json.RawMessage `json:"messages"`
	}
	if json.Unmarshal(s.Raw, &whole) != nil {
		return nil
	}
	if len(whole.Messages) == 0 || string(whole.Messages) == "null" {
		return jsontext.Value("[]")
	}
	return jsontext.Value(whole.Messages)
}

// set gives the base the fields of a patch, as it will be once that arrived.
func (b *Base) set(p client.UpdateSession) {
	if p.Name != nil {
		b.Name = *p.Name
	}
	if p.Status != nil {
		b.Status = *p.Status
	}
	if p.ExpirationSeconds != nil {
		b.Expiration = time.Duration(*p.ExpirationSeconds) * time.Second
	}
	if p.Messages != nil {
		b.Messages = p.Messages
	}
}

// adopt takes from another base the fields that a patch names.
func (b *Base) adopt(from Base, p client.UpdateSession) {
	if p.Name != nil {
		b.Name = from.Name
	}
	if p.Status != nil {
		b.Status = from.Status
	}
	if p.ExpirationSeconds != nil {
		b.Expiration = from.Expiration
	}
	if p.Messages != nil {
		b.Messages, b.yields = from.Messages, from.yields
	}
}

// changed is the patch less what already is as it wants, by default too.
func (b *Base) changed(p client.UpdateSession) client.UpdateSession {
	if p.Name != nil && *p.Name == b.Name {
		p.Name = nil
	}
	if p.Status != nil && *p.Status == cmp.Or(b.Status, client.StatusActive) {
		p.Status = nil
	}
	if p.ExpirationSeconds != nil && time.Duration(*p.ExpirationSeconds)*time.Second == b.Expiration {
		p.ExpirationSeconds = nil
	}
	if p.Messages != nil && b.Messages != nil && sameJSON(p.Messages, b.Messages) {
		p.Messages = nil
	}
	return p
}

// join lays one patch over another.
func join(under, over client.UpdateSession) client.UpdateSession {
	if over.Name != nil {
		under.Name = over.Name
	}
	if over.Status != nil {
		under.Status = over.Status
	}
	if over.ExpirationSeconds != nil {
		under.ExpirationSeconds = over.ExpirationSeconds
	}
	if over.Messages != nil {
		under.Messages = over.Messages
	}
	return under
}

// without is the patch less the fields of another.
func without(p, less client.UpdateSession) client.UpdateSession {
	if less.Name != nil {
		p.Name = nil
	}
	if less.Status != nil {
		p.Status = nil
	}
	if less.ExpirationSeconds != nil {
		p.ExpirationSeconds = nil
	}
	if less.Messages != nil {
		p.Messages = nil
	}
	return p
}

// within is the patch reduced to the fields of another.
func within(p, fields client.UpdateSession) client.UpdateSession {
	return without(p, without(p, fields))
}

// values are the base's own values of a patch's fields, or their defaults.
func (b *Base) values(p client.UpdateSession) client.UpdateSession {
	var out client.UpdateSession
	if p.Name != nil {
		name := b.Name
		out.Name = &name
	}
	if p.Status != nil {
		status := cmp.Or(b.Status, client.StatusActive)
		out.Status = &status
	}
	if p.ExpirationSeconds != nil {
		seconds := cmp.Or(int64(b.Expiration/time.Second), client.DefaultExpirationSeconds)
		out.ExpirationSeconds = &seconds
	}
	if p.Messages != nil {
		out.Messages = b.Messages
	}
	return out
}

// only is the patch reduced to the fields of that name.
func only(p client.UpdateSession, fields []string) client.UpdateSession {
	var out client.UpdateSession
	for _, f := range fields {
		switch f {
		case FieldName:
			out.Name = p.Name
		case FieldStatus:
			out.Status = p.Status
		case FieldExpires:
			out.ExpirationSeconds = p.ExpirationSeconds
		case FieldMessages:
			out.Messages = p.Messages
		}
	}
	return out
}
