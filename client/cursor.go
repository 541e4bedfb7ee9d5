package client

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deeply nested a session may be.
const maxDepth = 200

var errTooDeep = fmt.Errorf("nested deeper than %d", maxDepth)

// cursor reads JSON that is known to be valid, in one pass: enter, then for
// each round of more, for an object key, and then exactly one of the calls
// that take a value. It does not fail; depth over maxDepth shows in deep.
type cursor struct {
	b       []byte
	i       int
	depth   int
	deep    int    // the deepest seen
	name    []byte // the last member's name, until the next call that takes text
	scratch []byte // for strings with escapes
}

// kind is the first byte of the value that comes, or 0 at the end.
func (c *cursor) kind() byte {
	for c.i < len(c.b) && c.b[c.i] <= ' ' {
		c.i++
	}
	if c.i == len(c.b) {
		return 0
	}
	return c.b[c.i]
}

// enter steps into the object or array that comes.
func (c *cursor) enter() {
	c.i++
	c.depth++
	c.deep = max(c.deep, c.depth)
}

// more reports whether there is another member or element, and steps out when
// there is none.
func (c *cursor) more() bool {
	k := c.kind()
	if k == ',' {
		c.i++
		k = c.kind()
	}
	if k == 0 {
		return false
	}
	if k == '}' || k == ']' {
		c.i++
		c.depth--
		return false
	}
	return true
}

// key takes a member's name. It is valid until the next call.
func (c *cursor) key() []byte {
	name := c.unquoted()
	if c.kind() == ':' {
		c.i++
	}
	c.kind()
	c.name = name
	return name
}

// unquoted takes a string that comes, without its quotes and escapes. It is
// valid until the next call.
func (c *cursor) unquoted() []byte {
	start := c.i
	c.i = stringEnd(c.b, start)
	quoted := c.b[start:c.i]
	if len(quoted) < 2 {
		return nil
	}
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	c.scratch, _ = jsontext.AppendUnquote(c.scratch[:0], quoted) // invalid UTF-8 becomes U+FFFD
	return c.scratch
}

// skip passes over the value that comes.
func (c *cursor) skip() {
	switch c.kind() {
	case '"':
		c.i = stringEnd(c.b, c.i)
	case '{', '[':
		c.skipNested()
	case 0:
	default:
		c.i = scalarEnd(c.b, c.i)
	}
}

// skipNested passes over an object or array.
func (c *cursor) skipNested() {
	level, deepest := 0, 0
	b := c.b
	for i := c.i; i < len(b); {
		switch b[i] {
		case '"':
			i = stringEnd(b, i)
			continue
		case '{', '[':
			level++
			deepest = max(deepest, level)
		case '}', ']':
			level--
		}
		i++
		if level == 0 {
			c.i = i
			c.deep = max(c.deep, c.depth+deepest)
			return
		}
	}
	c.i = len(b)
}

// raw takes the value that comes as it is.
func (c *cursor) raw() jsontext.Value {
	c.kind()
	start := c.i
	c.skip()
	return c.b[start:c.i:c.i]
}

// present is raw without null: nil where there is nothing.
func (c *cursor) present() jsontext.Value {
	if c.kind() == 'n' {
		c.skip()
		return nil
	}
	return c.raw()
}

// into steps into the value that comes when it is of that kind; otherwise it
// passes over it.
func (c *cursor) into(kind byte) bool {
	if c.kind() != kind {
		c.skip()
		return false
	}
	c.enter()
	return true
}

// stringEnd is where the string that begins at i ends, past its quote.
func stringEnd(b []byte, i int) int {
	for i++; i < len(b); {
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
