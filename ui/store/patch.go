package store

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
	"vapi-sessions/ui/words"
)

// The fields that can be edited, by the API's names.
const (
	FieldName     = "name"
	FieldStatus   = "status"
	FieldExpires  = "expirationSeconds"
	FieldMessages = "messages"
)

// fields are all of them, in the order in which they are listed.
var fields = [...]string{FieldName, FieldStatus, FieldExpires, FieldMessages}

// Conflict is a field that both the person and others changed.
type Conflict struct {
	Field                string // such as FieldName
	Mine, Theirs, Before string // as text
}

// Merged is an edit that was compared with the session on the server.
type Merged struct {
	Patch     client.UpdateSession // to be sent
	Conflicts []Conflict           // when there are any, Patch is empty
	// Replaced is the values, or defaults, that the edit's fields have on the server
	// now. Fields that others changed to the wanted value are not in it.
	Replaced client.UpdateSession
}

// MergePatch compares an edit with the session as the server has it now. A field that
// has the wanted value is not sent, one that only the person changed is sent, and one
// that both changed is a conflict. Messages are in conflict when they are not exactly
// those before the edit, or are not known; an undo or redo leaves them as they are then.
// Values that we sent, of which nobody knew whether they arrived, are in no conflict.
func MergePatch(before Base, mine client.UpdateSession, theirs *client.Session) Merged {
	now := BaseOf(theirs)
	var m Merged
	for _, name := range fields {
		edit, was, is := onlyField(mine, name), onlyField(before.UpdateSession, name), onlyField(now.UpdateSession, name)
		messages, asWanted := name == FieldMessages, applied(edit, theirs)
		moved := !sameFields(was, is) || messages && now.Messages == nil
		switch {
		case moved && (asWanted || messages && before.yieldsToOthers):
		case moved && !slices.ContainsFunc(before.unsureValues, func(p client.UpdateSession) bool { return hasField(p, name, theirs) }):
			m.Conflicts = append(m.Conflicts, Conflict{Field: name, Mine: fieldText(name, mine), Theirs: fieldText(name, now.UpdateSession), Before: fieldText(name, before.UpdateSession)})
		default:
			m.Replaced = join(m.Replaced, intersect(ValuesOf(theirs), edit))
			if !asWanted {
				m.Patch = join(m.Patch, edit)
			}
		}
	}
	if len(m.Conflicts) > 0 {
		m.Patch, m.Replaced = client.UpdateSession{}, client.UpdateSession{}
	}
	return m
}

// hasField reports whether the session has the patch's value of a field.
func hasField(p client.UpdateSession, name string, s *client.Session) bool {
	one := onlyField(p, name)
	return !one.Empty() && applied(one, s)
}

// ValuesOf are the values, or defaults, of a session's fields.
func ValuesOf(s *client.Session) client.UpdateSession {
	return withDefaults(client.UpdateSession{Name: &s.Name, Status: &s.Status, ExpirationSeconds: &s.ExpirationSeconds, Messages: rawMessages(s)})
}

// applied reports whether the session has the values of the patch.
func applied(patch client.UpdateSession, theirs *client.Session) bool {
	switch {
	case patch.Name != nil && theirs.Name != *patch.Name,
		patch.Status != nil && theirs.Status != *patch.Status,
		patch.ExpirationSeconds != nil && theirs.ExpirationSeconds != *patch.ExpirationSeconds:
		return false
	}
	return patch.Messages == nil || sameMessages(patch.Messages, theirs)
}

// sameMessages reports whether a session's messages have the roles and texts of those in
// an array. The server may add other fields.
func sameMessages(mine jsontext.Value, theirs *client.Session) bool {
	wanted, err := client.DecodeSession(slices.Concat([]byte(`{"id":"mine","messages":`), mine, []byte("}")))
	return err == nil && slices.EqualFunc(wanted.Messages, theirs.Messages, func(a, b client.Message) bool { return a.Role == b.Role && a.Text == b.Text })
}

// sameJSON compares two values without regard to spacing and order of members.
func sameJSON(a, b jsontext.Value) bool {
	if bytes.Equal(a, b) {
		return true
	}
	a, b = a.Clone(), b.Clone()
	twice, halves := jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)
	return a.Canonicalize(twice, halves) == nil && b.Canonicalize(twice, halves) == nil && bytes.Equal(a, b)
}

// Change is one field of a write, before and after, as text.
type Change struct{ Field, From, To string }

// Differences lists the fields that differ between two readings of a session, except
// messages.
func Differences(before, now Base) []Change {
	now.Messages = nil
	return Changes(before, before.differing(now.UpdateSession))
}

// Changes lists the fields of a patch.
func Changes(before Base, patch client.UpdateSession) []Change {
	var list []Change
	for _, f := range fields {
		if one := onlyField(patch, f); !one.Empty() {
			list = append(list, Change{f, fieldText(f, before.UpdateSession), fieldText(f, one)})
		}
	}
	return list
}

// sameFields compares all fields of two patches. A missing field equals an empty one.
func sameFields(a, b client.UpdateSession) bool {
	return deref(a.Name) == deref(b.Name) && deref(a.Status) == deref(b.Status) &&
		deref(a.ExpirationSeconds) == deref(b.ExpirationSeconds) && sameJSON(a.Messages, b.Messages)
}

// fieldText is the value of a patch's field in words.
func fieldText(field string, p client.UpdateSession) string {
	switch field {
	case FieldName:
		return deref(p.Name)
	case FieldStatus:
		return string(deref(p.Status))
	case FieldExpires:
		return strconv.FormatInt(deref(p.ExpirationSeconds), 10) + " s"
	}
	return messageCount(p.Messages)
}

func deref[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// messageCount says how many messages an array has.
func messageCount(raw jsontext.Value) string {
	if raw.Kind() != '[' {
		return "messages"
	}
	n := 0
	for range client.Members(raw) {
		n++
	}
	return words.Plural(n, "message")
}
