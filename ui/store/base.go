package store

import (
	"cmp"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// Base is a session as it was when a person began to edit it: the values of its
// fields, byte for byte. Messages are nil when they were not read.
type Base struct {
	client.UpdateSession

	unsureValues   []client.UpdateSession // our own values that the server may have instead
	yieldsToOthers bool                   // messages of others are kept without a conflict: the edit is an undo or redo
}

// BaseOf is the base for editing a session that was read whole.
func BaseOf(s *client.Session) Base {
	sum := client.Summarize(s)
	b := baseOf(&sum)
	b.Messages = rawMessages(s)
	return b
}

func baseOf(s *client.Summary) Base {
	name, status, seconds := s.FullName(), s.Status, int64(s.Expiration/time.Second)
	return Base{UpdateSession: client.UpdateSession{Name: &name, Status: &status, ExpirationSeconds: &seconds}}
}

// rawMessages is the JSON array of a whole session's messages: "[]" when it has none,
// nil when the session's JSON is not known.
func rawMessages(s *client.Session) jsontext.Value {
	if len(s.Raw) == 0 {
		return nil
	}
	raw := jsontext.Value("[]")
	for name, v := range client.Members(s.Raw) {
		if name == FieldMessages && v.Kind() != 'n' {
			raw = v
		}
	}
	return raw
}

// differing is the patch without the fields whose value, or default, is the same.
func (b *Base) differing(p client.UpdateSession) client.UpdateSession {
	for _, f := range fields {
		if one := onlyField(p, f); sameFields(one, b.values(one)) {
			p = without(p, one)
		}
	}
	return p
}

// values are the base's values, or defaults, of the fields of a patch.
func (b *Base) values(p client.UpdateSession) client.UpdateSession {
	return intersect(withDefaults(b.UpdateSession), p)
}

// withDefaults fills in the API's defaults for status and expiration: a write cannot
// unset a field.
func withDefaults(of client.UpdateSession) client.UpdateSession {
	status := cmp.Or(deref(of.Status), client.StatusActive)
	seconds := cmp.Or(deref(of.ExpirationSeconds), client.DefaultExpirationSeconds)
	of.Status, of.ExpirationSeconds = &status, &seconds
	return of
}

// copyFields copies those fields that are set in which, also where from has none.
func copyFields(to *client.UpdateSession, from, which client.UpdateSession) {
	if which.Name != nil {
		to.Name = from.Name
	}
	if which.Status != nil {
		to.Status = from.Status
	}
	if which.ExpirationSeconds != nil {
		to.ExpirationSeconds = from.ExpirationSeconds
	}
	if which.Messages != nil {
		to.Messages = from.Messages
	}
}

// join is a patch with the fields of another one over it.
func join(under, over client.UpdateSession) client.UpdateSession {
	copyFields(&under, over, over)
	return under
}

// without is a patch without the fields of another one.
func without(p, less client.UpdateSession) client.UpdateSession {
	copyFields(&p, client.UpdateSession{}, less)
	return p
}

// intersect is a patch reduced to the fields of another one.
func intersect(p, fields client.UpdateSession) (out client.UpdateSession) {
	copyFields(&out, p, fields)
	return out
}

// onlyField is a patch reduced to one field.
func onlyField(p client.UpdateSession, name string) (out client.UpdateSession) {
	switch name {
	case FieldName:
		out.Name = p.Name
	case FieldStatus:
		out.Status = p.Status
	case FieldExpires:
		out.ExpirationSeconds = p.ExpirationSeconds
	case FieldMessages:
		out.Messages = p.Messages
	}
	return out
}

// applyTo writes the fields of a patch into a row, except messages.
func applyTo(r *client.Summary, p client.UpdateSession) {
	if p.Name != nil {
		r.SetName(*p.Name)
	}
	if p.Status != nil {
		r.Status = *p.Status
	}
	if p.ExpirationSeconds != nil {
		r.Expiration, r.NoExpiration = time.Duration(*p.ExpirationSeconds)*time.Second, false
	}
}

// EditBase is the session as a person who begins to edit it sees it now: the whole one
// if given, or the row, or the mark, with the values of edits that are not settled. It is
// false when the session is neither given, nor loaded, nor marked.
func (s *Store) EditBase(id string, whole *client.Session) (Base, bool) {
	var b Base
	switch e, m := s.rows[id], s.marks[id]; {
	case whole != nil:
		b = BaseOf(whole)
	case e != nil && e.base.Bad == nil:
		b = baseOf(&e.base)
	case m != nil && !m.CreatedAt.IsZero():
		b = baseOf(m)
	default:
		return b, false
	}
	if w := s.edits[id]; w != nil {
		b.UpdateSession = join(b.UpdateSession, w.overlay)
	}
	return b, true
}
