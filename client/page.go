package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// maxRows bounds a page against a server that does not heed the limit.
const maxRows = 10 * MaxLimit

var (
	errNoList  = errors.New("the answer has no list of sessions")
	errTooMany = fmt.Errorf("the answer has more than %d rows", maxRows)
)

// rowReader makes what is kept of a row out of what is one by its brackets,
// whatever is in it, and reports whether it has an ID. One that is no good is
// kept to be shown. What it is given is in its hands only until it returns.
type rowReader[T any] func(jsontext.Value) (T, bool)

// listPage asks for a page.
func listPage[T any](ctx context.Context, c *Client, r request, row rowReader[T]) (*Page[T], error) {
	r.method = http.MethodGet
	return send(ctx, c, &r, func(b *body) (*Page[T], error) { return readPage(b, row) })
}

// readPage reads a page. When it fails after some rows, the page holds these.
func readPage[T any](b *body, row rowReader[T]) (*Page[T], error) {
	if b.html() {
		return nil, errWebPage
	}
	page, noID := &Page[T]{}, 0
	p := pageReader{in: newWindow(b), meta: PageMeta{TotalItems: -1}, add: func(raw jsontext.Value) error {
		if len(page.Rows) == maxRows {
			return errTooMany
		}
		read, named := row(raw)
		page.Rows = append(page.Rows, read)
		if !named {
			noID++
		}
		return nil
	}}
	err := p.run()
	if err != nil && p.whole && b.err == nil {
		err = nil // the list is complete; what comes after it is not worth its loss
	}
	page.Meta, page.Bytes = p.meta, b.n
	switch {
	case err == nil && !p.whole:
		return nil, errNoList
	case err == nil && noID > 0 && noID == len(page.Rows):
		return page, fmt.Errorf("none of its %d rows has an ID that can be read", noID)
	case err != nil && len(page.Rows) == 0:
		return nil, err
	}
	return page, err
}

// pageReader reads a page's JSON as it arrives.
type pageReader struct {
	in    window
	add   func(jsontext.Value) error
	meta  PageMeta
	whole bool // whether the list was read to its end
}

// run reads the whole page: an object with results, or just the list.
func (p *pageReader) run() error {
	c, err := p.in.peek()
	switch {
	case err != nil:
		return err
	case c == '[':
		return p.list()
	case c == '{':
		return p.members()
	}
	text, _ := io.ReadAll(io.LimitReader(p.in.src, maxErrorBody)) // a short look decides the wording only
	if wellFormed(append(p.in.buf[p.in.next:], text...)) {
		return errNoList
	}
	return errBroken
}

// members reads what the page's object holds, in any order.
func (p *pageReader) members() error {
	return p.each('}', func() error {
		quoted, err := p.in.value()
		if err != nil {
			return err
		}
		name, err := jsontext.AppendUnquote(nil, quoted)
		if err != nil || p.in.buf[p.in.next] != ':' {
			return errBroken
		}
		p.in.next++
		if string(name) == "results" {
			return p.list()
		}
		raw, err := p.in.value()
		if err == nil && string(name) == "metadata" {
			p.meta = decodeMeta(raw)
		}
		return err
	})
}

// each steps into an object or list and takes what it holds up to end. Commas too
// many or missing do not matter.
func (p *pageReader) each(end byte, take func() error) error {
	for p.in.next++; ; {
		c, err := p.in.peek()
		switch {
		case err != nil:
			return err
		case c == end, c == ',', c == ':':
			p.in.next++
		default:
			err = take()
		}
		if err != nil || c == end {
			return err
		}
	}
}

// list reads the rows. Null is a list without any.
func (p *pageReader) list() error {
	c, err := p.in.peek()
	if err != nil {
		return err
	}
	if c != '[' {
		raw, err := p.in.value()
		p.whole = p.whole || string(raw) == "null"
		return err
	}
	err = p.each(']', func() error {
		raw, err := p.in.value()
		switch {
		case err != nil:
			return err
		case len(raw) == 0: // the list ends with the bracket of an object
			return errBroken
		}
		return p.add(raw)
	})
	p.whole = p.whole || err == nil
	return err
}

// sessionRow implements rowReader for whole sessions.
func sessionRow(raw jsontext.Value) (SessionRow, bool) {
	raw = bytes.Clone(raw)
	var row SessionRow
	if err := row.decode(raw, nil); err != nil {
		return SessionRow{Err: err, BadJSON: raw}, false
	}
	return row, true
}
