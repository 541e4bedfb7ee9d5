package client

import (
	"bytes"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// summaryMembers reads the members of one row into a summary, each at most
// once over its bytes.
type summaryMembers struct {
	r         *summaryRows
	s         *Summary
	id, name  []byte // cleaned; the row's own only until the next row
	seconds   int64
	assistant bool // whether there is an inline one
}

func (m *summaryMembers) member(c *cursor, name []byte) {
	s := m.s
	switch string(name) {
	case "id":
		m.id = append(m.id[:0], c.bytes()...)
	case "name":
		name := c.bytes()
		s.RawName = ""
		if m.name = appendClean(m.name[:0], name); string(m.name) != string(name) {
			s.SetName(strings.ToValidUTF8(string(name), "\uFFFD"))
		}
	case "status":
		s.Status = Status(m.r.intern(c.bytes()))
	case "assistantId":
		s.AssistantID = m.r.intern(c.bytes())
	case "squadId":
		s.SquadID = m.r.intern(c.bytes())
	case "phoneNumberId":
		s.PhoneNumberID = m.r.intern(c.bytes())
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
func (m *summaryMembers) nested(c *cursor, name []byte) {
	switch string(name) {
	case "assistant":
		m.assistant = c.kind() == '{'
		m.s.AssistantName = nameIn(c, m.r.intern)
	case "customer":
		m.s.Customer = ""
		m.customer(c)
	case "messages":
		m.s.Turns, m.s.Messages, m.s.LastRole, m.s.Hit = 0, 0, "", ""
		m.s.Flags = 0
		c.elements(func() { m.message(c) })
	}
}

// customer keeps the best of what names the customer.
func (m *summaryMembers) customer(c *cursor) {
	best := math.MaxInt
	c.members(func(name []byte) {
		rank := math.MaxInt
		switch string(name) {
		case "number":
			rank = 0
		case "name":
			rank = 1
		case "email":
			rank = 2
		case "sipUri":
			rank = 3
		case "externalId":
			rank = 4
		}
		if rank >= best {
			return
		}
		if b := c.bytes(); len(b) > 0 {
			m.s.Customer, best = m.r.intern(b), rank
		}
	})
}

// message counts a message and looks into it where that was asked for.
func (m *summaryMembers) message(c *cursor) {
	var (
		role                      Role
		content, said             jsontext.Value
		refusal, filtered, threat bool
	)
	if c.kind() != '{' {
		content = c.raw()
		m.s.count(role, refusal, filtered, threat)
		m.inspect(role, content, said)
		return
	}
	c.members(func(name []byte) {
		switch string(name) {
		case "role":
			role = m.role(c.bytes())
		case "content":
			if v := c.present(); v != nil {
				content = v
			}
		case "message", "result":
			if v := c.present(); v != nil {
				said = v
			}
		case "refusal":
			refusal = len(c.bytes()) > 0
		case "isFiltered":
			filtered = c.boolean()
		case "detectedThreats":
			threat = len(texts(c)) > 0
		}
	})
	m.s.count(role, refusal, filtered, threat)
	m.inspect(role, content, said)
}

// inspect reads what was said, for a tool's errors and for a search.
func (m *summaryMembers) inspect(role Role, content, said jsontext.Value) {
	tool := role.Tool() && (mayReportError(content) || mayReportError(said))
	if !tool && !m.r.pick.wants(m.s, role) {
		return
	}
	text, ok := m.spokenIn(content)
	if !ok {
		text, _ = m.spokenIn(said)
	}
	if tool && reportsError(string(text)) {
		m.s.Flags |= FlagToolError
	}
	if m.r.pick.wants(m.s, role) {
		m.s.Hit = m.r.pick.find(text)
	}
}

// mayReportError reports whether a tool's answer begins in a way that makes it
// worth reading for reportsError.
func mayReportError(raw jsontext.Value) bool {
	if len(raw) == 0 {
		return false
	}
	if raw[0] != '"' {
		return true
	}
	first := bytes.TrimLeft(raw[1:], " ")
	switch first[0] {
	case 'e', 'E', '{', '\\':
		return true
	}
	return first[0] >= utf8.RuneSelf // white space that is not ASCII
}

// spokenIn is spoken for a value at hand. It is valid until the next call.
func (m *summaryMembers) spokenIn(raw jsontext.Value) ([]byte, bool) {
	if len(raw) == 0 {
		return nil, false
	}
	if raw[0] == '"' {
		return unquote(raw, &m.r.inner.scratch), true
	}
	m.r.inner.reset(raw)
	text, ok := spoken(&m.r.inner)
	return []byte(text), ok
}

// role avoids an allocation for the roles there are.
func (m *summaryMembers) role(b []byte) Role {
	switch string(b) {
	case "user":
		return RoleUser
	case "assistant":
		return RoleAssistant
	case "system":
		return RoleSystem
	case "tool":
		return RoleTool
	}
	return Role(m.r.intern(b))
}

// appendClean appends the cleaned text.
func appendClean(dst, text []byte) []byte {
	for _, c := range text {
		if c < ' ' || c >= 0x7f {
			return append(dst, clean(strings.ToValidUTF8(string(text), "\uFFFD"))...)
		}
	}
	return append(dst, text...)
}
