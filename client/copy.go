package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Copy is the body of a create for a session like this one, made of Raw. The
// parts that the API takes are in it as the server sent them, unknown members of
// a customer too. Beside an assistant's ID there is neither an inline assistant
// nor a squad, which the API would ignore. The second result names what the
// session has and the API does not take.
func (s *Session) Copy() (body CreateSession, left []string) {
	body = CreateSession{Name: s.Name, Status: s.Status, ExpirationSeconds: s.ExpirationSeconds,
		AssistantID: s.AssistantID, AssistantOverride: s.AssistantOverride,
		PhoneNumberID: s.PhoneNumberID, PhoneNumber: s.PhoneNumber, CustomerID: s.CustomerID}
	var raw struct {
		Messages jsontext.Value `json:"messages"`
		Customer jsontext.Value `json:"customer"`
	}
	_ = unmarshal(s.Raw, &raw) // it was read before
	body.Messages, body.Customer = raw.Messages, raw.Customer
	switch {
	case s.AssistantID == "":
		body.Assistant, body.SquadID = s.Assistant, s.SquadID
		if s.SquadID == "" {
			body.Squad = s.Squad
		}
	case s.SquadID != "":
		left = append(left, "squadId")
	case len(s.Squad) > 0:
		left = append(left, "squad")
	}
	if len(s.Metadata) > 0 {
		left = append(left, "metadata")
	}
	return body, left
}

// DropMasked leaves out what Redact masked in the parts that a session carries
// along, and names it, since a mask must not be sent as a value. A phone number
// is left out whole: the API takes none without its credentials. Messages keep
// their text, masks and all, and are named for that.
func (s *CreateSession) DropMasked() (left []string) {
	for _, part := range []struct {
		name string
		v    *jsontext.Value
	}{
		{"assistant", &s.Assistant}, {"assistantOverrides", &s.AssistantOverride}, {"squad", &s.Squad}, {"customer", &s.Customer},
	} {
		*part.v = dropMasked(*part.v, part.name, &left)
	}
	if bytes.Contains(s.PhoneNumber, []byte(Mask)) {
		s.PhoneNumber, left = nil, append(left, "phoneNumber")
	}
	if bytes.Contains(s.Messages, []byte(Mask)) {
		left = append(left, "masked words of messages, which stay "+Mask)
	}
	return left
}

// dropMasked is a value without what is masked in it, and nil when nothing else
// is left. The paths of what it left out are added to left.
func dropMasked(v jsontext.Value, path string, left *[]string) jsontext.Value {
	if !bytes.Contains(v, []byte(Mask)) {
		return v
	}
	kind := v.Kind()
	if kind != '{' && kind != '[' {
		*left = append(*left, path)
		return nil
	}
	out := []byte{byte(kind)}
	for name, part := range Members(v) {
		within := path + "[]"
		if kind == '{' {
			within = path + "." + name
		}
		kept := dropMasked(part, within, left)
		if kept == nil {
			continue
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		if kind == '{' {
			out, _ = jsontext.AppendQuote(out, name) // a name that was read is valid
			out = append(out, ':')
		}
		out = append(out, kept...)
	}
	if len(out) == 1 {
		return nil
	}
	return append(out, byte(kind)+2) // the closing brace or bracket
}
