package client

import (
	"bytes"
	"errors"
	"fmt"
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
	errNoObj     = errors.New("it is not an object")
)

// blanks is the white space of JSON.
const blanks = " \t\r\n"

// lenient accepts what JSON in the wild has; what is not well formed at all is
// still refused.
var lenient = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))

// tolerant is lenient and takes what the API sends as text, number or date in any
// of the shapes in which the same thing is usually written. What is none of them
// counts as absent: a field that cannot be read must not become a wrong one.
var tolerant = json.JoinOptions(lenient, json.WithUnmarshalers(json.JoinUnmarshalers(
	taken(text[string]), taken(text[Status]), taken(text[Role]), taken(instant), taken(present),
	optional(number), optional(count[int]), optional(count[int64]), optional(boolean),
)))

// taken has every T read from a value of whatever kind.
func taken[T any](read func(jsontext.Value) T) *json.Unmarshalers {
	return json.UnmarshalFromFunc(func(dec *jsontext.Decoder, to *T) error {
		v, err := dec.ReadValue()
		if err == nil {
			*to = read(v[:len(v):len(v)])
		}
		return err
	})
}

// optional has every *T read, and every T, which is zero where the other is nil.
func optional[T any](read func(jsontext.Value) *T) *json.Unmarshalers {
	return json.JoinUnmarshalers(taken(read), taken(func(v jsontext.Value) (value T) {
		if p := read(v); p != nil {
			value = *p
		}
		return value
	}))
}

// object is a value that is read as a T where it is an object.
type object[T any] struct {
	as  T
	raw jsontext.Value // the value itself, a part of what is read
}

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (o *object[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) (err error) {
	*o = object[T]{}
	o.raw, err = readObject(dec, &o.as)
	return err
}

// objects are those of a list. What is no list has none.
type objects[T any] []object[T]

// UnmarshalJSONFrom implements json.UnmarshalerFrom.
func (l *objects[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if *l = nil; dec.PeekKind() != '[' {
		return dec.SkipValue()
	}
	err := json.UnmarshalDecode(dec, (*[]object[T])(l))
	*l = slices.DeleteFunc(*l, func(o object[T]) bool { return o.raw.Kind() != '{' })
	return err
}

// readObject decodes an object and skips anything else. It gives the JSON of
// either, which is part of what is read.
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

// unmarshal decodes an object as far as it goes, and fails for what is not
// exactly one. Raw fields of to become parts of raw, since a decoder reads a
// bytes.Buffer in place.
func unmarshal(raw jsontext.Value, to any) error {
	err := json.UnmarshalRead(bytes.NewBuffer(raw), to, tolerant)
	if err == nil && raw.Kind() != '{' {
		return errNoObj
	}
	return err
}

// decodeObject is unmarshal for what comes from the server: it says in few words
// what is wrong with it.
func decodeObject(raw jsontext.Value, to any) error {
	err := unmarshal(raw, to)
	switch {
	case tooDeep(raw):
		return errTooDeep
	case err != nil && raw.Kind() != '{' && wellFormed(raw):
		return errNoObj
	case err != nil:
		return errMalformed
	}
	return nil
}

// tooDeep reports whether b is nested deeper than maxDepth. Most of what comes
// has fewer brackets than that.
func tooDeep(b []byte) bool {
	if bytes.Count(b, []byte("{"))+bytes.Count(b, []byte("[")) <= maxDepth {
		return false
	}
	var e extent
	e.scan(b, 0)
	return e.deepest > maxDepth
}

// wellFormed reports whether b is exactly one JSON value.
func wellFormed(b []byte) bool { return jsontext.Value(b).IsValid(lenient) }

// elements gives the elements of a list. What is no list has none.
func elements(list jsontext.Value) iter.Seq[jsontext.Value] {
	return func(yield func(jsontext.Value) bool) {
		if list.Kind() != '[' {
			return
		}
		for _, v := range Members(list) {
			if !yield(v) {
				return
			}
		}
	}
}

// Members gives the members of an object, or the elements of a list without a
// name, as far as they are well formed. What is neither has none.
func Members(v jsontext.Value) iter.Seq2[string, jsontext.Value] {
	return func(yield func(string, jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenient)
		open, err := dec.ReadToken()
		if err != nil || open.Kind() != '{' && open.Kind() != '[' {
			return
		}
		for k := dec.PeekKind(); k != '}' && k != ']'; k = dec.PeekKind() {
			name := ""
			if open.Kind() == '{' {
				t, err := dec.ReadToken()
				if err != nil {
					return
				}
				name = t.String()
			}
			value, err := dec.ReadValue()
			if err != nil || !yield(name, value[:len(value):len(value)]) {
				return
			}
		}
	}
}
