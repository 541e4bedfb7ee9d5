package detail

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"vapi-sessions/client"
)

// member is a member of an object, or an element of a list, whose name is its index in
// brackets.
type member struct {
	name  string
	value []byte
}

// members returns the members of an object or a list, in their order.
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

// memberText returns the readableText of an object's member; "" where it is missing or
// null.
func memberText(object []byte, name string) string {
	for n, value := range client.Members(object) {
		if n == name && value.Kind() != 'n' {
			return readableText(value)
		}
	}
	return ""
}

// readableText returns a string without quotes and escapes, and any other value as it
// is.
func readableText(value []byte) string {
	if len(value) == 0 || value[0] != '"' {
		return string(value)
	}
	text, _ := jsontext.AppendUnquote(nil, value) // an error leaves what could be read
	return string(text)
}

// redactMember masks the secrets in a member of the session's outermost object.
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
