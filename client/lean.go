package client

import (
	"bytes"
	"cmp"
	"context"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
)

// ListRaw is List for whom the sessions' JSON is enough: of each session only
// ID, Name, UpdatedAt and Raw are set, and DecodeSession of Raw gives the rest.
// Raw is what Redact makes of it where masked, which sees the other three, is
// true; masked can be nil. It takes a fraction of the time of List and Redact.
func (c *Client) ListRaw(ctx context.Context, p ListParams, masked func(*Session) bool) (*Page[SessionRow], error) {
	return listPage(ctx, c, p, func() rowReader[SessionRow] { return newRawRows(masked) })
}

// rawRows keeps sessions as they came, or masked.
type rawRows struct {
	list   []SessionRow
	masked func(*Session) bool
	cursor cursor
	redact redactor
}

func newRawRows(masked func(*Session) bool) *rawRows {
	if masked == nil {
		masked = func(*Session) bool { return false }
	}
	return &rawRows{masked: masked, redact: redactor{names: knownNames.Get().(*nameTable)}}
}

func (r *rawRows) rows() []SessionRow {
	knownNames.Put(r.redact.names)
	r.redact.names = nil
	return r.list
}

func (r *rawRows) read(b []byte) int {
	s, fault := r.row(b)
	if fault != nil {
		return 0
	}
	raw := b[:r.cursor.i]
	if r.masked(&s) {
		raw = r.redact.upTo(len(raw))
	}
	s.Raw = bytes.Clone(raw)
	r.list = append(r.list, SessionRow{Session: s})
	return r.cursor.i
}

func (r *rawRows) add(raw jsontext.Value) bool {
	if r.read(raw) > 0 {
		return true
	}
	_, fault := r.row(raw)
	r.list = append(r.list, SessionRow{Err: fault, Bad: bytes.Clone(raw)})
	return false
}

// row takes what is kept out of the row that b begins with, by the rules of
// decodeSession, and masks the row on the way.
func (r *rawRows) row(b []byte) (s Session, fault error) {
	r.cursor = cursor{b: b, scratch: r.cursor.scratch}
	r.redact.begin(b)
	c := &r.cursor
	if !c.into('{') {
		return s, cmp.Or(c.end(), errNoObj)
	}
	for c.more() {
		name := c.key()
		from := c.i
		end := r.redact.checked(from, c.depth, plain.enter(name, r.redact.names.secret(name)))
		if end == invalid {
			c.skip() // which tells what is wrong
			continue
		}
		c.i = end
		value := cursor{b: b[from:end]}
		switch string(name) {
		case "id":
			s.ID = string(value.bytes())
		case "name":
			s.Name = value.text()
		case "updatedAt":
			s.UpdatedAt = value.instant()
		}
	}
	return s, cmp.Or(c.fault, idFault(s.ID))
}

// Remove is Delete for whom the session as it was is of no use. The server's
// good answer must still be nothing, or begin and end as an object does.
func (c *Client) Remove(ctx context.Context, id string) error {
	r := request{op: "deleting a session", method: http.MethodDelete, emptyOK: true, read: passObject}
	_, err := c.session(ctx, &r, id)
	return err
}

// passObject reads an answer to its end without looking inside.
func passObject(b *body) error {
	if b.html() {
		return errWebPage
	}
	last := lastByte(0)
	if _, err := b.buf.WriteTo(&last); err != nil {
		return err
	}
	if b.top[0] != '{' || last != '}' {
		return errBroken
	}
	return nil
}

// lastByte remembers the last byte that is not white space.
type lastByte byte

func (l *lastByte) Write(p []byte) (int, error) {
	if end := bytes.TrimRight(p, " \t\r\n"); len(end) > 0 {
		*l = lastByte(end[len(end)-1])
	}
	return len(p), nil
}
