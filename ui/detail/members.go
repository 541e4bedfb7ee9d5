package detail

import (
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
func members(v jsontext.Value) (all []member) {
	list := v.Kind() == '['
	for name, value := range client.Members(v) {
		if list {
			name = "[" + strconv.Itoa(len(all)) + "]"
		}
		all = append(all, member{name, value})
	}
	return all
}

// memberText gives a member of an object, as a person reads it; "" where it is missing
// or null.
func memberText(object []byte, name string) string {
	for n, value := range client.Members(object) {
		if n == name && value.Kind() != 'n' {
			return readableText(value)
		}
	}
	return ""
}

// readableText is a value as a person reads it: a string without quotes, anything
// else as it is.
func readableText(value []byte) string {
	if len(value) == 0 || value[0] != '"' {
		return string(value)
	}
	text, _ := jsontext.AppendUnquote(nil, value) // what can be read of it
	return string(text)
}

// redactMember masks secrets in a member of the outermost object.
func redactMember(name string, value []byte) []byte {
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
