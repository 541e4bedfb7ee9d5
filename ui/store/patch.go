package store

import (
	"bytes"
	"cmp"
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
	// Was is what takes the edit back: the values that its fields have on the
	// server now, or their defaults. A field that others already made as wanted
	// is not in it.
	Was client.UpdateSession
}

// MergePatch compares an edit with the session as the server has it now. A
// field that already is as wanted is not sent, one that only we changed is,
// one that both changed is a conflict. Messages are in conflict as soon as
// theirs are not exactly those that were edited, or nobody knows; where the
// edit takes another one back they are left alone then.
func MergePatch(before Base, mine client.UpdateSession, theirs *client.Session) Merged {
	now := BaseOf(theirs)
	var m Merged
	decide := func(edited, asWanted, moved bool, send func(), c Conflict) {
		switch {
		case !edited && moved, edited && moved && !asWanted && c.Field == FieldMessages && before.yields:
			m.Theirs = append(m.Theirs, c.Field)
		case !edited, asWanted && moved:
		case asWanted:
			m.Was = join(m.Was, only(was(theirs, &now), []string{c.Field}))
		case moved:
			m.Conflicts = append(m.Conflicts, c)
		default:
			send()
			m.Was = join(m.Was, only(was(theirs, &now), []string{c.Field}))
		}
	}
	name, status, seconds := value(mine.Name), value(mine.Status), value(mine.ExpirationSeconds)
	decide(mine.Name != nil, theirs.Name == name, now.Name != before.Name,
		func() { m.Patch.Name = mine.Name }, Conflict{Field: FieldName, Mine: name, Theirs: theirs.Name, Before: before.Name})
	decide(mine.Status != nil, theirs.Status == status, now.Status != before.Status,
		func() { m.Patch.Status = mine.Status }, Conflict{Field: FieldStatus, Mine: string(status), Theirs: string(theirs.Status), Before: string(before.Status)})
	decide(mine.ExpirationSeconds != nil, theirs.ExpirationSeconds == seconds, now.Expiration != before.Expiration,
		func() { m.Patch.ExpirationSeconds = mine.ExpirationSeconds },
		Conflict{Field: FieldExpires, Mine: inSeconds(seconds), Theirs: inSeconds(int64(now.Expiration / time.Second)), Before: inSeconds(int64(before.Expiration / time.Second))})
	edited := mine.Messages != nil
	decide(edited, edited && sameMessages(mine.Messages, theirs), messagesMoved(before, now, edited),
		func() { m.Patch.Messages = mine.Messages },
		Conflict{Field: FieldMessages, Mine: counted(mine.Messages), Theirs: counted(now.Messages), Before: counted(before.Messages)})
	if len(m.Conflicts) > 0 {
		m.Patch, m.Was = client.UpdateSession{}, client.UpdateSession{}
	}
	return m
}

// was is every field as the server has it. Where it has none it is what the
// API takes for it by default, since nothing unsets a field.
func was(theirs *client.Session, now *Base) client.UpdateSession {
	status := cmp.Or(theirs.Status, client.StatusActive)
	seconds := cmp.Or(theirs.ExpirationSeconds, client.DefaultExpirationSeconds)
	return client.UpdateSession{Name: &theirs.Name, Status: &status, ExpirationSeconds: &seconds, Messages: now.Messages}
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

// Differences lists the fields that differ between two readings of a session,
// as text. Messages are not compared.
func Differences(before, now Base) []Change {
	var list []Change
	if before.Name != now.Name {
		list = append(list, Change{FieldName, before.Name, now.Name})
	}
	if before.Status != now.Status {
		list = append(list, Change{FieldStatus, string(before.Status), string(now.Status)})
	}
	if before.Expiration != now.Expiration {
		list = append(list, Change{FieldExpires, inSeconds(int64(before.Expiration / time.Second)), inSeconds(int64(now.Expiration / time.Second))})
	}
	return list
}

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
