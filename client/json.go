package client

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deeply nested a session may be.
const maxDepth = 200

var (
	errMalformed = errors.New("not valid JSON")
	errTooDeep   = fmt.Errorf("nested deeper than %d", maxDepth)
	errNotObject = errors.New("it is not an object")
	errBroken    = errors.New("the answer is not valid JSON")
	errEnded     = errors.New("the answer ends in the middle")
)

// blanks is the white space of JSON.
const blanks = " \t\r\n"

// lenientSyntax accepts duplicate names and invalid UTF-8. JSON that is not
// well formed is still refused.
var lenientSyntax = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// lenientTypes also accepts texts, numbers and dates in any of the usual
// shapes. Another kind of value counts as absent: a field that cannot be read
// must not become a wrong one.
var lenientTypes = json.JoinOptions(lenientSyntax, json.WithUnmarshalers(json.JoinUnmarshalers(
	readAny(text[string]), readAny(text[Status]), readAny(text[Role]), readAny(instant), readAny(nonNull),
	readOptional(number), readOptional(count[int]), readOptional(count[int64]), readOptional(boolean),
)))

// readAny makes every T be decoded by read, from a value of any kind.
func readAny[T any](read func(jsontext.Value) T) *json.Unmarshalers {
	return json.UnmarshalFromFunc(func(dec *jsontext.Decoder, to *T) error {
		v, err := dec.ReadValue()
		if err == nil {
			*to = read(v[:len(v):len(v)])
		}
		return err
	})
}

// readOptional makes every *T be decoded by read, and every T, which is zero
// when read returns nil.
func readOptional[T any](read func(jsontext.Value) *T) *json.Unmarshalers {
	return json.JoinUnmarshalers(readAny(read), readAny(func(v jsontext.Value) (value T) {
		if p := read(v); p != nil {
			value = *p
		}
		return value
	}))
}

// object is a value that is decoded as a T when it is an object.
type object[T any] struct {
	value T
	raw   jsontext.Value // the value itself, a part of the decoded JSON
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (o *object[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) (err error) {
	*o = object[T]{}
	o.raw, err = readObject(dec, &o.value)
	return err
}

// objects are the objects in a list. A value that is no list has none.
type objects[T any] []object[T]

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (l *objects[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	*l = nil
	if dec.PeekKind() != '[' {
		return dec.SkipValue()
	}
	err := json.UnmarshalDecode(dec, (*[]object[T])(l))
	*l = slices.DeleteFunc(*l, func(o object[T]) bool { return o.raw.Kind() != '{' })
	return err
}

// readObject decodes an object and skips any other value. It returns the JSON
// of either, which is part of the decoder's input.
func readObject(dec *jsontext.Decoder, to any) (raw jsontext.Value, err error) {
	rest, from := dec.UnreadBuffer(), dec.InputOffset()
	if dec.PeekKind() == '{' {
		err = json.UnmarshalDecode(dec, to)
	} else {
		err = dec.SkipValue()
	}
	raw = bytes.TrimLeft(rest[:dec.InputOffset()-from], blanks+",:")
	return raw[:len(raw):len(raw)], err
}

// unmarshal decodes a value as far as possible. Raw fields of to become parts
// of raw, since a decoder reads a bytes.Buffer in place.
func unmarshal(raw jsontext.Value, to any) error {
	return json.UnmarshalRead(bytes.NewBuffer(raw), to, lenientTypes)
}

// decodeObject is unmarshal for an object from the server. It fails for
// anything else, and its errors say in a few words what is wrong.
func decodeObject(raw jsontext.Value, to any) error {
	err := unmarshal(raw, to)
	switch {
	case tooDeep(raw):
		return errTooDeep
	case raw.Kind() != '{' && wellFormed(raw):
		return errNotObject
	case err != nil:
		return errMalformed
	}
	return nil
}

// tooDeep reports whether b is nested deeper than maxDepth. Most JSON has fewer
// brackets than that.
func tooDeep(b []byte) bool {
	if bytes.Count(b, []byte("{"))+bytes.Count(b, []byte("[")) <= maxDepth {
		return false
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(b), lenientSyntax)
	for dec.StackDepth() <= maxDepth {
		if _, err := dec.ReadToken(); err != nil {
			return false
		}
	}
	return true
}

// wellFormed reports whether b is exactly one JSON value.
func wellFormed(b []byte) bool { return jsontext.Value(b).IsValid(lenientSyntax) }

// answerError is the error of a decoder that reads an answer; that of bad syntax is
// replaced, because it quotes the answer.
func answerError(err error) error {
	_, bad := errors.AsType[*jsontext.SyntacticError](err)
	switch {
	case errors.Is(err, io.EOF), bad && errors.Is(err, io.ErrUnexpectedEOF):
		return errEnded
	case bad:
		return errBroken
	}
	return err
}

// each enters the object or list that is next and calls read at each of its
// values, with the name of a member.
func each(dec *jsontext.Decoder, read func(name string) error) error {
	kind := dec.PeekKind()
	_, err := dec.ReadToken()
	for err == nil {
		name := ""
		switch k := dec.PeekKind(); {
		case k == '}', k == ']':
			_, err = dec.ReadToken()
			return err
		case kind == '{':
			var t jsontext.Token
			t, err = dec.ReadToken()
			name = t.String()
		}
		if err == nil {
			err = read(name)
		}
	}
	return err
}

// Members iterates over the members of an object, or over the elements of a
// list with an empty name, as far as they are well formed. Other values have
// none.
func Members(v jsontext.Value) iter.Seq2[string, jsontext.Value] {
	return func(yield func(string, jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenientSyntax)
		if k := dec.PeekKind(); k != '{' && k != '[' {
			return
		}
		_ = each(dec, func(name string) error { // it ends at what is not well formed
			value, err := dec.ReadValue()
			if err == nil && !yield(name, value) {
				err = io.EOF
			}
			return err
		})
	}
}
