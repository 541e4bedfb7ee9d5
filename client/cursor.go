package client

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// maxDepth is how deeply nested a session may be.
const maxDepth = 200

var (
	errMalformed = errors.New("not valid JSON")
	errTooDeep   = fmt.Errorf("nested deeper than %d", maxDepth)
)

// cursor reads one JSON value by a jsontext.Decoder: members and elements step
// into an object or a list, and the other calls take a value. No call fails by
// itself: after the first error there is nothing more, and end tells.
type cursor struct {
	b       []byte
	src     bytes.Buffer // over b, which the decoder reads in place
	dec     jsontext.Decoder
	broken  bool   // whether what was read is not JSON
	scratch []byte // for strings with escapes
}

func newCursor(b []byte) *cursor {
	c := new(cursor)
	c.reset(b)
	return c
}

// reset makes the cursor one over b, which must not change.
func (c *cursor) reset(b []byte) {
	c.b, c.broken = b, false
	c.src = *bytes.NewBuffer(b)
	c.dec.Reset(&c.src, lenient...)
}

// end says what was wrong with what was read, when nothing is left to read:
// errTooDeep, errMalformed or nil.
func (c *cursor) end() error {
	if !c.broken {
		_, err := c.dec.ReadToken()
		c.broken = !errors.Is(err, io.EOF)
	}
	switch {
	case tooDeep(c.b):
		return errTooDeep
	case c.broken:
		return errMalformed
	}
	return nil
}

// tooDeep reports whether b is nested deeper than maxDepth. Most of what comes
// has fewer brackets than that.
func tooDeep(b []byte) bool {
	if bytes.Count(b, []byte("{"))+bytes.Count(b, []byte("[")) <= maxDepth {
		return false
	}
	var e extent
	e.scan(b, 0)
	return e.deepest > maxDepth
}

// kind is the kind of the value that comes, 0 at the end.
func (c *cursor) kind() jsontext.Kind {
	if c.broken {
		return 0
	}
	return c.dec.PeekKind()
}

// into steps into the value that comes when it is of that kind and not nested
// too deep; otherwise it passes over it.
func (c *cursor) into(kind jsontext.Kind) bool {
	if c.kind() != kind || c.dec.StackDepth() == maxDepth {
		c.skip()
		return false
	}
	_, err := c.dec.ReadToken()
	c.broken = err != nil
	return !c.broken
}

// more reports whether there is another member or element, and steps out when
// there is none.
func (c *cursor) more() bool {
	switch c.kind() {
	case '}', ']':
		_, err := c.dec.ReadToken()
		c.broken = err != nil
		return false
	case 0:
		c.broken = true
		return false
	default:
		return true
	}
}

// members steps into the object that comes and has take take the value of each
// member; one that it leaves is passed over. The name is valid until text is
// taken. What is no object is passed over, and members reports false.
func (c *cursor) members(take func(name []byte)) bool {
	if !c.into('{') {
		return false
	}
	for c.more() {
		name := c.unquoted()
		at := c.dec.InputOffset()
		if take(name); c.dec.InputOffset() == at {
			c.skip()
		}
	}
	return true
}

// elements is members for a list; take has to take the element.
func (c *cursor) elements(take func()) {
	if !c.into('[') {
		return
	}
	for c.more() {
		take()
	}
}

// unquoted takes a string that comes, without its quotes and escapes. It is
// valid until the next call.
func (c *cursor) unquoted() []byte { return unquote(c.raw(), &c.scratch) }

// unquote is what a JSON string stands for: a part of it, or, where it has
// escapes, scratch written anew.
func unquote(quoted []byte, scratch *[]byte) []byte {
	switch {
	case len(quoted) < 2:
		return nil
	case bytes.IndexByte(quoted, '\\') < 0:
		return quoted[1 : len(quoted)-1]
	}
	*scratch, _ = jsontext.AppendUnquote((*scratch)[:0], quoted) // invalid UTF-8 becomes U+FFFD
	return *scratch
}

// skip passes over the value that comes.
func (c *cursor) skip() { c.raw() }

// raw takes the value that comes as it is; nil when it is not JSON.
func (c *cursor) raw() jsontext.Value {
	if c.broken {
		return nil
	}
	v, err := c.dec.ReadValue()
	if err != nil {
		c.broken = true
		return nil
	}
	return v[:len(v):len(v)]
}

// present is raw without null: nil where there is nothing.
func (c *cursor) present() jsontext.Value {
	if c.kind() == 'n' {
		c.skip()
		return nil
	}
	return c.raw()
}

// since is what was read from an offset on, without the space before it.
func (c *cursor) since(from int64) jsontext.Value {
	to := c.dec.InputOffset()
	return bytes.TrimLeft(c.b[from:to:to], blanks+",:")
}

// blanks is the white space of JSON.
const blanks = " \t\r\n"

// lenient accepts what JSON in the wild has; what is not well formed at all is
// still refused.
var lenient = []jsontext.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

// wellFormed reports whether b is exactly one JSON value.
func wellFormed(b []byte) bool { return jsontext.Value(b).IsValid(lenient...) }
