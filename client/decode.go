package client

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

var (
	errNoID    = errors.New("it has no id")
	errOddID   = errors.New("its id holds characters that an id cannot have")
	errNoObj   = errors.New("it is not an object")
	errWebPage = errors.New("the answer is a web page, not JSON")
	errBroken  = errors.New("the answer is not valid JSON")
	errEnded   = errors.New("the answer ends in the middle")
)

// DecodeSession reads one session. It takes whatever the API was ever seen or
// may be expected to send: numbers as strings, null for absent, both families
// of messages, invalid UTF-8. It fails for what is not a JSON object, has no
// id, or is nested deeper than 200. Raw is a copy of raw; the other raw fields
// are parts of that copy.
func DecodeSession(raw []byte) (*Session, error) {
	return decodeSession(bytes.Clone(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))))
}

// decodeSession reads a session from JSON, which it keeps.
func decodeSession(raw jsontext.Value) (*Session, error) {
	c := newCursor(raw)
	s := &Session{Raw: raw}
	if !c.members(func(name []byte) { s.member(c, name) }) {
		return nil, cmp.Or(c.end(), errNoObj)
	}
	if err := cmp.Or(c.end(), idFault(s.ID)); err != nil {
		return nil, err
	}
	return s, nil
}

// idFault says why a session of that ID must not be used, or nil.
func idFault(id string) error {
	if id == "" {
		return errNoID
	}
	if !goodID(id) {
		return errOddID
	}
	return nil
}

// member takes one member. Of a name that comes twice the last one counts.
func (s *Session) member(c *cursor, name []byte) {
	switch string(name) {
	case "id":
		s.ID = string(c.bytes()) // as it came: an ID that is mended is another one
	case "orgId":
		s.OrgID = c.text()
	case "createdAt":
		s.CreatedAt = c.instant()
	case "updatedAt":
		s.UpdatedAt = c.instant()
	case "name":
		s.Name = c.text()
	case "status":
		s.Status = Status(c.text())
	case "expirationSeconds":
		s.ExpirationSeconds = c.count()
	case "cost":
		s.Cost = c.optional()
	case "costs":
		s.Costs = decodeCosts(c)
	case "messages":
		s.Messages = decodeMessages(c)
	case "customer":
		s.Customer = decodeCustomer(c)
	default:
		s.reference(c, name)
	}
}

// reference takes what the session refers to or carries along.
func (s *Session) reference(c *cursor, name []byte) {
	switch string(name) {
	case "assistantId":
		s.AssistantID = c.text()
	case "squadId":
		s.SquadID = c.text()
	case "phoneNumberId":
		s.PhoneNumberID = c.text()
	case "customerId":
		s.CustomerID = c.text()
	case "assistant":
		s.Assistant = c.present()
	case "assistantOverrides":
		s.AssistantOverride = c.present()
	case "squad":
		s.Squad = c.present()
	case "phoneNumber":
		s.PhoneNumber = c.present()
	case "artifact":
		s.Artifact = c.present()
	case "metadata":
		s.Metadata = c.present()
	}
}

// decodeCustomer takes a customer; nil for anything but an object.
func decodeCustomer(c *cursor) *Customer {
	var p Customer
	if !c.members(func(name []byte) {
		switch string(name) {
		case "number":
			p.Number = c.text()
		case "name":
			p.Name = c.text()
		case "email":
			p.Email = c.text()
		case "sipUri":
			p.SIPURI = c.text()
		case "externalId":
			p.ExternalID = c.text()
		case "extension":
			p.Extension = c.text()
		}
	}) {
		return nil
	}
	return &p
}

// decodeCosts takes the cost breakdown; elements that are no objects are left out.
func decodeCosts(c *cursor) []Cost {
	var costs []Cost
	c.elements(func() {
		if cost, ok := decodeCost(c); ok {
			costs = append(costs, cost)
		}
	})
	return costs
}

// decodeCost takes one entry of any type, known or not; false for what is no object.
func decodeCost(c *cursor) (k Cost, ok bool) {
	from := c.dec.InputOffset()
	ok = c.members(func(name []byte) {
		switch string(name) {
		case "type":
			k.Type = c.text()
		case "analysisType":
			k.AnalysisType = c.text()
		case "model":
			k.Model = decodeModel(c)
		case "promptTokens":
			k.PromptTokens = c.count()
		case "completionTokens":
			k.CompletionTokens = c.count()
		case "cachedPromptTokens":
			k.CachedPromptTokens = c.count()
		case "reasoningTokens":
			k.ReasoningTokens = c.count()
		case "cost":
			k.Cost, _ = c.number()
		case "structuredOutputId":
			k.OutputID = c.text()
		case "name":
			k.Name = c.text()
		case "structuredOutputBreakdown":
			k.StructuredOutputCosts = decodeCosts(c)
		}
	})
	k.Raw = c.since(from)
	return k, ok
}

// decodeModel takes a model as "provider/model", from an object or a string.
func decodeModel(c *cursor) string {
	if c.kind() == '"' {
		return c.text()
	}
	var provider, model string
	c.members(func(name []byte) {
		switch string(name) {
		case "provider":
			provider = c.text()
		case "model":
			model = c.text()
		}
	})
	return strings.Trim(provider+"/"+model, "/")
}

// readSession reads the answer to a request for one session. What follows the
// object is ignored.
func readSession(b *body) (*Session, error) {
	raw, err := readObject(b)
	if err != nil {
		return nil, err
	}
	return decodeSession(raw)
}

// readObject reads one JSON object.
func readObject(b *body) (jsontext.Value, error) {
	if b.html() {
		return nil, errWebPage
	}
	dec := jsontext.NewDecoder(b, lenient...)
	raw, err := dec.ReadValue()
	if err != nil {
		return nil, plainSyntax(err)
	}
	if raw.Kind() != '{' {
		return nil, errors.New("the answer is not an object")
	}
	return bytes.Clone(raw), nil
}

// plainSyntax puts a decoder's error into words without any of the content.
func plainSyntax(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errEnded
	}
	return errBroken
}

// readName reads the name of an assistant, squad or phone number.
func readName(b *body) (string, error) {
	raw, err := readObject(b)
	if err != nil {
		return "", err
	}
	var name, number string
	c := newCursor(raw)
	c.members(func(member []byte) {
		switch string(member) {
		case "name":
			name = clean(c.text())
		case "number":
			number = clean(c.text())
		}
	})
	return cmp.Or(name, number), nil
}
