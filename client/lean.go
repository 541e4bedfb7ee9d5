package client

import (
	"bytes"
	"context"
	"errors"
	"io"
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

func (r *rawRows) add(raw jsontext.Value, fault error) {
	raw = bytes.Clone(raw)
	row := SessionRow{Session: Session{Raw: raw}}
	if fault == nil {
		fault = r.read(&row.Session)
	}
	if fault != nil {
		row = SessionRow{Err: fault, Bad: raw}
	}
	r.list = append(r.list, row)
}

// read takes what is kept out of s.Raw, by the rules of decodeSession.
func (r *rawRows) read(s *Session) error {
	r.cursor = cursor{b: s.Raw, scratch: r.cursor.scratch}
	c := &r.cursor
	if !c.into('{') {
		return errNoObj
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
	return rowFault(s.ID, c.deep)
}

// Remove is Delete for whom the session as it was is of no use. What the
// server answers must still be JSON, or nothing.
func (c *Client) Remove(ctx context.Context, id string) error {
	r := request{op: "deleting a session", method: http.MethodDelete, emptyOK: true, read: checkObject}
	_, err := c.session(ctx, &r, id)
	return err
}

// checkObject reads an answer to see that it is an object. What follows the
// object is ignored, as by readObject.
func checkObject(b *body) error {
	if b.html() {
		return errWebPage
	}
	raw, err := io.ReadAll(b)
	if err != nil {
		return err
	}
	if checkJSON(raw) != nil {
		if err := firstValue(raw); err != nil {
			return err
		}
	}
	if len(raw) == 0 || raw[0] != '{' {
		return errors.New("the answer is not an object")
	}
	return nil
}

// firstValue reports why text does not begin with JSON.
func firstValue(text []byte) error {
	dec := jsontext.NewDecoder(bytes.NewReader(text), lenient(), jsontext.AllowInvalidUTF8(true))
	if err := dec.SkipValue(); err != nil {
		return plainSyntax(err)
	}
	return nil
}
