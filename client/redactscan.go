package client

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"sync"

	"github.com/go-json-experiment/json/jsontext"
)

// What stands here reads JSON that may be damaged or cut off.

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

// nameTable remembers which names are those of secrets: most members of a
// session have one of a few. A name takes the place of another.
type nameTable [1 << placeBits]struct {
	name   []byte
	secret bool
}

const placeBits = 10

// knownNames are used again from document to document.
var knownNames = sync.Pool{New: func() any { return new(nameTable) }}

// longestKnown is how long a name can be that is remembered.
const longestKnown = 64

// place spreads names, each by its beginning and its end.
func place(name []byte) uint64 {
	const odd = 0x9e3779b97f4a7c15
	n := len(name)
	if n < 8 {
		var x uint64
		for _, c := range name {
			x = x<<8 | uint64(c)
		}
		return x * odd >> (64 - placeBits)
	}
	first, last := binary.LittleEndian.Uint64(name), binary.LittleEndian.Uint64(name[n-8:])
	return (first*odd ^ last + uint64(n)) * odd >> (64 - placeBits)
}

// secret is secretKey.
func (t *nameTable) secret(name []byte) bool {
	n := len(name)
	if n == 0 {
		return false
	}
	if n > longestKnown {
		return secretKey(name)
	}
	at := &t[place(name)]
	if !bytes.Equal(at.name, name) {
		at.name, at.secret = append(at.name[:0], name...), secretKey(name)
	}
	return at.secret
}
