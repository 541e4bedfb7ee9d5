package client

import (
	"math"
	"strings"
	"time"
)

// decodeMessages takes the list of messages.
func decodeMessages(c *cursor) []Message {
	if !c.into('[') {
		return nil
	}
	var list []Message
	for c.more() {
		list = append(list, decodeMessage(c))
	}
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
		if c.into('{') {
			for c.more() {
				d.member(c)
			}
		}
	}
	d.m.Raw = c.since(from)
	d.m.Unknown = d.m.Role == "" || !d.said && len(d.m.ToolCalls) == 0
	return d.m
}

// messageDecoder holds what decides between the families.
type messageDecoder struct {
	m       Message
	said    bool // whether there was a content, message, refusal or result, null or not
	content bool // whether content gave the text, which message then does not replace
}

func (d *messageDecoder) member(c *cursor) {
	m := &d.m
	switch string(c.key()) {
	case "role":
		m.Role = Role(c.text())
	case "content":
		d.said = true
		if text, ok := spoken(c); ok {
			m.Text, d.content = text, true
		}
	case "message", "result":
		d.said = true
		if text, ok := spoken(c); ok && !d.content {
			m.Text = text
		}
	case "name":
		m.Name = c.text()
	case "refusal":
		m.Refusal = c.text()
		d.said = d.said || m.Refusal != ""
	case "tool_calls", "toolCalls":
		m.ToolCalls = decodeToolCalls(c)
	case "tool_call_id", "toolCallId":
		m.ToolCallID = c.text()
	default:
		m.timing(c)
	}
}

// timing takes what the call family adds.
func (m *Message) timing(c *cursor) {
	switch string(c.name) {
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
	default:
		c.skip()
	}
}

// spoken takes what was said: a string, or a list of parts of which the texts
// are joined. It reports false for null and for what holds no text.
func spoken(c *cursor) (string, bool) {
	switch c.kind() {
	case '"':
		return c.text(), true
	case '{':
		return part(c)
	default:
	}
	if !c.into('[') {
		return "", false
	}
	var parts []string
	for c.more() {
		if text, ok := part(c); ok {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n"), len(parts) > 0
}

// part takes one part of a content list: a string or an object with a text.
func part(c *cursor) (string, bool) {
	if c.kind() == '"' {
		return c.text(), true
	}
	if !c.into('{') {
		return "", false
	}
	text, ok := "", false
	for c.more() {
		switch name := string(c.key()); {
		case (name == "text" || name == "refusal" || name == "content") && c.kind() == '"':
			text, ok = c.text(), true
		default:
			c.skip()
		}
	}
	return text, ok
}

// decodeToolCalls takes the calls; what is no object is left out.
func decodeToolCalls(c *cursor) []ToolCall {
	if !c.into('[') {
		return nil
	}
	var calls []ToolCall
	for c.more() {
		if !c.into('{') {
			continue
		}
		var t ToolCall
		for c.more() {
			t.member(c)
		}
		calls = append(calls, t)
	}
	return calls
}

func (t *ToolCall) member(c *cursor) {
	switch string(c.key()) {
	case "id":
		t.ID = c.text()
	case "type":
		t.Type = c.text()
	case "name":
		t.Name = c.text()
	case "arguments":
		t.Arguments = textOrJSON(c)
	case "function":
		if !c.into('{') {
			return
		}
		for c.more() {
			switch string(c.key()) {
			case "name":
				t.Name = c.text()
			case "arguments":
				t.Arguments = textOrJSON(c)
			default:
				c.skip()
			}
		}
	default:
		c.skip()
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
	if !c.into('[') {
		return nil
	}
	for c.more() {
		if t := textOrJSON(c); t != "" {
			list = append(list, t)
		}
	}
	return list
}
