package demo

import (
	"bytes"
	"encoding/binary"

	"github.com/google/uuid"
)

// A generated session's ID is a UUID that holds the session's index, so that an
// ID can be looked up without a table:
//
//	bytes 0-3    rises with the ID's place inside a group of equal createdAt
//	bytes 4-9    a check of the index, with the version and variant bits of a UUID
//	bytes 10-15  the index, enciphered with the seed
//
// To a client it looks like any random UUID.

// indexBits is how many bits of the UUID hold the index; half of them are one side
// of the cipher.
const (
	indexBits = 48
	halfBits  = indexBits / 2
	halfMask  = 1<<halfBits - 1
)

// rounds is the number of rounds of the cipher: four make a small Feistel
// network look random.
const rounds = 4

// encipher permutes the 48-bit numbers under a seed.
func encipher(seed, x uint64) uint64 {
	left, right := x>>halfBits&halfMask, x&halfMask
	for r := range uint64(rounds) {
		left, right = right, left^(hash(seed, saltIndex+r<<8, right)&halfMask)
	}
	return left<<halfBits | right
}

// decipher is encipher's inverse.
func decipher(seed, y uint64) uint64 {
	left, right := y>>halfBits&halfMask, y&halfMask
	for r := uint64(rounds); r > 0; r-- {
		left, right = right^(hash(seed, saltIndex+(r-1)<<8, left)&halfMask), left
	}
	return left<<halfBits | right
}

// makeUUID makes a UUID of 128 bits, with version 4 and the variant set.
func makeUUID(hi, lo uint64) uuid.UUID {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], hi)
	binary.BigEndian.PutUint64(u[8:], lo)
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return u
}

// drawUUID is draw i under a seed and a salt, as the text of a UUID.
func drawUUID(seed, salt, i uint64) string {
	return makeUUID(hash(seed, salt, 2*i), hash(seed, salt, 2*i+1)).String()
}

// isUUID reports whether s is a UUID in its usual text form, in either case.
// Versions and variants are not checked, as servers usually do not.
func isUUID(s string) bool { return len(s) == 36 && uuid.Validate(s) == nil }

// id is the ID of session i. Inside a group of equal createdAt a higher index
// has a lower ID, so that the index is the order of a descending list.
func (g *generator) id(i int) uuid.UUID {
	first, size := g.groupOf(i)
	place := uint64(size - 1 - (i - first))
	h := hash(g.seed, saltID, uint64(i))
	// Each place in the group has its slice of the 32-bit range; h chooses inside it.
	top := (place<<32 + h>>33) / uint64(size)
	low := encipher(g.seed, uint64(i)&(1<<indexBits-1))
	return makeUUID(top<<32|h>>32&0xffffffff, h<<indexBits|low)
}

// index is the index of the session that an ID names; arrivals have negative
// ones. It is false for an ID that this generator did not make.
func (g *generator) index(u uuid.UUID) (int, bool) {
	low := binary.BigEndian.Uint64(u[8:]) & (1<<indexBits - 1)
	i := int(int64(decipher(g.seed, low)<<(64-indexBits)) >> (64 - indexBits))
	return i, g.id(i) == u
}

// compareUUID orders IDs as their text form does.
func compareUUID(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }
