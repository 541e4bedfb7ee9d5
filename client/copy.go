package client

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// Copy is the body of a request that creates a session like this one, made of
// Raw. The parts that the API accepts are in it as the server sent them,
// including unknown members of a customer. Beside an assistant's ID there is
// neither an inline assistant nor a squad, which the API would ignore. LeftOut
// names the parts that the API does not accept.
func (s *Session) Copy() (body CreateSession, leftOut []string) {
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
		leftOut = append(leftOut, "squadId")
	case len(s.Squad) > 0:
		leftOut = append(leftOut, "squad")
	}
	if len(s.Metadata) > 0 {
		leftOut = append(leftOut, "metadata")
	}
	return body, leftOut
}

// DropMasked leaves out what Redact masked in the parts that a session carries
// along, and names it, since a mask must not be sent as a value. A phone number
// is left out whole: the API accepts none without its credentials. Messages
// keep their text with its masks, and are named for that.
func (s *CreateSession) DropMasked() (leftOut []string) {
	for _, part := range []struct {
		name string
		v    *jsontext.Value
	}{
		{"assistant", &s.Assistant}, {"assistantOverrides", &s.AssistantOverride}, {"squad", &s.Squad}, {"customer", &s.Customer},
	} {
		*part.v = dropMasked(*part.v, part.name, &leftOut)
	}
	if bytes.Contains(s.PhoneNumber, []byte(Mask)) {
		s.PhoneNumber, leftOut = nil, append(leftOut, "phoneNumber")
	}
	if bytes.Contains(s.Messages, []byte(Mask)) {
		leftOut = append(leftOut, "masked words of messages, which stay "+Mask)
	}
	return leftOut
}

// dropMasked is a value without its masked parts, or nil when nothing else
// remains. It adds the paths of the parts to leftOut.
func dropMasked(v jsontext.Value, path string, leftOut *[]string) jsontext.Value {
	if !bytes.Contains(v, []byte(Mask)) {
		return v
	}
	kind := v.Kind()
	if kind != '{' && kind != '[' {
		*leftOut = append(*leftOut, path)
		return nil
	}
	out := []byte{byte(kind)}
	for name, part := range Members(v) {
		childPath := path + "[]"
		if kind == '{' {
			childPath = path + "." + name
		}
		kept := dropMasked(part, childPath, leftOut)
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
