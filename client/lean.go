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
// It takes a fraction of the time of List.
func (c *Client) ListRaw(ctx context.Context, p ListParams) (*Page[SessionRow], error) {
	return listPage(ctx, c, p, func() rowReader[SessionRow] { return new(rawRows) })
}

// rawRows keeps sessions as they came.
type rawRows struct {
	list   []SessionRow
	cursor cursor
}

func (r *rawRows) rows() []SessionRow { return r.list }

func (r *rawRows) read(b []byte) int {
	s, fault := r.row(b)
	if fault != nil {
		return 0
	}
	s.Raw = bytes.Clone(b[:r.cursor.i])
	r.list = append(r.list, SessionRow{Session: s})
	return len(s.Raw)
}

func (r *rawRows) add(raw jsontext.Value) {
	if r.read(raw) == 0 {
		_, fault := r.row(raw)
		r.list = append(r.list, SessionRow{Err: fault, Bad: bytes.Clone(raw)})
	}
}

// row takes what is kept out of the row that b begins with, by the rules of
// decodeSession.
func (r *rawRows) row(b []byte) (s Session, fault error) {
	r.cursor = cursor{b: b, scratch: r.cursor.scratch}
	c := &r.cursor
	if !c.into('{') {
		return s, cmp.Or(c.end(), errNoObj)
	}
	for c.more() {
		switch string(c.key()) {
		case "id":
			s.ID = string(c.bytes())
		case "name":
			s.Name = c.text()
		case "updatedAt":
			s.UpdatedAt = c.instant()
		default:
			c.skip()
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
