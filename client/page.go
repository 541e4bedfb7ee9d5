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

// maxRows limits a page of a server that ignores the limit.
const maxRows = 10 * MaxLimit

var (
	errNoList  = errors.New("the answer has no list of sessions")
	errTooMany = fmt.Errorf("the answer has more than %d rows", maxRows)
)

// rowReader decodes a row, which may be any value, and reports whether it has
// an ID. A row that cannot be decoded is returned too, with its error. The
// value is valid only until rowReader returns.
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
	p := pageReader{window: newWindow(b), meta: PageMeta{TotalItems: -1}, addRow: func(raw jsontext.Value) error {
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
	err := p.read()
	if err != nil && p.listComplete && b.err == nil {
		err = nil // the list is complete, which matters more than what comes after it
	}
	page.Meta, page.Bytes = p.meta, b.size
	switch {
	case err == nil && !p.listComplete:
		return nil, errNoList
	case err == nil && noID > 0 && noID == len(page.Rows):
		return page, fmt.Errorf("none of its %d rows has an ID that can be read", noID)
	case err != nil && len(page.Rows) == 0:
		return nil, err
	}
	return page, err
}

// pageReader reads the JSON of a page as it arrives.
type pageReader struct {
	window       window
	addRow       func(jsontext.Value) error
	meta         PageMeta
	listComplete bool // the list of rows was read to its end
}

// read reads the whole page: an object with results, or just the list.
func (p *pageReader) read() error {
	c, err := p.window.peek()
	switch {
	case err != nil:
		return err
	case c == '[':
		return p.readRows()
	case c == '{':
		return p.readMembers()
	}
	text, _ := io.ReadAll(io.LimitReader(p.window.src, maxErrorBody)) // the beginning is enough to choose the error
	if wellFormed(append(p.window.buf[p.window.next:], text...)) {
		return errNoList
	}
	return errBroken
}

// readMembers reads the members of the page's object, in any order.
func (p *pageReader) readMembers() error {
	return p.eachMember('}', func() error {
		quoted, err := p.window.value()
		if err != nil {
			return err
		}
		name, err := jsontext.AppendUnquote(nil, quoted)
		if err != nil || p.window.buf[p.window.next] != ':' {
			return errBroken
		}
		p.window.next++
		if string(name) == "results" {
			return p.readRows()
		}
		raw, err := p.window.value()
		if err == nil && string(name) == "metadata" {
			p.meta = decodeMeta(raw)
		}
		return err
	})
}

// eachMember enters an object or list and calls read at each of its values, up
// to end. It ignores missing and additional commas.
func (p *pageReader) eachMember(end byte, read func() error) error {
	for p.window.next++; ; {
		c, err := p.window.peek()
		switch {
		case err != nil:
			return err
		case c == end, c == ',', c == ':':
			p.window.next++
		default:
			err = read()
		}
		if err != nil || c == end {
			return err
		}
	}
}

// readRows reads the list of rows. Null is an empty list.
func (p *pageReader) readRows() error {
	c, err := p.window.peek()
	if err != nil {
		return err
	}
	if c != '[' {
		raw, err := p.window.value()
		p.listComplete = p.listComplete || string(raw) == "null"
		return err
	}
	err = p.eachMember(']', func() error {
		raw, err := p.window.value()
		switch {
		case err != nil:
			return err
		case len(raw) == 0: // the list ends with the bracket of an object
			return errBroken
		}
		return p.addRow(raw)
	})
	p.listComplete = p.listComplete || err == nil
	return err
}

// decodeSessionRow is the rowReader for whole sessions.
func decodeSessionRow(raw jsontext.Value) (SessionRow, bool) {
	raw = bytes.Clone(raw)
	var row SessionRow
	if err := row.decode(raw, nil); err != nil {
		return SessionRow{Err: err, BadJSON: raw}, false
	}
	return row, true
}
