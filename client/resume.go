package client

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// damaged reports whether the JSON itself is at fault, and not its end.
func damaged(err error) bool {
	_, syntax := errors.AsType[*jsontext.SyntacticError](err)
	return syntax && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF)
}

// resume goes on after a row that is not valid JSON: it finds the row's end by
// its brackets, hands it over as unreadable, and decodes on from there.
func (p *pageReader) resume() error {
	p.src.unread(p.dec.UnreadBuffer())
	raw, err := p.src.takeElement()
	if err != nil {
		return err
	}
	switch {
	case len(raw) == 0:
	case wellFormed(raw):
		err = p.row(raw, nil)
	default:
		err = p.row(raw, errMalformed)
	}
	if err != nil {
		return err
	}
	p.start(p.again)
	for {
		token, err := p.dec.ReadToken()
		if err != nil || token.Kind() == '[' {
			return err
		}
	}
}

// pushback is a reader to which bytes can be given back.
type pushback struct {
	head []byte
	src  io.Reader
}

func (p *pushback) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	return p.src.Read(b)
}

func (p *pushback) unread(b []byte) {
	if len(b) > 0 {
		p.head = append(bytes.Clone(b), p.head...)
	}
}

// takeElement takes an element of a list by its brackets alone, and the comma
// before it. It takes nothing, and gives nothing, at the end of the list.
func (p *pushback) takeElement() ([]byte, error) {
	const chunk = 32 << 10
	var e element
	for i := 0; ; {
		for ; i < len(p.head); i++ {
			if !e.ends(p.head[i]) {
				continue
			}
			raw := bytes.Trim(p.head[:i], " \t\r\n,")
			p.head = p.head[i:]
			return raw, nil
		}
		more := make([]byte, chunk)
		n, err := p.src.Read(more)
		p.head = append(p.head, more[:n]...)
		if n == 0 && err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
}

// element finds the end of a list's element byte by byte.
type element struct {
	depth  int
	begun  bool
	quoted bool
	escape bool
}

// ends reports whether the element is over before c.
func (e *element) ends(c byte) bool {
	switch {
	case e.escape:
		e.escape = false
		return false
	case e.quoted:
		e.escape = c == '\\'
		e.quoted = c != '"'
		return false
	}
	switch c {
	case ' ', '\t', '\r', '\n':
		return false
	case ',':
		return e.begun && e.depth <= 0
	case ']':
		if e.depth <= 0 {
			return true
		}
		e.depth--
	case '}':
		e.depth--
	case '{', '[':
		e.depth++
	case '"':
		e.quoted = true
	}
	e.begun = true
	return false
}
