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
	return send(ctx, c, &r, func(in io.Reader) (*Page[T], error) { return readPage(in, row) })
}

// readPage reads a page. When it fails after some rows, the page holds these.
func readPage[T any](in io.Reader, row rowReader[T]) (*Page[T], error) {
	p := pageReader[T]{dec: jsontext.NewDecoder(in, lenientSyntax), row: row}
	p.page.Meta.TotalItems = -1
	err := answerError(p.read())
	p.page.Bytes = p.dec.InputOffset()
	if p.complete && (errors.Is(err, errBroken) || errors.Is(err, errEnded)) {
		err = nil // the list is complete, which matters more than what comes after it
	}
	switch n := len(p.page.Rows); {
	case err == nil && !p.complete:
		return nil, errNoList
	case err == nil && n > 0 && p.unnamed == n:
		return &p.page, fmt.Errorf("none of its %d rows has an ID that can be read", n)
	case err != nil && n == 0:
		return nil, err
	}
	return &p.page, err
}

// pageReader reads the JSON of a page as it arrives.
type pageReader[T any] struct {
	dec      *jsontext.Decoder
	row      rowReader[T]
	page     Page[T]
	unnamed  int  // rows without an ID
	complete bool // the list of rows was read to its end
}

// read reads the whole page: an object with results, or just the list.
func (p *pageReader[T]) read() error {
	if p.dec.PeekKind() == '[' {
		return p.readRows()
	}
	if p.dec.PeekKind() == '{' {
		return each(p.dec, p.readMember)
	}
	if err := p.dec.SkipValue(); err != nil {
		return err
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return errBroken // text that begins like JSON
	}
	return errNoList
}

// readMember reads a member of the page's object.
func (p *pageReader[T]) readMember(name string) error {
	switch name {
	case "results":
		return p.readRows()
	case "metadata":
		raw, err := p.dec.ReadValue()
		if err == nil {
			p.page.Meta = decodeMeta(raw)
		}
		return err
	}
	return p.dec.SkipValue()
}

// readRows reads the list of rows. Null is an empty list.
func (p *pageReader[T]) readRows() error {
	kind := p.dec.PeekKind()
	var err error
	if kind == '[' {
		err = each(p.dec, p.readRow)
	} else {
		err = p.dec.SkipValue()
	}
	p.complete = p.complete || err == nil && (kind == '[' || kind == 'n')
	return err
}

// readRow reads a row.
func (p *pageReader[T]) readRow(string) error {
	raw, err := p.dec.ReadValue()
	switch {
	case err != nil:
		return err
	case len(p.page.Rows) == maxRows:
		return errTooMany
	}
	read, named := p.row(raw)
	p.page.Rows = append(p.page.Rows, read)
	if !named {
		p.unnamed++
	}
	return nil
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
