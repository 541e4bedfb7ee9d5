package client

import (
	"bytes"
	"encoding/binary"
	"sync"
)

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
