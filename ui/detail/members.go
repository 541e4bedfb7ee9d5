package detail

import (
	"bytes"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// member is a member of an object, or an element of a list, of which the name
// is its number in brackets.
type member struct {
	name  string
	value []byte
}

// members gives what an object or a list holds, in its order.
func members(v []byte) []member {
	d := jsontext.NewDecoder(bytes.NewBuffer(v), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	kind := d.PeekKind()
	if kind != '{' && kind != '[' {
		return nil
	}
	_, err := d.ReadToken()
	var all []member
	for err == nil && d.PeekKind() != '}' && d.PeekKind() != ']' {
		m := member{name: "[" + strconv.Itoa(len(all)) + "]"}
		if kind == '{' {
			var name jsontext.Token
			if name, err = d.ReadToken(); err != nil {
				break
			}
			m.name = name.String()
		}
		if m.value, err = d.ReadValue(); err == nil {
			all = append(all, m)
		}
	}
	return all
}

// get gives a member of an object, as a person reads it; "" where it is missing
// or null.
func get(object []byte, name string) string {
	for _, m := range members(object) {
		if m.name == name && string(m.value) != "null" {
			return asText(m.value)
		}
	}
	return ""
}

// asText is a value as a person reads it: a string without quotes, anything
// else as it is.
func asText(value []byte) string {
	if len(value) == 0 || value[0] != '"' {
		return string(value)
	}
	text, _ := jsontext.AppendUnquote(nil, value) // what can be read of it
	return string(text)
}

// masked masks secrets in a member of the outermost object.
func masked(name string, value []byte) []byte {
	if len(value) == 0 {
		return nil
	}
	object, err := jsontext.AppendQuote([]byte{'{'}, name)
	if err != nil {
		return []byte(`"` + client.Mask + `"`)
	}
	object = append(object, ':')
	n := len(object)
	object = client.Redact(append(append(object, value...), '}'))
	return object[n : len(object)-1]
}
