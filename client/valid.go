package client

import (
	"encoding/binary"
	"math/bits"
)

// What stands here finds where a value ends and checks it on the way: each
// function gives the place after what begins at i, or invalid. Invalid UTF-8 in
// strings and repeated names are let pass. A page is mostly strings, over which
// it goes eight bytes at a time.

// invalid is no place: what was looked at is not JSON, or ends too early.
const invalid = -1

// checkJSON reports why b is not exactly one JSON value, or nil: errMalformed,
// or errTooDeep for what is nested deeper than maxDepth.
func checkJSON(b []byte) error {
	c := cursor{b: b}
	c.skip()
	return c.end()
}

// valueEnd passes over any value. There must be no white space before it.
func (c *cursor) valueEnd(i int) int {
	if i >= len(c.b) {
		return invalid
	}
	switch c.b[i] {
	case '"':
		end, _ := textEnd(c.b, i)
		return end
	case '{', '[':
		return c.nestedEnd(i)
	}
	return literalEnd(c.b, i)
}

// nestedEnd passes over an object or list.
func (c *cursor) nestedEnd(i int) int {
	if c.depth == maxDepth {
		return c.tooDeep(i)
	}
	b := c.b
	closing := b[i] + 2 // the closing bracket is two after the opening one
	if i = spaceEnd(b, i+1); i < len(b) && b[i] == closing {
		return i + 1
	}
	c.depth++
	for {
		if closing == '}' {
			i = nameEnd(b, i)
			if i == invalid {
				return invalid
			}
		}
		i = c.valueEnd(i)
		if i == invalid {
			return invalid
		}
		if i = spaceEnd(b, i); i == len(b) {
			return invalid
		}
		switch b[i] {
		case ',':
			i = spaceEnd(b, i+1)
		case closing:
			c.depth--
			return i + 1
		default:
			return invalid
		}
	}
}

// tooDeep passes over what is nested too deep by its brackets alone: the rest
// of the row still tells which one it is.
func (c *cursor) tooDeep(i int) int {
	c.fail(errTooDeep)
	var e extent
	n, done := e.scan(c.b[i:], 0)
	if !done {
		return invalid
	}
	return i + n
}

// nameEnd passes over a member's name, its colon, and the space around that.
func nameEnd(b []byte, i int) int {
	if i == len(b) || b[i] != '"' {
		return invalid
	}
	end, _ := textEnd(b, i)
	return colonEnd(b, end)
}

// colonEnd passes over a colon and the space around it. What is before it may
// have been invalid.
func colonEnd(b []byte, i int) int {
	if i == invalid {
		return invalid
	}
	if i = spaceEnd(b, i); i == len(b) || b[i] != ':' {
		return invalid
	}
	return spaceEnd(b, i+1)
}

func spaceEnd(b []byte, i int) int {
	for ; i < len(b); i++ {
		if c := b[i]; c > ' ' || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return i
		}
	}
	return i
}

// textEnd passes over a string, and tells whether it has escapes.
func textEnd(b []byte, i int) (end int, escapes bool) {
	for i++; len(b)-i >= 16; {
		// Most strings are shorter than both words together, so that what comes
		// next can be foreseen by the processor.
		found := stops(binary.LittleEndian.Uint64(b[i:]))
		later := stops(binary.LittleEndian.Uint64(b[i+8:]))
		if found|later == 0 {
			i += 16
			continue
		}
		if found == 0 {
			found = later
			i += 8
		}
		i += bits.TrailingZeros64(found) / 8
		if b[i] == '"' {
			return i + 1, escapes
		}
		n := escapeLength(b[i:])
		if n == 0 {
			return invalid, false
		}
		i += n
		escapes = true
	}
	return textEndSlowly(b, i, escapes)
}

// stops marks the highest bit of the first byte that is a quote, a backslash or
// a control; after the first it may mark others.
func stops(x uint64) uint64 {
	const (
		ones  = 0x0101010101010101
		highs = 0x80 * ones
		swap  = '"' ^ ' ' // takes a quote to where a space is, and a space to where a quote is
	)
	low := x ^ swap*ones
	slash := x ^ '\\'*ones
	return ((low-(' '+1)*ones)&^low | (slash-ones)&^slash) & highs
}

// textEndSlowly goes on with a string to the end of b.
func textEndSlowly(b []byte, i int, escapes bool) (int, bool) {
	for i < len(b) {
		switch c := b[i]; {
		case c == '"':
			return i + 1, escapes
		case c == '\\':
			n := escapeLength(b[i:])
			if n == 0 {
				return invalid, false
			}
			i += n
			escapes = true
		case c < ' ':
			return invalid, false
		default:
			i++
		}
	}
	return invalid, false
}

// escapeLength is the length of the escape that b begins with, or 0.
func escapeLength(b []byte) int {
	if len(b) < 2 || b[0] != '\\' {
		return 0
	}
	switch b[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		const length = len(`\u0000`)
		if len(b) < length {
			return 0
		}
		for _, c := range b[2:length] {
			if (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'f') {
				return 0
			}
		}
		return length
	}
	return 0
}

// literalEnd passes over a number, true, false or null.
func literalEnd(b []byte, i int) int {
	var word string
	switch b[i] {
	case 't':
		word = "true"
	case 'f':
		word = "false"
	case 'n':
		word = "null"
	default:
		return numberEnd(b, i)
	}
	if len(b)-i < len(word) || string(b[i:i+len(word)]) != word {
		return invalid
	}
	return i + len(word)
}

func numberEnd(b []byte, i int) int {
	if b[i] == '-' {
		i++
	}
	whole := i
	if i = digitsEnd(b, i); i == whole || b[whole] == '0' && i > whole+1 {
		return invalid
	}
	if i < len(b) && b[i] == '.' {
		dot := i
		if i = digitsEnd(b, i+1); i == dot+1 {
			return invalid
		}
	}
	if i < len(b) && b[i]|0x20 == 'e' {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		power := i
		if i = digitsEnd(b, i); i == power {
			return invalid
		}
	}
	return i
}

func digitsEnd(b []byte, i int) int {
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	return i
}
