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
	var s Session
	if err := s.decode(bytes.Clone(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))), nil); err != nil {
		return nil, err
	}
	return &s, nil
}

// named is what has a name; a phone number may have no other.
type named struct {
	Name   string `json:"name"`
	Number string `json:"number"`
}

// decode reads a session from JSON, which it keeps. Beside an error there is what
// could be read. Texts of messages are left out unless wants is nil or wants them.
// The room of earlier messages is used again.
func (s *Session) decode(raw jsontext.Value, wants func(Role) bool) error {
	w := struct {
		*Session
		Assistant object[named]     `json:"assistant"`
		Customer  object[Customer]  `json:"customer"`
		Costs     objects[wireCost] `json:"costs"`
		Messages  messageList       `json:"messages"`
	}{Session: s, Messages: messageList{s.Messages[:0], wants}}
	*s = Session{Raw: raw}
	err := decodeObject(raw, &w)
	if c := w.Customer.as; w.Customer.raw.Kind() == '{' {
		s.Customer = &c
	}
	s.Assistant, s.AssistantName = present(w.Assistant.raw), w.Assistant.as.Name
	s.Costs, s.Messages = costs(w.Costs), w.Messages.all
	return cmp.Or(err, idFault(s.ID))
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

// wireCost is a cost, whose model is an object or a string.
type wireCost struct {
	Cost
	Model object[struct {
		Provider string `json:"provider"`
		Model    string `json:"model"`
	}] `json:"model"`
	Breakdown objects[wireCost] `json:"structuredOutputBreakdown"`
}

// costs completes the cost breakdown.
func costs(wire objects[wireCost]) (all []Cost) {
	for _, w := range wire {
		c, m := w.as.Cost, w.as.Model
		c.Model = cmp.Or(text[string](m.raw), strings.Trim(m.as.Provider+"/"+m.as.Model, "/"))
		c.Raw, c.StructuredOutputCosts = w.raw, costs(w.as.Breakdown)
		all = append(all, c)
	}
	return all
}

// readSession reads the answer to a request for one session. What follows the
// object is ignored.
func readSession(b *body) (*Session, error) {
	raw, err := bodyObject(b)
	if err != nil {
		return nil, err
	}
	return DecodeSession(raw)
}

// bodyObject reads one JSON object. It is valid until b is read again.
func bodyObject(b *body) (jsontext.Value, error) {
	if b.html() {
		return nil, errWebPage
	}
	raw, err := jsontext.NewDecoder(b, lenient).ReadValue()
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, errEnded
	case err != nil:
		return nil, errBroken // without any of the content
	case raw.Kind() != '{':
		return nil, errors.New("the answer is not an object")
	}
	return raw, nil
}

// readName reads the name of an assistant, squad or phone number.
func readName(b *body) (string, error) {
	raw, err := bodyObject(b)
	if err != nil {
		return "", err
	}
	var w named
	_ = unmarshal(raw, &w) // it is an object
	return clean(cmp.Or(w.Name, w.Number)), nil
}
