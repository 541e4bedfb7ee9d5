package client

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

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
			var raw jsontext.Value
			if raw, err = p.dec.ReadValue(); err == nil {
				p.meta = decodeMeta(raw)
			}
		default:
			err = p.dec.SkipValue()
		}
		if err != nil {
			return plainSyntax(err)
		}
	}
}

// list reads the rows. Null is a list without any.
func (p *pageReader) list() error {
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
	for range len(p.again) {
		if k := p.dec.PeekKind(); k != '[' {
			if _, err := p.dec.ReadToken(); err != nil {
				return err
			}
			continue
		}
		_, err := p.dec.ReadToken()
		return err
	}
	return nil
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

// decodeMeta reads a page's metadata. What cannot be true counts as absent.
func decodeMeta(raw jsontext.Value) PageMeta {
	m := PageMeta{TotalItems: -1}
	c := cursor{b: raw}
	if !c.into('{') {
		return m
	}
	for c.more() {
		switch string(c.key()) {
		case "itemsPerPage":
			m.ItemsPerPage = int(c.count())
		case "totalItems":
			if n, ok := c.integer(); ok && n >= 0 {
				m.TotalItems = int(n)
			}
		case "currentPage":
			m.CurrentPage = int(c.count())
		case "totalPages":
			if n, ok := c.integer(); ok && n >= 0 {
				pages := int(n)
				m.TotalPages = &pages
			}
		case "hasNextPage":
			if v := string(c.bytes()); v == "true" || v == "false" {
				next := v == "true"
				m.HasNextPage = &next
			}
		case "nextCursor":
			m.NextCursor = c.text()
		case "sortOrder":
			m.SortOrder = SortOrder(c.text())
		default:
			m.bounds(&c)
		}
	}
	return m
}

// bounds takes what the server says about the window it looked at.
func (m *PageMeta) bounds(c *cursor) {
	switch string(c.name) {
	case "itemsBeyondRetention":
		m.ItemsBeyondRetention = c.boolean()
	case "createdAtLe":
		m.CreatedAtLe = c.instant()
	case "createdAtGe":
		m.CreatedAtGe = c.instant()
	default:
		c.skip()
	}
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

// lifetime is a session's limit: expirationSeconds, or the server's default.
func lifetime(s int64) time.Duration {
	const longest = 100 * 365 * 24 * time.Hour
	if s <= 0 {
		s = DefaultExpirationSeconds
	}
	return time.Duration(min(s, int64(longest/time.Second))) * time.Second
}
