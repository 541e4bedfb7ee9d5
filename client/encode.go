package client

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// object builds a JSON object in the order of the calls; what is zero is left out.
type object struct {
	b   []byte
	err error
}

func (o *object) key(name string) {
	if len(o.b) == 0 {
		o.b = append(o.b, '{')
	} else {
		o.b = append(o.b, ',')
	}
	o.b = append(o.b, '"')
	o.b = append(o.b, name...)
	o.b = append(o.b, `":`...)
}

// text writes a string, also an empty one.
func (o *object) text(name, v string) {
	o.key(name)
	quoted, err := jsontext.AppendQuote(o.b, strings.ToValidUTF8(v, "\uFFFD"))
	if err != nil && o.err == nil {
		o.err = fmt.Errorf("%s: %w", name, err)
	}
	o.b = quoted
}

func (o *object) some(name, v string) {
	if v != "" {
		o.text(name, v)
	}
}

func (o *object) integer(name string, v int64) {
	o.key(name)
	o.b = fmt.Appendf(o.b, "%d", v)
}

func (o *object) raw(name string, v jsontext.Value) {
	if len(v) == 0 {
		return
	}
	if !v.IsValid(jsontext.AllowDuplicateNames(true)) {
		if o.err == nil {
			o.err = fmt.Errorf("%s is not valid JSON", name)
		}
		return
	}
	o.key(name)
	o.b = append(o.b, v...)
}

func (o *object) done() ([]byte, error) {
	if len(o.b) == 0 {
		o.b = append(o.b, '{')
	}
	return append(o.b, '}'), o.err
}

// body is the JSON of POST /session.
func (s *CreateSession) body() ([]byte, error) {
	var o object
	o.some("name", s.Name)
	o.some("status", string(s.Status))
	if s.ExpirationSeconds != 0 {
		o.integer("expirationSeconds", s.ExpirationSeconds)
	}
	o.some("assistantId", s.AssistantID)
	o.raw("assistant", s.Assistant)
	o.raw("assistantOverrides", s.AssistantOverride)
	o.some("squadId", s.SquadID)
	o.raw("squad", s.Squad)
	o.raw("messages", s.Messages)
	o.raw("customer", s.Customer)
	o.some("customerId", s.CustomerID)
	o.some("phoneNumberId", s.PhoneNumberID)
	o.raw("phoneNumber", s.PhoneNumber)
	return o.done()
}

// body is the JSON of PATCH /session/{id}: only what changes.
func (u *UpdateSession) body() ([]byte, error) {
	var o object
	if u.Name != nil {
		o.text("name", *u.Name)
	}
	if u.Status != nil {
		o.text("status", string(*u.Status))
	}
	if u.ExpirationSeconds != nil {
		o.integer("expirationSeconds", *u.ExpirationSeconds)
	}
	o.raw("messages", u.Messages)
	return o.done()
}
