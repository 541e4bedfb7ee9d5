package detail

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// The scanner reads JSON that was checked when it arrived, without building
// anything. It never fails: damaged JSON gives what can be read of it.

// blankEnd is where the blanks at i end.
func blankEnd(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// stringEnd is where the string that begins at i ends, past its quote.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		i += n
		slashes := i
		for b[slashes-1] == '\\' {
			slashes--
		}
		i++
		if (i-1-slashes)%2 == 0 {
			return i
		}
	}
	return len(b)
}

// wordEnd is where a number, true, false or null ends; it is past i.
func wordEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case ' ', '\n', '\t', '\r', ',', ':', ']', '}', '[', '{', '"':
			return i
		}
	}
	return i
}

// valueEnd is where the value that begins at i ends.
func valueEnd(b []byte, i int) int {
	for depth := 0; i < len(b); {
		switch b[i] {
		case '"':
			i = stringEnd(b, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ' ', '\n', '\t', '\r', ',', ':':
			i++
			continue
		default:
			i = wordEnd(b, i)
		}
		if depth <= 0 {
			return i
		}
	}
	return i
}

// members calls visit for each member of an object, with its name as text and
// its value, until visit returns false.
func members(object []byte, visit func(name string, value []byte) bool) {
	i := blankEnd(object, 0)
	if i >= len(object) || object[i] != '{' {
		return
	}
	for i++; ; {
		for i = blankEnd(object, i); i < len(object) && object[i] == ','; i = blankEnd(object, i) {
			i++
		}
		if i >= len(object) || object[i] != '"' {
			return
		}
		end := stringEnd(object, i)
		name := unquoted(object[i:end])
		i = blankEnd(object, end)
		if i < len(object) && object[i] == ':' {
			i = blankEnd(object, i+1)
		}
		end = valueEnd(object, i)
		if !visit(name, object[i:end]) {
			return
		}
		i = end
	}
}

// elements calls visit for each element of a list.
func elements(list []byte, visit func(value []byte)) {
	i := blankEnd(list, 0)
	if i >= len(list) || list[i] != '[' {
		return
	}
	for i++; ; {
		for i = blankEnd(list, i); i < len(list) && list[i] == ','; i = blankEnd(list, i) {
			i++
		}
		if i >= len(list) || list[i] == ']' || list[i] == '}' {
			return
		}
		end := valueEnd(list, i)
		visit(list[i:end])
		i = max(end, i+1)
	}
}

// unquoted is what a JSON string stands for.
func unquoted(quoted []byte) string {
	if len(quoted) >= 2 && bytes.IndexByte(quoted, '\\') < 0 {
		return string(quoted[1 : len(quoted)-1])
	}
	text, _ := jsontext.AppendUnquote(nil, quoted) // what can be read of it
	return string(text)
}

// asText is a value as a person reads it: a string without quotes, anything
// else as it is.
func asText(value []byte) string {
	if len(value) > 0 && value[0] == '"' {
		return unquoted(value)
	}
	return string(value)
}
