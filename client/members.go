package client

import (
	"bytes"
	"math"
	"slices"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// member takes one member of a row. Of a name that comes twice the last one counts.
func (m *summaryReader) member(c *cursor, name []byte) {
	s := &m.s
	switch string(name) {
	case "id":
		s.ID = string(c.bytes()) // as it came: an ID that is mended is another one
	case "name":
		s.SetName(c.text())
	case "status":
		s.Status = Status(m.intern(c.bytes()))
	case "assistantId":
		s.AssistantID = m.intern(c.bytes())
	case "squadId":
		s.SquadID = m.intern(c.bytes())
	case "phoneNumberId":
		s.PhoneNumberID = m.intern(c.bytes())
	case "createdAt":
		s.CreatedAt = c.instant()
	case "updatedAt":
		s.UpdatedAt = c.instant()
	case "expirationSeconds":
		m.seconds = c.count()
	case "cost":
		s.Cost = math.NaN()
		if f, ok := c.number(); ok {
			s.Cost = f
		}
	default:
		m.nested(c, name)
	}
}

// nested takes the members that are objects or lists.
func (m *summaryReader) nested(c *cursor, name []byte) {
	switch string(name) {
	case "assistant":
		m.assistant = c.kind() == '{'
		m.s.AssistantName = nameIn(c, m.intern)
	case "customer":
		m.s.Customer = ""
		m.customer(c)
	case "messages":
		m.s.forgetMessages()
		c.elements(func() { m.message(c) })
	case "metadata":
		m.keys(c, m.path[:0])
	}
}

// keys notes the paths of values. One whose name has a dot is none: no path
// reaches it.
func (m *summaryReader) keys(c *cursor, path []byte) {
	const most = 200
	c.members(func(name []byte) {
		if bytes.IndexByte(name, '.') >= 0 {
			return
		}
		m.path = append(path, name...)
		switch {
		case c.kind() == '{':
			m.keys(c, append(m.path, '.'))
		case len(m.metadata) < most && !m.metadata[string(m.path)]:
			m.metadata[string(m.path)] = true
		}
	})
}

// customer keeps the best of what names the customer.
func (m *summaryReader) customer(c *cursor) {
	names := []string{"number", "name", "email", "sipUri", "externalId"} // the best first
	best := len(names)
	c.members(func(name []byte) {
		rank := slices.Index(names, string(name))
		if rank < 0 || rank >= best {
			return
		}
		if b := c.bytes(); len(b) > 0 {
			m.s.Customer, best = m.intern(b), rank
		}
	})
}

// message counts a message and looks into it where that was asked for.
func (m *summaryReader) message(c *cursor) {
	var (
		role                      Role
		content, message          jsontext.Value
		at                        time.Time
		refusal, filtered, threat bool
	)
	take := func(name []byte) {
		switch string(name) {
		case "role":
			role = Role(m.intern(c.bytes()))
		case "content":
			if v := c.present(); v != nil {
				content = v
			}
		case "message", "result":
			if v := c.present(); v != nil {
				message = v
			}
		case "time":
			at = c.instant()
		case "refusal":
			refusal = len(c.bytes()) > 0
		case "isFiltered":
			filtered = c.boolean()
		case "detectedThreats":
			threat = len(texts(c)) > 0
		}
	}
	if c.kind() == '"' {
		content = c.raw()
	} else {
		c.members(take)
	}
	m.s.count(role, at, refusal, filtered, threat)
	m.inspect(role, content, message)
}

// inspect reads what was said, for a tool's errors and for a search.
func (m *summaryReader) inspect(role Role, content, message jsontext.Value) {
	if !role.Tool() && !m.pick.wants(&m.s, role) {
		return
	}
	text, ok := m.textOf(content)
	if !ok {
		text, _ = m.textOf(message)
	}
	if role.Tool() && reportsError(text) {
		m.s.ToolErrors++
	}
	if m.pick.wants(&m.s, role) {
		m.s.Hit = m.pick.find(text)
	}
}

// textOf is contentText for a value at hand. It is valid until the next call.
func (m *summaryReader) textOf(raw jsontext.Value) ([]byte, bool) {
	if len(raw) == 0 {
		return nil, false
	}
	if raw[0] == '"' {
		return unquote(raw, &m.inner.scratch), true
	}
	m.inner.reset(raw)
	text, ok := contentText(&m.inner)
	return []byte(text), ok
}
