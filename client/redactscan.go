package client

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/go-json-experiment/json/jsontext"
)

// What stands here finds its way in JSON that may be damaged or cut off.

// plainName is a member's name without quotes and escapes.
func plainName(quoted []byte) []byte {
	if n := len(quoted); n > 1 && bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : n-1] // a colon follows, so it is closed
	}
	name, _ := jsontext.AppendUnquote(nil, quoted) // what can be read of it decides
	return name
}

// colonAt reports whether a colon comes next.
func colonAt(b []byte, i int) bool {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i < len(b) && b[i] == ':'
}

// stringEnd is where the string that begins at i ends, past its quote.
func stringEnd(b []byte, i int) int {
	i++
	if len(b)-i >= 8 { // most are short, and end here
		found := stops(binary.LittleEndian.Uint64(b[i:]))
		if at := i + bits.TrailingZeros64(found)/8; found != 0 && b[at] == '"' {
			return at + 1
		}
	}
	for i < len(b) {
		n := bytes.IndexByte(b[i:], '"')
		if n < 0 {
			return len(b)
		}
		i += n
		escapes := i - 1
		for escapes >= 0 && b[escapes] == '\\' {
			escapes--
		}
		i++
		if (i-escapes)%2 == 0 {
			return i
		}
	}
	return len(b)
}

// scalarEnd is where a number or literal ends; it is past i.
func scalarEnd(b []byte, i int) int {
	for i++; i < len(b); i++ {
		switch b[i] {
		case ' ', '\t', '\r', '\n', ',', ':', ']', '}', '[', '{', '"':
			return i
		}
	}
	return i
}
