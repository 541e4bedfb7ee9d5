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
	errNoID  = errors.New("it has no id")
	errOddID = errors.New("its id holds characters that an id cannot have")
)

// DecodeSession decodes one session. It accepts whatever the API is known or
// expected to send: numbers as strings, null for absent, both families of
// messages, invalid UTF-8. It fails for JSON that is no object, has no id, or
// is nested deeper than 200. Raw is a copy of raw; the other raw fields are
// parts of that copy.
func DecodeSession(raw []byte) (*Session, error) {
	var s Session
	if err := s.decode(bytes.Clone(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))), nil); err != nil {
		return nil, err
	}
	return &s, nil
}

// namedObject is a resource with a name; a phone number may have only a number.
type namedObject struct {
	Name   string `json:"name"`
	Number string `json:"number"`
}

// decode decodes a session from raw, which it keeps. When it fails, s holds
// what could be decoded. Texts of messages are decoded for the roles that
// wantsText accepts; nil accepts all. The memory of the messages in s is used
// again.
func (s *Session) decode(raw jsontext.Value, wantsText func(Role) bool) error {
	w := struct {
		*Session
		Assistant object[namedObject] `json:"assistant"`
		Customer  object[Customer]    `json:"customer"`
		Costs     objects[wireCost]   `json:"costs"`
		Messages  messageList         `json:"messages"`
	}{Session: s, Messages: messageList{s.Messages[:0], wantsText}}
	*s = Session{Raw: raw}
	err := decodeObject(raw, &w)
	if c := w.Customer.value; w.Customer.raw.Kind() == '{' {
		s.Customer = &c
	}
	s.Assistant, s.AssistantName = nonNull(w.Assistant.raw), w.Assistant.value.Name
	s.Costs, s.Messages = decodeCosts(w.Costs), w.Messages.all
	return cmp.Or(err, checkID(s.ID))
}

// checkID says why a session with this ID must not be used, or returns nil.
func checkID(id string) error {
	if id == "" {
		return errNoID
	}
	if !isUsableID(id) {
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

// decodeCosts completes the cost breakdown.
func decodeCosts(wire objects[wireCost]) (all []Cost) {
	for _, w := range wire {
		c, m := w.value.Cost, w.value.Model
		c.Model = cmp.Or(text[string](m.raw), strings.Trim(m.value.Provider+"/"+m.value.Model, "/"))
		c.StructuredOutputCosts = decodeCosts(w.value.Breakdown)
		all = append(all, c)
	}
	return all
}

// readSession reads the answer to a request for one session. It ignores what
// follows the object.
func readSession(in io.Reader) (*Session, error) {
	raw, err := readObjectBody(in)
	if err != nil {
		return nil, err
	}
	return DecodeSession(raw)
}

// readObjectBody reads an answer that is one JSON object.
func readObjectBody(in io.Reader) (jsontext.Value, error) {
	raw, err := jsontext.NewDecoder(in, lenientSyntax).ReadValue()
	if err == nil && raw.Kind() != '{' {
		err = errors.New("the answer is not an object")
	}
	return raw, answerError(err)
}

// readName reads the name of an assistant, squad or phone number.
func readName(in io.Reader) (string, error) {
	raw, err := readObjectBody(in)
	if err != nil {
		return "", err
	}
	var w namedObject
	_ = unmarshal(raw, &w) // it is an object
	return clean(cmp.Or(w.Name, w.Number)), nil
}
