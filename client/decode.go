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
	s, err := decodeSession(bytes.Clone(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\uFEFF")))))
	if err != nil {
		return nil, err
	}
	return s, nil
}

// decodeSession reads a session from JSON, which it keeps. Beside an error it
// gives what could be read.
func decodeSession(raw jsontext.Value) (*Session, error) {
	s := &Session{Raw: raw}
	w := struct {
		*Session
		Costs    jsontext.Value `json:"costs"`
		Messages jsontext.Value `json:"messages"`
	}{Session: s}
	if err := cmp.Or(decodeObject(raw, &w), idFault(s.ID)); err != nil {
		return s, err
	}
	s.Costs, s.Messages = decodeCosts(w.Costs), decodeMessages(w.Messages)
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

// decodeCosts reads the cost breakdown; elements that are no objects are left out.
func decodeCosts(list jsontext.Value) (costs []Cost) {
	for raw := range elements(list) {
		var w struct {
			Cost
			Amount    *float64       `json:"cost"`
			Model     jsontext.Value `json:"model"`
			Breakdown jsontext.Value `json:"structuredOutputBreakdown"`
		}
		if unmarshal(raw, &w) != nil {
			continue
		}
		c := w.Cost
		c.Raw, c.Model, c.StructuredOutputCosts = raw, modelName(w.Model), decodeCosts(w.Breakdown)
		if w.Amount != nil {
			c.Cost = *w.Amount
		}
		costs = append(costs, c)
	}
	return costs
}

// modelName is a model as "provider/model", from an object or a string.
func modelName(raw jsontext.Value) string {
	if raw.Kind() != '{' {
		return text[string](raw)
	}
	var m struct {
		Provider string `json:"provider"`
		Model    string `json:"model"`
	}
	_ = unmarshal(raw, &m) // what cannot be read is empty
	return strings.Trim(m.Provider+"/"+m.Model, "/")
}

// readSession reads the answer to a request for one session. What follows the
// object is ignored.
func readSession(b *body) (*Session, error) {
	raw, err := readObject(b)
	if err != nil {
		return nil, err
	}
	return DecodeSession(raw)
}

// readObject reads one JSON object. It is valid until b is read again.
func readObject(b *body) (jsontext.Value, error) {
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
	raw, err := readObject(b)
	if err != nil {
		return "", err
	}
	var w struct {
		Name   string `json:"name"`
		Number string `json:"number"`
	}
	_ = unmarshal(raw, &w) // it is an object
	return clean(cmp.Or(w.Name, w.Number)), nil
}
