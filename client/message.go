package client

import (
	"math"
	"strings"
	"time"
)

// decodeMessages takes the list of messages.
func decodeMessages(c *cursor) []Message {
	var list []Message
	c.elements(func() { list = append(list, decodeMessage(c)) })
	return list
}

// decodeMessage takes one message of either family. What is neither is kept
// raw and says so.
func decodeMessage(c *cursor) Message {
	var d messageDecoder
	from := c.dec.InputOffset()
	switch c.kind() {
	case '"':
		d.m.Text = c.text()
	default:
		c.members(func(name []byte) { d.member(c, name) })
	}
	d.m.Raw = c.since(from)
	d.m.Unknown = d.m.Role == "" || !d.hasText && len(d.m.ToolCalls) == 0
	return d.m
}

// messageDecoder holds what decides between the families.
type messageDecoder struct {
	m       Message
	hasText bool // whether there was a content, message, refusal or result, null or not
	content bool // whether content gave the text, which message then does not replace
}

func (d *messageDecoder) member(c *cursor, name []byte) {
	m := &d.m
	switch string(name) {
	case "role":
		m.Role = Role(c.text())
	case "content":
		d.hasText = true
		if text, ok := contentText(c); ok {
			m.Text, d.content = text, true
		}
	case "message", "result":
		d.hasText = true
		if text, ok := contentText(c); ok && !d.content {
			m.Text = text
		}
	case "name":
		m.Name = c.text()
	case "refusal":
		m.Refusal = c.text()
		d.hasText = d.hasText || m.Refusal != ""
	case "tool_calls", "toolCalls":
		m.ToolCalls = decodeToolCalls(c)
	case "tool_call_id", "toolCallId":
		m.ToolCallID = c.text()
	default:
		m.timing(c, name)
	}
}

// timing takes what the call family adds.
func (m *Message) timing(c *cursor, name []byte) {
	switch string(name) {
	case "time":
		m.Time = c.instant()
		m.Timed = m.Timed || !m.Time.IsZero()
	case "endTime":
		m.EndTime = c.instant()
	case "secondsFromStart":
		if s, ok := c.number(); ok && math.Abs(s) < math.MaxInt64/float64(time.Second) {
			m.Offset, m.Timed = time.Duration(s*float64(time.Second)), true
		}
	case "isFiltered":
		m.Filtered = c.boolean()
	case "detectedThreats":
		m.Threats = texts(c)
	case "metadata":
		m.Metadata = c.present()
	}
}

// contentText takes what was said: a string, or a list of parts of which the texts
// are joined. It reports false for null and for what holds no text.
func contentText(c *cursor) (string, bool) {
	switch c.kind() {
	case '"':
		return c.text(), true
	case '{':
		return part(c)
	default:
	}
	var parts []string
	c.elements(func() {
		if text, ok := part(c); ok {
			parts = append(parts, text)
		}
	})
	return strings.Join(parts, "\n"), len(parts) > 0
}

// part takes one part of a content list: a string or an object with a text.
func part(c *cursor) (string, bool) {
	if c.kind() == '"' {
		return c.text(), true
	}
	text, ok := "", false
	c.members(func(name []byte) {
		switch string(name) {
		case "text", "refusal", "content":
			if c.kind() == '"' {
				text, ok = c.text(), true
			}
		}
	})
	return text, ok
}

// decodeToolCalls takes the calls; what is no object is left out.
func decodeToolCalls(c *cursor) []ToolCall {
	var calls []ToolCall
	c.elements(func() {
		var t ToolCall
		if c.members(func(name []byte) { t.member(c, name) }) {
			calls = append(calls, t)
		}
	})
	return calls
}

func (t *ToolCall) member(c *cursor, name []byte) {
	switch string(name) {
	case "id":
		t.ID = c.text()
	case "type":
		t.Type = c.text()
	case "name":
		t.Name = c.text()
	case "arguments":
		t.Arguments = textOrJSON(c)
	case "function":
		c.members(func(name []byte) {
			switch string(name) {
			case "name":
				t.Name = c.text()
			case "arguments":
				t.Arguments = textOrJSON(c)
			}
		})
	}
}

// textOrJSON takes a string, or anything else as the JSON it is.
func textOrJSON(c *cursor) string {
	if c.kind() == '"' {
		return c.text()
	}
	return strings.ToValidUTF8(string(c.present()), "\uFFFD")
}

// texts takes a list of texts; elements that are objects are kept as JSON.
func texts(c *cursor) []string {
	if c.kind() != '[' {
		if t := textOrJSON(c); t != "" && t != "false" {
			return []string{t}
		}
		return nil
	}
	var list []string
	c.elements(func() {
		if t := textOrJSON(c); t != "" {
			list = append(list, t)
		}
	})
	return list
}

// Failed reports whether the message is a tool's answer that tells of an
// error, by the rule of Summary.ToolErrors.
func (m *Message) Failed() bool { return m.Role.Tool() && reportsError([]byte(m.Text)) }

// Tool reports whether the message is a tool's answer, in either family.
func (r Role) Tool() bool { return r == RoleTool || r == "tool_call_result" }

// Agent reports whether the role is the assistant's; calls name it "bot".
func (r Role) Agent() bool { return r == RoleAssistant || r == "bot" }
