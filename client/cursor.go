package client

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deeply nested a session may be.
const maxDepth = 200

var errTooDeep = fmt.Errorf("nested deeper than %d", maxDepth)

// cursor reads JSON and checks it, in one pass: into, then for each round of
// more, for an object key, and then exactly one of the calls that take a value.
// No call fails by itself: at the first byte that is not JSON the cursor moves
// to the end, where there is nothing more, and end tells. What is nested too
// deep is passed over, and end tells as well.
type cursor struct {
	b       []byte
	i       int
	depth   int
	lists   [maxDepth/64 + 1]uint64 // a bit for each depth: whether a list is open there
	first   bool                    // whether nothing was taken yet of what is open
	fault   error                   // the first
	name    []byte                  // the last member's name, until the next call that takes text
	scratch []byte                  // for strings with escapes
}

// fail keeps the first fault.
func (c *cursor) fail(err error) {
	if c.fault == nil {
		c.fault = err
	}
}

// broken is for what is not JSON.
func (c *cursor) broken() {
	c.fail(errMalformed)
	c.i = len(c.b)
}

// end says what was wrong with what was read, when nothing is left to read.
func (c *cursor) end() error {
	if c.kind(); c.i < len(c.b) {
		c.fail(errMalformed)
	}
	return c.fault
}

// kind is the first byte of the value that comes, or 0 at the end.
func (c *cursor) kind() byte {
	if c.i = spaceEnd(c.b, c.i); c.i == len(c.b) {
		return 0
	}
	return c.b[c.i]
}

// into steps into the value that comes when it is of that kind; otherwise it
// passes over it.
func (c *cursor) into(kind byte) bool {
	if c.kind() != kind || c.depth == maxDepth {
		c.skip()
		return false
	}
	c.i++
	c.depth++
	c.first = true
	bit := uint64(1) << (c.depth % 64)
	if c.lists[c.depth/64] &^= bit; kind == '[' {
		c.lists[c.depth/64] |= bit
	}
	return true
}

// more reports whether there is another member or element, and steps out when
// there is none.
func (c *cursor) more() bool {
	k := c.kind()
	closing := byte('}')
	if c.lists[c.depth/64]>>(c.depth%64)&1 == 1 {
		closing = ']'
	}
	first := c.first
	c.first = false
	switch {
	case k == closing:
		c.i++
		c.depth--
		return false
	case first && k != 0:
		return true
	case k == ',':
		c.i++
		return true
	}
	c.broken()
	return false
}

// key takes a member's name. It is valid until the next call.
func (c *cursor) key() []byte {
	c.name = nil
	if c.kind() != '"' {
		c.broken()
		return nil
	}
	name := c.unquoted()
	if c.kind() != ':' {
		c.broken()
		return nil
	}
	c.i++
	c.kind()
	c.name = name
	return name
}

// unquoted takes a string that comes, without its quotes and escapes. It is
// valid until the next call.
func (c *cursor) unquoted() []byte {
	start := c.i
	end, escapes := textEnd(c.b, start)
	if end == invalid {
		c.broken()
		return nil
	}
	c.i = end
	if !escapes {
		return c.b[start+1 : end-1]
	}
	c.scratch, _ = jsontext.AppendUnquote(c.scratch[:0], c.b[start:end]) // invalid UTF-8 becomes U+FFFD
	return c.scratch
}

// skip passes over the value that comes.
func (c *cursor) skip() { c.raw() }

// raw takes the value that comes as it is; nil when it is not JSON.
func (c *cursor) raw() jsontext.Value {
	c.kind()
	start := c.i
	end := c.valueEnd(start)
	if end == invalid {
		c.broken()
		return nil
	}
	c.i = end
	return c.b[start:end:end]
}

// present is raw without null: nil where there is nothing.
func (c *cursor) present() jsontext.Value {
	if c.kind() == 'n' {
		c.skip()
		return nil
	}
	return c.raw()
}

// lenient accepts what JSON in the wild has; what is not well formed at all is
// still refused.
func lenient() jsontext.Options {
	return jsontext.AllowDuplicateNames(true)
}

// wellFormed reports whether b is exactly one JSON value.
func wellFormed(b []byte) bool {
	return jsontext.Value(b).IsValid(lenient(), jsontext.AllowInvalidUTF8(true))
}

var errMalformed = errors.New("not valid JSON")
