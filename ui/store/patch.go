package store

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// The fields that can be edited, by the API's names.
const (
	FieldName     = "name"
	FieldStatus   = "status"
	FieldExpires  = "expirationSeconds"
	FieldMessages = "messages"
)

// Base is a session as it was when a person began to edit it.
type Base struct {
	UpdatedAt  time.Time
	Name       string // cleaned
	Status     client.Status
	Expiration time.Duration
	Messages   jsontext.Value // the raw array; nil when it was not read
}

// BaseOf is the base for editing a session that was read whole.
func BaseOf(s *client.Session) Base {
	sum := client.Summarize(s)
	b := baseOf(&sum)
	b.Messages = rawMessages(s)
	return b
}

func baseOf(s *client.Summary) Base {
	return Base{UpdatedAt: s.UpdatedAt, Name: s.Name, Status: s.Status, Expiration: s.Expiration}
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

// Conflict is a field that changed on both sides.
type Conflict struct {
	Field                string // FieldName and so on
	Mine, Theirs, Before string // as text
}

// Merged is an edit after it met the server's present state.
type Merged struct {
	Patch     client.UpdateSession // what is still to be sent; empty when nothing is
	Conflicts []Conflict           // fields that changed on both sides: nothing may be sent
	Theirs    []string             // fields that only the server's side changed: they stay
}

// MergePatch compares an edit with the session as the server has it now. A
// field that already is as wanted is not sent, one that only we changed is,
// one that both changed is a conflict. Messages are in conflict as soon as
// theirs are not exactly those that were edited, or nobody knows.
func MergePatch(before Base, mine client.UpdateSession, theirs *client.Session) Merged {
	now := BaseOf(theirs)
	var m Merged
	decide := func(field string, edited, asWanted, moved bool, send func(), c Conflict) {
		switch {
		case !edited && moved:
			m.Theirs = append(m.Theirs, field)
		case !edited, asWanted:
		case moved:
			c.Field = field
			m.Conflicts = append(m.Conflicts, c)
		default:
			send()
		}
	}
	name, status, seconds := value(mine.Name), value(mine.Status), value(mine.ExpirationSeconds)
	decide(FieldName, mine.Name != nil, theirs.Name == name, now.Name != before.Name,
		func() { m.Patch.Name = mine.Name }, Conflict{Mine: name, Theirs: theirs.Name, Before: before.Name})
	decide(FieldStatus, mine.Status != nil, theirs.Status == status, now.Status != before.Status,
		func() { m.Patch.Status = mine.Status }, Conflict{Mine: string(status), Theirs: string(theirs.Status), Before: string(before.Status)})
	decide(FieldExpires, mine.ExpirationSeconds != nil, theirs.ExpirationSeconds == seconds, now.Expiration != before.Expiration,
		func() { m.Patch.ExpirationSeconds = mine.ExpirationSeconds },
		Conflict{Mine: inSeconds(seconds), Theirs: inSeconds(int64(now.Expiration / time.Second)), Before: inSeconds(int64(before.Expiration / time.Second))})
	edited := mine.Messages != nil
	decide(FieldMessages, edited, edited && sameMessages(mine.Messages, theirs), messagesMoved(before, now, edited),
		func() { m.Patch.Messages = mine.Messages },
		Conflict{Mine: counted(mine.Messages), Theirs: counted(now.Messages), Before: counted(before.Messages)})
	if len(m.Conflicts) > 0 {
		m.Patch = client.UpdateSession{}
	}
	return m
}

// messagesMoved reports whether the messages are other than they were. When
// nobody knows, an edit of them must not go out.
func messagesMoved(before, now Base, edited bool) bool {
	if before.Messages == nil || now.Messages == nil {
		return edited
	}
	return !sameJSON(before.Messages, now.Messages)
}

// Arrived reports whether the session is as the patch wanted it.
func Arrived(patch client.UpdateSession, theirs *client.Session) bool {
	switch {
	case patch.Name != nil && theirs.Name != *patch.Name,
		patch.Status != nil && theirs.Status != *patch.Status,
		patch.ExpirationSeconds != nil && theirs.ExpirationSeconds != *patch.ExpirationSeconds:
		return false
	}
	return patch.Messages == nil || sameMessages(patch.Messages, theirs)
}

// sameMessages reports whether a session's messages are those of an array:
// the same JSON, or as many with the same roles and texts, since a server may
// add fields of its own.
func sameMessages(mine jsontext.Value, theirs *client.Session) bool {
	if raw := rawMessages(theirs); raw != nil && sameJSON(mine, raw) {
		return true
	}
	var list []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
		Message string          `json:"message"`
	}
	if json.Unmarshal(mine, &list) != nil || len(list) != len(theirs.Messages) {
		return false
	}
	for i, m := range list {
		text := m.Message
		if len(m.Content) > 0 && string(m.Content) != "null" && json.Unmarshal(m.Content, &text) != nil {
			return false
		}
		if m.Role != string(theirs.Messages[i].Role) || text != theirs.Messages[i].Text {
			return false
		}
	}
	return true
}

// sameJSON compares two values whatever their spacing and order of members.
func sameJSON(a, b jsontext.Value) bool {
	if bytes.Equal(a, b) {
		return true
	}
	a, b = a.Clone(), b.Clone()
	return a.Canonicalize(jsontext.AllowDuplicateNames(true)) == nil &&
		b.Canonicalize(jsontext.AllowDuplicateNames(true)) == nil && bytes.Equal(a, b)
}

// Change is one field of a write, before and after.
type Change struct{ Field, From, To string }

// Changes lists what a patch changes, as text.
func Changes(before Base, patch client.UpdateSession) []Change {
	var list []Change
	if patch.Name != nil {
		list = append(list, Change{FieldName, before.Name, *patch.Name})
	}
	if patch.Status != nil {
		list = append(list, Change{FieldStatus, string(before.Status), string(*patch.Status)})
	}
	if patch.ExpirationSeconds != nil {
		list = append(list, Change{FieldExpires, inSeconds(int64(before.Expiration / time.Second)), inSeconds(*patch.ExpirationSeconds)})
	}
	if patch.Messages != nil {
		list = append(list, Change{FieldMessages, counted(before.Messages), counted(patch.Messages)})
	}
	return list
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

// set gives the base the fields of a patch, as it will be once that arrived.
func (b *Base) set(p client.UpdateSession) {
	if p.Name != nil {
		b.Name, _ = client.Clean(*p.Name)
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
		b.Messages = from.Messages
	}
}

// changed is the patch less what already is as it wants.
func (b *Base) changed(p client.UpdateSession) client.UpdateSession {
	if p.Name != nil && *p.Name == b.Name {
		p.Name = nil
	}
	if p.Status != nil && *p.Status == b.Status {
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

func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

func inSeconds(n int64) string { return strconv.FormatInt(n, 10) + " s" }

// counted says how many messages an array holds.
func counted(raw jsontext.Value) string {
	var list []json.RawMessage
	if raw == nil || json.Unmarshal(raw, &list) != nil {
		return "messages"
	}
	if len(list) == 1 {
		return "1 message"
	}
	return strconv.Itoa(len(list)) + " messages"
}
