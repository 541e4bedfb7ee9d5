package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// maxRows bounds a page against a server that does not heed the limit.
const maxRows = 10 * MaxLimit

var (
	errNoList  = errors.New("the answer has no list of sessions")
	errTooMany = fmt.Errorf("the answer has more than %d rows", maxRows)
)

// rowReader turns the rows of a page, as they come, into what is kept of them.
type rowReader[T any] interface {
	// add takes a row. The JSON is the reader's only until add returns. With a
	// fault it is not valid JSON, and only kept to be shown.
	add(raw jsontext.Value, fault error)
	rows() []T
}

// listPage asks for a page and reads it into what rows makes.
func listPage[T any](ctx context.Context, c *Client, p ListParams, rows func() rowReader[T]) (*Page[T], error) {
	r := request{op: "listing sessions", method: http.MethodGet, path: sessionPath, query: p.Query().Encode()}
	var page *Page[T]
	r.read = func(b *body) error {
		var err error
		page, err = readPage(b, rows())
		return err
	}
	if err := c.call(ctx, &r); err != nil {
		return page, err
	}
	return page, nil
}

// readPage reads a page. When it fails after some rows, the page holds these.
func readPage[T any](b *body, rows rowReader[T]) (*Page[T], error) {
	if b.html() {
		return nil, errWebPage
	}
	p := pageReader{src: pushback{src: b}, add: rows.add, meta: PageMeta{TotalItems: -1}}
	p.start("")
	err := p.run()
	if err != nil && p.whole && b.err == nil {
		err = nil // the list is complete; what comes after it is not worth its loss
	}
	page := &Page[T]{Rows: rows.rows(), Meta: p.meta, Bytes: b.n}
	switch {
	case err == nil && !p.whole:
		return nil, errNoList
	case err != nil && len(page.Rows) == 0:
		return nil, err
	}
	return page, err
}

// pageReader walks over a page's JSON as it arrives.
type pageReader struct {
	src   pushback
	dec   *jsontext.Decoder
	add   func(jsontext.Value, error)
	count int
	meta  PageMeta
	whole bool   // whether the list was read to its end
	again string // what brings a new decoder to where rows are read
}

// start begins to decode, after prefix.
func (p *pageReader) start(prefix string) {
	p.src.unread([]byte(prefix))
	p.dec = jsontext.NewDecoder(&p.src, lenient(), jsontext.AllowInvalidUTF8(true))
}

// run reads the whole page: an object with results, or just the list.
func (p *pageReader) run() error {
	switch p.dec.PeekKind() {
	case '[':
		p.again = "["
		return p.list()
	case '{':
		p.again = `{"results":[`
		if _, err := p.dec.ReadToken(); err != nil {
			return plainSyntax(err)
		}
		return p.members()
	}
	if _, err := p.dec.ReadValue(); err != nil {
		return plainSyntax(err)
	}
	return errNoList
}

// members reads what the page's object holds, in any order.
func (p *pageReader) members() error {
	for {
		name, err := p.dec.ReadToken()
		if err != nil {
			return plainSyntax(err)
		}
		if name.Kind() == '}' {
			return nil
		}
		switch name.String() {
		case "results":
			err = p.list()
		case "metadata":
			err = p.metadata()
		default:
			if err = p.dec.SkipValue(); err != nil {
				err = plainSyntax(err)
			}
		}
		if err != nil {
			return err
		}
	}
}

func (p *pageReader) metadata() error {
	raw, err := p.dec.ReadValue()
	if err != nil {
		return plainSyntax(err)
	}
	p.meta = decodeMeta(raw)
	return nil
}

// list reads the rows. Null is a list without any.
func (p *pageReader) list() error {
	err := p.elements()
	if err == nil || errors.Is(err, errTooMany) {
		return err
	}
	return plainSyntax(err)
}

func (p *pageReader) elements() error {
	switch p.dec.PeekKind() {
	case 'n':
		p.whole = true
		return p.dec.SkipValue()
	case '[':
		if _, err := p.dec.ReadToken(); err != nil {
			return err
		}
	default:
		return p.dec.SkipValue()
	}
	for {
		if p.dec.PeekKind() == ']' {
			if _, err := p.dec.ReadToken(); err == nil {
				p.whole = true
				return nil
			}
		}
		raw, err := p.dec.ReadValue()
		if err == nil {
			err = p.row(raw, nil)
		} else if damaged(err) {
			err = p.resume()
		}
		if err != nil {
			return err
		}
	}
}

// row hands a row over.
func (p *pageReader) row(raw jsontext.Value, fault error) error {
	if p.count++; p.count > maxRows {
		return errTooMany
	}
	p.add(raw, fault)
	return nil
}

// sessionRows keeps whole sessions.
type sessionRows struct{ list []SessionRow }

func (s *sessionRows) rows() []SessionRow { return s.list }

func (s *sessionRows) add(raw jsontext.Value, fault error) {
	raw = bytes.Clone(raw)
	if fault == nil {
		session, err := decodeSession(raw)
		if err == nil {
			s.list = append(s.list, SessionRow{Session: *session})
			return
		}
		fault = err
	}
	s.list = append(s.list, SessionRow{Err: fault, Bad: raw})
}
